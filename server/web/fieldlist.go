package web

import (
	"html/template"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
)

// fieldView is a field of a document and the passage that it was read from.
type fieldView struct {
	Name    string
	Values  []string
	Basis   string
	Sure    int // percent, 0 where nobody doubts
	Passage template.HTML
}

// basisNames say where a value comes from.
var basisNames = map[directive.Basis]string{
	directive.Curated: "đã hiệu đính", directive.Supplied: "theo nguồn cung cấp",
	directive.Read: "đọc từ văn bản", directive.Inferred: "suy ra từ văn bản",
}

// documentFields are the fields that a document shows, by their names in JSON.
var documentFields = []struct {
	name, title string
	values      func(Lang, *directive.Directive) []string
}{
	{"number", "Số, ký hiệu", func(_ Lang, d *directive.Directive) []string { return []string{d.Number} }},
	{"type", "Loại văn bản", func(_ Lang, d *directive.Directive) []string { return []string{string(d.Type)} }},
	{"issuer", "Cơ quan ban hành", func(_ Lang, d *directive.Directive) []string { return []string{d.Issuer} }},
	{"province", "Tỉnh, thành phố", func(_ Lang, d *directive.Directive) []string { return []string{d.Province} }},
	{"place", "Địa danh", func(_ Lang, d *directive.Directive) []string { return []string{d.Place} }},
	{"issued", "Ngày ban hành", func(l Lang, d *directive.Directive) []string { return []string{l.Date(d.Issued)} }},
	{"title", "Trích yếu", func(_ Lang, d *directive.Directive) []string { return []string{d.Title} }},
	{"urgency", "Độ khẩn", func(_ Lang, d *directive.Directive) []string { return []string{string(d.Urgency)} }},
	{"signer", "Người ký", func(_ Lang, d *directive.Directive) []string {
		return []string{d.Signer.Name, d.Signer.Title, d.Signer.Authority}
	}},
	{"recipients", "Kính gửi", func(_ Lang, d *directive.Directive) []string { return d.Recipients }},
	{"distribution", "Nơi nhận", func(_ Lang, d *directive.Directive) []string { return d.Distribution }},
	{"incoming", "Dấu đến", func(l Lang, d *directive.Directive) []string {
		return []string{d.Incoming.Number, l.Date(d.Incoming.Date), d.Incoming.Office}
	}},
	{"dates", "Ngày khác", func(l Lang, d *directive.Directive) []string {
		var out []string
		for _, other := range d.Dates {
			out = append(out, l.Say(dateKinds[other.Kind], l.Date(other.Value)))
		}
		return out
	}},
	{"keywords", "Từ khóa", func(_ Lang, d *directive.Directive) []string { return d.Keywords }},
	{"repairs", "Đã sửa khi đọc", func(_ Lang, d *directive.Directive) []string {
		var out []string
		for _, r := range d.Repairs {
			out = append(out, r.Raw+" → "+r.Repaired)
		}
		return out
	}},
	{"source", "Nguồn", func(_ Lang, d *directive.Directive) []string { return []string{d.Source.Name, d.Source.Part} }},
}

// always are the fields that are shown as unknown where nothing is known of them.
var always = map[string]bool{"number": true, "type": true, "issuer": true, "issued": true, "title": true}

func fields(lang Lang, d *directive.Directive) []fieldView {
	var out []fieldView
	for _, f := range documentFields {
		v := fieldView{Name: lang.Say(f.title)}
		for _, value := range f.values(lang, d) {
			if strings.TrimSpace(value) != "" {
				v.Values = append(v.Values, value)
			}
		}
		evidence, ok := d.Evidence[f.name]
		if len(v.Values) == 0 && !ok && !always[f.name] {
			continue
		}
		if ok {
			v.Basis = lang.Say(basisNames[evidence.Basis])
			if evidence.Confidence > 0 && evidence.Confidence < 1 {
				v.Sure = int(100*evidence.Confidence + 0.5)
			}
			if evidence.Len() > 0 {
				passage := index.Passage(d.Text, evidence.Span, evidence.Span)
				v.Passage = marked(passage.Text, passage.Marks)
			}
		}
		out = append(out, v)
	}
	return out
}
