package directive

import "strings"

// lastYear bounds the years that a text may name.
const lastYear = 2100

// maxDigits bounds the running number; offices with six digits a year exist.
const maxDigits = 6

// number is the running number of a symbol, before its first separator.
type number struct {
	text  string
	end   int
	rules repairRules
	// year marks a number with a dot (66.4), which only acts with a year have.
	year bool
}

// numberAt reads a number at byte i: up to six digits, with O for 0 and l for 1
// among them, a dotted part (66.4, 1.234) and one small letter (522b).
func numberAt(s string, i int) (number, bool) {
	var buf [16]byte
	b := buf[:0]
	n := number{end: i}
	for {
		d, rules, size := digitAt(s, n.end)
		if size == 0 {
			break
		}
		if len(b) == maxDigits {
			return number{}, false
		}
		b = append(b, d)
		n.rules |= rules
		n.end += size
	}
	if len(b) == 0 || n.rules&repairDigit != 0 && !anyDigit(s[i:n.end]) {
		return number{}, false
	}
	b = n.dotted(s, b)
	n.text = string(n.letter(s, b))
	return n, true
}

func anyDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// digitAt reads a digit, or a letter that OCR reads for one. Such a letter only
// counts beside digits; the caller sees to it that one is there.
func digitAt(s string, i int) (d byte, rules repairRules, size int) {
	ch := charAt(s, i)
	if ch.class == digit {
		return byte(ch.r), ch.rules, ch.size
	}
	switch ch.r {
	case 'O', 'o':
		d = '0'
	case 'l', 'I':
		d = '1'
	default:
		return 0, 0, 0
	}
	if ch.class == marked || i > 0 && charAt(s, i-1).class == other {
		return 0, 0, 0
	}
	switch next := charAt(s, i+ch.size); {
	case next.class == digit, next.class == slash, next.class == hyphen, next.class == space:
	case next.r == 'O' || next.r == 'o' || next.r == 'l' || next.r == 'I':
	default:
		return 0, 0, 0
	}
	return d, ch.rules | repairDigit, ch.size
}

// dotted reads the part after a dot: one or two digits of a resolution numbered
// under the law it serves (66.4/2025/NQ-CP), or three digits of thousands.
func (n *number) dotted(s string, b []byte) []byte {
	if n.end >= len(s) || s[n.end] != '.' {
		return b
	}
	end := n.end + 1
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	width := end - n.end - 1
	if width == 0 || width > 3 {
		return b
	}
	b = append(b, s[n.end:end]...)
	n.end, n.year = end, width < 3
	return b
}

// letter reads the letter after the digits (522b), directly before a separator.
func (n *number) letter(s string, b []byte) []byte {
	ch := charAt(s, n.end)
	if ch.class != lower && ch.class != upper || ch.r > 'k' && ch.r != 'đ' && ch.r != 'Đ' || ch.class == upper && ch.r > 'H' && ch.r != 'Đ' {
		return b
	}
	next := charAt(s, n.end+ch.size)
	if next.class != slash && next.class != hyphen {
		return b
	}
	n.end += ch.size
	return append(b, string(ch.r)...)
}

// legislature splits a body such as QH13, UBTVQH13 or QH-13 into its canonical
// form and the term, and says what reading it so mends; term 0 for any other body.
func legislature(s string, g group) (body string, term, end int, rules repairRules) {
	name := strings.ToUpper(g.text)
	base := "QH"
	if strings.HasPrefix(name, "UBTVQH") {
		base = "UBTVQH"
	}
	digits, ok := strings.CutPrefix(name, base)
	if !ok {
		return "", 0, g.end, 0
	}
	end = g.end
	if digits == "" {
		sep := separatorAt(s, end)
		num, ok := numberAt(s, sep.end)
		if !ok || sep.kind == slash || sep.broken || sep.wrapped || len(num.text) > 2 {
			return "", 0, g.end, 0
		}
		digits, end, rules = num.text, num.end, sep.rules|num.rules
	}
	if strings.Contains(digits, "I") && anyDigit(digits) {
		digits, rules = strings.ReplaceAll(digits, "I", "1"), rules|repairDigit
	}
	if len(digits) > 2 { // a footnote glued on
		end -= len(digits) - 2
		digits, rules = digits[:2], rules|repairFootnote
	}
	term, ok = allDigits(digits)
	if !ok || term == 0 {
		return "", 0, g.end, 0
	}
	return base + digits, term, end, rules
}
