package directive

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// The classes of places, by which names of bodies tell their level.
const (
	provinceClass = "tỉnh"
	cityClass     = "thành phố" // under the centre or under a province
)

var communeClasses = []string{"xã", "phường", "thị trấn", "đặc khu"}

// naming is the name of a body taken apart: the office, and the places from the
// lowest up. "Ban Dân vận Huyện ủy Gia Lộc, tỉnh Hải Dương" is the office "Ban Dân
// vận" of the party committee of huyện Gia Lộc of tỉnh Hải Dương.
type naming struct {
	source    string
	marked    bool // the source has Vietnamese marks at all
	words     []nameWord
	office    []nameWord
	committee bool
	places    []placeName
}

// placeName is a place as named: its class and the words after that, none where
// the name says "tỉnh" alone.
type placeName struct {
	class string
	words []nameWord
}

// nameWord is a syllable: its keys, and where it stands in the source.
type nameWord struct {
	exact, fold string
	start, end  int
}

// readName takes a name apart. Any text has some reading.
func readName(name string) naming {
	n := naming{source: viet.Compose(name)}
	tokens := viet.Tokenize(n.source)
	n.marked = slices.ContainsFunc(tokens, func(t viet.Token) bool { return t.Marked })
	if slices.ContainsFunc(tokens, func(t viet.Token) bool { return shortNames[t.Folded] != "" }) {
		n.source = spellOut(n.source, tokens)
		tokens = viet.Tokenize(n.source)
	}
	for _, t := range tokens {
		n.words = append(n.words, nameWord{t.Exact, t.Folded, t.Start, t.End})
	}
	n.dropTerm()
	n.dropHolders()
	n.findPlaces()
	return n
}

// shortNames are abbreviations inside names of bodies, by folded form.
var shortNames = map[string]string{
	"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân", "ubmttq": "Ủy ban Mặt trận Tổ quốc", "mttq": "Mặt trận Tổ quốc",
	"btv": "Ban Thường vụ", "bch": "Ban Chấp hành", "bcd": "Ban Chỉ đạo", "bql": "Ban Quản lý", "bhxh": "Bảo hiểm xã hội",
	"tp": "thành phố", "tx": "thị xã", "tphcm": "thành phố Hồ Chí Minh", "hcm": "Hồ Chí Minh", "tw": "Trung ương",
}

// spellOut writes the abbreviations among the tokens of a name out.
func spellOut(name string, tokens []viet.Token) string {
	var b strings.Builder
	from := 0
	for _, t := range tokens {
		long, ok := shortNames[t.Folded]
		if !ok {
			continue
		}
		b.WriteString(name[from:t.Start])
		b.WriteString(long)
		if from = t.End; from < len(name) && name[from] == '.' { // TP.Hải Phòng
			b.WriteByte(' ')
			from++
		}
	}
	b.WriteString(name[from:])
	return b.String()
}

// dropTerm leaves out "(khóa XIII)" and "nhiệm kỳ 2020-2025", and the "Cộng sản
// Việt Nam" of the party's full name.
func (n *naming) dropTerm() {
	for i := 0; i+1 < len(n.words); i++ {
		switch next := n.words[i+1].fold; {
		case n.words[i].fold == "khoa" && strings.Trim(next, "ivx0123456789") == "":
			n.words = slices.Delete(n.words, i, i+2)
		case n.words[i].fold == "nhiem" && strings.HasPrefix(next, "k") && i > 0:
			n.words = n.words[:i]
		}
	}
	if rest, ok := strings.CutSuffix(foldsOf(n.words), "dang cong san viet nam"); ok && rest != "" {
		n.words = n.words[:len(n.words)-4]
	}
}

// holders are the heads in whose name a body acts; the body is meant.
var holders = []string{"pho chu tich", "chu tich", "bo truong", "thu truong", "chu nhiem", "pho giam doc", "giam doc", "thong doc"}

func (n *naming) dropHolders() {
	for again := true; again; {
		again = false
		for _, h := range holders {
			count := strings.Count(h, " ") + 1
			if len(n.words) > count+1 && foldsOf(n.words[:count]) == h && n.words[count].fold != "nuoc" {
				n.words, again = n.words[count:], true
			}
		}
	}
}

// marker is a word for a class of place.
type marker struct {
	class     string
	words     int
	committee bool // "Tỉnh ủy": the party committee of the place
}

