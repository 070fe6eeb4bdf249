package relevance

import (
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// write makes the files of the set alqac in a folder.
func write(t *testing.T, documents, queries, answers string) string {
	t.Helper()
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "alqac_corpus.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(documents)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), f.Close(),
		os.WriteFile(filepath.Join(dir, "alqac_queries.jsonl"), []byte(queries), 0o600),
		os.WriteFile(filepath.Join(dir, "alqac_qrels.tsv"), []byte(answers), 0o600)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestLoad(t *testing.T) {
	dir := write(t, `{"id":"d1","title":"Luật","text":"ho`+"\u0061\u0300"+`"}`+"\n",
		`{"id":"q2","text":"hai"}`+"\n"+`{"id":"q1","text":"một"}`+"\n"+`{"id":"q3","text":"không ai đáp"}`+"\n",
		"q1\t0\td1\t1\nq2\t0\td1\t1\nq2\t0\td2\t1\nq3\t0\td1\t0\n")
	s, err := Load(dir, "alqac")
	if err != nil {
		t.Fatal(err)
	}
	if want := []Document{{ID: "d1", Title: "Luật", Text: "hoà"}}; !reflect.DeepEqual(s.Documents, want) {
		t.Errorf("documents are %q, want %q", s.Documents, want)
	}
	if len(s.Queries) != 2 || s.Queries[0].ID != "q1" || len(s.Queries[1].Relevant) != 2 {
		t.Errorf("queries are %+v", s.Queries)
	}
	if one := s.Sample(1); len(one.Queries) != 1 || len(one.Documents) != 1 || !reflect.DeepEqual(one, s.Sample(1)) {
		t.Errorf("a sample of one is %+v", one)
	}
}

func TestLoadRefuses(t *testing.T) {
	if _, err := Load(t.TempDir(), "none"); !errors.Is(err, ErrUnknownSet) {
		t.Errorf("an unknown set: %v", err)
	}
	if _, err := Load(t.TempDir(), "alqac"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
	for _, dir := range []string{
		write(t, "{", "", ""), write(t, "", "no", ""), write(t, "", "", "q1 0 d1 1\n"),
	} {
		if _, err := Load(dir, "alqac"); err == nil {
			t.Error("a malformed file is read")
		}
	}
}
