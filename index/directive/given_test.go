package directive

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestDecodeGiven(t *testing.T) {
	g, err := DecodeGiven([]byte(`{"id":"a/b","number":"107-CV/BDVTU","type":"CÔNG VĂN","issuer":"","place":null,"issued":"2021-08","urgency":"hoả tốc",
		"signer":{"name":"Nguyễn Văn Phú","title":null},"recipients":[],"keywords":["5K"],"key":"x","evidence":{"issuer":{"start":-5}},"repairs":7,
		"references":[{"ref":"zz","number":"16/CT-TTg","text":"Chỉ thị 16/CT-TTg","start":0,"end":5}],"text":"Chị \ud800"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"id", "number", "type", "issuer", "issued", "urgency", "signer.name", "recipients", "keywords", "references", "text"}
	if got := g.Fields(); !reflect.DeepEqual(got, want) {
		t.Errorf("fields %q, want %q", got, want)
	}
	d := g.Directive
	if d.Type != "Công văn" || d.Urgency != Immediately || d.Issued != (Date{2021, 8, 0}) || d.Text != "Chị \uFFFD" || d.Key != "" || d.References[0].Ref == "zz" {
		t.Errorf("%+v", d)
	}
	if !g.Has("signer") || !g.Has("signer.name") || g.Has("signer.title") || g.Has("incoming") || g.Has("place") || !g.Has("issuer") {
		t.Error("the list of supplied fields is wrong")
	}
}

func TestDecodeGivenRejects(t *testing.T) {
	for _, row := range []struct{ data, field string }{
		{`{"nope":1}`, "nope"}, {`{"Number":"1"}`, "Number"}, {`{"signer":{"nope":1}}`, "signer.nope"}, {`{"signer":"Phú"}`, "signer"}, {`{"number":107}`, "number"},
		{`{"recipients":"a"}`, "recipients"}, {`{"recipients":[1]}`, "recipients"}, {`{"issued":"2021-02-30"}`, "issued"}, {`{"issued":2021}`, "issued"},
		{`{"incoming":{"date":"x"}}`, "incoming.date"}, {`{"references":[{"number":1}]}`, "references.number"}, {`{"references":[{"nope":1}]}`, "references"},
		{`{"references":[{"date":"2021-13"}]}`, "references"}, {`{"urgency":"gấp"}`, "urgency"}, {`{"secrecy":"kín"}`, "secrecy"},
		{`{"dates":[{"kind":"event","value":"2021"},{"kind":"due","value":"2021"}]}`, "dates[1].kind"},
		{`{"text":"abc","references":[{"start":1,"end":9}]}`, "references[0]"}, {`{"text":"ă","dates":[{"start":1,"end":1}]}`, "dates[0]"}, {`{"text":"abc","noise":[{"start":2,"end":1}]}`, "noise[0]"},
		{`{"text":"abc","pages":[{"start":-1}]}`, "pages[0]"}, {`{"id":"a\nb"}`, "id"}, {`{"id":"a","id":"b"}`, "id"},
		{`{} {}`, ""}, {`{}x`, ""}, {`[]`, ""}, {`null`, ""}, {``, ""}, {`{"number":`, "number"}, {`{"number":"1"`, ""}, {`"a"`, ""}, {`{"number" "1"}`, "number"},
	} {
		_, err := DecodeGiven([]byte(row.data))
		var fe *FieldError
		if !errors.As(err, &fe) {
			t.Errorf("%s: error %v", row.data, err)
			continue
		}
		if fe.Field != row.field || fe.Reason == "" {
			t.Errorf("%s: field %q (%s), want %q", row.data, fe.Field, fe.Reason, row.field)
		}
	}
}

func TestGivenRoundTrip(t *testing.T) {
	for _, row := range []string{
		`{}`, `{"number":"","recipients":[]}`, `{"issued":""}`, `{"signer":{"name":"A","authority":""},"text":"x"}`, `{"source":{"name":"a.txt","ocr":false},"pages":[]}`,
		`{"id":"a","incoming":{"date":"2021-08-09"},"dates":[{"kind":"event","value":"2021","start":0,"end":0}],"text":""}`,
	} {
		var g Given
		if err := json.Unmarshal([]byte(row), &g); err != nil {
			t.Errorf("%s: %v", row, err)
			continue
		}
		if out, err := json.Marshal(g); err != nil || string(out) != row {
			t.Errorf("%s came back as %s, %v", row, out, err)
		}
	}
}

func TestGivenSet(t *testing.T) {
	g := Given{Directive: Directive{Issuer: "A", Source: Source{Name: "a.txt"}}}
	if err := g.Set("issuer", "source"); err != nil || !g.Has("source.sha256") || !g.Has("issuer") || g.Has("number") {
		t.Errorf("%q, %v", g.Fields(), err)
	}
	var fe *FieldError
	if err := g.Set("key"); !errors.As(err, &fe) {
		t.Errorf("key was set: %v", err)
	}
}

func TestMerge(t *testing.T) {
	read := Directive{
		Number: "1O7-CV/BDVTU", Type: "Công văn", Issuer: "Ban Dân vận", IssuerID: "ban-dan-van", Place: "Hải Dương", Signer: Signer{Name: "Phú", Title: "Trưởng ban"},
		References: []Reference{{Number: "16/CT-TTg"}}, Text: "x", Repairs: []Repair{{Field: "number"}, {Field: "place"}, {Field: "title"}},
		Evidence: map[string]Evidence{"place": {Basis: Read, Confidence: .9}, "issuer_id": {Basis: Inferred}, "issuer": {Basis: Read}},
	}
	before, _ := json.Marshal(read)
	g, err := DecodeGiven([]byte(`{"number":"107-CV/BDVTU","issuer":"Ban Dân vận Tỉnh ủy Hải Dương","place":"","signer":{"name":"Nguyễn Văn Phú"},"references":[{"number":"17/CT-TTg"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	d := Merge(read, g)
	if d.Number != "107-CV/BDVTU" || d.Type != "Công văn" || d.IssuerID != "ban-dan-van-tinh-uy-hai-duong" || d.Place != "" || d.Signer != (Signer{Name: "Nguyễn Văn Phú", Title: "Trưởng ban"}) {
		t.Errorf("%+v", d)
	}
	if d.Key != "ban dan van tinh uy hai duong|cong van|107|cv|bdvtu|" || len(d.References) != 1 || d.References[0].Ref == "" || len(d.Repairs) != 1 {
		t.Errorf("key %q, references %v, repairs %v", d.Key, d.References, d.Repairs)
	}
	for _, name := range []string{"number", "issuer", "place", "signer", "references"} {
		if e := d.Evidence[name]; e.Basis != Supplied || e.Confidence != 1 {
			t.Errorf("evidence of %s: %+v", name, e)
		}
	}
	if after, _ := json.Marshal(read); string(after) != string(before) {
		t.Errorf("Merge changed what was read:\n%s\n%s", before, after)
	}
	out, err := json.Marshal(d)
	if err != nil || !strings.Contains(string(out), `"place":""`) || !strings.Contains(string(out), `"issuer_id":"ban-dan-van-tinh-uy-hai-duong"`) {
		t.Errorf("%s, %v", out, err)
	}
}

// TestMergeIdentifies holds when a layer changes what the issuer's id is.
func TestMergeIdentifies(t *testing.T) {
	read := Directive{Issuer: "Ban Thường vụ Tỉnh ủy", Text: "x"}
	known := Directive{Issuer: "Bộ Y tế", IssuerID: "bo-y-te"}
	for _, row := range []struct {
		base        Directive
		layer, want string
	}{
		{read, `{"province":"Quảng Trị"}`, "ban-thuong-vu-tinh-uy-quang-tri"},
		{read, `{"issuer":"BTV Tỉnh ủy Hải Dương"}`, "ban-thuong-vu-tinh-uy-hai-duong"},
		{read, `{"province":"Quảng Trị","issuer_id":"x"}`, "x"},
		{read, `{"province":"Quảng Trị","issuer_id":""}`, ""},
		{read, `{"title":"T"}`, ""},
		{known, `{"issuer":"Tỉnh ủy"}`, ""},
		{known, `{"issuer":"Bộ Nội vụ"}`, "bo-noi-vu"},
		{known, `{"province":"Hà Nội"}`, "bo-y-te"},
		{known, `{"issuer":""}`, ""},
	} {
		g, err := DecodeGiven([]byte(row.layer))
		if err != nil {
			t.Fatal(err)
		}
		if got := Merge(row.base, g).IssuerID; got != row.want {
			t.Errorf("%q with %s: %q, want %q", row.base.Issuer, row.layer, got, row.want)
		}
	}
}

func TestOverlayOfACurator(t *testing.T) {
	patch, err := DecodeGiven([]byte(`{"signer":{"title":"Bí thư"},"province":""}`))
	if err != nil {
		t.Fatal(err)
	}
	d := Overlay(Directive{Province: "Hải Dương", Signer: Signer{Name: "A"}}, patch, Curated)
	if d.Signer != (Signer{Name: "A", Title: "Bí thư"}) || d.Province != "" || d.Evidence["signer"].Basis != Curated {
		t.Errorf("%+v", d)
	}
	if out, err := json.Marshal(d); err != nil || !strings.Contains(string(out), `"province":""`) {
		t.Errorf("%s, %v", out, err)
	}
}

func TestDirectiveJSON(t *testing.T) {
	out, err := json.Marshal(Directive{ID: "a"})
	want := `{"id":"a","recipients":[],"distribution":[],"dates":[],"keywords":[],"references":[],"text":"","pages":[],"noise":[],"repairs":[],"evidence":{},"problems":[]}`
	if err != nil || string(out) != want {
		t.Errorf("%s, %v", out, err)
	}
	if out, err := json.Marshal(Directive{Number: "1/CT-TTg"}); err != nil || strings.Contains(string(out), `"id"`) {
		t.Errorf("a document that is not stored: %s, %v", out, err)
	}
	full := Directive{
		ID: "a", Key: "k", Number: "107-CV/BDVTU", Type: "Công văn", Issuer: "X", IssuerID: "x", Province: "P", Place: "Q", Issued: Date{2021, 8, 6}, Title: "T", Urgency: Urgent, Secrecy: Secret,
		Signer: Signer{"a", "b", "c"}, Incoming: Incoming{"4648", Date{2021, 8, 9}, "o"}, Source: Source{"n", "/r", "1", "txt", "00", true}, Text: "So 107", Recipients: []string{"r"}, Distribution: []string{"d"},
		Dates: []OtherDate{{DateEvent, Date{Year: 2021}, Span{0, 2}}}, Keywords: []string{"5K"}, References: []Reference{{Ref: "r", Text: "t", Number: "1/CT-TTg", Span: Span{1, 2}, Navigation: true}},
		Pages: []Page{{0, .5}}, Noise: []Noise{{Span{1, 2}, NoiseStamp}}, Repairs: []Repair{{"number", "a", "b", "digit"}}, Problems: []Problem{{"c", "d", Span{0, 1}}},
		Evidence: map[string]Evidence{"issuer": {Span{1, 2}, Inferred, .5}},
	}
	out, err = json.Marshal(full)
	if err != nil {
		t.Fatal(err)
	}
	var back Directive
	if err := json.Unmarshal(out, &back); err != nil || !reflect.DeepEqual(back, full) {
		t.Errorf("%v\n%+v\n%+v", err, back, full)
	}
	if g, err := DecodeGiven(out); err != nil || g.Directive.Number != full.Number || len(g.Fields()) != len(fields) {
		t.Errorf("our own output sent back: %q, %v", g.Fields(), err)
	}
}

// TestFieldsCoverTheJSON holds the list of fields to the struct: every member of
// a full directive is supplied, computed or refused by name.
func TestFieldsCoverTheJSON(t *testing.T) {
	typ := reflect.TypeOf(Directive{})
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		if fieldNamed(name) == nil && !objects[name] && !computed[name] {
			t.Errorf("%s is no field", name)
		}
	}
}

func TestValidate(t *testing.T) {
	good := Directive{ID: "a", Text: "ăn", References: []Reference{{Span: Span{0, 2}}}, Evidence: map[string]Evidence{"type": {Span: Span{2, 3}}}}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for field, bad := range map[string]Directive{
		"id": {}, "text": {ID: "a", Text: "\xff"}, "evidence.type": {ID: "a", Text: "ă", Evidence: map[string]Evidence{"type": {Span: Span{0, 1}}}},
		"problems[0]": {ID: "a", Problems: []Problem{{Span: Span{0, 1}}}},
	} {
		var fe *FieldError
		if err := bad.Validate(); !errors.As(err, &fe) || fe.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func FuzzDecodeGiven(f *testing.F) {
	for _, s := range []string{`{}`, `{"number":"1","signer":{"name":""}}`, `{"text":"ă","references":[{"start":0,"end":2}]}`, `{"issued":"2021"}`, `{"source":{"ocr":true}}`, `{"key":1}`, `[`, `{"id":"a"} 1`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := DecodeGiven(data)
		if err != nil {
			return
		}
		out, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		again, err := DecodeGiven(out)
		if err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		if !reflect.DeepEqual(again.Fields(), g.Fields()) {
			t.Fatalf("fields %q, then %q", g.Fields(), again.Fields())
		}
		d := Merge(Directive{Text: g.Directive.Text, ID: "a"}, g)
		if g.Has("text") && d.Validate() != nil {
			t.Fatal(d.Validate())
		}
	})
}
