package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// sentenceCase sets a title that is printed in capitals as running text: a capital
// at the start and in known names, the rest small. Words that are no Vietnamese
// syllable (UBND, ODA) are taken for abbreviations and stay. Text that is not all
// capitals is given back as it is.
func sentenceCase(s string) string {
	if !isUpper(s) {
		return s
	}
	return recase(strings.Fields(s), false)
}

// bodyCase sets the name of a body in normal case: known names as the registry
// spells them, else a capital at the start, after the word for the kind of body
// and in the name of a place.
func bodyCase(s string) string {
	if !isUpper(s) {
		return viet.Compose(s)
	}
	return recase(strings.Fields(s), true)
}

// officeCase sets an office in normal case: "PHÓ TRƯỞNG BAN" is "Phó Trưởng ban".
func officeCase(s string) string {
	if !isUpper(s) {
		return viet.Compose(s)
	}
	s = recase(strings.Fields(s), false)
	for _, before := range []string{"Phó ", "Q. ", "Quyền "} {
		if rest, ok := strings.CutPrefix(s, before); ok {
			return before + capital(rest)
		}
	}
	return s
}

// headWords open the name of a body; the word after them starts a proper name.
var headWords = map[string]bool{"bo": true, "so": true, "cuc": true, "vu": true, "ban": true, "phong": true, "hoi": true, "vien": true,
	"truong": true, "tong cuc": true, "chi cuc": true, "trung tam": true, "benh vien": true}

// placeWords stand before the name of a place.
var placeWords = map[string]bool{"tinh": true, "huyen": true, "quan": true, "xa": true, "phuong": true, "thon": true, "pho": true, "tp": true, "tran": true}

func recase(words []string, isBodyName bool) string {
	folds := make([]string, len(words))
	for i, w := range words {
		folds[i] = strings.TrimFunc(viet.Fold(w), func(r rune) bool { return !isWordRune(r) })
	}
	out := make([]string, 0, len(words))
	inPlace := false
	for i := 0; i < len(words); {
		inPlace = inPlace || isBodyName && i > 0 && placeWords[folds[i]] && folds[i] != "pho" && folds[i] != "quan" && !strings.HasPrefix(strings.Join(folds[i:], " "), "xa hoi")
		if m, ok := known().at(folds[i:], func(e entry) bool {
			return e.body != nil && !inLongerBody(folds, i) || placeAllowed(folds, i, e, isBodyName)
		}); ok && sameLetters(words[i:i+m.n], m.name) {
			out = append(out, spread(words[i:i+m.n], m.name)...)
			i += m.n
			continue
		}
		if n := personAt(folds, words, i); n > 0 && !isBodyName {
			for _, w := range words[i : i+n] {
				out = append(out, capital(strings.ToLower(w)))
			}
			i += n
			continue
		}
		w := lowerWord(words[i])
		if !isBodyName && i > 0 && strings.ToLower(words[i]) == "luật" && folds[i-1] != "phap" && folds[i-1] != "ky" && i+1 < len(words) && folds[i+1] != "su" && folds[i+1] != "nay" {
			out = append(out, "Luật", capital(lowerWord(words[i+1])))
			i += 2
			continue
		}
		if i == 0 || inPlace && !placeWords[folds[i]] || isBodyName && startsProperName(folds, words, i) {
			w = capital(w)
		}
		out = append(out, w)
		i++
	}
	text := strings.ReplaceAll(strings.Join(out, " "), "-TTG", "-TTg")
	return viet.Compose(capital(text))
}

// namedBefore are the folded ends of an office or an address behind which a title
// names a person: "Thủ tướng Chính phủ", "đồng chí", "ông".
var namedBefore = map[string]bool{"chinh phu": true, "thu tuong": true, "dong chi": true, "bi thu": true, "chu tich": true, "bo truong": true, "thu truong": true, "chu nhiem": true, "pho chu": true}

