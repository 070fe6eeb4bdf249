package bleveindex

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// roundWords are what the documents and questions of the tests below are made of:
// common syllables and rarer ones, some that differ in accents alone.
var roundWords = strings.Fields("của và các quy định về việc cấp giấy phép kinh doanh xuất khẩu gạo tư nhân tự nhận phòng cháy chữa xử phạt vi phạm hành chính lĩnh vực hanh chinh thuế")

// someWords draws words, the first of the list most often.
func someWords(r *rand.Rand, count int) []string {
	out := make([]string, count)
	for i := range out {
		share := r.Float64()
		out[i] = roundWords[int(share*share*float64(len(roundWords)))]
	}
	return out
}

// openRounds holds documents of least words or many more in a large segment and small
// ones, some deleted.
func openRounds(t *testing.T, r *rand.Rand, least int) *Engine {
	t.Helper()
	e, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	put := func(from, to int) {
		var drafts []index.Draft
		for i := from; i < to; i++ {
			words := someWords(r, least+int(40*r.Float64()*r.Float64()*r.Float64()))
			if r.IntN(2) == 0 {
				words = append(words, "quy định", "hành chính")
			}
			if r.IntN(50) == 0 {
				words = append(words, "số 12/2019/NĐ-CP")
			}
			drafts = append(drafts, index.Draft{ID: fmt.Sprint("d", i)})
			drafts[len(drafts)-1].Read.Text = strings.Join(words, " ")
			if r.IntN(8) == 0 {
				drafts[len(drafts)-1].Read.Title = strings.Join(someWords(r, 5), " ")
			}
		}
		if _, err := e.Put(context.Background(), index.Everything(), drafts...); err != nil {
			t.Fatal(err)
		}
	}
	put(0, 3000)
	becomeOne(t, e) // else few documents may stand in each segment, of which all are scored
	put(2950, 3850)
	put(3840, 3900)
	return e
}

// TestFirstRoundLosesNothing puts questions to a collection and wants the documents of
// the first round, in their order and with their scores, that scoring all gives; and
// those to qualify that index.Qualifies lets.
func TestFirstRoundLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	e := openRounds(t, r, 3)
	pruned := 0
	for n := range 40 {
		words := someWords(r, 8+r.IntN(12))
		if n%5 == 0 {
			words = append(words, "12/2019/NĐ-CP")
		}
		text := strings.Join(words, " ")
		parsed, err := index.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		err = e.withView(func(v *view) error {
			s := &search{ctx: context.Background(), engine: e, query: index.Query{Text: parsed, Limit: 10}, forced: newFilters(index.Filters{}, nil)}
			s.settlePlan(index.NewPlan(s.query, nil))
			if s.plan.Mode != index.ModeQuestion {
				return fmt.Errorf("%q is no question", text)
			}
			if _, err := s.over(v, true); err != nil {
				return err
			}
			if err := qualifiesAs(s); err != nil {
				return err
			}
			fewer, err := sameRound(s)
			pruned += fewer
			return err
		})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	if pruned == 0 {
		t.Error("no question leaves any document out")
	}
}

// sameRound compares the first round with one that scores all, and gives how many
// documents it left out.
func sameRound(s *search) (fewer int, err error) {
	q, err := s.newQuestionScorer()
	if err != nil {
		return 0, err
	}
	again, plain := &best{n: rescored, order: s.plan.Order}, &best{n: rescored, order: s.plan.Order}
	for n, a := range s.answers {
		if a.match.GetCardinality() > fewMatches {
			among, err := q.mayBeAmong(n, a, again)
			if err != nil {
				return 0, err
			}
			fewer += int(a.match.GetCardinality() - among.GetCardinality())
		}
		if err := q.firstRound(n, a, again); err != nil {
			return 0, err
		}
		all, err := q.rough(n, a, a.match)
		if err != nil {
			return 0, err
		}
		for i, doc := range all.docs {
			plain.offer(q.roughly(n, a, doc, all.scores[i]))
		}
	}
	got, want := again.sorted(), plain.sorted()
	if !slices.EqualFunc(got, want, func(a, b found) bool { return a.key == b.key && a.doc == b.doc && a.part == b.part }) {
		return 0, fmt.Errorf("%d documents, not the %d of scoring all", len(got), len(want))
	}
	return fewer, nil
}

// qualifiesAs compares the matches with what each document carries.
func qualifiesAs(s *search) error {
	for _, a := range s.answers {
		sums := make([]float64, len(a.segment.ids))
		add := func(set *roaring.Bitmap, weight float64) {
			for _, doc := range set.ToArray() {
				sums[doc] += weight
			}
		}
		for i, w := range s.plan.Question.Words {
			set, err := a.segment.folded(w.Folded)
			if err != nil {
				return err
			}
			add(set, s.weights.words[i])
		}
		e := s.evaluator(a.segment)
		own := emptySet
		for i, number := range s.plan.Question.Numbers {
			r, err := e.rankNumber(number)
			if err != nil {
				return err
			}
			own = union(own, r.reach[index.TierNumber])
			add(r.match, s.weights.numbers[i])
		}
		want := a.segment.pick(a.segment.live, func(doc uint32) bool {
			return index.Qualifies(sums[doc], s.weights.total) || own.Contains(doc)
		})
		if !a.match.Equals(want) {
			return fmt.Errorf("%d documents match, not %d", a.match.GetCardinality(), want.GetCardinality())
		}
	}
	return nil
}
