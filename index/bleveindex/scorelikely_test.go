package bleveindex

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
)

// TestLikelyLosesNothing asks short texts of a collection and wants the page that
// scoring all documents gives, with its scores. A search that goes on from a place
// scores all, wherever that is.
func TestLikelyLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	e := openRounds(t, r, 25)
	spared := 0
	for n := range 120 {
		words := someWords(r, 1+r.IntN(3))
		switch n % 6 {
		case 0:
			words = []string{`"` + strings.Join(words, " ") + `"`}
		case 1:
			words = slices.Insert(words, 1, "OR", "thuế")
		}
		if err := e.withView(func(v *view) error {
			q, err := index.Parse(strings.Join(words, " "))
			if err != nil {
				return err
			}
			page := func(after *index.Cursor) ([]found, error) {
				s := &search{ctx: context.Background(), engine: e, query: index.Query{Text: q, Limit: 20}, forced: newFilters(index.Filters{}, nil), after: after}
				s.settlePlan(index.NewPlan(s.query, nil))
				if _, err := s.over(v, true); err != nil {
					return nil, err
				}
				if after == nil {
					spared += waitingFor(t, s)
				}
				page, _, err := s.page()
				return page, err
			}
			got, err := page(nil)
			if err != nil {
				return err
			}
			want, err := page(&index.Cursor{Last: index.SortKey{Tier: index.TierNumber + 1, Score: math.Inf(1)}})
			if err != nil {
				return err
			}
			if !slices.EqualFunc(got, want, func(a, b found) bool { return a.key == b.key && a.tier == b.tier }) {
				return fmt.Errorf("%d documents, not the %d of scoring all", len(got), len(want))
			}
			return nil
		}); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
	if spared == 0 {
		t.Error("no search leaves any document without a score")
	}
}

// waitingFor counts the documents that a search leaves without a score at first.
func waitingFor(t *testing.T, s *search) (count int) {
	for _, a := range s.answers {
		for tier := lowestTier; tier < tierCount; tier++ {
			w := &waiting{}
			if _, err := s.likely(a, intersect(a.match, a.only(tier)), 40, w); err != nil {
				t.Fatal(err)
			}
			for _, rest := range w.rest {
				count += int(rest.docs.GetCardinality())
			}
		}
	}
	return count
}

// TestWaitingKeepsTheOrder takes many contenders, of which most are set apart.
func TestWaitingKeepsTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	ids := make([]string, 3*manyItems)
	for i := range ids {
		ids[i] = fmt.Sprintf("%06d", i)
	}
	w := &waiting{answers: []*answer{{segment: &segmentView{columns: &columns{ids: ids}}}}}
	for _, distinct := range []int{3, 1000, 1 << 30} {
		w.reset(w.answers, lowered{})
		for doc := range ids {
			w.items = append(w.items, contender{doc: uint32(doc), score: float64(r.IntN(distinct))})
		}
		w.order()
		last := w.take()
		for taken := 1; taken < len(ids); taken++ {
			next := w.take()
			if w.before(&next, &last) {
				t.Fatalf("of %d scores, document %d with %v comes after %d with %v", distinct, next.doc, next.score, last.doc, last.score)
			}
			last = next
		}
		if len(w.items)+len(w.later) > 0 {
			t.Fatal("some are left")
		}
	}
}

// TestOnlyPairIsARow compares rows that sets settle with those that are read.
func TestOnlyPairIsARow(t *testing.T) {
	e := openRounds(t, rand.New(rand.NewPCG(11, 12)), 12)
	settled := 0
	for _, text := range []string{"của và", "của các", "quy định", "về việc", "cấp giấy", "hành chính", "tư nhân", "tự nhận"} {
		parsed, err := index.Parse(`"` + text + `"`)
		if err != nil {
			t.Fatal(err)
		}
		words := phraseWords(parsed.Root.(index.Phrase))
		err = e.withView(func(v *view) error {
			for _, segment := range v.segments {
				ev := &evaluator{ctx: context.Background(), segment: segment, among: segment.live}
				set, err := ev.words(words, segment.live)
				if err != nil {
					return err
				}
				want, err := ev.check(words, set, false)
				if err != nil {
					return err
				}
				got, err := ev.row(words, set)
				if err != nil {
					return err
				}
				if !got.Equals(want) {
					return fmt.Errorf("%d documents, not %d", got.GetCardinality(), want.GetCardinality())
				}
				set, _, err = ev.pairs(words, set)
				if err != nil {
					return err
				}
				certain, err := ev.onlyPair(words, set)
				if err != nil {
					return err
				}
				settled += int(certain.GetCardinality())
			}
			return nil
		})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	if settled == 0 {
		t.Error("no document is settled without being read")
	}
}
