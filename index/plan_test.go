package index_test

import (
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

func TestPlanModes(t *testing.T) {
	for _, row := range []struct {
		text  string
		q     index.Query
		mode  index.Mode
		order index.Sort
	}{
		{"", index.Query{}, index.ModeAll, index.Newest},
		{"", index.Query{Sort: index.ByRelevance}, index.ModeAll, index.Newest},
		{"", index.Query{Sort: index.Oldest}, index.ModeAll, index.Oldest},
		{"-tổ", index.Query{}, index.ModeAll, index.Newest},
		{`loai:"công văn" nam:2021`, index.Query{}, index.ModeAll, index.Newest},
		{"tổ", index.Query{}, index.ModeTiers, index.ByRelevance},
		{"tổ", index.Query{Sort: index.Newest}, index.ModeTiers, index.Newest},
		{"16/CT-TTg", index.Query{}, index.ModeTiers, index.ByRelevance},
		{"một hai ba bốn năm sáu bảy", index.Query{}, index.ModeTiers, index.ByRelevance},
		{"một hai ba bốn năm sáu bảy tám", index.Query{}, index.ModeQuestion, index.ByRelevance},
		{"ai có thể kháng cáo?", index.Query{}, index.ModeQuestion, index.ByRelevance},
		{"ai có thể kháng cáo", index.Query{}, index.ModeTiers, index.ByRelevance},
		{"ai có thể kháng cáo ? ", index.Query{MatchAll: true}, index.ModeTiers, index.ByRelevance},
		{"thể kháng cáo covid?", index.Query{}, index.ModeTiers, index.ByRelevance},
		{`"một hai ba bốn năm" ?`, index.Query{}, index.ModeTiers, index.ByRelevance},
		{`"an ninh mạng" là gì?`, index.Query{}, index.ModeQuestion, index.ByRelevance},
		{"một hai ba bốn năm sáu bảy tám", index.Query{MatchAll: true}, index.ModeTiers, index.ByRelevance},
		{`"một hai ba bốn năm sáu bảy tám"`, index.Query{}, index.ModeTiers, index.ByRelevance},
		{`một hai ba bốn "x" năm sáu bảy tám`, index.Query{}, index.ModeQuestion, index.ByRelevance},
		{"một hai ba bốn -x năm sáu bảy tám", index.Query{}, index.ModeQuestion, index.ByRelevance},
	} {
		row.q.Text = mustParse(t, row.text)
		p := index.NewPlan(row.q, nil)
		if p.Mode != row.mode || p.Order != row.order {
			t.Errorf("%q: %s by %s, want %s by %s", row.text, p.Mode, p.Order, row.mode, row.order)
		}
	}
}

func TestPlanLifts(t *testing.T) {
	year := func(y int) directive.Date { return directive.Date{Year: y} }
	q := index.Query{
		Text:    mustParse(t, `dịch loai:"công văn" -cq:"bộ y tế" tu:2020 den:2022 (vd:16/CT-TTg OR tk:5K)`),
		Filters: index.Filters{From: year(2019), To: year(2021)},
	}
	p := index.NewPlan(q, nil)
	if got := p.Text.String(); got != "dịch (vd:16/CT-TTg OR tk:5K)" {
		t.Errorf("the text left is %s", got)
	}
	if p.Filters.From != year(2020) || p.Filters.To != year(2021) {
		t.Errorf("bounds are %s to %s", p.Filters.From, p.Filters.To)
	}
	if w := p.Filters.Where; len(w) != 2 || w[0].Field != index.FieldType || w[0].Not || w[1].Field != index.FieldIssuer || !w[1].Not {
		t.Errorf("filters are %+v", w)
	}
	if len(q.Filters.Where) != 0 {
		t.Error("the query itself was changed")
	}
}

func TestPlanExpands(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"tổ dân phố", "tổ dân phố"},
		{"UBND tỉnh", "UBND tỉnh OR Ủy ban nhân dân tỉnh"},
		{"ubnd tinh", "ubnd tinh OR Ủy ban nhân dân tinh"},
		{"ủy ban nhân dân xã", "ủy ban nhân dân xã OR UBND xã"},
		{"uy ban nhan dan xa", "uy ban nhan dan xa OR UBND xa"},
		{"ủy bàn nhân dân", "ủy bàn nhân dân"},
		{"nguyên tắc 5K", `nguyên tắc 5K OR tk:"Thông điệp 5K"`},
		{`"UBND tỉnh"`, `"UBND tỉnh"`},
		{"dịch -UBND", "dịch -UBND"},
		{`(UBND OR "x") dịch`, `(UBND OR Ủy ban nhân dân OR "x") dịch`},
	} {
		p := index.NewPlan(index.Query{Text: mustParse(t, row.text)}, index.DefaultFamilies())
		if got := p.Text.String(); got != row.want {
			t.Errorf("%s: %s, want %s", row.text, got, row.want)
		}
	}
}

func TestWeights(t *testing.T) {
	if index.Weight(10, 0) != 0 {
		t.Error("a word that no document has weighs something")
	}
	for found := 2; found <= 10; found++ {
		if a, b := index.Weight(10, found-1), index.Weight(10, found); a <= b || b <= 0 {
			t.Errorf("found in %d: %g, in %d: %g", found-1, a, found, b)
		}
	}
	for _, row := range []struct {
		carried, total float64
		want           bool
	}{{2, 10, true}, {1.99, 10, false}, {0, 0, false}, {0, 10, false}, {10, 10, true}, {0.1 + 0.1, 1, true}} {
		if got := index.Qualifies(row.carried, row.total); got != row.want {
			t.Errorf("%g of %g: %t", row.carried, row.total, got)
		}
	}
}
