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

// FuzzPhrase holds the search for bytes to following the words one by one.
func FuzzPhrase(f *testing.F) {
	f.Add("phòng, chống dịch ở cơ sở. Khẩn cấp phòng chống", "phòng chống")
	f.Add("ngần ấy ngân hàng 12 12 của của", "của của")
	f.Fuzz(func(t *testing.T, text, phrase string) {
		words := phraseWords(index.Phrase{Words: wordsIn(phrase), Accents: true})
		if len(words) == 0 {
			return
		}
		sequence := sequenceOf(text)
		quick := newPhraseFinder(words)
		if quick.needle.codes == nil {
			return
		}
		slow := &phraseFinder{words: words, head: quick.head}
		a, errA := quick.holds(sequence, false)
		b, errB := slow.holds(sequence, false)
		if a != b || errA != nil || errB != nil {
			t.Errorf("%q in %q: %v by bytes, %v by words (%v, %v)", phrase, text, a, b, errA, errB)
		}
	})
}
