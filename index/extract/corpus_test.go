package extract

import (
	"slices"
	"strings"
	"testing"

	"tracuu/index/indextest/labelled"
)

// publisherRow is a whole document with the publisher's own table of metadata.
type publisherRow struct {
	ID, Text, Number, Type, Issuer, Date, Signer, Summary, Meta string
}

// TestAccuracyOnPublisherTable prints how much of the metadata agrees with the
// tables of a legal site, over documents that no rule was written for.
func TestAccuracyOnPublisherTable(t *testing.T) {
	right, all := map[string]int{}, map[string]int{}
	var wrong []string
	for r := range labelled.Rows[publisherRow](t, "corpus", "tvpl.jsonl.gz") {
		d := Read(Input{Text: r.Text, Format: "txt"})
		for _, c := range []struct{ field, want, got string }{
			{"number", r.Number, d.Number}, {"type", r.Type, string(d.Type)}, {"date", r.Date, d.Issued.String()},
			{"signer", r.Signer, d.Signer.Name}, {"issuer", r.Issuer, d.Issuer}, {"subject", r.Summary, d.Title},
		} {
			if c.want == "" {
				continue
			}
			all[c.field]++
			ok := scoreSame(c.field, c.want, c.got)
			switch c.field {
			case "issuer":
				ok = ok || strings.HasSuffix(scoreWords(c.got), scoreWords(c.want)) || strings.HasPrefix(scoreWords(c.got), scoreWords(c.want))
			case "subject":
				ok = scoreClose(c.want, c.got, 0.7) || strings.Contains(scoreWords(c.got), scoreWords(c.want))
			}
			if ok {
				right[c.field]++
			} else {
				wrong = append(wrong, c.field+" "+r.ID+" want="+c.want+" got="+c.got)
			}
		}
	}
	for _, field := range []string{"number", "type", "date", "signer", "issuer", "subject"} {
		t.Logf("%-8s %d/%d", field, right[field], all[field])
	}
	if *misses {
		slices.Sort(wrong)
		t.Log(strings.Join(wrong, "\n"))
	}
}
