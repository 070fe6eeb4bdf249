package extract

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

//go:embed data/phrases.txt
var phrasesText string

// maxKeywords is how many phrases a document is given.
const maxKeywords = 12

// keywordWords is how many words of a document are weighed: a long regulation says
// early what it is about.
const keywordWords = 2000

// A keyword is said in a breath. What runs longer is no phrase but letters without
// blanks: an address, a table that lost its lines, damage. The longest Vietnamese
// syllable has seven letters; with hyphens, names and figures stay below twenty.
const (
	longestKeyword = 100 // letters of a keyword
	longestOfWords = 20  // letters of one of its words
)

// phraseTable holds the known policy phrases as folded words, by their first word.
var phraseTable = sync.OnceValue(func() map[string][][]string {
	table := map[string][][]string{}
	for l := range strings.Lines(phrasesText) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			fold := foldWords(l)
			table[fold[0]] = append(table[fold[0]], fold)
		}
	}
	for _, list := range table {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
	}
	return table
})

// candidate is a phrase that occurs in the text: words[first:first+words].
type candidate struct {
	text  string
	first int
	words int
	count int
	score float64
	whole bool // a phrase in its own right, not cut out of running words
}

// keywords lists the salient phrases of the body and the title, as they stand in
// the text outside noise: known policy phrases, what is put in quotation marks,
// and what is repeated or shared with the title.
func (d *document) keywords() []string {
	ws := d.keywordStream()
	title := " " + strings.Join(foldWords(d.out.Title), " ") + " "
	found := append(policyPhrases(ws, title), quoted(ws)...)
	found = append(found, d.lexicon.repeated(ws, d.wordEdges(ws), title)...)
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	var out []string
	var taken [][]string
	for _, c := range found {
		if len(out) == maxKeywords {
			break
		}
		text := keywordText(c, ws)
		if overlong(text) {
			continue
		}
		fold := foldWords(text)
		if len(fold) > 0 && !coveredBy(fold, taken, c.whole) {
			out, taken = append(out, text), append(taken, fold)
		}
	}
	return out
}

// keywordText is the printed form of a candidate.
func keywordText(c candidate, ws []word) string {
	if c.text == "" {
		c.text = joinWords(ws[c.first : c.first+c.words])
	}
	text := strings.TrimFunc(c.text, func(r rune) bool { return !isWordRune(r) })
	if isUpper(text) && strings.Contains(text, " ") {
		text = sentenceCase(text)
	}
	return viet.Compose(text)
}

// overlong reports whether a text is too long to be a keyword, or a word of it.
func overlong(text string) bool {
	if utf8.RuneCountInString(text) > longestKeyword {
		return true
	}
	for w := range strings.FieldsSeq(text) {
		if utf8.RuneCountInString(w) > longestOfWords {
			return true
		}
	}
	return false
}

// coveredBy reports whether a phrase adds nothing to those taken. A whole one lies
// inside another; of one that was cut out, more than half the words stand in
// another.
func coveredBy(words []string, taken [][]string, whole bool) bool {
	for _, t := range taken {
		if whole {
			if strings.Contains(" "+strings.Join(t, " ")+" ", " "+strings.Join(words, " ")+" ") {
				return true
			}
			continue
		}
		shared := 0
		for _, w := range words {
			if slices.Contains(t, w) {
				shared++
			}
		}
		if 2*shared > len(words) {
			return true
		}
	}
	return false
}

// keywordStream is the words of title and body without noise.
func (d *document) keywordStream() []word {
	ws := d.lexicon.words[:0]
	defer func() { d.lexicon.words = ws }()
	for i := range d.lines {
		l := &d.lines[i]
		if l.noise != "" || l.zone == zoneTail || i < d.parts.kind || d.parts.kind < 0 && l.zone == zoneHead && i != d.web.title && !d.inTitle(l) {
			continue
		}
		if ws = d.appendWords(ws, l.Span, i); len(ws) > keywordWords {
			break
		}
	}
	return ws
}

// wordEdges are the edges of words in a row of their own.
func (d *document) wordEdges(ws []word) []edges {
	es := d.lexicon.edges[:0]
	for i := range ws {
		es = append(es, ws[i].edges)
	}
	d.lexicon.edges = es
	return es
}

func (d *document) inTitle(l *line) bool {
	return d.out.Evidence["title"].Overlaps(l.Span)
}

// policyPhrases finds the known phrases, heavier the more often they occur and in
// the title.
func policyPhrases(ws []word, title string) []candidate {
	byName := map[string]int{}
	var out []candidate
	for i := 0; i < len(ws); {
		n, name := phraseAt(ws[i:])
		if n == 0 {
			i++
			continue
		}
		at, ok := byName[name]
		if !ok {
			at = len(out)
			byName[name] = at
			out = append(out, candidate{first: i, words: n, whole: true})
		}
		out[at].count++
		i += n
	}
	for i := range out {
		c := &out[i]
		c.score = 9 + 1.2*float64(min(c.count, 6)) + 0.4*float64(c.words)
		if strings.Contains(title, " "+joinFolds(ws[c.first:c.first+c.words])+" ") {
			c.score += 8
		}
	}
	return out
}

// phraseAt is the longest known phrase at the start of words: how many words it
// takes and its folded name. A number after "Tổ Covid -" belongs to it.
func phraseAt(ws []word) (int, string) {
	for _, fold := range phraseTable()[ws[0].fold] {
		i := 0
		for _, want := range fold {
			for i < len(ws) && ws[i].fold == "" && i > 0 {
				i++
			}
			if i >= len(ws) || ws[i].fold != want {
				i = 0
				break
			}
			i++
		}
		if i == 0 {
			continue
		}
		if fold[len(fold)-1] == "covid" {
			for i < len(ws) && (ws[i].fold == "" || ws[i].fold == "19") {
				i++
			}
		}
		return i, strings.Join(fold, " ")
	}
	return 0, ""
}

// quoted finds short phrases in quotation marks, and codes of digits and letters
// such as 5K.
func quoted(ws []word) []candidate {
	var out []candidate
	open := -1
	for i, w := range ws {
		if isCode(w) {
			out = append(out, candidate{first: i, words: 1, score: 14, whole: true})
		}
		if strings.HasPrefix(w.text, "“") || strings.HasPrefix(w.text, `"`) {
			open = i
		}
		if open < 0 || !closesQuote(w.text, i == open) {
			continue
		}
		if n := i - open + 1; n <= 9 {
			text := strings.Trim(joinWords(ws[open:i+1]), "“”\"().,;: ")
			if utf8.RuneCountInString(text) > 3 && strings.ContainsFunc(text, unicode.IsLetter) {
				out = append(out, candidate{text: text, first: open, words: n, score: 12, whole: true})
			}
		}
		open = -1
	}
	return out
}

func closesQuote(text string, opens bool) bool {
	if opens {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return strings.Contains(text, "”") || strings.Contains(text, `"`)
}

// isCode recognises a slogan in digits and a letter: 5K, 3T.
func isCode(w word) bool {
	f := w.fold
	if len(f) < 2 || len(f) > 3 || f[0] < '1' || f[0] > '9' {
		return false
	}
	last := f[len(f)-1]
	return (last == 'k' || last == 't' || last == 's') && strings.ContainsFunc(w.text, unicode.IsUpper)
}
