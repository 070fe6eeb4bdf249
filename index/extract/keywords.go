package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// maxKeywords is how many phrases a document is given.
const maxKeywords = 12

// keywordWords is how many words of a document are weighed: a long regulation says
// early what it is about.
const keywordWords = 3000

// edgeWords cannot open or close a salient phrase, folded.
var edgeWords = wordSet(`va cua cac nhung ve trong tai theo cho de voi den tu tren duoc co la nay khi do bi thi ma hoac neu nhu se da dang phai can cung
 moi mot hai nam thang ngay so dieu khoan diem tiep tuc thuc hien to chuc trien khai don vi lien quan nhiem vu dong chi chi dao bao cao de nghi yeu cau nghiem tuc
 dia ban vu viec cong tac tang cuong noi dung quy dinh gui ban hanh phu hop khac sau truoc ngoai lam ra vao het nhat rat cu gom thuoc giua cang toan ho tro phoi hop bo ubnd tinh uy ban nhan dan thanh pho huyen chu tich so gio ben duoi qua nao ay`)

// frameWords say that a phrase is about how the document works and not about its
// subject when they open it.
var frameWords = wordSet(`van ban nghi quyet thong tu quyet dinh cong van can chinh thu hieu luc dong truong giam pho co quan`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// candidate is a phrase that occurs in the body.
type candidate struct {
	text  string
	words int
	count int
	score float64
	first int
}

// keywords lists the salient phrases of the body and the title, as they stand in
// the text: what is put in quotation marks, and what is repeated or shared with
// the title.
func (d *document) keywords() []string {
	ws := d.keywordStream()
	title := " " + strings.Join(foldWords(d.out.Title), " ") + " "
	found := append(quoted(ws), repeated(ws, title)...)
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	var out []string
	for _, c := range found {
		if len(out) == maxKeywords {
			break
		}
		if fold := viet.Fold(c.text); !coveredBy(fold, out) {
			out = append(out, c.text)
		}
	}
	return out
}

// coveredBy reports whether a phrase lies in one that was taken, or around it.
func coveredBy(fold string, taken []string) bool {
	for _, t := range taken {
		if f := viet.Fold(t); strings.Contains(f, fold) || strings.Contains(fold, f) && len(fold) < 2*len(f) {
			return true
		}
	}
	return false
}

// keywordStream is the words of title and body without noise.
func (d *document) keywordStream() []word {
	var ws []word
	for i := range d.lines {
		l := &d.lines[i]
		if l.noise != "" || l.zone == zoneTail || i < d.parts.kind || d.parts.kind < 0 && l.zone == zoneHead && i != d.web.title {
			continue
		}
		if ws = appendWords(ws, d.text, l.Span, i); len(ws) > keywordWords {
			break
		}
	}
	return ws
}

// quoted finds short phrases in quotation marks, and codes of digits and letters
// such as 5K.
func quoted(ws []word) []candidate {
	var out []candidate
	open := -1
	for i, w := range ws {
		if isCode(w.fold) && isUpper(w.text+"A") {
			out = append(out, candidate{text: strings.TrimFunc(w.text, func(r rune) bool { return !isWordRune(r) }), score: 14, first: i})
		}
		if strings.IndexAny(w.text, "“\"") == 0 || strings.HasPrefix(w.text, "(“") {
			open = i
		}
		if open < 0 || !strings.ContainsAny(w.text[1:]+" ", "”\"") && !(i > open && strings.ContainsAny(w.text, "”\"")) {
			continue
		}
		if n := i - open + 1; n >= 1 && n <= 9 {
			text := strings.Trim(joinWords(ws[open:i+1]), "“”\"().,;: ")
			if utf8.RuneCountInString(text) > 3 && isUpperOrSyllables(text) {
				out = append(out, candidate{text: viet.Compose(text), score: 12, first: open})
			}
		}
		open = -1
	}
	return out
}

func isUpperOrSyllables(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func isCode(fold string) bool {
	return len(fold) >= 2 && len(fold) <= 3 && fold[0] >= '1' && fold[0] <= '9' && fold[len(fold)-1] >= 'a' && fold[len(fold)-1] <= 'z' && fold[len(fold)-1] != 'm' && fold[len(fold)-1] != 'h'
}

// repeated weighs every phrase of two to seven words that occurs twice or more, or
// that the title has too.
func repeated(ws []word, title string) []candidate {
	seen := map[string]*candidate{}
	for i := range ws {
		if ws[i].fold == "" || edgeWords[ws[i].fold] || frameWords[ws[i].fold] || startsWithDigit(ws[i].fold) || strings.ContainsAny(ws[i].text, "/") {
			continue
		}
		key := ws[i].fold
		for n := 2; n <= 7 && i+n <= len(ws); n++ {
			if breaks(ws[i+n-2].text) || strings.ContainsAny(ws[i+n-1].text, "/") {
				break
			}
			last := ws[i+n-1]
			key += " " + last.fold
			if last.fold == "" || edgeWords[last.fold] || strings.ContainsAny(ws[i].text, "(") {
				continue
			}
			c := seen[key]
			if c == nil {
				c = &candidate{words: n, first: i}
				seen[key] = c
			}
			c.count++
		}
	}
	return weigh(seen, ws, title)
}

func startsWithDigit(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// breaks reports whether a phrase cannot run over the end of a word.
func breaks(text string) bool {
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, ";") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ")")
}

func weigh(seen map[string]*candidate, ws []word, title string) []candidate {
	var out []candidate
	for key, c := range seen {
		inTitle := strings.Contains(title, " "+key+" ")
		if c.count < 2 && !inTitle || c.words == 2 && c.count < 3 && !inTitle {
			continue
		}
		c.score = float64(min(c.count, 12)) * (1 + 0.5*float64(min(c.words, 5)-1)) / 2
		if inTitle {
			c.score = c.score*1.5 + 3*float64(min(c.words, 6)-1)/2
		}
		c.text = viet.Compose(strings.Trim(joinWords(ws[c.first:c.first+c.words]), " ,;:.“”\"()"))
		if isUpper(c.text) && c.words > 1 {
			c.text = sentenceCase(c.text)
		}
		out = append(out, *c)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].first < out[j].first || out[i].first == out[j].first && out[i].words > out[j].words
	})
	return out
}
