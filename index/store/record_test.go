package store

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"tracuu/index/directive"
)

func given(t testing.TB, s string) directive.Given {
	t.Helper()
	g, err := directive.DecodeGiven([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// When a document came is kept with it, whatever came later.
func TestArrivalIsKept(t *testing.T) {
	s := openTemp(t)
	put(t, s, text("a", "một"))
	put(t, s, text("b", "một"))
	got, err := s.Get("a")
	if err != nil || got["a"].Arrival != 1 || !got["a"].Added.Equal(got["a"].At) {
		t.Fatalf("%+v %v", got["a"], err)
	}
	again := text("a", "hai")
	again.Added, again.Arrival, again.At = got["a"].Added, got["a"].Arrival, clock.Add(time.Hour)
	put(t, s, again)
	if got, err = s.Get("a", "b"); err != nil || got["a"].Arrival != 1 || got["a"].Generation != 3 || !got["a"].Added.Equal(clock) || !got["a"].At.Equal(clock.Add(time.Hour)) {
		t.Errorf("%+v %v", got["a"], err)
	}
	if got["b"].Arrival != 2 {
		t.Errorf("%+v", got["b"])
	}
}

// What was curated stands before what was supplied before what was read.
func TestPrecedence(t *testing.T) {
	s := openTemp(t)
	r := Record{
		ID: "a",
		Read: directive.Directive{
			Number: "1-CV/TU", Place: "Hải Dương", Title: "đọc được", Text: "Tỉnh ủy", Signer: directive.Signer{Name: "A", Title: "Bí thư"},
			Source: directive.Source{Root: "/vb", Name: "a.txt", SHA256: "aa"},
		},
		Given:   given(t, `{"number":"2-CV/TU","title":"","text":"Tỉnh ủy Hải Dương","source":{"format":"json"}}`),
		Curated: json.RawMessage(`{"number":"3-CV/TU","signer":{"name":"B"}}`),
	}
	put(t, s, r)
	got, err := s.Get("a")
	if err != nil {
		t.Fatal(err)
	}
	d := got["a"].Directive()
	want := map[string]string{
		d.ID: "a", d.Number: "3-CV/TU", d.Place: "Hải Dương", d.Title: "", d.Text: "Tỉnh ủy Hải Dương", d.Signer.Name: "B", d.Signer.Title: "Bí thư",
		d.Key: directive.Identity(&d), d.Source.Name: "a.txt", d.Source.Format: "json",
	}
	for got, want := range want {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for field, basis := range map[string]directive.Basis{"number": directive.Curated, "signer": directive.Curated, "title": directive.Supplied} {
		if d.Evidence[field].Basis != basis {
			t.Errorf("%s has the basis %q, want %q", field, d.Evidence[field].Basis, basis)
		}
	}
	if sources, _ := s.Sources("/vb"); len(sources) != 1 || sources[0].Source.Format != "json" {
		t.Errorf("sources: %+v", sources)
	}
}

func TestRecordRoundTrip(t *testing.T) {
	text := "Số: 12 <b>&\u2028 Tỉnh ủy"
	records := map[string]Record{
		"nothing":              {},
		"only read":            {Read: directive.Directive{Text: text}},
		"text given and read":  {Read: directive.Directive{Text: text}, Given: given(t, `{"text":"Số: 12 <b>&\u2028 Tỉnh ủy","number":""}`)},
		"text given, not read": {Given: given(t, `{"text":"x","recipients":[],"dates":[{"kind":"event","value":"2021-08"}]}`)},
		"another text given":   {Read: directive.Directive{Text: text}, Given: given(t, `{"text":"y"}`)},
		"curated":              {Read: directive.Directive{Text: text}, Curated: json.RawMessage(`{"title":"t"}`)},
	}
	for name, r := range records {
		r.ID, r.At = "a", clock
		packed, err := encodeRecord(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := decodeRecord(packed)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Read.Text != r.Read.Text || !reflect.DeepEqual(got.Given.Fields(), r.Given.Fields()) ||
			got.Given.Directive.Text != r.Given.Directive.Text || string(got.Curated) != string(r.Curated) {
			t.Errorf("%s: %+v, want %+v", name, got, r)
		}
		a, _ := json.Marshal(got.Directive())
		b, _ := json.Marshal(r.Directive())
		if string(a) != string(b) {
			t.Errorf("%s: %s, want %s", name, a, b)
		}
	}
}

func FuzzDecodeRecord(f *testing.F) {
	for _, r := range []Record{{ID: "a"}, text("b", "Tỉnh ủy Hải Dương")} {
		r.At = clock
		packed, err := encodeRecord(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed)
	}
	f.Fuzz(func(t *testing.T, packed []byte) {
		if r, err := decodeRecord(packed); err == nil {
			r.Directive()
		}
	})
}

func TestPutRefusesACurationNobodyCanRead(t *testing.T) {
	s := openTemp(t)
	for _, curated := range []string{`{`, `{"nothing":1}`, `{"issued":"2021-13"}`} {
		r := text("a", "x")
		r.Curated = json.RawMessage(curated)
		if err := s.Update(func(tx *Tx) error { return tx.Put(r) }); err == nil {
			t.Errorf("Put took the curation %s", curated)
		}
	}
}

// A record of a later program is told from a damaged one: going back to an older
// program must not look like damage.
func TestRecordOfALaterVersion(t *testing.T) {
	whole, err := encodeRecord(text("a", strings.Repeat("văn bản ", 40)))
	if err != nil {
		t.Fatal(err)
	}
	whole[0] = whole[0]&recordSpelt | recordReplaced + 1
	if _, err := decodeRecord(whole); !errors.Is(err, ErrVersion) || errors.Is(err, ErrCorrupt) {
		t.Errorf("of a later version: %v", err)
	}
	if _, err := decodeRecord(whole[:len(whole)/2]); !errors.Is(err, ErrCorrupt) {
		t.Errorf("cut in half: %v", err)
	}
}
