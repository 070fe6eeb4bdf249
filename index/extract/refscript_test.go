package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index/directive"
)

var updateRefs = flag.Bool("update-refs", false, "rewrite the expected references in testdata/extract/refs")

// refScript is one case of a script in testdata/extract/refs: lines of text after
// "> ", then the references that must come out, one a line, in the columns
//
//	type | number, or ~name | date | issuer | relation | pinpoint | title | «surface»
//
// with empty columns at the end left out, or "none". A comment line starts with
// "#". "@ own 16/CT-TTg Chỉ thị 2026-03-01" gives the document that the text is;
// "@ surface" compares the surface too.
type refScript struct {
	comments []string
	own      string
	surface  bool
	text     []string
	want     []string
}

func readRefScripts(t *testing.T, path string) []refScript {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var scripts []refScript
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		var s refScript
		for line := range strings.SplitSeq(block, "\n") {
			switch {
			case strings.HasPrefix(line, "#"):
				s.comments = append(s.comments, line)
			case line == "@ surface":
				s.surface = true
			case strings.HasPrefix(line, "@ own "):
				s.own = strings.TrimPrefix(line, "@ own ")
			case line == ">":
				s.text = append(s.text, "")
			case strings.HasPrefix(line, "> "):
				s.text = append(s.text, line[2:])
			case line != "none":
				s.want = append(s.want, line)
			}
		}
		if len(s.text) > 0 || len(s.comments) > 0 {
			scripts = append(scripts, s)
		}
	}
	return scripts
}

// run reads the references of the case and prints them in columns.
func (s refScript) run(t *testing.T) []string {
	doc := &document{text: strings.Join(s.text, "\n"), lexicon: newLexicon()}
	doc.body.End = len(doc.text)
	if s.own != "" {
		number, rest, _ := strings.Cut(s.own, " ")
		at := strings.LastIndexByte(rest, ' ')
		issued, err := directive.ParseDate(rest[at+1:])
		if err != nil {
			t.Fatalf("@ own %s: %v", s.own, err)
		}
		doc.out.Number, doc.out.Type, doc.out.Issued = number, directive.Kind(rest[:at]), issued
	}
	var lines []string
	for _, ref := range references(doc) {
		lines = append(lines, printRef(ref, s.surface))
	}
	return lines
}

func printRef(ref directive.Reference, surface bool) string {
	name := ref.Number
	if name == "" {
		name = "~" + ref.Title
		ref.Title = ""
	}
	columns := []string{string(ref.Type), name, ref.Date.String(), ref.Issuer, string(ref.Relation), ref.Pinpoint, ref.Title}
	if surface {
		columns = append(columns, "«"+ref.Text+"»")
	}
	return strings.TrimRight(strings.Join(columns, " | "), " |")
}

func (s refScript) String() string {
	var b strings.Builder
	for _, c := range s.comments {
		b.WriteString(c + "\n")
	}
	if s.own != "" {
		b.WriteString("@ own " + s.own + "\n")
	}
	if s.surface {
		b.WriteString("@ surface\n")
	}
	for _, line := range s.text {
		b.WriteString(strings.TrimSuffix("> "+line, " ") + "\n")
	}
	if len(s.text) > 0 && len(s.want) == 0 {
		b.WriteString("none\n")
	}
	for _, w := range s.want {
		b.WriteString(w + "\n")
	}
	return b.String()
}

// TestReferenceScripts runs every case of testdata/extract/refs. To add a case,
// write its text there; -update-refs fills in what comes out, for you to read.
func TestReferenceScripts(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/extract/refs/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			var out []string
			for _, s := range readRefScripts(t, path) {
				got := s.run(t)
				if want := strings.Join(s.want, "\n"); strings.Join(got, "\n") != want && !*updateRefs {
					t.Errorf("%s\n%s\n got:\n%s\nwant:\n%s", strings.Join(s.comments, "\n"), strings.Join(s.text, "\n"),
						strings.Join(got, "\n"), want)
				}
				s.want = got
				out = append(out, s.String())
			}
			if *updateRefs {
				if err := os.WriteFile(path, []byte(strings.Join(out, "\n")), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