// marker reads the class that starts at word i.
func (n *naming) marker(i int) (marker, bool) {
	if i >= len(n.words) {
		return marker{}, false
	}
	fold, next := n.words[i].fold, ""
	if i+1 < len(n.words) {
		next = n.words[i+1].fold
	}
	if next == "uy" {
		if class := n.committeeClass(i); class != "" {
			return marker{class, 2, true}, true
		}
	}
	if fold == "dang" && (next == "bo" || next == "uy") {
		m, ok := n.marker(i + 2)
		if ok && !m.committee && (next == "bo" || slices.Contains(communeClasses, m.class)) {
			return marker{m.class, m.words + 2, true}, true
		}
	}
	switch {
	case n.is(i, provinceClass):
		return marker{provinceClass, 1, false}, true
	case fold == "thanh" && next == "pho":
		return marker{cityClass, 2, false}, true
	case n.is(i, "huyện"):
		return marker{"huyện", 1, false}, true
	case n.is(i, "quận") && !n.before(i, "co", "hai"):
		return marker{"quận", 1, false}, true
	case fold == "thi" && i+1 < len(n.words) && n.is(i+1, "xã"):
		return marker{"thị xã", 2, false}, true
	case fold == "thi" && next == "tran":
		return marker{"thị trấn", 2, false}, true
	case fold == "dac" && next == "khu":
		return marker{"đặc khu", 2, false}, true
	case n.is(i, "xã") && (next != "hoi" || n.isCommuneHoi(i+1)) && !n.before(i, "tac", "van", "thi"):
		return marker{"xã", 1, false}, true
	case n.is(i, "phường"):
		return marker{"phường", 1, false}, true
	}
	return marker{}, false
}

// committeeClass is the class of place whose party committee is named at word i:
// the "Huyện" of "Huyện ủy".
func (n *naming) committeeClass(i int) string {
	switch fold := n.words[i].fold; {
	case fold == "tinh":
		return provinceClass
	case fold == "thanh":
		return cityClass
	case fold == "huyen":
		return "huyện"
	case fold == "thi":
		return "thị xã"
	case n.is(i, "quận"): // not Quân ủy
		return "quận"
	}
	return ""
}

// is compares a word with its accents, since "quận" is a district and "quân" an
// army; in a name typed without any accents, without.
func (n *naming) is(i int, word string) bool {
	keys := classKeys[word]
	if n.marked {
		return n.words[i].exact == keys.exact
	}
	return n.words[i].fold == keys.fold
}

// classKeys are the keys of the words for classes of places that are one syllable.
var classKeys = func() map[string]nameWord {
	keys := map[string]nameWord{}
	for _, word := range []string{provinceClass, "huyện", "quận", "xã", "phường"} {
		keys[word] = nameWord{exact: viet.Key(word), fold: viet.FoldKey(word)}
	}
	return keys
}()

func (n *naming) before(i int, folds ...string) bool {
	return i > 0 && slices.Contains(folds, n.words[i-1].fold)
}

// isCommuneHoi tells "xã Hội Sơn" from "xã hội" and "XÃ HỘI" by the capitals of word
// i and the next.
func (n *naming) isCommuneHoi(i int) bool {
	if i+1 >= len(n.words) || !n.capitalized(n.words[i]) || !n.capitalized(n.words[i+1]) {
		return false
	}
	word := n.source[n.words[i].start:n.words[i].end]
	return word != strings.ToUpper(word)
}

// findPlaces parts the office from the places.
func (n *naming) findPlaces() {
	n.office = n.words
	for i := 0; i < len(n.words); {
		m, ok := n.marker(i)
		if !ok {
			if k := len(n.places); k > 0 {
				n.places[k-1].words = append(n.places[k-1].words, n.words[i])
			}
			i++
			continue
		}
		if len(n.places) == 0 {
			n.office, n.committee = n.words[:i:i], m.committee
		}
		n.places = append(n.places, placeName{class: m.class})
		i += m.words
	}
}

// text is how the source writes words, which need not be in a row.
func (n *naming) text(words []nameWord) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			between := n.source[words[i-1].end:max(w.start, words[i-1].end)]
			if len(between) > 3 || strings.ContainsFunc(between, unicode.IsLetter) || strings.TrimSpace(between) == "" {
				between = " "
			}
			b.WriteString(between)
		}
		b.WriteString(n.source[w.start:w.end])
	}
	return b.String()
}

// capitalized reports whether the source writes a word with a capital or as a
// number, as it does in names of places.
func (n *naming) capitalized(w nameWord) bool {
	first, _ := utf8.DecodeRuneInString(n.source[w.start:])
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

func foldsOf(words []nameWord) string {
	folds := make([]string, len(words))
	for i, w := range words {
		folds[i] = w.fold
	}
	return strings.Join(folds, " ")
}
