package api

import "slices"

// Offsets is the unit of every position in an answer.
type Offsets string

// The units: bytes of UTF-8, as everywhere in tracuu, or the units of UTF-16
// that JavaScript, Java and C# count strings in.
const (
	UTF8  Offsets = "utf8"
	UTF16 Offsets = "utf16"
)

// Presentation is how a caller wants an answer to look. It never changes what
// is found.
type Presentation struct {
	Fields  []string // of hits; none means the usual ones
	Offsets Offsets  // "" means UTF8
	// NoScores leaves scores out, whatever Fields say. It is no parameter: a server
	// sets it for callers who may not see all.
	NoScores bool
}

// HitFields names every field that a hit can have, the usual ones first.
func HitFields() []string {
	var usual, more []string
	for i := range hitFields {
		if hitFields[i].usual {
			usual = append(usual, hitFields[i].name)
		} else {
			more = append(more, hitFields[i].name)
		}
	}
	return slices.Concat(usual, more)
}

// columns are the fields to write, in the order of the table; id always is one.
func (p Presentation) columns() []*hitField {
	var out []*hitField
	for i := range hitFields {
		f := &hitFields[i]
		if f.name == "score" && p.NoScores {
			continue
		}
		if f.name == "id" || len(p.Fields) == 0 && f.usual || slices.Contains(p.Fields, f.name) {
			out = append(out, f)
		}
	}
	return out
}

// needsText reports whether positions in the documents' texts will be written.
func (p Presentation) needsText() bool {
	return slices.ContainsFunc(p.columns(), func(f *hitField) bool { return f.inText })
}

// NeedsTexts reports whether UTF16 needs the texts of the hits: some field that
// is asked for holds positions in them.
func (p Presentation) NeedsTexts() bool { return p.Offsets == UTF16 && p.needsText() }
