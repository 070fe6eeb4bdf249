package index_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tracuu/index"
)

var update = flag.Bool("update", false, "write what is read now into the golden files")

const parseRows = "../testdata/search/parse.txt"

// TestParseRows reads rows "query text → printed tree". Several texts before
// one arrow, parted by " ⏐ ", have the same tree.
func TestParseRows(t *testing.T) {
	lines := readLines(t, parseRows)
	for i, line := range lines {
		text, want, ok := strings.Cut(line, " → ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		got := make([]string, 0, 1)
		for spelling := range strings.SplitSeq(text, " ⏐ ") {
			got = append(got, tree(spelling))
		}
		for j := range got {
			if got[j] != got[0] {
				t.Errorf("line %d: spelling %d reads %s, the first %s", i+1, j+1, got[j], got[0])
			}
		}
		if *update {
			lines[i] = text + " → " + got[0]
		} else if got[0] != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", i+1, text, got[0], want)
		}
	}
	if *update {
		if err := os.WriteFile(parseRows, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for s := bufio.NewScanner(f); s.Scan(); {
		lines = append(lines, s.Text())
	}
	return lines
}

// tree prints what a text reads as, every node named.
func tree(text string) string {
	parsed, err := index.Parse(text)
	if err != nil {
		return "error: " + err.Error()
	}
	if parsed.Root == nil {
		return "nothing"
	}
	return printTree(parsed.Root)
}

func printTree(n index.Node) string {
	list := func(nodes []index.Node) string {
		var parts []string
		for _, n := range nodes {
			parts = append(parts, printTree(n))
		}
		return "(" + strings.Join(parts, " ") + ")"
	}
	switch n := n.(type) {
	case index.Run:
		return "run[" + exactWords(n.Words) + "]"
	case index.Phrase:
		if n.Accents {
			return "phrase[" + exactWords(n.Words) + "]"
		}
		return "phrase~[" + exactWords(n.Words) + "]"
	case index.Number:
		return "number[" + string(n.Symbol.Key()) + "]"
	case index.Where:
		if n.Filter.Field == "" {
			return fmt.Sprintf("issued[%s..%s]", n.From, n.To)
		}
		return fmt.Sprintf("where[%s=%s]", n.Filter.Field, n.Filter.Any[0])
	case index.And:
		return "and" + list(n.Nodes)
	case index.Or:
		return "or" + list(n.Nodes)
	case index.Not:
		return "not" + list([]index.Node{n.Node})
	}
	return fmt.Sprintf("%T", n)
}

func exactWords(words []index.Word) string {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = w.Exact
	}
	return strings.Join(keys, " ")
}

// TestParseNFD reads every row in decomposed letters too.
func TestParseNFD(t *testing.T) {
	for _, line := range readLines(t, parseRows) {
		text, _, ok := strings.Cut(line, " → ")
		if !ok || strings.HasPrefix(line, "#") || strings.Contains(text, " ⏐ ") {
			continue
		}
		if got, want := norm.NFC.String(tree(norm.NFD.String(text))), norm.NFC.String(tree(text)); got != want {
			t.Errorf("%s decomposed\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	var deep strings.Builder
	for range 100 {
		deep.WriteString(`(a "b" OR `)
	}
	for _, row := range []struct {
		name, text string
		offset     int
	}{
		{"too long", strings.Repeat("từ ", 5000), index.MaxQueryBytes},
		{"no such day", "dịch tu:2021-02-30", len("dịch tu:")},
		{"no such month", "den:13/2021", 4},
		{"deep", deep.String(), -1},
	} {
		_, err := index.Parse(row.text)
		e, ok := err.(*index.QueryError)
		if !ok {
			t.Errorf("%s: error is %v", row.name, err)
			continue
		}
		if row.offset >= 0 && e.Offset != row.offset {
			t.Errorf("%s: offset %d, want %d", row.name, e.Offset, row.offset)
		}
	}
}

// TestParseBounds reads texts with as many parts as are allowed, and with one more.
func TestParseBounds(t *testing.T) {
	for _, row := range []struct {
		text  string
		parts int
		join  string
	}{
		{"từ", index.MaxAlternatives, " OR "}, {"(từ -nơi)", index.MaxAlternatives / 2, " OR "},
		{`"hai từ"`, index.MaxPhrases, " "}, {"tk:từ", index.MaxPhrases, " "}, {`-"hai từ"`, index.MaxPhrases, " "},
	} {
		for more, want := range []bool{false, true} {
			text := strings.Join(slices.Repeat([]string{row.text}, row.parts+more), row.join)
			_, err := index.Parse(text)
			if _, refused := err.(*index.QueryError); refused != want {
				t.Errorf("%s %d times: error %v", row.text, row.parts+more, err)
			}
		}
	}
	if _, err := index.Parse(strings.Repeat("-từ ", 500)); err != nil {
		t.Errorf("words without: %v", err)
	}
}

// TestParseHostile reads texts that are long or unbalanced: none is an error.
func TestParseHostile(t *testing.T) {
	for _, text := range []string{
		strings.Repeat(`"`, 1000), strings.Repeat("(", 8000), strings.Repeat(")", 8000),
		strings.Repeat("-", 8000), strings.Repeat("-(", 4000), strings.Repeat(`"a`, 16),
		strings.Repeat("OR ", 2500), strings.Repeat("a OR ", 64), strings.Repeat("cq:", 2500),
		strings.Repeat("(a ", 2500), strings.Repeat("\xff", 8000), strings.Repeat("\u0301", 4000),
		strings.Repeat("1/", 4000), strings.Repeat("(", 4000) + "a b" + strings.Repeat(")", 4000), strings.Repeat("(-a ", 2000), "\x00", "*a*", "?", "~", "^", `\`,
	} {
		if _, err := index.Parse(text); err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, row := range []string{
		`"tổ covid" -trường loai:"công văn"`, "Covid -19", "91 -CV/TU", "số: 107", "-5K", "(a OR b) c", "tu:2021 den:2022-05",
		`a "b. c" OR -(d -e) cq:id:x vd:16/CT-TTg@2020`, "OR", `""" ( ) - -- OR -"`, "nam:2021 16/CT-TTg", "T.Ư TƯ tw",
	} {
		f.Add(row)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := index.Parse(text)
		if err != nil {
			return
		}
		printed := parsed.String()
		again, err := index.Parse(printed)
		if err != nil {
			t.Fatalf("%q prints %q: %v", text, printed, err)
		}
		if again.String() != printed {
			t.Fatalf("%q prints %q, then %q", text, printed, again.String())
		}
		parsed.Words()
		index.Query{Text: parsed}.Interpret()
	})
}

func BenchmarkParse(b *testing.B) {
	const text = `tăng cường phòng chống dịch "tổ covid" -trường loai:"công văn" (hải dương OR quảng trị) 107-CV/BDVTU`
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := index.Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWords(t *testing.T) {
	for _, row := range []struct {
		text string
		want int
	}{
		{"", 0}, {"tổ covid", 2}, {`"tổ covid" họp`, 3}, {"tổ -trường", 1}, {"(a OR b c) d", 4},
		{`16/CT-TTg loai:"công văn" tu:2021 dịch`, 1}, {"covid19", 2}, {"-a -b", 0},
	} {
		if got := mustParse(t, row.text).Words(); got != row.want {
			t.Errorf("%q has %d words, want %d", row.text, got, row.want)
		}
	}
}
