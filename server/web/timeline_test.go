package web

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tracuu/index/directive"
	"tracuu/server/api"
)

func head(id string, issued directive.Date) api.Head {
	return api.Head{ID: id, Number: id, Issued: issued}
}

// drawn is the picture of a document of a date between those it cites and those that
// cite it.
func drawn(self directive.Date, cited, citing []api.Head) *timeline {
	d := Document{Directive: directive.Directive{ID: "self", Number: "1/CT-TTg", Issued: self}}
	for _, h := range cited {
		d.Citations = append(d.Citations, api.Citation{Resolution: api.Resolution{Target: &h}})
	}
	answer := api.CitedByResponse{Total: len(citing)}
	for _, h := range citing {
		answer.Citing = append(answer.Citing, api.Citing{Head: h})
	}
	d.Citing = &answer
	return newTimeline(Vietnamese, &d)
}

func day(year, month, day int) directive.Date {
	return directive.Date{Year: year, Month: month, Day: day}
}

func TestTimeline(t *testing.T) {
	pic := drawn(day(2020, 3, 31), []api.Head{head("a", day(2007, 11, 21)), head("b", day(2020, 3, 27))}, []api.Head{head("c", day(2021, 8, 6))})
	if pic == nil || len(pic.Nodes) != 3 || pic.Left != 0 {
		t.Fatalf("%+v", pic)
	}
	for _, n := range pic.Nodes {
		above := n.ID == "c"
		if (n.Class == "above") != above || (n.Y < pic.Axis) != above {
			t.Errorf("%s is %s at %d, the line at %d", n.ID, n.Class, n.Y, pic.Axis)
		}
	}
	if a, b, c := at(pic, "a"), at(pic, "b"), at(pic, "c"); !(a.X < b.X && b.X < pic.X && pic.X < c.X) {
		t.Errorf("in time: %d %d %d %d", a.X, b.X, pic.X, c.X)
	}
}

func at(t *timeline, id string) timeNode {
	for _, n := range t.Nodes {
		if n.ID == id {
			return n
		}
	}
	return timeNode{}
}

func TestTimelineLeavesOut(t *testing.T) {
	if drawn(directive.Date{}, []api.Head{head("a", day(2007, 11, 21))}, nil) != nil {
		t.Error("a document without a date has no place in time")
	}
	if drawn(day(2020, 3, 31), nil, nil) != nil {
		t.Error("a document alone needs no picture")
	}
	if drawn(day(2020, 3, 31), []api.Head{head("undated", directive.Date{})}, nil) != nil {
		t.Error("nothing is left to draw")
	}
	many := make([]api.Head, 30)
	for i := range many {
		many[i] = head(fmt.Sprint(i), day(2010+i%10, 1, 1))
	}
	pic := drawn(day(2020, 3, 31), append(many, many[0], head("self", day(2020, 3, 31)), head("undated", directive.Date{})), nil)
	if len(pic.Nodes) != timelineMost || pic.Left != 30-timelineMost+1 {
		t.Errorf("%d drawn, %d left", len(pic.Nodes), pic.Left)
	}
}

// TestTimelineStaysInItsFrame draws documents at random: nothing leaves the picture, no
// two labels meet.
func TestTimelineStaysInItsFrame(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		some := func() []api.Head {
			var out []api.Head
			for i := range r.IntN(20) {
				h := head(fmt.Sprintf("%d/%d-CV-%0*d", i, r.IntN(9999), 1+r.IntN(30), r.IntN(9)), day(1945+r.IntN(90), r.IntN(13), 0))
				if h.Issued.Month > 0 {
					h.Issued.Day = 1 + r.IntN(28)
				}
				out = append(out, h)
			}
			return out
		}
		pic := drawn(day(1990+r.IntN(40), 1+r.IntN(12), 1+r.IntN(28)), some(), some())
		if pic == nil {
			continue
		}
		checkPicture(t, pic)
	}
}

func checkPicture(t *testing.T, pic *timeline) {
	t.Helper()
	if pic.X < 0 || pic.X > pic.Width || pic.Axis <= 0 || pic.Axis >= pic.Height {
		t.Fatalf("the document itself is outside: %+v", pic)
	}
	type span struct{ from, to int }
	rows := map[int][]span{}
	for _, n := range pic.Nodes {
		if n.X < 0 || n.X > pic.Width || n.Y < 0 || n.Y > pic.Height {
			t.Fatalf("%s is outside the picture of %d × %d: %+v", n.ID, pic.Width, pic.Height, n)
		}
		width := labelWidth * len([]rune(n.Label))
		s := span{n.X - 4, n.LabelX + width}
		if n.Anchor == "end" {
			s = span{n.LabelX - width, n.X + 4}
		}
		if s.from < 0 || s.to > pic.Width {
			t.Fatalf("the label %q leaves the picture: %+v", n.Label, n)
		}
		for _, other := range rows[n.Y] {
			if s.from < other.to && other.from < s.to {
				t.Fatalf("labels meet in the row at %d: %v and %v", n.Y, s, other)
			}
		}
		rows[n.Y] = append(rows[n.Y], s)
	}
	for _, y := range pic.Years {
		if y.X < 0 || y.X > pic.Width {
			t.Fatalf("the year %d is at %d", y.Year, y.X)
		}
	}
}
