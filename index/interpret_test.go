package index_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
)

const interpretRows = "../testdata/search/interpret.txt"

func TestInterpretRows(t *testing.T) {
	lines := readLines(t, interpretRows)
	for i, line := range lines {
		query, want, ok := strings.Cut(line, " → ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		got := index.Query{Text: mustParse(t, query)}.Interpret().Sentence
		if *update {
			lines[i] = query + " → " + got
		} else if got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", i+1, query, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(interpretRows, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mustParse(t testing.TB, text string) index.Text {
	t.Helper()
	parsed, err := index.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestInterpretParts(t *testing.T) {
	q := index.Query{Text: mustParse(t, `UBND tỉnh "tổ covid" -trường -loai:"công văn" 16/CT-TTg tu:2021`)}
	in := q.Interpret()
	for _, part := range []struct {
		name      string
		got, want []string
	}{
		{"words", in.Words, []string{"UBND", "tỉnh"}},
		{"phrases", in.Phrases, []string{"tổ covid"}},
		{"numbers", in.Numbers, []string{"16/CT-TTg"}},
		{"excluded", in.Excluded, []string{"trường", `loai:"công văn"`}},
		{"filters", in.Filters, []string{"tu:2021"}},
	} {
		if !slices.Equal(part.got, part.want) {
			t.Errorf("%s: %q, want %q", part.name, part.got, part.want)
		}
	}
	if len(in.Expanded) != 1 || in.Expanded[0].Term != "UBND" || in.Expanded[0].Also[0] != "Ủy ban nhân dân" {
		t.Errorf("expanded: %v", in.Expanded)
	}
	q.Literal = true
	if got := q.Interpret().Expanded; len(got) != 0 {
		t.Errorf("expanded although taken literally: %v", got)
	}
}
