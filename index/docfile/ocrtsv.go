package docfile

import (
	"strconv"
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
)

// tsvWord is the level of rows of tesseract's TSV that hold a word.
const tsvWord = "5"

// parseTSV reads what tesseract prints as TSV: a row an element, of which the
// words have a text and a confidence from 0 to 100. Its columns are level, page,
// block, paragraph, line, word, left, top, width, height, confidence and text.
func parseTSV(data []byte) []pageWord {
	var words []pageWord
	line, last := 0, ""
	for row := range strings.Lines(valid(string(data))) {
		cells := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", 12)
		if len(cells) < 12 || cells[0] != tsvWord {
			continue
		}
		text := strings.TrimSpace(cells[11])
		var n [5]float64 // left, top, width, height, confidence
		ok := text != ""
		for i := range n {
			value, err := strconv.ParseFloat(cells[6+i], 64)
			n[i] = value
			ok = ok && err == nil && -maxPoints < value && value < maxPoints
		}
		if !ok {
			continue
		}
		if at := strings.Join(cells[1:5], "\t"); at != last {
			line, last = line+1, at
		}
		words = append(words, pageWord{
			box:  box{n[0], n[1], n[0] + n[2], n[1] + n[3]},
			text: text, line: line, confidence: min(max(n[4]/100, 0), 1),
		})
	}
	return words
}

// rubbish is the confidence below which a line without a single syllable is
// taken for a stamp's edge or a signature.
const rubbish = 0.20

// dropRubbish leaves out the lines that nobody can have written: of low
// confidence throughout and without a syllable or number.
func dropRubbish(words []pageWord) []pageWord {
	type line struct {
		words      int
		confidence float64
		readable   bool
	}
	lines := map[int]line{}
	for _, w := range words {
		l := lines[w.line]
		l.words++
		l.confidence += w.confidence
		l.readable = l.readable || isReadable(w.text)
		lines[w.line] = l
	}
	kept := words[:0:0]
	for _, w := range words {
		if l := lines[w.line]; l.readable || l.confidence >= rubbish*float64(l.words) {
			kept = append(kept, w)
		}
	}
	return kept
}

// isReadable reports whether a word has a syllable of two letters or more, or a
// number of two digits.
func isReadable(text string) bool {
	if strings.IndexFunc(text, unicode.IsDigit) >= 0 && len(text) >= 2 {
		return true
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !isLetterOrMark(r) }) {
		if len([]rune(w)) >= 2 && viet.IsSyllable(w) {
			return true
		}
	}
	return false
}

func isLetterOrMark(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

// syllables counts how many of a text's words are syllables of Vietnamese.
// Numbers, words with digits in them, single letters and words of capitals
// without a vowel (HĐND, QĐ) tell nothing and are not counted.
func syllables(text string) (real, words int) {
	for _, field := range strings.Fields(text) {
		if strings.IndexFunc(field, unicode.IsDigit) >= 0 {
			continue
		}
		for _, w := range strings.FieldsFunc(field, func(r rune) bool { return !isLetterOrMark(r) }) {
			if len(w) < 2 || isInitials(w) {
				continue
			}
			words++
			if viet.IsSyllable(w) {
				real++
			}
		}
	}
	return real, words
}

// accented counts the words that are syllables with a letter outside ASCII.
func accented(text string) int {
	n := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !isLetterOrMark(r) }) {
		if !isASCII(w) && viet.IsSyllable(w) {
			n++
		}
	}
	return n
}

// isInitials reports whether a word is an abbreviation: capitals, none of them
// a vowel with or without marks.
func isInitials(w string) bool {
	for _, r := range w {
		if !unicode.IsUpper(r) || r < 0x80 && strings.ContainsRune("AEIOUY", r) || r >= 0x80 && r != 'Đ' {
			return false
		}
	}
	return true
}

// pageQuality is how sure a page's words are, 0 to 1: the mean confidence of its
// words times the share of them that are syllables. A page without a word that
// could tell has the mean confidence alone, one without any word 0.
func pageQuality(words []pageWord) float64 {
	if len(words) == 0 {
		return 0
	}
	sum, real, counted := 0.0, 0, 0
	for _, w := range words {
		sum += w.confidence
		r, n := syllables(w.text)
		real, counted = real+r, counted+n
	}
	mean := sum / float64(len(words))
	if counted == 0 {
		return mean
	}
	return mean * float64(real) / float64(counted)
}
