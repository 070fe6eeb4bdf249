package directive

import (
	"fmt"
	"strings"
	"unicode"
)

// SymbolError says what cannot be read in a symbol and at which byte of it.
type SymbolError struct {
	Text   string
	Offset int
	Reason string
}

func (e *SymbolError) Error() string {
	return fmt.Sprintf("directive: symbol %q at byte %d: %s", e.Text, e.Offset, e.Reason)
}

// maxSymbol bounds what ParseSymbol reads, in bytes.
const maxSymbol = 512

// ParseSymbol reads one symbol in any of its spellings: spaces round separators,
// hyphen look-alikes, any case, NFC or NFD, Ð or D for Đ, O and l among digits,
// "Số:" before it and markdown marks round it. Anything else beside the symbol is
// a *SymbolError.
func ParseSymbol(s string) (Symbol, error) {
	sym, err := parseSymbol(s)
	if err == nil {
		return sym, nil
	}
	// Small letters apart from their number (11 / ct - ubnd) are words in running
	// text; what is one symbol and nothing else may be written so.
	if upper := strings.ToUpper(s); upper != s {
		if sym, again := parseSymbol(upper); again == nil {
			return sym, nil
		}
	}
	return Symbol{}, err
}

func parseSymbol(s string) (Symbol, error) {
	fail := func(at int, reason string) (Symbol, error) {
		return Symbol{}, &SymbolError{Text: s[:min(len(s), maxSymbol)], Offset: at, Reason: reason}
	}
	if len(s) > maxSymbol {
		return fail(maxSymbol, "longer than any symbol")
	}
	at := strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' })
	if at < 0 {
		return fail(0, "no number")
	}
	at = numberStart(s, at)
	if word := lastWord(strings.TrimRightFunc(s[:at], isMargin)); word != "" && !gluedSo(word) {
		return fail(0, "a word before the number")
	}
	if rest := strings.TrimRightFunc(s[:at], isMargin); strings.TrimLeftFunc(strings.TrimSuffix(rest, lastWord(rest)), isMargin) != "" {
		return fail(0, "text before the number")
	}
	m, ok := matchAt(s, at)
	if !ok {
		return fail(at, "no type code or body after the number")
	}
	if rest := strings.TrimLeftFunc(s[m.end:], isMargin); rest != "" {
		return fail(len(s)-len(rest), "text after the symbol")
	}
	return m.sym, nil
}

// isMargin reports whether a character may stand round a symbol without being
// part of it.
func isMargin(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("*`\"'“”‘’()[]:;,.", r) || charAt(string(r), 0).class == silent
}
