package bleveindex

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// TestWordsAreCountedAsBleveCountsThem counts every word of segments in memory, in
// files, merged, and with documents deleted: in all documents and in some, from the
// file and by bleve's iterator.
func TestWordsAreCountedAsBleveCountsThem(t *testing.T) {
	e, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 3 {
		putWordy(t, e, r, round)
		waitForCounts(t, e, r, 1)
	}
	live, release, err := e.acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if err := live.mergeAll(context.Background()); err != nil {
		t.Fatal(err)
	}
	waitForCounts(t, e, r, 2)
}

// waitForCounts compares counts until a segment is read from its file in which the
// numbers of some word lie in so many chunks.
func waitForCounts(t *testing.T, e *Engine, r *rand.Rand, chunks int) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for most := 0; most < chunks; {
		if err := e.withView(func(v *view) (err error) { most, err = compareCounts(v, r); return err }); err != nil {
			t.Fatal(err)
		}
		if time.Now().After(deadline) {
			t.Fatalf("no segment is read from its file with %d chunks, the most were %d", chunks, most)
		}
	}
}

// putWordy writes documents in which words stand once, often, and very often, and
// deletes some of those before.
func putWordy(t *testing.T, e *Engine, r *rand.Rand, round int) {
	t.Helper()
	words := strings.Fields("quy định này của và các ủy ban ỦY dĩnhx 12 xyzw")
	var drafts []index.Draft
	for i := range 1500 {
		var text strings.Builder
		for _, w := range words {
			if r.IntN(3) > 0 {
				text.WriteString(strings.Repeat(w+" ", 1+min(400, int(1/r.Float64()))))
			}
		}
		fmt.Fprintf(&text, " riêng%d", round*1500+i)
		drafts = append(drafts, index.Draft{ID: fmt.Sprint(round*1000 + i)}) // a third of them again
		drafts[i].Read.Text = text.String()
	}
	if _, err := e.Put(context.Background(), index.Everything(), drafts...); err != nil {
		t.Fatal(err)
	}
}

// compareCounts counts both ways and gives the most chunks in which the numbers of a
// word lie in a file.
func compareCounts(v *view, r *rand.Rand) (chunks int, err error) {
	for _, s := range v.segments {
		dict, err := s.dictionary(fieldExact)
		if err != nil {
			return 0, err
		}
		some := roaring.New()
		for range 1 + r.IntN(40) {
			some.Add(uint32(r.IntN(len(s.ids))))
		}
		all := roaring.New()
		all.AddRange(0, uint64(len(s.ids)))
		for it := dict.AutomatonIterator(nil, nil, nil); ; {
			entry, err := it.Next()
			if err != nil {
				return 0, err
			}
			if entry == nil {
				break
			}
			for _, set := range []*roaring.Bitmap{some, all} {
				if err := compareWord(s, entry.Term, set); err != nil {
					return 0, err
				}
			}
			chunks = max(chunks, len(s.words.ends))
		}
	}
	return chunks, nil
}

func compareWord(s *segmentView, word string, set *roaring.Bitmap) error {
	docs := set.ToArray()
	own, other := s.countWords(), s.countWords()
	defer own.release(docs)
	defer other.release(docs)
	if err := own.add(s, word, docs, set); err != nil {
		return err
	}
	bare := *s
	bare.deleted = nil // counts are of all documents, whoever asks
	if err := other.iterate(&bare, word, set); err != nil {
		return err
	}
	for _, doc := range docs {
		if own.counts[doc] != other.counts[doc] {
			return fmt.Errorf("%q stands %d times in document %d, by bleve %d times", word, own.counts[doc], doc, other.counts[doc])
		}
	}
	if len(own.others) == 0 && slices.ContainsFunc(own.counts, func(n uint32) bool { return n > 0 }) && len(docs) == 0 {
		return fmt.Errorf("%q was counted where nobody asked", word)
	}
	return nil
}

// FuzzPostings reads damaged frequencies: it may fail and must not break. Sets of
// documents are taken as they are, as bleve takes them.
func FuzzPostings(f *testing.F) {
	f.Add([]byte{1, 6, 0, 4, 1, 0x84, 2, 1}, uint64(7), uint32(70), uint32(0)) // one chunk of six bytes
	f.Add([]byte{2, 3, 6, 0, 4, 1, 0, 0, 0}, uint64(1<<40-1), uint32(3), uint32(2))
	f.Fuzz(func(t *testing.T, chunks []byte, holders uint64, doc, size uint32) {
		stream, ends, err := readChunks(chunks, nil)
		if err != nil {
			return
		}
		list := wordPostings{docs: roaring.FromDense([]uint64{holders, holders * 31}, true), stream: stream, ends: ends, chunkSize: size}
		counts, dense := make([]uint32, 128), make([]uint64, 2)
		_ = list.addAll(counts, dense)
		some := roaring.And(list.docs, roaring.BitmapOf(doc%128, doc%128+(127-doc%128)/2)).ToArray()
		ranks := ranks{set: list.bits(dense)}
		_ = list.addSome(counts, ranks.before, some)
		_ = list.addSome(counts, list.before, some)
	})
}
