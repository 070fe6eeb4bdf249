package viet

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// scanner walks over a text from run to run. A run is a stretch of letters,
// digits, marks and ignorables; analyze cuts it into tokens.
type scanner struct {
	text       []byte
	start, end int  // the current run
	gap        Gap  // between the last token and the current run
	dotted     bool // the run is followed by a dot
	first      int  // index of the first token of this text
	central    int  // index of a TƯ that waits for the word after it, or -1
}

// nextRun moves to the next run; false at the end of the text.
func (s *scanner) nextRun() bool {
	if !s.skipGap() {
		return false
	}
	s.scanRun()
	return true
}

// scanRun finds the end of the run that begins at s.start. Trailing ignorables
// are left outside it.
func (s *scanner) scanRun() {
	text, i := s.text, s.start
	end := i
	last := ignorableClass
	for i < len(text) {
		c, n := asciiClass[text[i]&0x7f], 1
		if text[i] >= utf8.RuneSelf {
			c, n = classAt(text[i:])
		}
		if !c.isWord() {
			break
		}
		if i-s.start >= maxKey && overlong(last, c) {
			break
		}
		i += n
		if c != ignorableClass {
			end = i
		}
		if c == letterClass || c == digitClass {
			last = c
		}
	}
	s.end = end
	s.dotted = end < len(text) && text[end] == '.'
}

// classAt returns the class and the size of the character at the start of s,
// which is not ASCII. The composed letters of Vietnamese are told by their bytes.
func classAt(s []byte) (class, int) {
	if len(s) >= 3 && s[0] == 0xE1 && (s[1] == 0xBA || s[1] == 0xBB) && s[2]&0xC0 == 0x80 {
		return letterClass, 3 // U+1E80 to U+1EFF
	}
	r, n := utf8.DecodeRune(s)
	return classOf(r), n
}

// overlong reports whether a run that is already too long to be a word can be
// cut before a character of class c: at invisible characters and where letters
// and digits meet, so that nothing of such a text is lost.
func overlong(last, c class) bool {
	return c == ignorableClass || (c != markClass && c != last)
}

// separators is what is known of a gap while walking through it.
type separators struct {
	gap    Gap
	lines  int  // ends of lines
	bullet bool // a hyphen or bullet stands first on the line
	spaced bool // white space follows the bullet
	fresh  bool // nothing but white space since the last end of line
}

// skipGap moves s.start to the next run and works out the gap before it.
func (s *scanner) skipGap() bool {
	text, i := s.text, s.end
	var sep separators
	for i < len(text) {
		c, n := asciiClass[text[i]&0x7f], 1
		if text[i] >= utf8.RuneSelf {
			c, n = classAt(text[i:])
		}
		if c == letterClass || c == digitClass {
			s.start = i
			s.gap = sep.judge(text[i:])
			return true
		}
		if c != spaceClass || sep.lines > 0 {
			s.separate(&sep, c, i, n)
		}
		i += n
	}
	return false
}

// separate takes one separator of n bytes at i into account.
func (s *scanner) separate(sep *separators, c class, i, n int) {
	switch c {
	case lineClass:
		if s.text[i] == '\r' && i+1 < len(s.text) && s.text[i+1] == '\n' {
			return
		}
		sep.lines++
		sep.fresh = true
		sep.bullet = false
		if n == 3 && s.text[i+2] == 0xA9 { // U+2029 ends a paragraph
			sep.lines++
		}
		return
	case spaceClass:
		sep.spaced = sep.bullet
		return
	case hyphenClass:
		if sep.fresh {
			sep.bullet = true
		}
	case sentenceClass:
		sep.gap = GapSentence
	case stopClass:
		sep.gap = max(sep.gap, s.stop(i))
	case clauseClass:
		sep.gap = max(sep.gap, GapClause)
	}
	sep.fresh = false
}

// stop judges the full stop or colon at i. One between two characters of words
// (TP.HCM, 29.4, 7:30) ends no sentence, nor does a dot after an abbreviation
// (TP. Hồ Chí Minh, KT. Chủ tịch, ThS. Nguyễn).
func (s *scanner) stop(i int) Gap {
	if i == s.end && i > 0 {
		if r, _ := utf8.DecodeRune(s.text[i+1:]); i+1 < len(s.text) && classOf(r).isWord() {
			return GapClause
		}
		if s.text[i] == '.' && abbreviates(s.text[s.start:s.end]) {
			return GapClause
		}
	}
	return GapSentence
}

// abbreviates reports whether a word before a dot is an abbreviation: one to
// four letters without a vowel, or TUQ (thừa ủy quyền).
func abbreviates(word []byte) bool {
	if len(word) > 8 {
		return false
	}
	if bytes.EqualFold(word, []byte("tuq")) {
		return true
	}
	count := 0
	for len(word) > 0 {
		l, n := nextLetter(word)
		if l.other != "" || l.base < 'a' {
			return false
		}
		switch l.base {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			return false
		}
		count++
		word = word[n:]
	}
	return count <= 4
}

// judge decides on the gap before the run that next begins with. Lines are
// often wrapped in the middle of a sentence; an empty line ends one unless the
// text goes on in lower case, as it does round the turn of a page.
func (sep *separators) judge(next []byte) Gap {
	if sep.lines == 0 {
		return sep.gap
	}
	r, _ := utf8.DecodeRune(next)
	if sep.bullet && sep.spaced && !unicode.IsDigit(r) {
		return GapSentence
	}
	if sep.lines >= 2 && !unicode.IsLower(r) {
		return GapSentence
	}
	return sep.gap
}

// emitWord appends the tokens of a word whose first n bytes were analyzed.
func (s *scanner) emitWord(dst []Token, w *word, n int) []Token {
	dst = s.emit(dst, s.start+w.first.start, s.start+w.first.end, &w.first)
	for i := range w.rest {
		p := &w.rest[i]
		dst = s.emit(dst, s.start+p.start, s.start+p.end, p)
	}
	if s.start+n < s.end {
		dst[len(dst)-1].End = s.end
	}
	return dst
}

// emit appends one token. The gap of the run goes to its first token; the
// others follow without one.
func (s *scanner) emit(dst []Token, start, end int, p *piece) []Token {
	gap := s.gap
	if len(dst) == s.first {
		gap = GapSentence
	}
	s.gap = GapNone
	dst = append(dst, Token{
		Start: start, End: end, Exact: p.exact, Folded: p.folded, Marked: p.marked, Gap: gap,
	})
	if s.central >= 0 {
		s.settleCentral(dst)
	}
	if p.central {
		s.central = len(dst) - 1
	}
	return dst
}

// finish settles what waited for a next word.
func (s *scanner) finish(dst []Token) []Token {
	if s.central >= 0 {
		s.settleCentral(dst)
	}
	return dst
}
