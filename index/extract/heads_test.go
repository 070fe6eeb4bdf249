package extract

import (
	"os"
	"strings"
	"testing"

	"tracuu/index/directive"
)

// headCase is one case of testdata/extract/heads.txt.
type headCase struct {
	name, text string
	want       [][2]string // field and value, "-" for none
}

func readHeadCases(t *testing.T) []headCase {
	t.Helper()
	b, err := os.ReadFile("../../testdata/extract/heads.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []headCase
	for _, part := range strings.Split(string(b), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		text, fields, ok := strings.Cut(rest, "\n---\n")
		for strings.Contains(fields, "\n---\n") { // a rule inside the text
			more, after, _ := strings.Cut(fields, "\n---\n")
			text, fields = text+"\n---\n"+more, after
		}
		if !ok {
			t.Fatalf("case %q has no fields", name)
		}
		c := headCase{name: name, text: text}
		for _, l := range strings.Split(strings.TrimSpace(fields), "\n") {
			field, value, ok := strings.Cut(l, ": ")
			if !ok {
				t.Fatalf("case %q: %q is no field", name, l)
			}
			c.want = append(c.want, [2]string{field, value})
		}
		cases = append(cases, c)
	}
	return cases
}

// fieldText is a field of a directive as the cases write it.
func fieldText(t *testing.T, d directive.Directive, field string) string {
	t.Helper()
	switch field {
	case "number":
		return d.Number
	case "type":
		return string(d.Type)
	case "issuer":
		return d.Issuer
	case "province":
		return d.Province
	case "issued":
		return d.Issued.String()
	case "place":
		return d.Place
	case "title":
		return d.Title
	case "urgency":
		return string(d.Urgency)
	case "secrecy":
		return string(d.Secrecy)
	case "signer":
		return d.Signer.Name
	case "signer_title":
		return d.Signer.Title
	case "incoming":
		return d.Incoming.Number
	case "incoming_date":
		return d.Incoming.Date.String()
	case "recipients":
		return strings.Join(d.Recipients, "; ")
	case "distribution":
		return strings.Join(d.Distribution, "; ")
	case "problem":
		var codes []string
		for _, p := range d.Problems {
			codes = append(codes, p.Code)
		}
		return strings.Join(codes, "; ")
	}
	t.Fatalf("unknown field %q", field)
	return ""
}

func TestHeads(t *testing.T) {
	for _, c := range readHeadCases(t) {
		t.Run(c.name, func(t *testing.T) {
			d := Read(Input{Text: c.text, Format: "txt"})
			checkSpans(t, d)
			for _, w := range c.want {
				want := w[1]
				if want == "-" {
					want = ""
				}
				if got := fieldText(t, d, w[0]); got != want {
					t.Errorf("%s: got %q, want %q", w[0], got, want)
				}
			}
		})
	}
}
