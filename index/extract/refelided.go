package extract

import (
	"slices"

	"tracuu/index/directive"
)

// elidedNumber is a number whose symbol is that of a later one: the 15 of
// "số 15, 16 và 19/CT-TTg". Year is set where the form has one: "38/2015,
// 39/2018/TT-BTC".
type elidedNumber struct {
	at     int
	end    int
	digits string
	year   int
}

// maxElided bounds the numbers that share one symbol.
const maxElided = 100

// elidedNumbers reads the numbers before token at that share the symbol there, in
// the order of the text.
func (r *reader) elidedNumbers(sym directive.Symbol, at int) []elidedNumber {
	v := r.view
	var found []elidedNumber
	for range maxElided {
		k := at
		if v.isAny(k-1, "so") {
			k--
		}
		if !v.isAny(k-1, ",", "va", "hoac", ";") || !v.joined(at) || !v.joined(k) {
			break
		}
		e, ok := v.bareNumber(k-2, sym.Year > 0)
		if !ok || r.inDate[k-2] {
			break
		}
		found = append(found, e)
		at = e.at
	}
	slices.Reverse(found)
	return found
}

// bareNumber reads a number without symbol that ends at token i.
func (v *view) bareNumber(i int, withYear bool) (elidedNumber, bool) {
	if i < 0 || v.tokens[i].kind != digitToken || len(v.tokens[i].fold) > 5 || !v.joined(i+1) {
		return elidedNumber{}, false
	}
	e := elidedNumber{at: i, end: i + 1, digits: v.fold(i)}
	if v.fold(i-1) == "/" && i >= 2 && v.tokens[i-2].kind == digitToken && len(e.digits) == 4 && withYear {
		e = elidedNumber{at: i - 2, end: i + 1, digits: v.fold(i - 2), year: atoi(e.digits)}
		i -= 2
	} else if withYear {
		return elidedNumber{}, false
	}
	if v.isAny(i-1, "/", "-", ".", ":") && v.tokens[i].gap == gapNone || v.isAny(i-1, "dieu", "khoan", "diem", "chuong", "muc", "ngay") {
		return elidedNumber{}, false
	}
	return e, true
}

// elidedMention completes an elided number from the mention whose symbol it
// shares. Its date is its own, and it has none.
func (r *reader) elidedMention(m mention, e elidedNumber) mention {
	em := mention{first: e.at, end: e.end, tail: e.end, kind: m.kind, ownKind: true, symbol: m.symbol, issuer: m.issuer}
	if cue := r.view.numberCue(e.at); cue < e.at {
		em.first = cue
	}
	if m.first < em.first && !r.view.isAny(em.first-1, ",", "va", "hoac", ";") {
		em.first = m.first
	}
	em.symbol.Number = e.digits
	if e.year > 0 {
		em.symbol.Year = e.year
	}
	em.number, em.key = em.symbol.String(), em.symbol.Key()
	return em
}
