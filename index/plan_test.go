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

func TestPlanTypedNumbers(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"CT16", `CT16 OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"ct 16", `ct 16 OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"16 ct", `16 ct OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"số 16 CT", `số 16 CT OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"CT số 16", `CT số 16 OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"chỉ thị 16", `chỉ thị 16 OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"chi thi so 16", `chi thi so 16 OR (16 loai:"Chỉ thị") OR "16 CT"`},
		{"CĐ 02", `CĐ 02 OR (02 loai:"Công điện") OR "02 CĐ" OR "2 CĐ"`},
		{"cd 2", `cd 2 OR (2 loai:"Công điện") OR "02 CĐ" OR "2 CĐ"`},
		{"ct16 2021", `ct16 2021 OR (16 loai:"Chỉ thị" nam:2021) OR "16 2021 CT"`},
		{"chỉ thị 16 năm 2021", `chỉ thị 16 năm 2021 OR (16 loai:"Chỉ thị" nam:2021) OR "16 2021 CT"`},
		{"thông tư 20", `thông tư 20 OR (20 loai:"Thông tư") OR "20 TT"`},
		// a body makes it a whole number
		{"16 ct ttg", "16 ct ttg OR 16 ct Thủ tướng Chính phủ OR 16/CT-TTg"},
		{"so 16 ct-ttg", "so 16 ct ttg OR so 16 ct Thủ tướng Chính phủ OR 16/CT-TTg"},
		{"cv tu 91", "cv tu 91 OR 91/CV-TU"},
		{"cv 91 tu 2021", "cv 91 tu 2021 OR 91/2021/CV-TU"},
		{"chỉ thị 16 ubnd", "chỉ thị 16 ubnd OR chỉ thị 16 Ủy ban nhân dân OR 16/CT-UBND"},
		// among other words, only what can be nothing else
		{"giãn cách CT16", `giãn cách CT16 OR (giãn cách ((16 loai:"Chỉ thị") OR "16 CT"))`},
		{"giãn cách nq 86 cp", "giãn cách nq 86 cp OR (giãn cách 86/NQ-CP)"},
		{"có 19 tb", "có 19 tb"},
		{"nq 128 covid", "nq 128 covid"},
		{"nq128 covid", `nq128 covid OR (covid ((128 loai:"Nghị quyết") OR "128 NQ"))`},
		{"qd 15 bo", "qd 15 bo"},
		{"báo cáo 5 năm", "báo cáo 5 năm"},
		{"chỉ thị 16 giãn cách", "chỉ thị 16 giãn cách"},
		// no number of a document
		{"5K", `5K OR tk:"Thông điệp 5K"`},
		{"F0", "F0"}, {"T26", "T26"}, {"covid19", `covid 19 OR tk:Covid-19`}, {"L5", "L5"}, {"16", "16"}, {"ct", "ct"},
		{"kế hoạch 2021", "kế hoạch 2021"},
		{"QĐ số 2021", `QĐ số 2021 OR (2021 (loai:"Quyết định" OR loai:"Quy định")) OR "2021 QĐ"`},
		{`"CT16"`, `"CT16"`}, {"dịch -CT16", "dịch -CT16"},
		// a number without its body begins others
		{"107-CV", `107-CV OR (107 loai:"Công văn") OR "107 CV"`},
		{"107-CV/BDVTU", "107-CV/BDVTU"},
		{"một hai ba bốn năm sáu bảy CT16", "một hai ba bốn năm sáu bảy CT16"},
	} {
		p := index.NewPlan(index.Query{Text: mustParse(t, row.text)}, index.DefaultFamilies())
		if got := p.Text.String(); got != row.want {
			t.Errorf("%s\n got %s\nwant %s", row.text, got, row.want)
		}
		p = index.NewPlan(index.Query{Text: mustParse(t, row.text), Literal: true}, index.DefaultFamilies())
		if got := p.Text.String(); got != mustParse(t, row.text).String() {
			t.Errorf("%s taken literally: %s", row.text, got)
		}
	}
}

func TestPlanTypedDates(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"ngày 19/7/2021", "ngày 19 7 2021 OR nam:2021-07-19 OR ngày 19 tháng 7 năm 2021"},
		{"ngay 05-06-2021", "ngay 05 06 2021 OR nam:2021-06-05 OR ngày 05 tháng 6 năm 2021"},
		{"3.2.2020", "3 2 2020 OR nam:2020-02-03 OR ngày 03 tháng 02 năm 2020"},
		{"ngày 19 tháng 7 năm 2021", "ngày 19 tháng 7 năm 2021 OR nam:2021-07-19"},
		{"tháng 8/2021", "tháng 8 2021 OR nam:2021-08 OR tháng 8 năm 2021"},
		{"thang 8 nam 2021", "thang 8 nam 2021 OR nam:2021-08"},
		{"tiêm chủng 19/7/2021", "tiêm chủng 19 7 2021 OR (tiêm chủng nam:2021-07-19) OR tiêm chủng ngày 19 tháng 7 năm 2021"},
		{"họp ngày 5/6/2021 dịch", "họp ngày 5 6 2021 dịch OR (họp dịch nam:2021-06-05) OR họp ngày 05 tháng 6 năm 2021 dịch"},
		// no dates
		{"30/2/2021", "30 2 2021"}, {"19/13/2021", "19 13 2021"}, {"8 2021", "8 2021"}, {"ngày 19/7", "ngày 19 7"}, {"năm 2021", "năm 2021"}, {"tháng 8", "tháng 8"},
		{"111 5 2021", "111 5 2021"}, {"1 2 21", "1 2 21"}, {"0/1/2021", "0 1 2021"}, {`"19/7/2021"`, `"19 7 2021"`},
	} {
		p := index.NewPlan(index.Query{Text: mustParse(t, row.text)}, index.DefaultFamilies())
		if got := p.Text.String(); got != row.want {
			t.Errorf("%s\n got %s\nwant %s", row.text, got, row.want)
		}
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
		{"UBND TP.HCM", "UBND TP HCM OR Ủy ban nhân dân Thành phố Hồ Chí Minh OR UBND TPHCM"},
		{"tphcm", "tphcm OR Thành phố Hồ Chí Minh"},
		{"Ban Chỉ đạo UBND", "Ban Chỉ đạo UBND OR Ban Chỉ đạo Ủy ban nhân dân OR BCĐ UBND"},
		{"tiem vacxin tre em", "tiem vacxin tre em OR tiem vắc xin tre em OR tiem vaccine tre em"},
		{"tiêm vắc xin trẻ em", "tiêm vắc xin trẻ em OR tiêm vaccine trẻ em"},
		{"ATTP dịp Tết", "ATTP dịp Tết OR an toàn thực phẩm dịp Tết"},
		{"thành phố hồ chí minh", "thành phố hồ chí minh OR TPHCM"},
		{"tư tưởng HCM", "tư tưởng HCM"},
		{"LĐLĐ tỉnh", "LĐLĐ tỉnh OR Liên đoàn Lao động tỉnh"},
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
