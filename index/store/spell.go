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

// form is a syllable as it is written.
type form struct {
	bytes [formBytes]byte
	size  uint8
}

// formBytes has room for the longest syllable, and makes a form two words of memory:
// "nghiêng" takes eight bytes, in capitals and with a tone ten.
const formBytes = 15

// syllables are the known ones: as written by way and code, and back.
type syllables struct {
	forms [waysWritten][]form
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
	code := uint16(len(s.forms[written]))
	for way, as := range [waysWritten]string{word, string(unicode.ToUpper(first)) + word[size:], strings.ToUpper(word)} {
		f := form{size: uint8(len(as))}
		if copy(f.bytes[:], as) < len(as) {
			panic("store: syllables.txt has a longer syllable than there is room for: " + as)
		}
		s.forms[way] = append(s.forms[way], f)
		if _, met := s.codes[as]; !met {
			s.codes[as] = spelling{code, uint8(way)}
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
	s, after := known(), 0 // 1 after a syllable
	b = slices.Grow(b, 3*len(spelt))
	for i := 0; i < len(spelt); {
		c := spelt[i]
		if c < codeNear {
			b, after, i = append(b, c), 0, i+1
			continue
		}
		if c >= markDash {
			if i+1 >= len(spelt) {
				return nil, errSpelling
			}
			if c == markDash {
				b = append(b, dashButLast...)
			}
			b, after, i = append(b, spelt[i+1]), 0, i+2
			continue
		}
		f, size := s.read(spelt[i:])
		if size == 0 {
			return nil, errSpelling
		}
		// All of a form is copied, in two moves, and what is too much written over.
		n := len(b)
		b = slices.Grow(b, 1+formBytes)[:n+1+formBytes]
		b[n] = ' '
		n += after
		*(*[formBytes]byte)(b[n:]) = f.bytes
		b, after, i = b[:n+int(f.size)], 1, i+size
	}
	return b, nil
}

// read gives the syllable that begins here and the size of its code, 0 where
// there is none.
func (s *syllables) read(spelt []byte) (f *form, size int) {
	way := written
	switch spelt[0] {
	case markCapital:
		way, size = writtenCapital, 1
	case markUpper:
		way, size = writtenUpper, 1
	}
	if size == len(spelt) || spelt[size] < codeNear || spelt[size] >= markCapital {
		return nil, 0
	}
	code := int(spelt[size]) - codeNear
	if size++; code >= nearCodes {
		if size == len(spelt) {
			return nil, 0
		}
		code = nearCodes + (code-nearCodes)*256 + int(spelt[size])
		size++
	}
	if code >= len(s.forms[way]) {
		return nil, 0
	}
	return &s.forms[way][code], size
}
