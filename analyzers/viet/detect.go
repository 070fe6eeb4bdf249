package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Confidence tells how sure Detect is.
type Confidence struct {
	// Best is the encoding that fits best, accepted or not.
	Best Encoding
	// Score is the share, 0 to 1, of the distinct words with letters outside
	// ASCII that are Vietnamese syllables when read in Best.
	Score float64
	// Margin is how far Score lies above that of the next best reading; for
	// text, leaving it as it is counts as a reading.
	Margin float64
	// Words is the number of such words.
	Words int
}

// What it takes to accept an encoding. In real text the right one scores 1.00
// and the others .16 to .56.
const (
	minScore  = 0.90
	minMargin = 0.25
	minWords  = 3
)

// Bounds on what is looked at: more does not change the outcome.
const (
	maxSample      = 256 << 10 // bytes
	maxSampleWords = 2000
)

// Detect finds the encoding of bytes that are Vietnamese from before Unicode,
// by reading them in every encoding and counting syllables. It returns Unknown
// for ASCII, for UTF-8, and whenever no reading is good enough (Score at least
// 0.90, Margin at least 0.25, three words): then the text is not to be decoded.
func Detect(b []byte) (Encoding, Confidence) {
	if utf8.Valid(b) {
		return Unknown, Confidence{}
	}
	sample := newSample(cutSample(b))
	return sample.judge(0)
}

// DetectText is Detect for text that is Unicode in name only; see DecodeText.
// Documents mix fonts, so it does best on one run or paragraph at a time.
func DetectText(s string) (Encoding, Confidence) {
	if len(s) > maxSample {
		s = s[:maxSample]
	}
	var bytes []byte
	foreign := map[string]bool{} // words no legacy encoding can have written
	asIs := tally{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !keepsWord(r) }) {
		if isASCII(w) {
			continue
		}
		if strings.ContainsFunc(w, unicode.IsLetter) {
			asIs.add(w)
		}
		b, ok := wordBytes(w)
		if !ok {
			foreign[w] = true
			continue
		}
		bytes = append(append(bytes, b...), ' ')
	}
	sample := newSample(bytes)
	sample.foreign = len(foreign)
	return sample.judge(asIs.score(0))
}

// keepsWord reports whether a character of text in a font of its own encoding
// may be part of a word: punctuation beyond ASCII may be.
func keepsWord(r rune) bool {
	return r >= utf8.RuneSelf && r != 0xA0 || unicode.IsLetter(r)
}

// wordBytes returns the bytes a word has in windows-1252, if it has.
func wordBytes(w string) ([]byte, bool) {
	b := make([]byte, 0, len(w))
	for _, r := range w {
		c, ok := byteOf(r)
		if !ok {
			return nil, false
		}
		b = append(b, c)
	}
	return b, true
}

// cutSample cuts b to the part that is looked at.
func cutSample(b []byte) []byte {
	if len(b) > maxSample {
		b = b[:maxSample]
	}
	return b
}

// sample holds the distinct words of a text that have bytes outside ASCII.
type sample struct {
	words   [][]byte
	foreign int // words that are in no legacy encoding
}

func newSample(b []byte) *sample {
	s := &sample{}
	seen := map[string]bool{}
	for i := 0; i < len(b) && len(s.words) < maxSampleWords; {
		if !inLegacyWord(b[i]) {
			i++
			continue
		}
		from, high := i, false
		for i < len(b) && inLegacyWord(b[i]) {
			high = high || b[i] >= utf8.RuneSelf
			i++
		}
		if w := b[from:i]; high && !seen[string(w)] {
			seen[string(w)] = true
			s.words = append(s.words, w)
		}
	}
	return s
}

// inLegacyWord reports whether a byte may be part of a word in some encoding.
func inLegacyWord(c byte) bool {
	return c >= utf8.RuneSelf && c != 0xA0 || asciiClass[c&0x7f] == letterClass ||
		tcvnControls[c] != 0 || visciiControls[c] != 0
}

// judge reads the sample in every encoding. floor is the score that leaving it
// as it is has.
func (s *sample) judge(floor float64) (Encoding, Confidence) {
	c := Confidence{Score: -1}
	next := floor
	for _, enc := range legacyEncodings {
		var t tally
		for _, w := range s.words {
			t.add(Decode(enc, w))
		}
		switch score := t.score(s.foreign); {
		case score > c.Score:
			next = max(next, c.Score)
			c.Best, c.Score, c.Words = enc, score, t.words
		default:
			next = max(next, score)
		}
	}
	c.Margin = c.Score - next
	if c.Words == 0 {
		return Unknown, Confidence{}
	}
	if c.Score < minScore || c.Margin < minMargin || c.Words < minWords {
		return Unknown, c
	}
	return c.Best, c
}

// tally counts words that are syllables.
type tally struct {
	words, syllables int
}

// add counts the words in a decoded word: quotation marks and dashes may stand
// in it. Words in ASCII tell nothing, nor do abbreviations (HĐND, QĐ).
func (t *tally) add(decoded string) {
	for _, w := range strings.FieldsFunc(decoded, isLoosePunctuation) {
		if isASCII(w) || isAbbreviation(w) {
			continue
		}
		t.words++
		if IsSyllable(w) {
			t.syllables++
		}
	}
}

// score is the share of syllables, with further words that are none.
func (t *tally) score(others int) float64 {
	if t.words == 0 {
		return 0
	}
	return float64(t.syllables) / float64(t.words+others)
}

func isLoosePunctuation(r rune) bool {
	return 0x2010 <= r && r <= 0x2026 || r == '«' || r == '»' || r == 0xA0
}

// isAbbreviation reports whether a word is made of capital consonants, đ among
// them.
func isAbbreviation(w string) bool {
	for _, r := range w {
		if r != 'Đ' && (r < 'A' || r > 'Z' || strings.ContainsRune("AEIOUY", r)) {
			return false
		}
	}
	return true
}
