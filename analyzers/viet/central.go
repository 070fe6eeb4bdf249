package viet

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TƯ, T.Ư and TW, in capitals, abbreviate Trung ương, the Central Committee of
// the Party. Their key is tw, so that they never meet TU (Tỉnh ủy, a provincial
// committee) when accents are dropped. But TƯ is also what the syllable tư
// looks like in a line of capitals (THÔNG TƯ, ĐẦU TƯ), where it is by far the
// more frequent, so the words round it decide.

// centralKey is the key of every abbreviation of Trung ương.
const centralKey = "tw"

// centralWord is T.Ư, whose dot no run of letters holds.
var centralWord = word{first: piece{exact: centralKey, folded: centralKey, marked: true}}

// isCentral reports whether letters are TƯ.
func isCentral(letters []letter) bool {
	if len(letters) != 2 {
		return false
	}
	t, u := letters[0], letters[1]
	return t.base == 't' && t.upper && u.base == 'u' && u.upper && u.quality == horn && u.tone == Ngang
}

// centralSuffix reports whether an abbreviation in capitals ends in TƯ: VPTƯ,
// BTGTƯ, UBKTTƯ. A glued syllable before it (ĐẦUTƯ) makes it the syllable tư.
func centralSuffix(letters []letter) bool {
	n := len(letters) - 2
	if n < 1 || !isCentral(letters[n:]) {
		return false
	}
	for _, l := range letters[:n] {
		if !l.upper || l.tone != Ngang || l.quality != plain || l.digit {
			return false
		}
	}
	_, ok := parse(letters[:n])
	return !ok
}

// centralDot recognises T.Ư at the current run and, if it is there, takes its
// dot and second letter into the run.
func (s *scanner) centralDot() bool {
	if s.end-s.start != 1 || s.text[s.start] != 'T' {
		return false
	}
	l, n := nextLetter(s.text[s.end+1:])
	isU := l.base == 'u' && l.quality == horn && l.tone == Ngang
	if !l.upper || l.other != "" || !isU && l.base != 'w' {
		return false
	}
	end := s.end + 1 + n
	if r, _ := utf8.DecodeRune(s.text[end:]); end < len(s.text) && classOf(r).isWord() {
		return false
	}
	s.end = end
	return true
}

// Words that settle what TƯ is beside a word in capitals: those that follow the
// syllable tư, those that precede Trung ương, and those that follow it.
var (
	afterSyllable = wordSet("pháp vấn nhân liệu tưởng cách thục duy lệnh sản hữu lợi thế trang thù")
	beforeCentral = wordSet("hành chức giáo vận tra tế phòng bí đoàn ban đảng nghị quyết khối")
	afterCentral  = wordSet("đảng đoàn hội mttq khoá")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// settleCentral decides whether the TƯ that waits is Trung ương or the syllable
// tư, now that the word after it, if any, is the last of tokens.
func (s *scanner) settleCentral(tokens []Token) {
	at := s.central
	s.central = -1
	tu := &tokens[at]
	before, after := "", ""
	if at > s.first {
		if s.text[tu.Start-1] == '/' { // 21-NQ/TƯ
			tu.Exact, tu.Folded = centralKey, centralKey
			return
		}
		before = s.capitals(tokens[at-1], tokens[at-1].End, tu.Start)
	}
	if at+1 < len(tokens) {
		after = s.capitals(tokens[at+1], tu.End, tokens[at+1].Start)
	}
	syllable := before != "" || after != ""
	if !afterSyllable[after] && (beforeCentral[before] || afterCentral[after]) {
		syllable = false
	}
	if syllable {
		return
	}
	tu.Exact, tu.Folded = centralKey, centralKey
}

// capitals returns the key of a syllable in capitals from which only white
// space, text[from:to], separates TƯ; else "".
func (s *scanner) capitals(t Token, from, to int) string {
	if len(bytes.TrimSpace(s.text[from:to])) > 0 {
		return ""
	}
	written := s.text[t.Start:t.End]
	if len(written) > maxKey || bytes.IndexFunc(written, unicode.IsLower) >= 0 || !IsSyllable(string(written)) {
		return ""
	}
	return t.Exact
}
