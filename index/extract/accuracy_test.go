package extract

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/indextest/labelled"
)

var (
	misses       = flag.Bool("misses", false, "list every field that the accuracy report counts as wrong")
	updateFloors = flag.Bool("update-floors", false, "record the figures of the accuracy reports as the least that must be reached")
)

// label is one labelled document: any field may have X_alt, other right values.
type label map[string]any

func (l label) id() string { s, _ := l["id"].(string); return s }

func (l label) text(field string) string { s, _ := l[field].(string); return s }

func (l label) list(field string) []string {
	var out []string
	items, _ := l[field].([]any)
	for _, v := range items {
		s, _ := v.(string)
		out = append(out, s)
	}
	return out
}

// options are the right values of a field; "" stands for none.
func (l label) options(field string) []string {
	return append([]string{l.text(field)}, l.list(field+"_alt")...)
}

// readLabels reads a set of labels, or skips the test where there is none.
func readLabels(t testing.TB, set string) []label {
	t.Helper()
	return slices.Collect(labelled.Rows[label](t, "gold", set))
}

// read is the document as it is read.
func (l label) read(t testing.TB) directive.Directive {
	t.Helper()
	text, err := os.ReadFile(labelled.Path(t, "gold", l.text("file")))
	if err != nil {
		t.Fatal(err)
	}
	return Read(Input{Text: string(text), Format: "txt"})
}

const floorsFile = "../../testdata/extract/floors.tsv"

// scalarFields are the scored fields with how a Directive gives them.
var scalarFields = []struct {
	name  string
	fuzzy bool
	of    func(directive.Directive) string
}{
	{"number", false, func(d directive.Directive) string { return d.Number }},
	{"type", false, func(d directive.Directive) string { return string(d.Type) }},
	{"issuer", true, func(d directive.Directive) string { return d.Issuer }},
	{"date", false, func(d directive.Directive) string { return d.Issued.String() }},
	{"place", true, func(d directive.Directive) string { return d.Place }},
	{"subject", true, func(d directive.Directive) string { return d.Title }},
	{"urgency", false, func(d directive.Directive) string { return string(d.Urgency) }},
	{"signer", false, func(d directive.Directive) string { return d.Signer.Name }},
	{"signer_title", true, func(d directive.Directive) string { return d.Signer.Title }},
	{"incoming_number", false, func(d directive.Directive) string { return d.Incoming.Number }},
	{"incoming_date", false, func(d directive.Directive) string { return d.Incoming.Date.String() }},
}

// listFields are the scored lists; keywords count recall only.
var listFields = []struct {
	name string
	of   func(directive.Directive) []string
}{
	{"recipients", func(d directive.Directive) []string { return d.Recipients }},
	{"distribution", func(d directive.Directive) []string { return d.Distribution }},
	{"keywords", func(d directive.Directive) []string { return d.Keywords }},
}

// TestAccuracy prints how much of the labelled metadata is read right, and fails
// where a figure fell below its recorded floor.
func TestAccuracy(t *testing.T) {
	measured := labelled.Figures{}
	for _, set := range []string{"gold.jsonl", "seeds.jsonl"} {
		labels := readLabels(t, set)
		read := make([]directive.Directive, len(labels))
		for i, l := range labels {
			read[i] = l.read(t)
		}
		t.Logf("%s: %d documents\n%s", set, len(labels), accuracyReport(labels, read, func(field string, value float64) {
			measured[set+" "+field] = value
		}))
	}
	measured.Hold(t, floorsFile, *updateFloors)
}

// accuracyReport prints the figures and gives each to record.
func accuracyReport(labels []label, read []directive.Directive, record func(field string, value float64)) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%-16s %9s %6s %6s %10s\n", "field", "right", "acc", "fuzzy", "false fill")
	var wrong []string
	for _, f := range scalarFields {
		right, close, filled := 0, 0, 0
		for i, l := range labels {
			value := f.of(read[i])
			ok, near := rightValue(f.name, l.options(f.name), value)
			if ok {
				right++
			}
			if ok || f.fuzzy && near {
				close++
			}
			if l.text(f.name) == "" && !ok {
				filled++
			}
			if !ok {
				mark := ""
				if f.fuzzy && near {
					mark = "~"
				}
				wrong = append(wrong, fmt.Sprintf("%s %s%-14s gold=%q got=%q", l.id(), f.name, mark, l.text(f.name), value))
			}
		}
		n := float64(len(labels))
		record(f.name, float64(right)/n)
		if f.fuzzy {
			record(f.name+" nearly", float64(close)/n)
		}
		fmt.Fprintf(&out, "%-16s %5d/%-3d %6.3f %6.3f %10d\n", f.name, right, len(labels), float64(right)/n, float64(close)/n, filled)
	}
	for _, f := range listFields {
		hit, extra, missed := 0, 0, 0
		for i, l := range labels {
			h, e, m := scoreList(l.list(f.name), f.of(read[i]))
			hit, extra, missed = hit+h, extra+len(e), missed+len(m)
			if len(m) > 0 || len(e) > 0 && f.name != "keywords" {
				wrong = append(wrong, fmt.Sprintf("%s %s missed=%q extra=%q", l.id(), f.name, m, e))
			}
		}
		p, r := float64(hit)/float64(max(hit+extra, 1)), float64(hit)/float64(max(hit+missed, 1))
		f1 := 2 * p * r / max(p+r, 1e-9)
		if f.name == "keywords" {
			record("keywords recall", r)
		} else {
			record(f.name+" F1", f1)
		}
		fmt.Fprintf(&out, "%-16s P %.3f R %.3f F1 %.3f (%d hit, %d extra, %d missed)\n", f.name, p, r, f1, hit, extra, missed)
	}
	if *misses {
		slices.Sort(wrong)
		out.WriteString(strings.Join(wrong, "\n"))
	}
	return out.String()
}

// rightValue reports whether a value is one of the options, exactly or nearly.
func rightValue(field string, options []string, value string) (right, near bool) {
	for _, o := range options {
		if scoreSame(field, o, value) {
			right = true
		}
		if o != "" && value != "" && scoreClose(o, value, 0.8) || o == "" && value == "" {
			near = true
		}
	}
	return right, near
}

// scoreList pairs the items of two lists by similarity.
func scoreList(gold, got []string) (hit int, extra, missed []string) {
	left := slices.Clone(gold)
	for _, g := range got {
		i := slices.IndexFunc(left, func(w string) bool { return scoreClose(w, g, 0.75) })
		if i < 0 {
			extra = append(extra, g)
			continue
		}
		left = slices.Delete(left, i, i+1)
		hit++
	}
	return hit, extra, left
}
