package citation

import (
	"strconv"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// number is what a printed number says by itself.
type number struct {
	// series is the number key without its year, the key that documents and
	// citations meet under; "" when nothing is printed.
	series string
	year   int // inside the symbol, else 0
	// digits is the running number alone; short that nothing else is printed
	// ("Chỉ thị 16").
	digits string
	short  bool
	// central says that one body of the country writes this symbol, term that its
	// numbers run through a term of the Central Committee.
	central, term bool
	joint         bool             // of several bodies (TTLT), named in any order
	province      bool             // written by one body of each province (TU and the organs under it)
	kinds         []directive.Kind // what the type code may mean
}

func parseNumber(printed string) number {
	printed = strings.TrimSpace(printed)
	if printed == "" {
		return number{}
	}
	sym, err := directive.ParseSymbol(printed)
	if err != nil {
		return looseNumber(printed)
	}
	key := sym.Key().WithoutYear()
	digits, _, _ := strings.Cut(string(key), "|")
	n := number{series: string(key), year: sym.Year, digits: digits, kinds: sym.Kinds()}
	if len(sym.Orgs) == 0 {
		return n
	}
	org := strings.ReplaceAll(viet.FoldKey(sym.Orgs[0]), " ", "")
	n.term = strings.HasSuffix(org, "tw") && !strings.HasPrefix(org, "bcd") // steering committees are many
	n.central = n.term || sym.Term > 0 && sym.Grammar == directive.Law || centralCodes[strings.TrimRight(org, "0123456789")]
	n.joint = strings.HasSuffix(sym.Code, "LT")
	n.province = !n.central && strings.HasSuffix(org, "tu")
	return n
}

// maxNumbers bounds the numbers whose reading is remembered.
const maxNumbers = 1 << 13

// numberCache remembers what cited numbers say: most citations are of a few
// documents. It is safe for concurrent use.
type numberCache struct {
	mu    sync.RWMutex
	known map[string]number
}

func (c *numberCache) of(printed string) number {
	c.mu.RLock()
	n, ok := c.known[printed]
	c.mu.RUnlock()
	if ok {
		return n
	}
	n = parseNumber(printed)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= maxNumbers {
		c.known = make(map[string]number)
	}
	c.known[strings.Clone(printed)] = n
	return n
}

// looseNumber reads what is no symbol: digits alone, digits with a year ("Nghị
// định 100/2019"), or words that only compare as a whole.
func looseNumber(printed string) number {
	words := strings.Fields(viet.FoldKey(printed))
	for i, w := range words {
		if strings.Trim(w, "0123456789") == "" {
			words[i] = strings.TrimLeft(w[:len(w)-1], "0") + w[len(w)-1:]
		}
	}
	n := number{series: strings.Join(words, " ")}
	if len(words) == 0 || !isDigits(words[0]) {
		return n
	}
	switch {
	case len(words) == 1:
		n.digits, n.short = words[0], true
	case len(words) == 2:
		if year, err := strconv.Atoi(words[1]); err == nil && year >= 1945 && year <= 2100 {
			n.digits, n.short, n.year = words[0], true, year
		}
	}
	return n
}

// isDigits reports a running number, with the letter that may follow it (522b).
func isDigits(s string) bool {
	if n := len(s); n > 1 && s[n-1] >= 'a' && s[n-1] <= 'k' {
		s = s[:n-1]
	}
	_, err := strconv.Atoi(s)
	return err == nil
}

// lawKinds are the types that are cited by name (Luật Ban hành văn bản quy phạm
// pháp luật 2015, Điều 4).
var lawKinds = set(`luat|bo luat|phap lenh|hien phap|dieu le dang`)

// lawName is the folded name of a law with its type, from a folded type and a
// title that may repeat it; "" for what is cited by number only.
func lawName(kind, title string) string {
	if !lawKinds[kind] {
		return ""
	}
	if title = viet.FoldKey(title); title == "" {
		return ""
	}
	if strings.HasPrefix(title+" ", kind+" ") {
		return title
	}
	for other := range lawKinds {
		if strings.HasPrefix(title, other+" ") {
			return title
		}
	}
	return kind + " " + title
}

// The keys under which documents and citations meet, by the way of citing.

func seriesKey(n number) string                   { return "n|" + n.series }
func shortKey(n number, kind string) string       { return "s|" + kind + "|" + n.digits }
func lawKey(name string) string                   { return "l|" + name }
func dayKey(kind string, d directive.Date) string { return "d|" + kind + "|" + d.String() }
