package viet

import (
	"slices"
	"strings"
)

// Syllable is a Vietnamese syllable taken apart. The parts are lower case and
// composed; the nucleus carries its quality marks but no tone. Onset and Coda
// may be empty.
type Syllable struct {
	Onset, Nucleus, Coda string
	Tone                 Tone
}

// nucleus says how a vowel group behaves.
type nucleus struct {
	tone   int  // index of the vowel that carries the tone in the canonical spelling
	open   bool // may stand without a coda
	closed bool // may stand before a coda
	palate bool // may stand before ch and nh
}

// nuclei are the vowel groups of Vietnamese. The place of the tone is that of
// the spelling in use since 1984 (hoà, thuý), which differs from the older one
// only in oa, oe and uy; the choice does not matter as long as there is one.
var nuclei = nucleusTable()

func nucleusTable() map[string]nucleus {
	table := map[string]nucleus{}
	add := func(n nucleus, groups string) {
		for _, g := range strings.Fields(groups) {
			table[g] = n
		}
	}
	add(nucleus{open: true, closed: true}, "e o ô ơ u ư")
	add(nucleus{open: true, closed: true, palate: true}, "a ê i y")
	add(nucleus{closed: true}, "ă â")
	add(nucleus{open: true}, "ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu")
	add(nucleus{tone: 1, closed: true}, "iê yê uô ươ oă uâ oo")
	add(nucleus{tone: 1, open: true, closed: true}, "oe")
	add(nucleus{tone: 1, open: true, closed: true, palate: true}, "oa uê uy")
	add(nucleus{tone: 1, open: true}, "uơ iêu yêu oai oay oao oeo uây uôi ươi ươu uya uyu")
	add(nucleus{tone: 2, closed: true}, "uyê")
	return table
}

// onsets are the initial consonants, longer ones first.
var onsets = [...]string{
	"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
	"b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
}

// ParseSyllable takes a syllable apart, in whatever case, composition and place
// of the tone it is written. It reports false for anything else: an
// abbreviation, a word of another language, two syllables, two tones, a stop
// coda (c, ch, p, t) without sắc or nặng.
func ParseSyllable(s string) (Syllable, bool) {
	var room [8]letter
	letters := room[:0]
	for b := []byte(s); len(b) > 0; {
		if len(letters) == cap(room) {
			return Syllable{}, false
		}
		l, n := nextLetter(b)
		letters = append(letters, l)
		b = b[n:]
	}
	return parse(letters)
}

// IsSyllable reports whether s is the spelling of one Vietnamese syllable.
func IsSyllable(s string) bool {
	_, ok := ParseSyllable(s)
	return ok
}

// String returns the syllable in lower case with its tone in the canonical
// place: hoà, quý, giếng.
func (s Syllable) String() string {
	return string(s.appendTo(nil))
}

func (s Syllable) appendTo(b []byte) []byte {
	b = append(b, s.Onset...)
	at := nuclei[s.Nucleus].tone
	for _, r := range s.Nucleus {
		if at == 0 {
			l := split[r]
			l.tone = s.Tone
			r, _ = l.rune(false)
		}
		at--
		b = append(b, string(r)...)
	}
	return append(b, s.Coda...)
}

// key returns the syllable as it is compared: a lone final y after a consonant
// is the same sound as i and both are in use (kỹ and kĩ, lý and lí, quy and
// qui), while thúy and thúi are two words.
func (s Syllable) key() Syllable {
	if s.Nucleus == "y" && s.Onset != "" && s.Coda == "" {
		s.Nucleus = "i"
	}
	return s
}

// maxSyllable is the number of letters of the longest syllable, nghiêng.
const maxSyllable = 7

// parse takes letters apart into a syllable.
func parse(letters []letter) (Syllable, bool) {
	if len(letters) == 0 || len(letters) > maxSyllable {
		return Syllable{}, false
	}
	tone := Ngang
	var room [3 * maxSyllable]byte
	spelled := room[:0]
	for _, l := range letters {
		if l.other != "" || l.base < 'a' {
			return Syllable{}, false
		}
		if l.tone != Ngang {
			if tone != Ngang {
				return Syllable{}, false
			}
			tone, l.tone = l.tone, Ngang
		}
		spelled = l.appendTo(spelled, false)
	}
	return parseToneless(string(spelled), tone)
}

func parseToneless(s string, tone Tone) (Syllable, bool) {
	for _, onset := range onsets {
		rest, ok := strings.CutPrefix(s, onset)
		if !ok {
			continue
		}
		// gì and gin start with g: gi is an onset only before another vowel.
		if syl, ok := parseRhyme(onset, rest, tone); ok {
			return syl, true
		}
	}
	return parseRhyme("", s, tone)
}

// parseRhyme splits what follows the onset into nucleus and coda.
func parseRhyme(onset, rhyme string, tone Tone) (Syllable, bool) {
	syl := Syllable{Onset: onset, Nucleus: rhyme, Tone: tone}
	if n, ok := nuclei[rhyme]; ok {
		return syl, n.open
	}
	for _, coda := range [...]string{"ch", "ng", "nh", "c", "m", "n", "p", "t"} {
		before, ok := strings.CutSuffix(rhyme, coda)
		if !ok {
			continue
		}
		syl.Nucleus, syl.Coda = before, coda
		n := nuclei[before]
		switch coda {
		case "ch":
			ok = n.palate && (tone == Sắc || tone == Nặng)
		case "nh":
			ok = n.palate
		case "c", "p", "t":
			ok = n.closed && (tone == Sắc || tone == Nặng)
		default:
			ok = n.closed
		}
		if ok {
			return syl, true
		}
	}
	return Syllable{}, false
}

// parseHalfHorn parses a syllable in ươ with one of its two horns left out
// (đuợc, trưòng). It is the commonest slip of typists, and what they type is
// never another word. Such a spelling is compared as if it were right, but is
// no syllable to ParseSyllable.
func parseHalfHorn(letters []letter) (Syllable, bool) {
	for i := 1; i < len(letters)-1; i++ {
		u, o := letters[i-1], letters[i]
		if u.base != 'u' || o.base != 'o' || u.other != "" || o.other != "" {
			continue
		}
		if (u.quality == horn) == (o.quality == horn) || u.quality == circumflex || o.quality == circumflex {
			return Syllable{}, false
		}
		mended := slices.Clone(letters)
		mended[i-1].quality, mended[i].quality = horn, horn
		return parse(mended)
	}
	return Syllable{}, false
}
