package citation

import (
	"fmt"
	"slices"
	"testing"

	"tracuu/index/directive"
)

func TestOnePartOff(t *testing.T) {
	for _, row := range []struct {
		cited, held string
		want        bool
	}{
		{"2021-03-31", "2020-03-31", true},  // the year
		{"2021-03-31", "2021-03-13", true},  // the day
		{"2021-03-31", "2021-05-31", true},  // the month
		{"2021-03-07", "2021-07-03", true},  // exchanged
		{"2021-03-07", "2020-07-03", false}, // exchanged, in another year
		{"2021-03-31", "2021-07-06", false},
		{"2021-03-31", "2020-03-30", false},
		{"2021-03-31", "2021-03-31", false},
		{"2021-03", "2020-03", false}, // too few parts
		{"2021-03", "2020-03-31", false},
		{"2021", "2020", false},
		{"", "2020-03-31", false},
	} {
		a, b := mustDate(t, row.cited), mustDate(t, row.held)
		if onePartOff(a, b) != row.want || onePartOff(b, a) != row.want {
			t.Errorf("%q and %q: want %v", row.cited, row.held, row.want)
		}
	}
}

// What one slip of the pen explains comes first among what is contradicted, and
// stays contradicted.
func TestSlipsComeFirst(t *testing.T) {
	for _, row := range []struct {
		cited string
		held  []string // in the order wanted
	}{
		{"2021-03-31", []string{"2020-03-31", "2021-07-06"}},
		{"2021-03-31", []string{"2021-03-13", "2020-03-31", "2021-07-06", "2026-01-05"}},
		{"2021-03-07", []string{"2021-07-03", "2021-12-20"}},
		{"2021-03-31", []string{"2021-07-06", "2026-01-05", "2019-12-02"}},
	} {
		g := New()
		for _, held := range slices.Backward(row.held) {
			g.Put(&directive.Directive{ID: held, Number: "16/CT-TTg", Type: "Chỉ thị", Issuer: "Thủ tướng Chính phủ", Issued: mustDate(t, held)})
		}
		r := g.Resolve("Chỉ thị số 16/CT-TTg", "Thủ tướng Chính phủ", mustDate(t, row.cited), nil)
		var got []string
		for _, c := range r.Candidates {
			got = append(got, c.ID)
		}
		if r.State != Conflict || r.Target != "" || fmt.Sprint(got) != fmt.Sprint(row.held) {
			t.Errorf("%s: %s %q %v, want conflict %v", row.cited, r.State, r.Target, got, row.held)
		}
	}
}
