package bleveindex

import (
	"math/rand/v2"
	"testing"
)

// TestSkipLeavesOutOnlyWhatHasNoRole goes through streams word by word beside what
// skip leaves out.
func TestSkipLeavesOutOnlyWhatHasNoRole(t *testing.T) {
	r := newRoles(foldedWords(wordsIn("quy định của thuỷ lợi")))
	random := rand.New(rand.NewPCG(1, 1))
	skipped := 0
	for range 2000 {
		var stream []byte
		for range random.IntN(30) {
			switch random.IntN(12) {
			case 0:
				stream = append(stream, byte(random.IntN(firstByte)))
			case 1:
				stream = appendOwn(stream, random.IntN(2*nearOwn))
			case 2:
				stream = appendCode(stream, table.codes["thuỷ"])
			default:
				stream = appendCode(stream, uint16(random.IntN(len(table.words))))
			}
		}
		length := r.skip(stream)
		skipped += length
		at := 0
		for at < length {
			word, size := nextWord(stream[at:])
			if word >= 0 {
				if bits, _, ok := r.of(word); !ok || bits != 0 {
					t.Fatalf("% x: left out %d, which has a role or is a document's own", stream, word)
				}
			}
			at += size
		}
		if at != length {
			t.Fatalf("% x: stopped at %d, in the middle of a word", stream, length)
		}
		if at < len(stream) {
			word, _ := nextWord(stream[at:])
			if word < 0 {
				t.Fatalf("% x: stopped at a mark", stream)
			}
			if bits, _, ok := r.of(word); ok && bits == 0 {
				t.Fatalf("% x: stopped at %d, which has no role", stream, word)
			}
		}
	}
	if skipped == 0 {
		t.Error("nothing was left out")
	}
}

// FuzzSkip goes through damaged streams, which must not break it.
func FuzzSkip(f *testing.F) {
	f.Add([]byte{5, leadByte, 4, ownByte, 4, moreByte})
	r := newRoles(foldedWords(wordsIn("quy định")))
	f.Fuzz(func(t *testing.T, stream []byte) {
		if n := r.skip(stream); n < 0 || n > len(stream) {
			t.Fatalf("left out %d of %d bytes", n, len(stream))
		}
	})
}
