package viet

import (
	"strings"
	"unicode/utf8"
)

// Telex and VNI are the two ways to type Vietnamese on a plain keyboard. A
// reader whose input method is off sends the bare keystrokes (phofng, phong2).
// Decoding them replays what the input method would have done.
//
// Many words of other languages are keystrokes of something (test, tax, is), so
// a decoded word is a second guess, for a word that found nothing as typed.

// DecodeTelex returns the word that keystrokes of the Telex method spell:
// doubled letters for â ê ô đ, w for the horn and the breve, s f r x j for the
// tones, z to take the tone away; tone and w anywhere after their vowel. It
// reports false unless word is ASCII letters and the result is a valid syllable
// that differs from it; tw is left to stand for Trung ương. Letters keep their
// case.
func DecodeTelex(word string) (string, bool) {
	if strings.EqualFold(word, centralKey) {
		return "", false
	}
	return decodeKeys(word, (*typist).telex)
}

// DecodeVNI returns the word that keystrokes of the VNI method spell: after the
// letters, 1 to 5 for sắc, huyền, hỏi, ngã, nặng, 6 for the hat, 7 for the
// horn, 8 for the breve, 9 for đ, 0 to take the tone away. It reports false
// unless word is ASCII letters and digits and the result is a valid syllable
// that differs from it. Letters keep their case.
func DecodeVNI(word string) (string, bool) {
	return decodeKeys(word, (*typist).vni)
}

// maxKeystrokes bounds the words worth replaying: nghiêng takes nine keys.
const maxKeystrokes = 14

// typist replays keystrokes on the letters of one word.
type typist struct {
	letters []letter
	tone    Tone
	changed bool // a key changed a letter or the tone
}

// decodeKeys replays the keys of word; press reports false where a key makes no
// sense.
func decodeKeys(word string, press func(t *typist, key rune, upper bool) bool) (string, bool) {
	if len(word) < 2 || len(word) > maxKeystrokes {
		return "", false
	}
	var t typist
	for i := range len(word) {
		key := lowerASCII(word[i])
		if asciiClass[key&0x7f] != letterClass && asciiClass[key&0x7f] != digitClass || key >= utf8.RuneSelf {
			return "", false
		}
		if !press(&t, rune(key), key != word[i]) {
			return "", false
		}
	}
	if !t.changed {
		return "", false
	}
	return t.word()
}

// word returns what was typed, if it is a syllable, with the tone in its
// canonical place.
func (t *typist) word() (string, bool) {
	if v := t.vowel(); v >= 0 {
		t.letters[v].tone = t.tone
	}
	syl, ok := parse(t.letters)
	if !ok && t.loosenHorn() {
		syl, ok = parse(t.letters)
	}
	if !ok {
		return "", false
	}
	var b []byte
	for i, r := range []rune(syl.String()) {
		l := split[r]
		if l.base == 0 {
			l.base = r
		}
		l.upper = t.letters[i].upper
		b = l.appendTo(b, true)
	}
	return string(b), true
}

// loosenHorn turns ươ into uơ, which is what w means in thuở and huơ.
func (t *typist) loosenHorn() bool {
	for i := 1; i < len(t.letters); i++ {
		u, o := &t.letters[i-1], &t.letters[i]
		if u.base == 'u' && u.quality == horn && o.base == 'o' && o.quality == horn {
			u.quality = plain
			return true
		}
	}
	return false
}

// telex presses one key of the Telex method.
func (t *typist) telex(key rune, upper bool) bool {
	switch key {
	case 's', 'f', 'r', 'x', 'j':
		if t.vowel() >= 0 {
			return t.setTone(map[rune]Tone{'s': Sắc, 'f': Huyền, 'r': Hỏi, 'x': Ngã, 'j': Nặng}[key])
		}
	case 'z':
		if t.tone != Ngang {
			t.tone = Ngang
			return true
		}
	case 'a', 'e', 'o':
		if t.putHat(key) {
			return true
		}
	case 'd':
		if t.strokeD() {
			return true
		}
	case 'w':
		if t.putHorn() || t.putBreve() {
			return true
		}
		t.changed = true
		t.letters = append(t.letters, letter{base: 'u', quality: horn, upper: upper})
		return len(t.letters) <= maxSyllable
	}
	return t.add(key, upper)
}

// vni presses one key of the VNI method.
func (t *typist) vni(key rune, upper bool) bool {
	switch key {
	case '1', '2', '3', '4', '5':
		return t.vowel() >= 0 && t.setTone([]Tone{Sắc, Huyền, Hỏi, Ngã, Nặng}[key-'1'])
	case '0':
		ok := t.tone != Ngang
		t.tone = Ngang
		return ok
	case '6':
		return t.putHat('a') || t.putHat('e') || t.putHat('o')
	case '7':
		return t.putHorn()
	case '8':
		return t.putBreve()
	case '9':
		return t.strokeD()
	}
	return t.add(key, upper)
}

// add types a letter as it is.
func (t *typist) add(key rune, upper bool) bool {
	t.letters = append(t.letters, letter{base: key, upper: upper})
	return len(t.letters) <= maxSyllable
}

// setTone gives the syllable its tone; a second one makes no sense.
func (t *typist) setTone(tone Tone) bool {
	if t.tone != Ngang {
		return false
	}
	t.tone, t.changed = tone, true
	return true
}

// vowel returns the index of the first vowel, or -1. The u of qu is none.
func (t *typist) vowel() int {
	for i, l := range t.letters {
		switch l.base {
		case 'u':
			if i == 0 || t.letters[i-1].base != 'q' {
				return i
			}
		case 'a', 'e', 'i', 'o', 'y':
			return i
		}
	}
	return -1
}

// last returns the index of the last plain letter base from the first vowel on,
// or -1.
func (t *typist) last(base rune) int {
	first := t.vowel()
	for i := len(t.letters) - 1; first >= 0 && i >= first; i-- {
		if l := t.letters[i]; l.base == base && l.quality == plain {
			return i
		}
	}
	return -1
}

func (t *typist) mark(i int, q quality) bool {
	if i < 0 {
		return false
	}
	t.letters[i].quality, t.changed = q, true
	return true
}

func (t *typist) putHat(base rune) bool { return t.mark(t.last(base), circumflex) }

// putHorn puts the horn on uo, else on o, else on u; of two, the first (ưu).
func (t *typist) putHorn() bool {
	u, o := t.last('u'), t.last('o')
	if u >= 0 && o == u+1 {
		return t.mark(u, horn) && t.mark(o, horn)
	}
	if o >= 0 && t.last('a') != o+1 {
		return t.mark(o, horn)
	}
	if u > 0 && t.vowel() < u && t.letters[u-1].base == 'u' && t.letters[u-1].quality == plain {
		u--
	}
	return t.mark(u, horn)
}

func (t *typist) putBreve() bool { return t.mark(t.last('a'), breve) }

// strokeD makes đ of a d at the start.
func (t *typist) strokeD() bool {
	if len(t.letters) == 0 || t.letters[0].base != 'd' {
		return false
	}
	t.letters[0].base, t.changed = 'đ', true
	return true
}
