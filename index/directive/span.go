package directive

// Span is a half-open range of bytes in a directive's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether the whole of t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Basis says where the value of a field comes from.
type Basis string

// The bases, from the strongest to the weakest: a curator corrected it, the
// caller supplied it, it stands in the text, or it follows from the text.
const (
	Curated  Basis = "curated"
	Supplied Basis = "supplied"
	Read     Basis = "read"
	Inferred Basis = "inferred"
)

// Evidence says why a field has its value: the passage it was read from (empty
// when Basis is Supplied or Curated) and how sure the reading is, from 0 to 1.
type Evidence struct {
	Span
	Basis      Basis   `json:"basis"`
	Confidence float64 `json:"confidence"`
}

// NoiseKind says what a region of noise is.
type NoiseKind string

// The kinds of noise: a received stamp, page furniture of a web copy
// (navigation, sidebars, menus), running headers, footers and page numbers,
// garbage repeated by a scanner, letters nobody can read.
const (
	NoiseStamp      NoiseKind = "stamp"
	NoiseNavigation NoiseKind = "navigation"
	NoisePage       NoiseKind = "page"
	NoiseRepeated   NoiseKind = "repeated"
	NoiseGarbage    NoiseKind = "garbage"
)

// Noise is a region of the text that stays findable but never feeds metadata,
// fragments or the citation graph.
type Noise struct {
	Span
	Kind NoiseKind `json:"kind"`
}

// Page is where a page starts in the text, in bytes, and how well it was read,
// from 0 to 1; 0 when nobody measured it.
type Page struct {
	Start   int     `json:"start"`
	Quality float64 `json:"quality,omitempty"`
}

// Repair is a correction that the reader made on the ground of the text itself:
// what stood there, what it was read as, and by which rule.
type Repair struct {
	Field    string `json:"field"`
	Raw      string `json:"raw"`
	Repaired string `json:"repaired"`
	Rule     string `json:"rule"`
}

// Problem is something a person should look at: a stable code, a detail in
// English and the passage it stands in, when there is one.
type Problem struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Span
}
