package bleveindex

import (
	"errors"
	"reflect"
	"testing"

	"tracuu/index"
)

func proseSequence(t testing.TB) []byte {
	t.Helper()
	w := newSequenceWriter()
	w.mark(markAside)
	w.word("bộ", "bo")
	w.mark(markSection)
	w.word("phòng", "phong")
	w.word("dịch", "dich")
	w.mark(markSentence)
	w.word("trung", "khac")
	w.mark(markNoise)
	w.word("rác", "rac")
	w.mark(markSentence)
	w.word("rác", "rac")
	w.mark(markSection)
	w.word("dịch", "dich")
	return w.bytes()
}

func TestReadProse(t *testing.T) {
	got, err := readProse(proseSequence(t), 100)
	want := index.Prose{{"phòng", "dịch"}, {"trung"}, {"dịch"}}
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
