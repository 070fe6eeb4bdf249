package directive

import "fmt"

// Grammar says which rule of form a symbol follows.
type Grammar int

// The grammars, each with a symbol that follows it.
const (
	Loose     Grammar = iota // a number and a symbol of unknown form
	State                    // 16/CT-TTg
	Normative                // 15/2020/NĐ-CP
	Letter                   // 1442/UBND-KGVX, 1314/CV-BCĐ
	Party                    // 107-CV/BDVTU
	Law                      // 51/2005/QH11
)

// Symbol is the number and symbol of a document (số và ký hiệu), parsed.
type Symbol struct {
	// Number is the digits as printed, leading zeros kept, with the letter that
	// may follow them (15a).
	Number string
	// Year is the year inside a normative symbol or a law, else 0.
	Year int
	// Code is the type code in its canonical case (CV, QĐ, CTr), "" in the
	// letters that have none.
	Code string
	// Orgs are the issuing bodies and units after the type code.
	Orgs    []string
	Grammar Grammar
	// Term is the legislature of a law or resolution of the Quốc hội and its
	// standing committee: 13 in QH13.
	Term int
}

// NumberKey is a symbol's key for comparison: parts folded and joined by "|".
type NumberKey string

// WithoutYear is the key without the year that an act may be cited with.
func (k NumberKey) WithoutYear() NumberKey { return k }

// SymbolError says what cannot be read in a symbol and at which byte of it.
type SymbolError struct {
	Text   string
	Offset int
	Reason string
}

func (e *SymbolError) Error() string {
	return fmt.Sprintf("directive: symbol %q at byte %d: %s", e.Text, e.Offset, e.Reason)
}

// ParseSymbol reads one symbol in any of its spellings.
func ParseSymbol(s string) (Symbol, error) {
	return Symbol{}, &SymbolError{Text: s, Reason: "no number"}
}

// String is the canonical printed form.
func (s Symbol) String() string { return s.Number }

// Key is the form to compare: zeros, case, spaces, hyphens and Đ/D do not
// matter in it.
func (s Symbol) Key() NumberKey { return NumberKey(s.Number) }

// Kinds lists what the symbol's type code may mean under its grammar.
func (s Symbol) Kinds() []Kind { return nil }

// FoundSymbol is a symbol in running text. Raw is the text of the span.
type FoundSymbol struct {
	Span
	Symbol  Symbol
	Raw     string
	Repairs []Repair
}

// FindSymbols finds every document number of a text, in order, without overlap.
func FindSymbols(text string) []FoundSymbol { return nil }
