package web

import (
	"cmp"
	"slices"

	"tracuu/index/directive"
	"tracuu/server/api"
)

// timeline is a picture of a document between those that it cites, below the line of
// time, and those that cite it, above. Positions are in the units of the drawing.
type timeline struct {
	Width, Height int
	Axis          int // of the line
	X             int // of the document itself
	Self          string
	Nodes         []timeNode
	Years         []yearMark
	Left          int // documents that are not drawn: undated ones, and too many
}

// timeNode is a document in the picture.
type timeNode struct {
	api.Head
	Label   string
	X, Y    int
	Anchor  string // where the label is: start (to the right) or end
	LabelX  int
	Class   string // above or below
	Control int    // of the curve to the document
}

type yearMark struct{ X, Year int }

const (
	timelineWidth  = 960
	timelineMargin = 40
	timelineLane   = 24
	timelineMost   = 12 // documents on either side
	labelWidth     = 8  // of a letter, about
)

func newTimeline(lang Lang, d *Document) *timeline {
	self := d.Directive.Issued
	if self.IsZero() {
		return nil
	}
	var cited, citing []api.Head
	met := map[string]bool{d.Directive.ID: true}
	t := &timeline{Width: timelineWidth, Self: nameOf(lang, &d.Directive)}
	take := func(list []api.Head, h api.Head) []api.Head {
		switch {
		case met[h.ID]:
			return list
		case h.Issued.IsZero() || len(list) == timelineMost:
			t.Left++
		default:
			list = append(list, h)
		}
		met[h.ID] = true
		return list
	}
	for _, c := range d.Citations {
		if c.Target != nil {
			cited = take(cited, *c.Target)
		}
	}
	if d.Citing != nil {
		for _, c := range d.Citing.Citing {
			citing = take(citing, c.Head)
		}
		t.Left += d.Citing.Total - len(d.Citing.Citing)
	}
	if len(cited)+len(citing) == 0 {
		return nil
	}
	t.draw(self, cited, citing)
	return t
}

// draw places everything.
func (t *timeline) draw(self directive.Date, cited, citing []api.Head) {
	first, last := self.First(), self.First()
	for _, h := range slices.Concat(cited, citing) {
		first, last = min(first, h.Issued.First()), max(last, h.Issued.First())
	}
	if last-first < 60 {
		first, last = first-30, last+30
	}
	at := func(day int32) int {
		return timelineMargin + int(int64(day-first)*(timelineWidth-2*timelineMargin)/int64(last-first))
	}
	t.X = at(self.First())
	above, lanesAbove := lanes(citing, at)
	below, lanesBelow := lanes(cited, at)
	t.Axis = 34 + lanesAbove*timelineLane
	t.Height = t.Axis + 46 + lanesBelow*timelineLane
	for _, n := range above {
		n.Y, n.Class = t.Axis-30-n.Y*timelineLane, "above"
		t.Nodes = append(t.Nodes, n)
	}
	for _, n := range below {
		n.Y, n.Class = t.Axis+44+n.Y*timelineLane, "below"
		t.Nodes = append(t.Nodes, n)
	}
	for i := range t.Nodes {
		t.Nodes[i].Control = (t.Nodes[i].Y + t.Axis) / 2
	}
	t.markYears(directive.DateOfDay(first).Year, directive.DateOfDay(last).Year, at)
}

// markYears writes years below the line, as many as there is room for.
func (t *timeline) markYears(first, last int, at func(int32) int) {
	step := max(1, (last-first)/10)
	for year := first + 1; year <= last; year += step {
		t.Years = append(t.Years, yearMark{at(directive.Date{Year: year}.First()), year})
	}
}

// lanes gives documents rows of their own where their labels would meet. Y is the
// row.
func lanes(heads []api.Head, at func(int32) int) ([]timeNode, int) {
	slices.SortFunc(heads, func(a, b api.Head) int { return cmp.Compare(a.Issued.First(), b.Issued.First()) })
	var ends []int
	var out []timeNode
	for _, h := range heads {
		n := timeNode{Head: h, X: at(h.Issued.First()), Anchor: "start", Label: shortened(cmp.Or(h.Number, string(h.Type)+" "+h.Title), 28)}
		width := labelWidth*len([]rune(n.Label)) + 24
		from, to := n.X-6, n.X+width
		n.LabelX = n.X + 9
		if to > timelineWidth {
			n.Anchor, n.LabelX = "end", n.X-9
			from, to = n.X-width, n.X+6
		}
		row := slices.IndexFunc(ends, func(end int) bool { return end < from })
		if row < 0 {
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row], n.Y = to, row
		out = append(out, n)
	}
	return out, len(ends)
}
