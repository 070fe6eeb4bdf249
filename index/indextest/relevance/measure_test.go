package relevance

import (
	"context"
	"math"
	"testing"
)

func TestMeasures(t *testing.T) {
	two := map[string]bool{"a": true, "b": true}
	third := 1 / math.Log2(4)
	for _, row := range []struct {
		name           string
		ids            []string
		relevant       map[string]bool
		ndcg, recall10 float64
		firstPlace     int
	}{
		{"best", []string{"b", "a", "x"}, two, 1, 1, 1},
		{"one at third", []string{"x", "y", "a"}, map[string]bool{"a": true}, third, 1, 3},
		{"one of two", []string{"a", "x"}, two, 1 / (1 + 1/math.Log2(3)), .5, 1},
		{"none", []string{"x"}, two, 0, 0, 0},
		{"nothing found", nil, two, 0, 0, 0},
		{"eleventh", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"}, map[string]bool{"a": true}, 0, 0, 11},
	} {
		if got := ndcg(row.ids, row.relevant); math.Abs(got-row.ndcg) > 1e-9 {
			t.Errorf("%s: nDCG@10 is %.4f, want %.4f", row.name, got, row.ndcg)
		}
		if got := recall(row.ids, row.relevant, shortList); got != row.recall10 {
			t.Errorf("%s: recall@10 is %.4f, want %.4f", row.name, got, row.recall10)
		}
		if got := firstPlace(row.ids, row.relevant); got != row.firstPlace {
			t.Errorf("%s: the first place is %d, want %d", row.name, got, row.firstPlace)
		}
	}
}

// listed answers every query with the same ids.
type listed []string

func (l listed) Rank(_ context.Context, _ string, n int) ([]string, error) {
	return l[:min(n, len(l))], nil
}

func TestMeasure(t *testing.T) {
	answer := listed{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
	f, misses, err := Measure(context.Background(), answer, []Query{
		{ID: "first", Relevant: map[string]bool{"1": true}},
		{ID: "late", Relevant: map[string]bool{"12": true}},
		{ID: "never", Relevant: map[string]bool{"13": true}},
		{ID: "half", Relevant: map[string]bool{"2": true, "13": true}},
	}, AsGiven)
	if err != nil {
		t.Fatal(err)
	}
	if f.Recall10 != (1+.5)/4 || f.Recall100 != (1+1+.5)/4 || math.Abs(f.MRR-(1+1./12+.5)/4) > 1e-9 {
		t.Errorf("figures are %+v", f)
	}
	if len(misses) != 2 || misses[0].Query.ID != "late" || misses[0].Place != 12 || misses[1].Place != 0 {
		t.Errorf("misses are %+v", misses)
	}
}

func TestPlain(t *testing.T) {
	documents := []Document{
		{ID: "a", Text: "phòng chống dịch bệnh"}, {ID: "b", Title: "Dịch", Text: "bệnh dịch và dịch hại"}, {ID: "c", Text: "đất đai"},
	}
	for _, row := range []struct {
		fold bool
		text string
		want int
		best string
	}{
		{false, "DỊCH hại", 2, "b"}, {false, "dich hai", 0, ""}, {true, "dich hai", 2, "b"}, {true, "ĐẤT", 1, "c"},
	} {
		ids, err := NewPlain(documents, row.fold).Rank(context.Background(), row.text, 10)
		if err != nil || len(ids) != row.want || row.want > 0 && ids[0] != row.best {
			t.Errorf("%q: found %q (%v), want %d with %q first", row.text, ids, err, row.want, row.best)
		}
	}
}
