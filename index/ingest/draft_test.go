package ingest

import (
	"testing"

	"tracuu/index/directive"
)

// A supplied issuer has the id and the province of its own body, not those of the
// body that the text names.
func TestSuppliedIssuerIsABody(t *testing.T) {
	const text = `"text":"UBND TỈNH HÀ NAM\nSố: 12/CT-UBND\nHà Nam, ngày 5 tháng 3 năm 2022\nCHỈ THỊ\nVề việc phòng cháy\n"`
	for _, row := range []struct{ given, id, province string }{
		{`{` + text + `}`, "uy-ban-nhan-dan-tinh-ha-nam", "Hà Nam"},
		{`{"issuer":"Ủy ban nhân dân tỉnh Hà Nam",` + text + `}`, "uy-ban-nhan-dan-tinh-ha-nam", "Hà Nam"},
		{`{"issuer":"Sở Y tế",` + text + `}`, "so-y-te-tinh-ha-nam", "Hà Nam"},
		{`{"issuer":"Tỉnh ủy Hải Dương",` + text + `}`, "tinh-uy-hai-duong", "Hải Dương"},
		{`{"issuer":"Tỉnh ủy Hải Dương","province":"Hà Nam",` + text + `}`, "tinh-uy-hai-duong", "Hà Nam"},
		{`{"issuer":"Thủ tướng Chính phủ",` + text + `}`, "thu-tuong-chinh-phu", ""},
		{`{"issuer":"Thủ tướng Chính phủ","issuer_id":"pm",` + text + `}`, "pm", ""},
		{`{"issuer":"Công ty ABC",` + text + `}`, "", "Hà Nam"},
		{`{"issuer":"",` + text + `}`, "", "Hà Nam"},
		{`{"issuer":"Bộ Y tế","number":"1/CT-BYT"}`, "bo-y-te", ""},
	} {
		given, err := directive.DecodeGiven([]byte(row.given))
		if err != nil {
			t.Fatal(err)
		}
		draft := Complete(given, nil)
		for range 2 {
			d := draft.Directive()
			if d.IssuerID != row.id || d.Province != row.province {
				t.Errorf("%s: body %q of %q, want %q of %q", row.given, d.IssuerID, d.Province, row.id, row.province)
			}
			if given.Has("issuer") && d.Issuer != given.Directive.Issuer {
				t.Errorf("%s: issuer %q", row.given, d.Issuer)
			}
			draft = Reread(draft, nil)
		}
	}
}

// A row of a register names its number and no type; the number tells it.
func TestSuppliedNumberTellsTheType(t *testing.T) {
	for row, want := range map[string]directive.Kind{
		`{"number":"12/QĐ-UBND","title":"Về việc thành lập Ban Chỉ đạo"}`: "Quyết định",
		`{"number":"13/CT-UBND"}`:                   "Chỉ thị",
		`{"number":"14 TB-UBND"}`:                   "Thông báo",
		`{"number":"294-QĐ/TW"}`:                    "", // Quyết định or Quy định
		`{"number":"12/QĐ-UBND","type":""}`:         "", // known to be none
		`{"number":"12/QĐ-UBND","type":"Công văn"}`: "Công văn",
		`{"number":"chưa có số","title":"x"}`:       "",
	} {
		given, err := directive.DecodeGiven([]byte(row))
		if err != nil {
			t.Fatal(err)
		}
		draft := Complete(given, nil)
		for _, d := range []directive.Directive{draft.Directive(), Reread(draft, nil).Directive()} {
			if d.Type != want {
				t.Errorf("%s: %q, want %q", row, d.Type, want)
			}
			if basis := d.Evidence["type"].Basis; !given.Has("type") && want != "" && basis != directive.Inferred {
				t.Errorf("%s: basis %q", row, basis)
			}
		}
	}
}
