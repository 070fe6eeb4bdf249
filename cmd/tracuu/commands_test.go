package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/server/api"
)

func TestUsage(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code int
		says string // on standard error
	}{
		{[]string{"--help"}, exitDone, ""},
		{[]string{"version"}, exitDone, ""},
		{[]string{"completion", "bash"}, exitDone, ""},
		{[]string{"completion"}, exitUsage, "bash"},
		{[]string{"completion", "nonsense"}, exitUsage, "nonsense"},
		{[]string{"help", "search"}, exitDone, ""},
		{[]string{"help", "nonsense"}, exitUsage, "nonsense"},
		{[]string{"version", "--lang", "fr"}, exitUsage, "fr"},
		{[]string{"nonsense"}, exitUsage, "nonsense"},
		{[]string{"search", "--nonsense"}, exitUsage, "nonsense"},
		{[]string{"search", "a", "b"}, exitUsage, ""},
		{[]string{"extract"}, exitUsage, ""},
		{[]string{"index"}, exitUsage, ""},
		{[]string{"analyze", "một", "hai"}, exitUsage, ""},
		{[]string{"search", "covid", "--limit", "many"}, exitUsage, "limit"},
		{[]string{"search", "covid", "--from", "2021-13"}, exitUsage, "from"},
		{[]string{"search", "covid", "--data", "no/such/folder"}, exitFailed, "no/such/folder"},
		{[]string{"reindex", "--data", "no/such/folder"}, exitFailed, "no/such/folder"},
		{[]string{"serve", "no/such/path"}, exitFailed, "no/such/path"},
		{[]string{"serve", "--log", "xml"}, exitUsage, "xml"},
	} {
		got := capture(t, "", tc.args...)
		if got.code != tc.code || !strings.Contains(got.stderr, tc.says) {
			t.Errorf("%v: exit %d, %q; want %d and %q", tc.args, got.code, got.stderr, tc.code, tc.says)
		}
	}
}

func TestHelpIsVietnameseFirst(t *testing.T) {
	if got := capture(t, "", "--help"); !strings.Contains(got.stdout, "Tìm văn bản") {
		t.Errorf("help is not in Vietnamese: %s", got.stdout)
	}
	if got := capture(t, "", "--lang", "en", "--help"); !strings.Contains(got.stdout, "Search directives") {
		t.Errorf("help with --lang en is not in English: %s", got.stdout)
	}
}

func TestAnalyzePrintsTokens(t *testing.T) {
	const text = "Tổ Covid - 19 khống chế"
	got := capture(t, "", "analyze", text)
	var folded []string
	for _, line := range strings.Split(strings.TrimSpace(got.stdout), "\n") {
		var tok tokenLine
		if err := json.Unmarshal([]byte(line), &tok); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		if text[tok.Start:tok.End] != tok.Text {
			t.Errorf("token %q is at %d:%d of the argument, which is %q", tok.Text, tok.Start, tok.End, text[tok.Start:tok.End])
		}
		folded = append(folded, tok.Folded)
	}
	if want := "to covid 19 khong che"; strings.Join(folded, " ") != want {
		t.Errorf("tokens %q, want %q", folded, want)
	}
}

func TestAnalyzePrintsSymbols(t *testing.T) {
	got := capture(t, "", "analyze", "--symbols", "theo số 107 - CV/ BDVTU ngày 6/8/2021")
	var found symbolLine
	if err := json.Unmarshal([]byte(got.stdout), &found); err != nil {
		t.Fatalf("%v in %q", err, got.stdout)
	}
	if found.Number != "107-CV/BDVTU" || found.Key != "107|cv|bdvtu" {
		t.Errorf("found %+v", found)
	}
}

