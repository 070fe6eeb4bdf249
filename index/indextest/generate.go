package indextest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"tracuu/index/directive"
)

// generator makes documents and queries from so few words that they meet.
type generator struct{ *rand.Rand }

// vocabulary has words that differ by accents alone, words that are part of
// others, and the families and abbreviations that queries are widened by.
var vocabulary = []string{
	"phòng", "phong", "phông", "chống", "chong", "dịch", "dich", "tổ", "to", "tố", "covid", "Covid-19", "covid19",
	"5K", "15K", "trường", "trưởng", "truong", "hòa", "hoà", "UBND", "Ủy ban nhân dân", "TW", "TƯ", "TU", "an toàn",
	"cộng đồng", "khống chế", "không chế", "107", "07", "thông điệp", "nguyên tắc", "kỹ", "kĩ", "vắc - xin", "vaccine",
}

var (
	numbers = []string{"107-CV/BDVTU", "107-CV/TU", "16/CT-TTg", "16/2020/CT-TTg", "15/2020/NĐ-CP", "15/2021/NĐ-CP", "02-CĐ/TU", "51/2005/QH11", "1442/UBND-KGVX"}
	issuers = []string{"Ban Dân vận Tỉnh ủy Hải Dương", "Ban Dân vận Tỉnh ủy Quảng Trị", "Ủy ban nhân dân tỉnh Hải Dương", "Huyện ủy Gia Lộc", "Bộ Y tế", "Thủ tướng Chính phủ",
		"Ban Thường vụ Tỉnh ủy", "UBND huyện Gia Lộc", "Sở Y tế Hải Dương", "Ban Chỉ đạo"}
	kinds     = []directive.Kind{"Công văn", "Chỉ thị", "Thông báo", "Kế hoạch"}
	provinces = []string{"Hải Dương", "Quảng Trị", "Hà Nội", "Hải Phòng"}
	urgencies = []directive.Urgency{directive.Urgent, directive.VeryUrgent, directive.Immediately}
	dates     = []string{"2019", "2020", "2020-08", "2020-08-07", "2021-01", "2021-08-06", "2021-12-31", "2022", "2025", "2025-06", "2025-07-01"}
	laws      = []string{"Luật Phòng, chống bệnh truyền nhiễm", "Luật Đất đai", "Bộ luật Dân sự"}
)

func pick[T any](g generator, from []T) T { return from[g.IntN(len(from))] }

// maybe gives one of from with a chance of percent, else the zero value.
func maybe[T any](g generator, percent int, from []T) T {
	if g.IntN(100) < percent {
		return pick(g, from)
	}
	var none T
	return none
}

// text joins words with what stands between words in documents.
func (g generator) text(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteString(pick(g, []string{" ", " ", " ", " ", ", ", " - ", ". ", "; ", "\n", "\n\n", " (", ") ", ": "}))
		}
		if g.IntN(25) == 0 {
			b.WriteString(pick(g, numbers))
			continue
		}
		b.WriteString(pick(g, vocabulary))
	}
	return b.String()
}

func (g generator) date(percent int) directive.Date {
	d, err := directive.ParseDate(maybe(g, percent, dates))
	if err != nil {
		return directive.Date{}
	}
	return d
}

// document makes one with the id.
func (g generator) document(id string) directive.Directive {
	d := directive.Directive{
		ID: id, Number: maybe(g, 60, numbers), Type: maybe(g, 80, kinds), Issuer: maybe(g, 80, issuers),
		Province: maybe(g, 50, provinces), Issued: g.date(75), Urgency: maybe(g, 20, urgencies),
	}
	if d.Issuer != "" && g.IntN(3) == 0 {
		d.IssuerID = strings.ReplaceAll(foldedName(d.Issuer), " ", "-")
	}
	if g.IntN(4) == 0 {
		d.Title = g.text(1 + g.IntN(6))
	}
	for range g.IntN(3) {
		d.Text += g.text(1+g.IntN(15)) + " "
		if g.IntN(3) == 0 {
			d.Text += "⟦" + g.text(1+g.IntN(6)) + "⟧ "
		}
	}
	markNoise(&d)
	for range g.IntN(3) {
		d.Keywords = append(d.Keywords, g.text(1))
	}
	for range g.IntN(4) {
		d.References = append(d.References, g.reference())
	}
	return d
}

