package store

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Vietnamese is written in a closed set of syllables with a space between them,
// which takes five bytes a word before compression and one or two here. So
// records are spelt before they are compressed: they shrink by a quarter more,
// and the compressor has half as much to read.
//
// A byte below codeNear stands for itself. Those from there on are codes of
// syllables, one byte for the commonest and two for the others, but for the last
// four, which say how the next one or what follows is written. Between two
// syllables in a row stands one space; all else is spelt out. Any bytes can be
// spelt, text or not, and come back as they were.
const (
	codeNear    = 0x80
	nearCodes   = 104
	codeFar     = codeNear + nearCodes
	markCapital = 0xfc // the next syllable has a capital first letter
	markUpper   = 0xfd // the next syllable is in capitals
	markDash    = 0xfe // dashButLast and the next byte: a dash, a quotation mark, a bullet
	markByte    = 0xff // the next byte stands for itself
	farCodes    = (markCapital - codeFar) * 256
)

// dashButLast begins the punctuation that is not ASCII.
const dashButLast = "\xe2\x80"

//go:embed syllables.txt
var syllableData string

// How a syllable is written.
const (
	written = iota
	writtenCapital
	writtenUpper
	waysWritten
)

type spelling struct {
	code uint16
	way  uint8
}

// syllables are the known ones: as written by code and way, and back.
type syllables struct {
	words [waysWritten][]string
	codes map[string]spelling
}

var known = sync.OnceValue(func() *syllables {
	s := &syllables{codes: map[string]spelling{}}
	for line := range strings.Lines(syllableData) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			s.add(word)
		}
	}
	return s
})

func (s *syllables) add(word string) {
	first, size := utf8.DecodeRuneInString(word)
	code := uint16(len(s.words[written]))
	for way, form := range [waysWritten]string{word, string(unicode.ToUpper(first)) + word[size:], strings.ToUpper(word)} {
		s.words[way] = append(s.words[way], form)
		if _, met := s.codes[form]; !met {
			s.codes[form] = spelling{code, uint8(way)}
		}
	}
}

// Spell appends plain, spelt, to b: about a byte and a half a syllable. The form stays
// while the schema of the store does.
func Spell(b, plain []byte) []byte {
	s, after := known(), false // after a syllable
	for i := 0; i < len(plain); {
		start := i
		if after && plain[i] == ' ' {
			start++
		}
		end := endOfRun(plain, start)
		if code, ok := s.codes[string(plain[start:end])]; ok {
			b, after, i = code.append(b), true, end
			continue
		}
		after = false
		for end = max(endOfRun(plain, i), i+1); i < end; {
			b, i = appendPlain(b, plain, i)
		}
	}
	return b
}

// endOfRun is where the letters that begin at a place end.
func endOfRun(plain []byte, i int) int {
	for ; i < len(plain); i++ {
		c := plain[i]
		if c < utf8.RuneSelf && (c|0x20 < 'a' || c|0x20 > 'z') || c == dashButLast[0] {
			break
		}
	}
	return i
}

// append appends the code of a syllable.
func (s spelling) append(b []byte) []byte {
	switch s.way {
	case writtenCapital:
		b = append(b, markCapital)
	case writtenUpper:
		b = append(b, markUpper)
	}
	if s.code < nearCodes {
		return append(b, byte(codeNear+s.code))
	}
	far := s.code - nearCodes
	return append(b, byte(codeFar+far/256), byte(far))
}

// appendPlain appends what stands at a place and is no syllable, and gives the
// place behind it.
func appendPlain(b, plain []byte, i int) ([]byte, int) {
	switch c := plain[i]; {
	case c < codeNear:
		return append(b, c), i + 1
	case c == dashButLast[0] && len(plain) > i+2 && plain[i+1] == dashButLast[1]:
		return append(b, markDash, plain[i+2]), i + 3
	default:
		return append(b, markByte, c), i + 1
	}
}

var errSpelling = errors.New("it is not spelt as records are")

// Unspell appends to b what was spelt.
func Unspell(b, spelt []byte) ([]byte, error) {
	s, after := known(), false
	b = slices.Grow(b, 3*len(spelt))
	for i := 0; i < len(spelt); {
		c := spelt[i]
		if c < codeNear {
			b, after, i = append(b, c), false, i+1
			continue
		}
		if c >= markDash {
			if i+1 >= len(spelt) {
				return nil, errSpelling
			}
			if c == markDash {
				b = append(b, dashButLast...)
			}
			b, after, i = append(b, spelt[i+1]), false, i+2
			continue
		}
		word, size := s.read(spelt[i:])
		if size == 0 {
			return nil, errSpelling
		}
		if after {
			b = append(b, ' ')
		}
		b, after, i = append(b, word...), true, i+size
	}
	return b, nil
}

// read gives the syllable that begins here and the size of its code, 0 where
// there is none.
func (s *syllables) read(spelt []byte) (word string, size int) {
	way := written
	switch spelt[0] {
	case markCapital:
		way, size = writtenCapital, 1
	case markUpper:
		way, size = writtenUpper, 1
	}
	if size == len(spelt) || spelt[size] < codeNear || spelt[size] >= markCapital {
		return "", 0
	}
	code := int(spelt[size]) - codeNear
	if size++; code >= nearCodes {
		if size == len(spelt) {
			return "", 0
		}
		code = nearCodes + (code-nearCodes)*256 + int(spelt[size])
		size++
	}
	if code >= len(s.words[way]) {
		return "", 0
	}
	return s.words[way][code], size
}
