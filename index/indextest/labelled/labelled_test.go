package labelled

import (
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDocumentsLieWhereTheVariableSaysOrBesideTheProject(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "shared", "corpus", "a.jsonl"), "{}\n")
	write(t, filepath.Join(dir, "project", "go.mod"), "module x\n")
	inner := filepath.Dir(write(t, filepath.Join(dir, "project", "index", "extract", "x.go"), "package x\n"))
	t.Chdir(inner)
	t.Setenv(Variable, "")
	if got, err := Find("corpus", "a.jsonl"); got != file || err != nil {
		t.Errorf("beside the project: %q, %v", got, err)
	}
	t.Setenv(Variable, filepath.Join(dir, "elsewhere"))
	if got, err := Find("corpus", "a.jsonl"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), Variable) {
		t.Errorf("elsewhere: %q, %v", got, err)
	}
	t.Setenv(Variable, filepath.Join(dir, "shared"))
	if got := Path(t, "corpus", "a.jsonl"); got != file {
		t.Errorf("where it is said: %q", got)
	}
	t.Run("skipped", func(t *testing.T) {
		defer func() {
			if !t.Skipped() {
				t.Error("a test without its documents went on")
			}
		}()
		Path(t, "none")
	})
}

func TestRows(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(Variable, dir)
	write(t, filepath.Join(dir, "a.jsonl"), `{"id":"một"}`+"\n"+`{"id":"hai"}`+"\n"+`{"id":"ba"}`+"\n")
	packed, err := os.Create(filepath.Join(dir, "b.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(packed)
	z.Write([]byte(`{"id":"bốn"}` + "\n"))
	if err := errors.Join(z.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	var got []string
	for row := range Rows[struct{ ID string }](t, "a.jsonl") {
		if got = append(got, row.ID); row.ID == "hai" {
			break
		}
	}
	for row := range Rows[struct{ ID string }](t, "b.jsonl.gz") {
		got = append(got, row.ID)
	}
	if !reflect.DeepEqual(got, []string{"một", "hai", "bốn"}) {
		t.Errorf("read %q", got)
	}
	path := write(t, filepath.Join(dir, "bad.jsonl"), "{}\n{broken\n")
	if err := rows(path, func(struct{}) bool { return true }); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a broken line: %v", err)
	}
}

func TestFiguresAreHeldToTheirFloors(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "floors.tsv"), "# What was reached.\nscans letters\t0.930\nscans fields\t0.75\n")
	_, floors, err := readFloors(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		figures Figures
		want    string
	}{
		{Figures{"scans letters": .93, "scans fields": .9}, ""},
		{Figures{"scans letters": .9296, "scans fields": .746}, ""}, // the same, rounded as recorded
		{Figures{"scans letters": .9294}, "scans letters fell to 0.9294, recorded is 0.9300"},
		{Figures{"scans fields": .7449}, "scans fields fell to 0.7449, recorded is 0.7500"},
		{Figures{"scans words": 1}, "scans words has no floor; it is 1.0000"},
		{Figures{"scans letters": nan()}, "scans letters fell to NaN, recorded is 0.9300"},
	} {
		if got := strings.Join(row.figures.below(floors), "\n"); got != row.want {
			t.Errorf("%v: %q, want %q", row.figures, got, row.want)
		}
	}
	Figures{"scans letters": .95, "new": .5}.Hold(t, path, true)
	if b, err := os.ReadFile(path); err != nil || string(b) != "# What was reached.\nnew\t0.500\nscans fields\t0.750\nscans letters\t0.950\n" {
		t.Errorf("recorded %q, %v", b, err)
	}
	for _, bad := range []string{"a\n", "a\tx\n", "a\t1.5\n", "a\t-1\n", "a\tNaN\n"} {
		if _, _, err := readFloors(write(t, path, "#\n"+bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, _, err := readFloors(path + ".none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func nan() float64 { zero := 0.0; return zero / zero }