func (g generator) reference() directive.Reference {
	r := directive.Reference{Number: maybe(g, 80, numbers), Date: g.date(50), Navigation: g.IntN(6) == 0}
	r.Text = r.Number
	if r.Number == "" {
		r.Type, r.Title = "Luật", pick(g, laws)
		r.Text = r.Title
	}
	return r
}

// params makes a search, as parseParams reads it.
func (g generator) params() string {
	var parts []string
	add := func(name, value string) { parts = append(parts, name+"="+value) }
	if g.IntN(8) > 0 {
		add("q", g.query())
	}
	for range g.IntN(3) {
		not := pick(g, []string{"", "", "not."})
		switch g.IntN(9) {
		case 0:
			add(not+"issuer", pick(g, append([]string{"tỉnh ủy", "UBND tỉnh", "id:bo-y-te", "under:tinh-uy-hai-duong", "under:chinh-phu",
				"under:uy-ban-nhan-dan-tinh-hai-duong", "BDVTU", "Sở Y tế Hải Dương"}, issuers...)))
		case 1:
			add(not+"type", string(pick(g, kinds)))
		case 2:
			add(not+"province", pick(g, []string{"", "", "now:", "was:"})+pick(g, provinces))
		case 3:
			add(not+"cites", pick(g, append([]string{"luat dat dai", "16/CT-TTg@2020", "16"}, numbers...)))
		case 4:
			add(not+"keyword", pick(g, vocabulary))
		case 5:
			add(not+"number", pick(g, append([]string{"107", "15"}, numbers...)))
		case 6:
			add(not+"level", pick(g, []string{"province", "huyện", "trung ương"}))
		case 7:
			add(pick(g, []string{"from", "to"}), pick(g, dates))
		case 8:
			add("missing", pick(g, []string{"issued", "issuer", "number", "type", "province", "keyword", "title"}))
		}
	}
	add("sort", pick(g, []string{"", "", "relevance", "newest", "oldest", "most-cited"}))
	add("limit", fmt.Sprint(1+g.IntN(12)))
	add("facets", "issuer,type,province,level,year,month,keyword,urgency,cites")
	add("facet_limit", fmt.Sprint(g.IntN(7)))
	if g.IntN(6) == 0 {
		add("expand", "off")
	}
	if g.IntN(6) == 0 {
		add("match", "all")
	}
	return strings.Join(parts, " & ")
}

// query makes a query text.
func (g generator) query() string {
	if g.IntN(8) == 0 {
		return g.text(8 + g.IntN(8))
	}
	var parts []string
	for range 1 + g.IntN(3) {
		parts = append(parts, g.term())
	}
	return strings.Join(parts, " ")
}

func (g generator) term() string {
	switch g.IntN(12) {
	case 0:
		return `"` + g.text(1+g.IntN(3)) + `"`
	case 1:
		return "-" + pick(g, vocabulary)
	case 2:
		return `-"` + g.text(2) + `"`
	case 3:
		return g.text(1) + " OR " + g.text(1)
	case 4:
		return "(" + g.text(2) + ` OR "` + g.text(2) + `")`
	case 5:
		return pick(g, numbers)
	case 6:
		return pick(g, []string{`loai:"công văn"`, "tu:2020", "den:2021-08", "tk:5K", "nam:2020", `-loai:"chỉ thị"`, "cq:\"bộ y tế\" OR tk:covid", "vd:16/CT-TTg"})
	}
	return g.text(1 + g.IntN(3))
}
