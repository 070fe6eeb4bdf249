package docfile_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tracuu/index/docfile"
	"tracuu/index/extract"
	"tracuu/index/indextest/labelled"
)

// scan is a scanned page, no part of the project, with what a person read on it.
type scan struct {
	ID, Text, Number, Type, Issuer, Date string
}

// TestScans reports how well real scans are read and holds it to what is
// recorded. It takes a while, and runs when it is asked for by name:
//
//	go test ./index/docfile -run Scans -v
func TestScans(t *testing.T) {
	if !docfile.AskedFor() {
		t.Skip("takes a while: ask for it with -run Scans")
	}
	docfile.NeedTools(t)
	errors, letters, fields, right := 0, 0, 0, 0
	for s := range labelled.Rows[scan](t, "corpus", "scans", "truth.jsonl") {
		data, err := os.ReadFile(labelled.Path(t, "corpus", "scans", s.ID+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		for d := range docfile.Read(context.Background(), s.ID+".pdf", data, docfile.Options{}) {
			if d.Err != nil || !d.OCR {
				t.Fatalf("%s: recognised %v, %v", s.ID, d.OCR, d.Err)
			}
			wrong, of := lineErrors(s.Text, d.Text)
			errors, letters = errors+wrong, letters+of
			t.Logf("%-26s CER %.4f  quality %.3f  %.1f s", s.ID, float64(wrong)/float64(of), d.PageQuality[0], time.Since(began).Seconds())
			read := extract.Read(extract.Input{Text: d.Text})
			for _, f := range []struct{ name, got, want string }{
				{"number", read.Number, s.Number}, {"type", string(read.Type), s.Type},
				{"issuer", read.Issuer, s.Issuer}, {"date", read.Issued.String(), s.Date},
			} {
				fields++
				if sameField(f.got, f.want) {
					right++
				} else {
					t.Logf("  %s %q, on the page %q", f.name, f.got, f.want)
				}
			}
		}
	}
	cer := float64(errors) / float64(letters)
	t.Logf("all: CER %.4f of %d letters, order of lines apart; fields %d of %d", cer, letters, right, fields)
	reached := labelled.Figures{"scans letters-right": 1 - cer, "scans fields-right": float64(right) / float64(fields)}
	reached.Hold(t, "../../testdata/files/floors.tsv", false)
}

// sameField compares a field with a transcription in which UBND TP stands for
// the name in full.
func sameField(got, want string) bool {
	full := strings.NewReplacer("UBND", "Ủy ban nhân dân", "TP ", "Thành phố ")
	key := func(s string) string { return strings.ToLower(norm.NFC.String(full.Replace(s))) }
	return key(got) == key(want)
}

// lineErrors counts the least changes of letters that make each line of a
// transcription of a part of the text, wherever in it, and the letters. Blanks
// count as one, and the spelling of the tone's place (hoà, hòa) and of quotation
// marks as the same. What the text has beyond the transcription (stamps, hands)
// is not counted.
func lineErrors(truth, text string) (wrong, letters int) {
	plain := letterRow(text)
	for line := range strings.Lines(truth) {
		row := letterRow(line)
		if len(row) == 0 {
			continue
		}
		letters += len(row)
		wrong += nearest(row, plain)
	}
	return wrong, letters
}

func letterRow(s string) []rune {
	s = norm.NFC.String(s)
	s = strings.NewReplacer("“", `"`, "”", `"`, "–", "-", "—", "-", "oà", "òa", "oá", "óa", "OÀ", "ÒA", "uỷ", "ủy", "Uỷ", "Ủy", "UỶ", "ỦY").Replace(s)
	return []rune(strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " "))
}

// nearest is the edit distance from a row to the part of text nearest to it.
func nearest(row, text []rune) int {
	above := make([]int, len(text)+1) // row 0: the part may begin anywhere
	here := make([]int, len(text)+1)
	for i, r := range row {
		here[0] = i + 1
		for j, s := range text {
			change := above[j]
			if r != s {
				change++
			}
			here[j+1] = min(change, above[j+1]+1, here[j]+1)
		}
		above, here = here, above
	}
	best := above[0]
	for _, d := range above {
		best = min(best, d)
	}
	return best
}
