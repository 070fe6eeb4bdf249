package bleveindex

import (
	"errors"
	"reflect"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

func proseSequence(t testing.TB) []byte {
	t.Helper()
	w := newWordTerms()
	w.sequence.mark(markAside)
	wordKnown(t, w, "bộ")
	w.sequence.mark(markSection)
	wordKnown(t, w, "phòng")
	wordKnown(t, w, "dịch")
	w.sequence.mark(markSentence)
	w.sequence.other("trưng", "khac")
	w.sequence.mark(markNoise)
	w.sequence.other("rắq", "raq")
	w.sequence.mark(markSentence)
	w.sequence.other("rắq", "raq")
	w.sequence.mark(markSection)
	wordKnown(t, w, "dịch")
	return w.sequence.bytes()
}

func wordKnown(t testing.TB, w *wordTerms, exact string) {
	t.Helper()
	if _, ok := table.codes[exact]; !ok {
		t.Fatalf("%q is not in the table", exact)
	}
	w.word(viet.Token{Exact: exact, Folded: viet.Fold(exact)})
}

func TestReadProse(t *testing.T) {
	got, err := readProse(proseSequence(t), 100)
	want := index.Prose{{"phòng", "dịch"}, {"trưng"}, {"dịch"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if got, err = readProse(proseSequence(t), 1); err != nil || !reflect.DeepEqual(got, index.Prose{{"phòng"}}) {
		t.Errorf("one word: %q, %v", got, err)
	}
}

func FuzzReadProse(f *testing.F) {
	f.Add(proseSequence(f))
	f.Add([]byte{})
	f.Add([]byte{1, 4, 0, 'a', 9})
	f.Fuzz(func(t *testing.T, sequence []byte) {
		prose, err := readProse(sequence, 1000)
		if err != nil && !errors.Is(err, errSequence) {
			t.Errorf("error is %v", err)
		}
		for _, sentence := range prose {
			if len(sentence) == 0 {
				t.Error("an empty sentence")
			}
		}
	})
}
