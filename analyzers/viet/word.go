package viet

import (
	"unicode/utf8"
)

// word is what a run of letters and digits was found to be: one token, rarely
// several.
type word struct {
	first piece
	rest  []piece
}

// piece is a token of a run, with its range of bytes in the run.
type piece struct {
	start, end    int
	exact, folded string
	marked        bool
	central       bool // TƯ: Trung ương, or the syllable tư in capitals
}

// analyze cuts a run into pieces and makes their keys.
func analyze(raw []byte) *word {
	w := &word{}
	for i, group := range joinIgnorables(takeApart(raw)) {
		for j, letters := range splitDigits(group) {
			p := keys(letters)
			if i == 0 && j == 0 {
				w.first = p
			} else {
				w.rest = append(w.rest, p)
			}
		}
	}
	return w
}

// takeApart takes a run apart into letters. bounds are the indexes at which the
// groups between ignorables begin, and the number of letters.
func takeApart(raw []byte) (letters []letter, bounds []int) {
	letters = make([]letter, 0, len(raw))
	bounds = append(bounds, 0)
	for i := 0; i < len(raw); {
		if raw[i] >= utf8.RuneSelf {
			if r, n := utf8.DecodeRune(raw[i:]); !starts(classOf(r)) {
				i += n
				if len(letters) > bounds[len(bounds)-1] {
					bounds = append(bounds, len(letters))
				}
				continue
			}
		}
		l, n := nextLetter(raw[i:])
		l.start, l.end = i, i+n
		letters = append(letters, l)
		i += n
	}
	if len(letters) > bounds[len(bounds)-1] {
		bounds = append(bounds, len(letters))
	}
	return letters, bounds
}

// starts reports whether a character of the class can start a token.
func starts(c class) bool { return c == letterClass || c == digitClass }

// joinIgnorables undoes the groups that invisible characters made. They stand
// inside words more often than between them, so everything is joined, unless
// the groups spell several syllables or numbers: then those are separated, as
// few as possible.
func joinIgnorables(letters []letter, bounds []int) [][]letter {
	n := len(bounds) - 1
	if n == 1 {
		return [][]letter{letters}
	}
	// best[i] is the least number of units that spell the first i groups, and
	// from[i] where the last of them begins; 0 if there is no way.
	best, from := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		for j := i - 1; j >= 0 && bounds[i]-bounds[j] <= maxSyllable; j-- {
			if (j == 0 || best[j] > 0) && (best[i] == 0 || best[j]+1 < best[i]) && isUnit(letters[bounds[j]:bounds[i]]) {
				best[i], from[i] = best[j]+1, j
			}
		}
	}
	if best[n] == 0 {
		return [][]letter{letters}
	}
	units := make([][]letter, best[n])
	for i := n; i > 0; i = from[i] {
		units[best[i]-1] = letters[bounds[from[i]]:bounds[i]]
	}
	return units
}

// isUnit reports whether letters are a syllable or a number.
func isUnit(letters []letter) bool {
	for _, l := range letters {
		if !l.digit {
			_, ok := parse(letters)
			return ok
		}
	}
	return true
}

// minSplit is the number of letters from which a word parts from digits that
// touch it: COVID19 is two tokens, 5K and QH14 are one.
const minSplit = 3

// splitDigits cuts letters where a stretch of minSplit letters or more touches
// digits, or a shorter one that is a syllable with accents: no code has those,
// and số26 and 300tỷ have only lost their space.
func splitDigits(letters []letter) [][]letter {
	var pieces [][]letter
	from, lastLong := 0, false
	for i := 0; i < len(letters); {
		j := i
		for j < len(letters) && letters[j].digit == letters[i].digit {
			j++
		}
		long := !letters[i].digit && (j-i >= minSplit || isMarkedSyllable(letters[i:j]))
		if i > from && (long || lastLong) {
			pieces = append(pieces, letters[from:i])
			from = i
		}
		i, lastLong = j, long
	}
	return append(pieces, letters[from:])
}

// isMarkedSyllable reports whether letters are a syllable with a tone or quality
// mark.
func isMarkedSyllable(letters []letter) bool {
	for _, l := range letters {
		if l.tone != Ngang || l.quality != plain {
			_, ok := parse(letters)
			return ok
		}
	}
	return false
}

// keys makes the keys of the letters of one token.
func keys(letters []letter) piece {
	p := piece{start: letters[0].start, end: letters[len(letters)-1].end}
	for i := range letters {
		p.marked = p.marked || letters[i].marked
	}
	var room [64]byte
	exact := room[:0]
	syl, ok := parse(letters)
	if !ok {
		syl, ok = parseHalfHorn(letters)
	}
	if ok {
		exact = syl.key().appendTo(exact)
		p.central = isCentral(letters)
	} else {
		n := len(letters)
		suffix := centralSuffix(letters)
		if suffix {
			n -= 2
		}
		for i := range letters[:n] {
			exact = letters[i].appendTo(exact, false)
		}
		if suffix {
			exact = append(exact, "tw"...)
		}
	}
	p.setKeys(exact)
	return p
}

// setKeys stores the exact key and the folded one that follows from it.
func (p *piece) setKeys(exact []byte) {
	exact = cutKey(exact)
	p.exact = string(exact)
	p.folded = p.exact
	for _, c := range exact {
		if c >= utf8.RuneSelf {
			p.folded = string(cutKey(appendFolded(nil, p.exact)))
			return
		}
	}
}

// cutKey cuts b to maxKey bytes, between two letters.
func cutKey(b []byte) []byte {
	if len(b) <= maxKey {
		return b
	}
	n := maxKey
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}
