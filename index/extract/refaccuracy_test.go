package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/indextest/labelled"
)

// TestReferenceAccuracy prints how many of the labelled references are found, in
// the manner of the labels' own scorer, and fails where a figure fell below its
// recorded floor; -misses lists the others.
func TestReferenceAccuracy(t *testing.T) {
	measured := labelled.Figures{}
	for _, set := range []string{"gold.jsonl", "seeds.jsonl"} {
		var s refScore
		labels := readLabels(t, set)
		for _, l := range labels {
			s.document(l.id(), refLabels(l), l.read(t).References)
		}
		t.Logf("%s: %d documents\n%s", set, len(labels), s.report())
		measured[set+" references by number precision"] = s.number.precision()
		measured[set+" references by number recall"] = s.number.recall()
		measured[set+" references dated recall"] = s.dated.recall()
		measured[set+" references by name F1"] = s.name.f1()
	}
	measured.Hold(t, floorsFile, *updateFloors)
}

// refLabels are the labelled references of a document.
func refLabels(l label) []label {
	var refs []label
	items, _ := l["references"].([]any)
	for _, v := range items {
		if m, ok := v.(map[string]any); ok {
			refs = append(refs, label(m))
		}
	}
	return refs
}

// counts are right, wrong and missed references.
type counts struct{ hit, wrong, missed int }

func (c counts) precision() float64 { return float64(c.hit) / float64(max(c.hit+c.wrong, 1)) }

func (c counts) recall() float64 { return float64(c.hit) / float64(max(c.hit+c.missed, 1)) }

func (c counts) f1() float64 {
	p, r := c.precision(), c.recall()
	return 2 * p * r / max(p+r, 1e-9)
}

func (c counts) String() string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f (%d hit, %d wrong, %d missed)", c.precision(), c.recall(), c.f1(), c.hit, c.wrong, c.missed)
}

// refScore adds up documents.
type refScore struct {
	number, dated, name counts
	issuers, titles     counts
	navigation          counts
	notes               []string
}

func (s *refScore) report() string {
	var b strings.Builder
	for _, row := range []struct {
		name string
		c    counts
	}{
		{"by number", s.number}, {"and the date right", s.dated}, {"by name", s.name}, {"issuer of those found", s.issuers},
		{"title of those found", s.titles}, {"navigation marked", s.navigation},
	} {
		fmt.Fprintf(&b, "%-22s %v\n", row.name, row.c)
	}
	if *misses {
		slices.Sort(s.notes)
		b.WriteString(strings.Join(s.notes, "\n"))
	}
	return b.String()
}

// document scores one document. Doubtful labels and those in navigation are
// neither required nor wrong.
func (s *refScore) document(id string, labels []label, refs []directive.Reference) {
	var need, free []label
	for _, l := range labels {
		if l["doubt"] == true || l["in_navigation"] == true {
			free = append(free, l)
		} else {
			need = append(need, l)
		}
	}
	open := slices.Clone(need)
	refs = slices.Clone(refs)
	slices.SortStableFunc(refs, func(a, b directive.Reference) int { return order(b) - order(a) })
	for _, ref := range refs {
		if i := bestLabel(open, ref); i >= 0 {
			s.found(id, open[i], ref)
			open = slices.Delete(open, i, i+1)
			continue
		}
		if i := bestLabel(free, ref); i >= 0 {
			s.mark(id, free[i]["in_navigation"] == true, ref)
			continue
		}
		if i := bestLabel(need, ref); i >= 0 && (ref.Number == "" || ref.Date.IsZero()) {
			continue // a second mention
		}
		s.notes = append(s.notes, fmt.Sprintf("%s extra %s%s: %s", id, ref.Number, ref.Title, ref.Text))
		s.count(ref.Number != "", func(c *counts) { c.wrong++ })
	}
	for _, l := range open {
		s.notes = append(s.notes, fmt.Sprintf("%s missed %s: %s", id, l.text("number"), l.text("text")))
		s.count(l.text("number") != "", func(c *counts) { c.missed++ })
	}
}

// order lets numbered references choose first.
func order(ref directive.Reference) int {
	if ref.Number != "" {
		return 1
	}
	return 0
}

// count adds to the counts of references by number, dates included, or by name.
func (s *refScore) count(numbered bool, add func(*counts)) {
	if !numbered {
		add(&s.name)
		return
	}
	add(&s.number)
	add(&s.dated)
}

// found scores the fields of a reference against its label.
func (s *refScore) found(id string, l label, ref directive.Reference) {
	s.mark(id, false, ref)
	if l.text("number") == "" {
		s.name.hit++
	} else {
		s.number.hit++
		s.field(&s.dated, id, "date", dateOK(l, ref), l.text("date"), ref.Date.String())
	}
	if issuer := l.text("issuer"); issuer != "" {
		s.field(&s.issuers, id, "issuer", scoreWords(issuer) == scoreWords(ref.Issuer), issuer, ref.Issuer)
	}
	if title := l.text("title"); title != "" {
		s.field(&s.titles, id, "title", scoreClose(title, ref.Title, 0.8), title, ref.Title)
	}
}

func (s *refScore) mark(id string, navigation bool, ref directive.Reference) {
	s.field(&s.navigation, id, "navigation", navigation == ref.Navigation, fmt.Sprint(navigation), ref.Text)
}

func (s *refScore) field(c *counts, id, field string, right bool, want, got string) {
	if right {
		c.hit++
		return
	}
	c.missed++
	if got != "" {
		c.wrong++
	}
	s.notes = append(s.notes, fmt.Sprintf("%s %s: want %q, got %q", id, field, want, got))
}

// bestLabel is the label that a reference finds, the one with its date first.
func bestLabel(labels []label, ref directive.Reference) int {
	best := -1
	for i, l := range labels {
		if refHits(l, ref) && (best < 0 || dateOK(l, ref) && !dateOK(labels[best], ref)) {
			best = i
		}
	}
	return best
}

func refHits(l label, ref directive.Reference) bool {
	if ref.Number != "" {
		return slices.ContainsFunc(l.options("number"), func(n string) bool {
			return n != "" && scoreNumber(n) == scoreNumber(ref.Number)
		})
	}
	if l.text("number") != "" {
		return false
	}
	for _, want := range append(l.list("title_alt"), l.text("title"), l.text("text")) {
		for _, got := range []string{ref.Title, ref.Text} {
			w, g := scoreWords(nameTail.ReplaceAllString(want, "")), scoreWords(nameTail.ReplaceAllString(got, ""))
			if w != "" && g != "" && ratio([]rune(w), []rune(g)) >= 0.85 {
				return true
			}
		}
	}
	return false
}

// nameTail is what follows the name of a law.
var nameTail = regexp.MustCompile(`(?s)\s(ngày|năm|số)\s.*`)

func dateOK(l label, ref directive.Reference) bool {
	return slices.Contains(append(l.list("date_alt"), l.text("date")), ref.Date.String())
}
