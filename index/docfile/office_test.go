package docfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
)

const office = files + "/office"

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s (%v)", pattern, err)
	}
	return paths
}

// words are the words and numbers of a text in order, accents and case kept.
func wordsOf(text string) (list []string) {
	for _, token := range viet.Tokenize(text) {
		list = append(list, token.Exact)
	}
	return list
}

// withoutTools reads a file as on a machine that has no other programs.
func withoutTools(t testing.TB, path string) []Document {
	t.Helper()
	return slices.Collect(Read(t.Context(), "no-name", readFile(t, path), Options{Tools: &Tools{}}))
}

// Every format says what the text says, all of it, in the same order.
func TestSeedsInEachFormat(t *testing.T) {
	for _, ext := range []string{".docx", ".odt", ".rtf", ".doc"} {
		for _, path := range glob(t, "../../testdata/directives/*.txt") {
			want := wordsOf(string(readFile(t, path)))
			name := strings.TrimSuffix(filepath.Base(path), ".txt") + ext
			d := withoutTools(t, filepath.Join(office, name))[0]
			got := wordsOf(d.Text)
			if d.Err != nil || "."+d.Format != ext || len(d.Problems) > 0 {
				t.Errorf("%s: %s, %v, %v", name, d.Format, d.Err, d.Problems)
			}
			for i := range max(len(got), len(want)) {
				if i >= len(got) || i >= len(want) || got[i] != want[i] {
					t.Errorf("%s: from word %d on %q, want %q", name, i, got[min(i, len(got)):min(i+8, len(got))], want[min(i, len(want)):min(i+8, len(want))])
					break
				}
			}
			checkDocument(t, d)
		}
	}
}

// dump writes what reading a file gave, for golden files.
func dump(docs []Document) string {
	var out strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&out, "== part %q pages %v", d.Part, d.PageStarts)
		if d.Err != nil {
			fmt.Fprintf(&out, " error %v", d.Err)
		}
		for _, p := range d.Problems {
			fmt.Fprintf(&out, "\n!! %s: %s", p.Code, p.Detail)
		}
		for _, r := range d.Noise {
			fmt.Fprintf(&out, "\n~~ %s: %q", r.Kind, d.Text[r.Start:r.End])
		}
		out.WriteString("\n" + d.Text)
		if d.JSON != nil {
			var indented bytes.Buffer
			if err := json.Indent(&indented, d.JSON, "", "  "); err != nil {
				fmt.Fprintf(&out, "no JSON: %v", err)
			}
			out.Write(append(indented.Bytes(), '\n'))
		}
	}
	return out.String()
}

// The same document in several formats reads the same, to the byte: letterhead,
// lists, tables, notes, page breaks and running footers.
func TestOfficeGolden(t *testing.T) {
	for _, tt := range []struct {
		golden string
		files  []string
	}{
		{"quyet-dinh", []string{"quyet-dinh.docx", "quyet-dinh.odt", "quyet-dinh.rtf", "quyet-dinh.doc"}},
		{"font-abc", []string{"font-abc.docx", "font-abc.odt", "font-abc.rtf", "font-abc.doc"}},
		{"so-van-ban-di", []string{"so-van-ban-di.xlsx"}},
		{"thu", []string{"thu.eml"}},
		{"ho-so", []string{"ho-so.zip"}},
	} {
		golden := filepath.Join(office, tt.golden+".golden")
		for i, name := range tt.files {
			docs := withoutTools(t, filepath.Join(office, name))
			got := dump(docs)
			if i == 0 && *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(readFile(t, golden)); got != want {
				t.Errorf("%s reads:\n%s\nwant:\n%s", name, got, want)
			}
			for _, d := range docs {
				checkDocument(t, d)
			}
		}
	}
}

func TestOldWorkbook(t *testing.T) {
	t.Parallel()
	tools := usualTools()
	if tools.LibreOffice == "" {
		absent(t, "LibreOffice", "libreoffice-calc-nogui")
	}
	got := readAll("no-name", readFile(t, filepath.Join(office, "so-van-ban-di.xls")))
	want := readAll("no-name", readFile(t, filepath.Join(office, "so-van-ban-di.xlsx")))
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d: %v", len(got), len(want), got[0].Err)
	}
	for i := range got {
		if string(got[i].JSON) != string(want[i].JSON) {
			t.Errorf("row %d: %s, want %s", i, got[i].JSON, want[i].JSON)
		}
	}
}

func TestMissingProgram(t *testing.T) {
	docs := slices.Collect(Read(t.Context(), "a", readFile(t, filepath.Join(office, "so-van-ban-di.xls")), Options{Tools: &Tools{}}))
	if len(docs) != 1 || docs[0].Err == nil || !strings.Contains(docs[0].Err.Error(), "install the package libreoffice-calc-nogui") {
		t.Errorf("without LibreOffice: %+v", docs)
	}
}
