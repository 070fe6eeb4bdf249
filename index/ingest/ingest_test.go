package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/docfile"
)

func TestReadSeeds(t *testing.T) {
	paths, _ := filepath.Glob("../../testdata/directives/*.txt")
	if len(paths) != 5 {
		t.Fatalf("%d seeds", len(paths))
	}
	want := []string{"107-CV/BDVTU", "", "91-CV/TU", "700-CV/BDVTU", ""}
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		items, err := Read(t.Context(), "seed.txt", data, Options{})
		if err != nil || len(items) != 1 || items[0].Err != nil {
			t.Fatalf("%s: %+v, %v", path, items, err)
		}
		d := items[0].Draft.Directive()
		if d.Number != want[i] || d.Text != string(data) || d.Source.Name != "seed.txt" || d.Source.SHA256 != checksum(data) || items[0].Draft.ID != "" {
			t.Errorf("%s: number %q, source %+v", path, d.Number, d.Source)
		}
	}
}

func TestReadRows(t *testing.T) {
	data := []byte(`{"id":"a","number":"5-CV/TU","text":"Số 6-CV/TU","source":{"name":"gốc.pdf","format":"pdf","ocr":true,"root":"/theirs"}}` + "\n" +
		`{"text":"x"` + "\n" + `{"issued":"2021-02-30","text":"x"}` + "\n" + `{"recipients":[]}`)
	items, err := Read(t.Context(), "rows.jsonl", data, Options{})
	if err != nil || len(items) != 4 {
		t.Fatalf("%d items, %v", len(items), err)
	}
	d := items[0].Draft.Directive()
	source := directive.Source{Name: "rows.jsonl", Part: "1", Format: "pdf", SHA256: checksum(data), OCR: true}
	if items[0].Draft.ID != "a" || d.Number != "5-CV/TU" || d.Evidence["number"].Basis != directive.Supplied || d.Source != source {
		t.Errorf("row 1: %+v", d)
	}
	var field *directive.FieldError
	if !errors.Is(items[1].Err, docfile.ErrNotJSON) || !errors.As(items[2].Err, &field) || field.Field != "issued" || !errors.Is(items[3].Err, ErrNothing) {
		t.Errorf("errors %v, %v, %v", items[1].Err, items[2].Err, items[3].Err)
	}
	if items[2].Draft.Read.Source.Part != "3" {
		t.Errorf("a broken row does not say which it is: %+v", items[2].Draft.Read.Source)
	}
}

func TestReadSaysWhatTheFileTells(t *testing.T) {
	items, err := Read(t.Context(), "a.html", []byte(`<html><nav>Công văn số 1-CV/TU</nav><p>Số 2-CV/TU</p>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := items[0].Draft.Directive()
	if len(d.Noise) == 0 || d.Noise[0].Kind != directive.NoiseNavigation || d.Text[d.Noise[0].Start:d.Noise[0].End] != "Công văn số 1-CV/TU" {
		t.Errorf("noise %+v in %q", d.Noise, d.Text)
	}
	items, _ = Read(t.Context(), "a.txt", []byte("R\xe9sum\xe9 fran\xe7ais, d\xe9j\xe0 vu"), Options{})
	if p := items[0].Problems; len(p) != 1 || p[0].Code != docfile.UnknownEncoding || items[0].Draft.Read.Problems[len(items[0].Draft.Read.Problems)-1] != p[0] {
		t.Errorf("problems %+v", items[0])
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, "a.txt", []byte("x"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Read on a done context: %v", err)
	}
}

func TestReread(t *testing.T) {
	page := []byte(`<html><nav>Công văn số 1-CV/TU</nav><p>Số 2-CV/TU</p><p>Hải Dương, ngày 6 tháng 8 năm 2021</p>`)
	items, err := Read(t.Context(), "a.html", page, Options{})
	if err != nil {
		t.Fatal(err)
	}
	draft := items[0].Draft
	draft.ID = "a"
	given, err := directive.DecodeGiven([]byte(`{"id":"b","place":"","text":"Hải Dương, ngày 6 tháng 8 năm 2021\nSố 3-CV/TU"}`))
	if err != nil {
		t.Fatal(err)
	}
	legacy, _ := Read(t.Context(), "b.txt", []byte("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), Options{})
	for name, before := range map[string]struct{ Draft, again any }{
		"a page":     {draft.Directive(), Reread(draft, nil).Directive()},
		"a supplied": {Complete(given, nil).Directive(), Reread(Complete(given, nil), nil).Directive()},
		"a legacy":   {legacy[0].Draft.Directive(), Reread(legacy[0].Draft, nil).Directive()},
	} {
		a, _ := json.Marshal(before.Draft)
		b, _ := json.Marshal(before.again)
		if string(a) != string(b) {
			t.Errorf("%s: read again\n%s, before\n%s", name, b, a)
		}
	}
	if Reread(draft, nil).ID != "a" {
		t.Error("reading again changed the id")
	}
}