func TestExtractPrintsALinePerDocument(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing.txt")
	first := filepath.Join(seeds, "000_0176496cf0d1a032.txt")
	got := capture(t, "Số 12-CV/TU", "extract", first, missing, "-")
	lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
	if got.code != exitFailed || len(lines) != 3 {
		t.Fatalf("exit %d, %d lines: %s", got.code, len(lines), got.stderr)
	}
	var docs [3]struct {
		Number   string
		Source   struct{ Name string }
		Problems []struct{ Code string }
	}
	for i, line := range lines {
		if err := json.Unmarshal([]byte(line), &docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	if docs[0].Number != "107-CV/BDVTU" {
		t.Errorf("the first line has number %q", docs[0].Number)
	}
	if docs[1].Source.Name != missing || len(docs[1].Problems) == 0 {
		t.Errorf("the unreadable file is %+v", docs[1])
	}
	if docs[2].Number != "12-CV/TU" {
		t.Errorf("standard input has number %q", docs[2].Number)
	}
	if !strings.Contains(got.stderr, missing) {
		t.Errorf("standard error does not name the unreadable file: %q", got.stderr)
	}
}

func TestIndexReportsWhatFailed(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	text, err := os.ReadFile(filepath.Join(seeds, "003_dd5292acae3a8e66.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"good.txt": text, "bad.bin": {0x7f, 'E', 'L', 'F', 0, 1, 2, 0xff, 0xfe, 0}} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := capture(t, "", "--lang", "en", "index", dir, "--data", data)
	if got.code != exitFailed || !strings.Contains(got.stderr, "bad.bin: format not supported") || !strings.HasPrefix(got.stdout, "Read 2 files") {
		t.Errorf("exit %d: %s%s", got.code, got.stdout, got.stderr)
	}
	found := capture(t, "", "--lang", "en", "search", "--cites", "11/CT-UBND", "--data", data)
	if found.code != exitDone || !strings.Contains(found.stdout, "1 documents") {
		t.Errorf("the good file is not found: %s%s", found.stdout, found.stderr)
	}
}

func TestEveryFlagOfASearchIsExplained(t *testing.T) {
	for _, name := range api.SearchParams() {
		if field := strings.TrimPrefix(name, api.NotPrefix); name != "q" && (searchFlagHelp[field].vi == "" || searchFlagHelp[field].en == "") {
			t.Errorf("--%s has no help", name)
		}
	}
	got := capture(t, "", "search", "covid", "--sort", "bogus")
	if got.code != exitUsage || !strings.Contains(got.stderr, "--sort: giá trị không dùng được; THỨ TỰ: relevance (liên quan nhất)") || !strings.Contains(got.stderr, `"bogus"`) {
		t.Errorf("exit %d: %s", got.code, got.stderr)
	}
}

func TestSearchPrintsCountsAndTheNextPage(t *testing.T) {
	data := t.TempDir()
	if got := capture(t, "", "index", seeds, "--data", data); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	got := capture(t, "", "search", "covid", "--facets", "type", "--limit", "1", "--data", data)
	_, cursor, next := strings.Cut(got.stdout, "Trang sau: --cursor ")
	if got.code != exitDone || !strings.Contains(got.stdout, "Loại văn bản\n") || !strings.Contains(got.stdout, "  Công văn\n") || !next {
		t.Fatalf("%+v", got)
	}
	again := capture(t, "", "search", "covid", "--limit", "1", "--cursor", strings.Fields(cursor)[0], "--data", data)
	first, second := strings.SplitN(got.stdout, "\n", 2)[0], strings.SplitN(again.stdout, "\n", 2)[0]
	if again.code != exitDone || first == second {
		t.Errorf("the next page begins with %q, as the first", second)
	}
}

func TestHelpOfFlagsStandsInColumns(t *testing.T) {
	got := capture(t, "", "search", "--help")
	column := func(text string) int {
		for line := range strings.Lines(got.stdout) {
			if before, _, ok := strings.Cut(line, text); ok {
				return utf8.RuneCountInString(before)
			}
		}
		return -1
	}
	if a, b := column("văn bản mỗi trang")-len("SO "), column("in dạng JSON"); a != b || a < 0 {
		t.Errorf("columns %d and %d:\n%s", a, b, got.stdout)
	}
}
