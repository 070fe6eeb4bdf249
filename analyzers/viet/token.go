package viet

import "sync"

// Gap says what separates a token from the one before it. The levels are
// ordered: a phrase may run across GapNone and GapClause but not GapSentence.
type Gap uint8

const (
	// GapNone: spaces, hyphens, quotation marks, or the end of a line inside a
	// sentence.
	GapNone Gap = iota
	// GapClause: a comma, a slash, a bracket, another symbol, a dot inside an
	// abbreviation or a number, or damage (invalid bytes, U+FFFD).
	GapClause
	// GapSentence: the end of a sentence or paragraph, the start of an item of
	// a list, or the start of the text.
	GapSentence
)

// Token is one unit that search compares: a syllable, a word of another
// language, a run of digits, or a short letter-digit code such as 5K.
type Token struct {
	// Start and End are the half-open range of bytes of the source text. They
	// stand on the bounds of whole characters, marks included.
	Start, End int
	// Exact is the key with accents: lower case, composed, the tone in its
	// canonical place, i for a lone final y, đ for every look-alike, tw for the
	// abbreviations of Trung ương. At most 256 bytes.
	Exact string
	// Folded is the key without accents, ASCII where possible. At most 256 bytes.
	Folded string
	// Marked reports whether the source carried at least one Vietnamese mark:
	// a tone, a quality, or the stroke of đ.
	Marked bool
	// Gap is what separates the token from the one before it.
	Gap Gap
}

// Tokenize cuts text into tokens. It never fails: bytes that are not UTF-8
// separate words and nothing else is lost.
//
// Hyphens, slashes and dots cut, so 107-CV/BDVTU is 107, cv, bdvtu. Letters and
// digits that touch stay together if there are one or two letters (5K, T26,
// QH14) and are cut apart from three on (COVID19). Dots that group thousands
// are dropped: 1.234,5 is 1234 and 5, and 1.234 equals 1234.
func Tokenize(text string) []Token {
	t := tokenizers.Get().(*Tokenizer)
	defer tokenizers.Put(t)
	return t.Append(nil, []byte(text))
}

// tokenizers serves the functions of the package, which may run concurrently.
var tokenizers = sync.Pool{New: func() any { return NewTokenizer() }}

// Tokenizer cuts text into tokens and remembers the keys of the words it met.
// One Tokenizer is not for concurrent use; it stays below some ten megabytes
// whatever it is fed.
type Tokenizer struct {
	known map[string]*word
}

// NewTokenizer returns a Tokenizer that knows no words yet.
func NewTokenizer() *Tokenizer {
	return &Tokenizer{known: make(map[string]*word, 1024)}
}

const (
	maxKnown    = 1 << 15 // words remembered; then it starts afresh
	maxKnownLen = 48      // bytes of the longest word remembered
	maxKey      = 256     // bytes of the longest key, and of what a key is made from
)

// Append cuts text into tokens as Tokenize does, appends them to dst and
// returns the extended slice. It keeps no reference to text and, for words met
// before, allocates nothing.
func (t *Tokenizer) Append(dst []Token, text []byte) []Token {
	s := scanner{text: text, first: len(dst), central: -1}
	for s.nextRun() {
		if s.dotted && s.centralDot() {
			dst = s.emit(dst, s.start, s.end, &centralWord.first)
			continue
		}
		if n := s.thousands(); n > s.end {
			w := digitGroups(text[s.start:n])
			s.end = n
			dst = s.emit(dst, s.start, n, &w)
			continue
		}
		raw := text[s.start:s.end]
		if len(raw) > maxKey {
			raw = cutKey(raw)
		}
		w := t.lookup(raw)
		dst = s.emitWord(dst, w, len(raw))
	}
	return s.finish(dst)
}

// lookup returns the pieces of a raw word, from memory if it can.
func (t *Tokenizer) lookup(raw []byte) *word {
	if w, ok := t.known[string(raw)]; ok {
		return w
	}
	w := analyze(raw)
	if len(raw) > maxKnownLen || longNumber(raw) {
		return w
	}
	if len(t.known) >= maxKnown {
		clear(t.known)
	}
	t.known[string(raw)] = w
	return w
}

// longNumber reports whether raw is a number too long to be met often: years
// and small numbers are worth remembering, the rest would push words out.
func longNumber(raw []byte) bool {
	return len(raw) > 4 && asciiClass[raw[0]&0x7f] == digitClass
}
