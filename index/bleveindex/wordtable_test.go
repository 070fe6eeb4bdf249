package bleveindex

import (
	"math/rand/v2"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// TestWordTable holds the list of known words to what rests on it: each is a
// key that the analyzer makes, stands there once, and has a code.
func TestWordTable(t *testing.T) {
	if len(table.words) > maxKnown {
		t.Fatalf("%d words, codes for %d", len(table.words), maxKnown)
	}
	for code, word := range table.words {
		tokens := viet.Tokenize(word)
		if len(tokens) != 1 || tokens[0].Exact != word || tokens[0].Folded != table.folded[code] {
			t.Errorf("%q is no key: its tokens are %+v", word, tokens)
		}
		if got, ok := table.code(word, table.folded[code]); !ok || int(got) != code {
			t.Errorf("%q stands there twice, as %d and %d", word, code, got)
		}
	}
	if _, ok := table.code(table.words[0], "other"); ok {
		t.Error("a word is known whatever its key without accents")
	}
}

// TestCodes writes every code and reads it back.
func TestCodes(t *testing.T) {
	check := func(b []byte, want int) {
		if got, n := nextWord(b); got != want || n != len(b) {
			t.Fatalf("% x is read as %d in %d bytes, want %d", b, got, n, want)
		}
		for cut := 1; cut < len(b); cut++ {
			if _, n := nextWord(b[:cut]); n != 0 {
				t.Fatalf("% x cut to %d bytes is read", b, cut)
			}
		}
	}
	for code := range maxKnown {
		check(appendCode(nil, uint16(code)), code)
	}
	for _, n := range []int{0, 1, nearOwn - 1, nearOwn, nearOwn + values, nearOwn + values*values, maxOwn - 1} {
		check(appendOwn(nil, n), firstOwn+n)
	}
	for mark := range firstByte {
		check([]byte{byte(mark)}, ^mark)
	}
}

// TestAligned looks for codes among codes: a run of them is found where it was
// written and nowhere else.
func TestAligned(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var stream []byte
		starts := map[int]bool{}
		for range 1 + r.IntN(40) {
			starts[len(stream)] = true
			switch r.IntN(4) {
			case 0:
				stream = appendOwn(stream, r.IntN(3*nearOwn))
			case 1:
				stream = append(stream, byte(r.IntN(firstByte)))
			default:
				stream = appendCode(stream, uint16(r.IntN(maxKnown)))
			}
		}
		for at := range stream {
			inFar := stream[at] == moreByte // the middle of a far own word, which begins no known one
			if got := aligned(stream, at); got != starts[at] && !(inFar && got) {
				t.Fatalf("place %d of % x is aligned: %v", at, stream, got)
			}
		}
	}
}

// FuzzPhrase holds the searches for bytes to following the words one by one.
func FuzzPhrase(f *testing.F) {
	f.Add("phòng, chống dịch ở cơ sở. Khẩn cấp phòng chống", "phòng chống")
	f.Add("ngần ấy ngân hàng 12 12 của của", "của của")
	f.Add("ở xa. Quy đinh, quỹ định và qui định 7 quý dinh", "quy dinh")
	f.Fuzz(func(t *testing.T, text, phrase string) {
		sequence := sequenceOf(text)
		for _, words := range [][]phraseWord{
			phraseWords(index.Phrase{Words: wordsIn(phrase), Accents: true}),
			exactWords(wordsIn(phrase)), foldedWords(wordsIn(phrase)),
		} {
			if len(words) == 0 {
				continue
			}
			quick := newPhraseFinder(words)
			slow := &phraseFinder{words: words, head: quick.head, roles: newRoles(words[:quick.head])}
			a, errA := quick.holds(sequence, false)
			b, errB := slow.follow(mustRead(t, slow.roles, sequence), false)
			if a != b || errA != nil || errB != nil {
				t.Errorf("%q in %q: %v by bytes, %v by words (%v, %v)", phrase, text, a, b, errA, errB)
			}
		}
	})
}

func mustRead(t *testing.T, r *roles, sequence []byte) []byte {
	stream, err := r.read(sequence)
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

// TestSizeBefore goes through streams from their ends, too.
func TestSizeBefore(t *testing.T) {
	for _, text := range []string{"", "của", "quy định tại khoản 2 điều này, vắc xin. Vắc xin! ưỡn ẹo", "ngoằn ngoèo khúc khuỷu của các"} {
		stream, err := skipEntries(sequenceOf(text))
		if err != nil {
			t.Fatal(err)
		}
		var sizes []int
		for at := 0; at < len(stream); at += sizes[len(sizes)-1] {
			_, size := nextWord(stream[at:])
			sizes = append(sizes, size)
		}
		at := len(stream)
		for i := len(sizes) - 1; i >= 0; i-- {
			if got := sizeBefore(stream, at); got != sizes[i] {
				t.Fatalf("%q: %d bytes end at %d, want %d", text, got, at, sizes[i])
			}
			at -= sizes[i]
		}
		if got := sizeBefore(stream, 0); got != 0 {
			t.Fatalf("%q: %d bytes before the beginning", text, got)
		}
	}
}