// afterName are the folded words that follow the name of a person in a title.
var afterName = map[string]bool{"tai": true, "ve": true, "trong": true, "voi": true, "chu": true, "va": true, "khi": true, "lam": true, "tham": true, "ky": true, "-": true, "": true}

// personAt is how many words from word i on are the name of a person, in a title in
// capitals: behind an office, from a family name to a word that goes on; 0 for none.
func personAt(folds, words []string, i int) int {
	if i < 2 || !namedBefore[folds[i-2]+" "+folds[i-1]] || viet.Key(familyNames[folds[i]]) != viet.Key(words[i]) {
		return 0
	}
	for n := 2; n <= 4 && i+n <= len(words); n++ {
		if strings.HasSuffix(words[i+n-1], ",") || i+n == len(words) || afterName[folds[i+n]] {
			return n
		}
	}
	return 0
}

// startsProperName reports whether word i of a body's name follows the words for the
// kind of body ("Bộ", "Tổng cục") or for a place ("quận", not "quản").
func startsProperName(folds, words []string, i int) bool {
	if i == 1 && headWords[folds[0]] || i == 2 && headWords[folds[0]+" "+folds[1]] {
		return true
	}
	before := folds[i-1]
	return placeWords[before] && folds[i] != "pho" && !(before == "xa" && folds[i] == "hoi") && (before != "quan" || strings.ToLower(words[i-1]) == "quận")
}

// inLongerBody reports whether the word before makes another body of the name at i:
// "Cục Thuế" in "Tổng cục Thuế".
func inLongerBody(folds []string, i int) bool {
	return i > 0 && (folds[i-1] == "tong" || folds[i-1] == "chi")
}

// placeAllowed keeps short place names that are also common words ("Huế", "Ba Tơ")
// to where a word for a place, or the body's own name, leads to them.
func placeAllowed(folds []string, i int, e entry, isBodyName bool) bool {
	if len(e.fold) >= 2 && isProvince(e) {
		return true
	}
	return e.unit != nil && i > 0 && (placeWords[folds[i-1]] || isBodyName && (folds[i-1] == "uy" || i == len(folds)-len(e.fold)))
}

// sameLetters guards against a name that only sounds alike: the letters with
// their marks must agree, or nothing in the words is marked (a scanner dropped
// the marks).
func sameLetters(words []string, name string) bool {
	a, b := viet.Key(strings.Join(words, " ")), viet.Key(name)
	return a == b || squash(viet.Fold(a)) == squash(a)
}

// spread gives the words of a known name, with the printed punctuation after them.
func spread(words []string, name string) []string {
	last := words[len(words)-1]
	tail := last[len(strings.TrimRightFunc(last, func(r rune) bool { return !isWordRune(r) })):]
	return []string{name + tail}
}

// lowerWord is a word in small letters, unless it is an abbreviation.
func lowerWord(w string) string {
	core := strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
	switch {
	case isForeignName(core):
		return capital(strings.ToLower(w))
	case isAbbreviation(core):
		return w
	}
	return strings.ToLower(w)
}

// isForeignName takes a long word that is no syllable but can be spoken for a name:
// SINGAPORE, and not UBMTTQ.
func isForeignName(core string) bool {
	vowels := 0
	for _, r := range core {
		switch r {
		case 'A', 'E', 'I', 'O', 'U', 'Y':
			vowels++
		}
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return len(core) >= 6 && vowels*3 >= len(core) && !viet.IsSyllable(strings.ToLower(core))
}

func isAbbreviation(core string) bool {
	if utf8.RuneCountInString(core) < 2 {
		return false
	}
	for _, part := range strings.FieldsFunc(core, func(r rune) bool { return !isWordRune(r) }) {
		if strings.IndexFunc(part, unicode.IsDigit) < 0 && viet.IsSyllable(strings.ToLower(part)) {
			return false
		}
	}
	return true
}

// capital sets the first letter of s as a capital.
func capital(s string) string {
	for i, r := range s {
		if unicode.IsLetter(r) {
			return s[:i] + string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
		}
	}
	return s
}
