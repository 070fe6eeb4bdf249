package directive

// Identity is the computed key of a document: issuer, type, number and year or
// term. It is "" for a document without a number.
func Identity(d *Directive) string { return "" }

// MintID makes the id of a document that has none.
func MintID(d *Directive, taken func(string) bool) string { return "" }

// ValidateID says whether a given id may be used: 1 to 256 bytes of UTF-8
// without control characters.
func ValidateID(id string) error { return nil }
