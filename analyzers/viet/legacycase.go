package viet

import (
	"strings"
	"unicode"
)

// TCVN 5712 as its fonts have it knows marked vowels in small letters only.
// Capitals are small letters in a font that draws them as capitals (.VnTimeH),
// while letters without marks are typed as capitals: TØNH H¶I D¦¥NG has the
// bytes of "TỉNH HảI DƯƠNG". Where the letters beside them are capitals, so
// were the marked ones on paper.

// capitals says how a word is written.
type capitals int

const (
	openCase  capitals = iota // no letter tells, or only the first is a capital: Hà may be HÀ
	lowerCase                 // it has small letters without marks
	upperCase                 // capitals stand beside or after its marked small letters, or it is all capitals
)

// raiseCapitals makes capitals of small letters with marks in words that are
// written in capitals otherwise, and in words that such words surround on a line.
func raiseCapitals(s string) string {
	if isASCII(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	for line := range strings.Lines(s) {
		raiseLine(&out, line)
	}
	return out.String()
}

// casedWord is a word of a line, or what stands between two.
type casedWord struct {
	text string
	word bool
	how  capitals
}

func raiseLine(out *strings.Builder, line string) {
	pieces := cutWords(line)
	for i, p := range pieces {
		raise := p.word && p.how == upperCase
		if p.word && p.how == openCase {
			before, after := nearestCase(pieces, i, -1), nearestCase(pieces, i, 1)
			raise = before != lowerCase && after != lowerCase && (before == upperCase || after == upperCase)
		}
		if raise {
			p.text = strings.ToUpper(p.text)
		}
		out.WriteString(p.text)
	}
}

// nearestCase is how the next word in a direction is written that tells;
// abbreviations (UBND) do not.
func nearestCase(pieces []casedWord, i, step int) capitals {
	for i += step; 0 <= i && i < len(pieces); i += step {
		if p := pieces[i]; p.word && p.how != openCase && (p.how == lowerCase || IsSyllable(p.text)) {
			return pieces[i].how
		}
	}
	return openCase
}

func cutWords(line string) []casedWord {
	var pieces []casedWord
	start := 0
	for i, r := range line {
		word := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
		if n := len(pieces); n == 0 || pieces[n-1].word != word {
			if n > 0 {
				pieces[n-1].text = line[start:i]
			}
			pieces, start = append(pieces, casedWord{word: word}), i
		}
	}
	if n := len(pieces); n > 0 {
		pieces[n-1].text = line[start:]
	}
	for i := range pieces {
		if pieces[i].word {
			pieces[i].how = caseOf(pieces[i].text)
		}
	}
	return pieces
}

// caseOf tells how a word is written. đ has both cases in every encoding; a
// word of one capital, as an initial or a numeral, tells nothing.
func caseOf(word string) capitals {
	plainUpper, others, after := 0, 0, false
	for _, r := range word {
		others++
		switch {
		case 'a' <= r && r <= 'z':
			return lowerCase
		case 'A' <= r && r <= 'Z':
			plainUpper++
			after = others > 1
		}
	}
	if plainUpper >= 2 || after {
		return upperCase
	}
	return openCase
}
