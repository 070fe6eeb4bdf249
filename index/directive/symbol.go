package directive

import (
	"strconv"
	"strings"
)

// Grammar says which rule of form a symbol follows.
type Grammar int

// The grammars, each with a symbol that follows it. State, Normative and Letter
// are those of Nghị định 30/2020/NĐ-CP (Phụ lục I and III), Party that of Hướng
// dẫn 36-HD/VPTW, Law that of the Quốc hội.
const (
	Loose     Grammar = iota // a number and a symbol of unknown form: 619/TTg
	State                    // 16/CT-TTg
	Normative                // 15/2020/NĐ-CP
	Letter                   // 1442/UBND-KGVX, 1314/CV-BCĐ
	Party                    // 107-CV/BDVTU
	Law                      // 51/2005/QH11
)

// Symbol is the number and symbol of a document (số và ký hiệu), parsed. It is
// not an identity: each province's Ban Dân vận writes 107-CV/BDVTU.
type Symbol struct {
	// Number is the digits as printed, leading zeros kept, with the letter that
	// may follow them (522b) or the part of a law that it implements (66.4).
	Number string
	// Year is the year inside the symbol of a normative act or a law, else 0.
	Year int
	// Code is the type code in its canonical case (CV, QĐ, CTr), "" in the
	// letters that have none. A code no table knows is kept as printed.
	Code string
	// Orgs are the issuing bodies and units after the type code.
	Orgs    []string
	Grammar Grammar
	// Term is the legislature (khóa) of an act of the Quốc hội or its standing
	// committee: 13 in QH13 and UBTVQH13.
	Term int

	// seps are the separators printed before each of Orgs, where they are not
	// those of the grammar (TTLT/BQP-BTC).
	seps string
}

// String is the canonical printed form: no spaces, plain hyphens, Đ and case
// restored where a table knows the code, leading zeros as printed.
func (s Symbol) String() string {
	var b strings.Builder
	b.WriteString(s.Number)
	if s.Year != 0 && s.Grammar != Loose {
		b.WriteByte('/')
		b.WriteString(strconv.Itoa(s.Year))
	}
	if s.Code != "" {
		b.WriteByte(s.firstSeparator())
		b.WriteString(s.Code)
	}
	for i, org := range s.Orgs {
		b.WriteByte(s.separator(i))
		b.WriteString(org)
	}
	if s.Year != 0 && s.Grammar == Loose {
		b.WriteByte('/')
		b.WriteString(strconv.Itoa(s.Year))
	}
	return b.String()
}

func (s Symbol) firstSeparator() byte {
	if s.Grammar == Party {
		return '-'
	}
	return '/'
}

// separator is what stands before the i-th of Orgs.
func (s Symbol) separator(i int) byte {
	switch {
	case i < len(s.seps):
		return s.seps[i]
	case i == 0 && (s.Code == "" || s.Grammar == Party):
		return '/'
	}
	return '-'
}

// NumberKey is a symbol's key for comparison: number, year where there is one,
// type code and bodies, folded and joined by "|" ("15|2020|nd|cp").
type NumberKey string

// Key is the form in which symbols compare: leading zeros, case, spaces, the
// kind of separator and Đ/D do not matter in it, while TƯ and TW (Trung ương)
// stay apart from TU (Tỉnh ủy).
func (s Symbol) Key() NumberKey {
	b := make([]byte, 0, 32)
	b = appendNumberKey(b, s.Number)
	if s.Year != 0 {
		b = append(b, '|')
		b = strconv.AppendInt(b, int64(s.Year), 10)
	}
	if s.Code != "" {
		b = appendFoldedGroup(append(b, '|'), s.Code)
	}
	for _, org := range s.Orgs {
		b = appendFoldedGroup(append(b, '|'), org)
	}
	return NumberKey(b)
}

// appendNumberKey drops leading zeros and, in a number with thousands set off
// (1.234), the dot.
func appendNumberKey(b []byte, number string) []byte {
	whole, part, dotted := strings.Cut(number, ".")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" || whole[0] < '0' || whole[0] > '9' {
		whole = "0" + whole
	}
	b = appendFoldedGroup(b, whole)
	if dotted && len(part) != 3 {
		b = append(b, '.')
	}
	return append(b, part...)
}

// appendFoldedGroup folds one group of a symbol: lower case, Đ to d, TƯ to tw,
// and "&" dropped (BNN&PTNT is BNNPTNT).
func appendFoldedGroup(b []byte, group string) []byte {
	for _, r := range group {
		switch {
		case r >= 'A' && r <= 'Z':
			b = append(b, byte(r)|0x20)
		case r == 'Đ' || r == 'đ':
			b = append(b, 'd')
		case r == 'Ư' || r == 'ư':
			if n := len(b); n > 0 && b[n-1] == 't' {
				b = append(b, 'w')
			} else {
				b = append(b, 'u')
			}
		case r == '&':
		default:
			b = append(b, string(r)...)
		}
	}
	return b
}

// WithoutYear is the key without the year, since an act may be cited with or
// without it. A key without a year is its own.
func (k NumberKey) WithoutYear() NumberKey {
	number, rest, ok := strings.Cut(string(k), "|")
	if !ok {
		return k
	}
	year, rest, ok := strings.Cut(rest, "|")
	if !ok || len(year) != 4 {
		return k
	}
	if _, digits := allDigits(year); !digits {
		return k
	}
	return NumberKey(number + "|" + rest)
}
