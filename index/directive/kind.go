package directive

// Kind is the type of a document (tên loại) by its Vietnamese name, such as
// "Công văn". The table is open: a name that is not in it is kept as it is.
type Kind string

// KindByName finds the kind that a text names, in any case and tone placement,
// and without accents where that leaves one kind only.
func KindByName(s string) (Kind, bool) { return "", false }

// KindsByCode lists what a type code may mean, in the symbols of the party or of
// the state; nil for a code that no table has.
func KindsByCode(code string, party bool) []Kind { return nil }

// Code is the abbreviation of the kind in symbols of the party or of the state,
// "" where it has none.
func (k Kind) Code(party bool) string { return "" }

// Kinds lists every kind of the table.
func Kinds() []Kind { return nil }
