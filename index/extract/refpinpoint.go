package extract

// pinpointUnits are folded words that name a part of a document.
var pinpointUnits = map[string]bool{
	"dieu": true, "khoan": true, "diem": true, "tiet": true, "chuong": true, "muc": true, "phan": true, "luc": true, "doan": true,
}

// maxPinpointTokens bounds a path such as "điểm a, b khoản 2 Điều 15".
const maxPinpointTokens = 30

// pinpointBefore reads the path to a part of a document that ends before token i:
// "điểm a khoản 2 Điều 15". It is "" where none stands there.
func (v *view) pinpointBefore(i int) string {
	end := i
	for v.joined(end) && v.isAny(end-1, "cua", "tai", ",") {
		end--
	}
	first := end
	for k := end - 1; k >= 0 && k > end-maxPinpointTokens && v.joined(k+1) && v.inPinpoint(k); k-- {
		if pinpointUnits[v.fold(k)] && v.pinpointLabel(k+1, end) {
			first = k
			if v.fold(k) == "luc" {
				first = k - 1
			}
		}
	}
	if first == end {
		return ""
	}
	return v.words(first, end)
}

// pinpointLabel reports whether token k, before end, is the number or letter of a
// part.
func (v *view) pinpointLabel(k, end int) bool {
	if k >= end {
		return false
	}
	t := v.tokens[k]
	return t.kind == digitToken || t.kind == wordToken && (len(t.fold) == 1 || isRoman(v.text[t.Start:t.End]))
}

// inPinpoint reports whether token k may be part of a path: a unit, its number or
// letter, or what joins them.
func (v *view) inPinpoint(k int) bool {
	t := v.tokens[k]
	switch t.kind {
	case digitToken:
		return len(t.fold) <= 3
	case markToken:
		return t.fold == "," || t.fold == "." || t.fold == "-"
	}
	if pinpointUnits[t.fold] || v.isAny(k, "va", "hoac", "den", "phu") {
		return true
	}
	return len(t.fold) <= 1 || isRoman(v.text[t.Start:t.End])
}

// isRoman reports a Roman number in capitals.
func isRoman(s string) bool {
	for _, c := range s {
		if c != 'I' && c != 'V' && c != 'X' {
			return false
		}
	}
	return true
}
