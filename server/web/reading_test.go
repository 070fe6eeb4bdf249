package web

import (
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tracuu/index/directive"
	"tracuu/server/api"
)

// set is a text as its page sets it, a line a block: kind, anchor, text.
func set(text string, noise ...directive.Noise) []string {
	var out []string
	d := directive.Directive{Text: text, Noise: noise}
	for _, b := range newReading(Vietnamese, &d, nil, nil, "").Blocks {
		for _, r := range b.Rows {
			cells := []string{}
			for _, cell := range r.Cells {
				cells = append(cells, string(cell))
			}
			b.HTML += template.HTML(fmt.Sprintf("%s %t;", strings.Join(cells, ","), r.Head))
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s|%s", b.Kind, b.ID, strings.ReplaceAll(string(b.HTML), "\n", "⏎"))))
	}
	return out
}

// TestBlocks has a row a rule: how the lines of a page become headings, points and
// paragraphs.
func TestBlocks(t *testing.T) {
	for _, row := range []struct{ name, text, want string }{
		{"articles", "Điều 1. Phạm vi\nĐiều 2a. Đối tượng", "article dieu-1|Điều 1. Phạm vi / article dieu-2a|Điều 2a. Đối tượng"},
		{"parts", "Phần thứ nhất\nPHẦN II\nChương IV\nMục 2", "part phan-thu-nhat|Phần thứ nhất / part phan-ii|PHẦN II / chapter chuong-iv|Chương IV / section muc-2|Mục 2"},
		{"appendix", "PHỤ LỤC II\nPhụ lục", "part phu-luc-ii|PHỤ LỤC II / part phu-luc|Phụ lục"},
		{"points of an article", "Điều 3. Tổ chức\n1. Mỗi thôn một tổ.\na) Tổ trưởng do dân cử.\nđ) Tổ phó.", "article dieu-3|Điều 3. Tổ chức / point dieu-3-1|1. Mỗi thôn một tổ. / letter dieu-3-a|a) Tổ trưởng do dân cử. / letter dieu-3-d|đ) Tổ phó."},
		{"roman and decimal", "I. MỤC ĐÍCH\n1.2. Yêu cầu\n2.1 Nội dung", "roman i|I. MỤC ĐÍCH / point i-1-2|1.2. Yêu cầu / point i-2-1|2.1 Nội dung"},
		{"the same number twice", "1. Một.\n1. Hai.\n1. Ba.", "point 1|1. Một. / point 1-ii|1. Hai. / point 1-iii|1. Ba."},
		{"dashes", "- Như trên;\n+ Lưu: VT.\n• Sở Y tế", "dash |- Như trên; / dash |+ Lưu: VT. / dash |• Sở Y tế"},
		{"a rule is none of the text", "TỈNH ỦY\n-------\nSố: 5", "caps |TỈNH ỦY / rule |------- / |Số: 5"},
		{"capitals in lines are one", "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM", "caps |CỘNG HÒA XÃ HỘI⏎CHỦ NGHĨA VIỆT NAM"},
		{"a sentence over lines", "Các sở, ban, ngành và\nđịa phương thực hiện.", "|Các sở, ban, ngành và⏎địa phương thực hiện."},
		{"a sentence that ended", "Thực hiện.\nCác sở báo cáo.", "|Thực hiện. / |Các sở báo cáo."},
		{"a blank line parts", "Các sở và\n\nđịa phương", "|Các sở và / |địa phương"},
		{"a date is no point", "31/3/2020 là ngày ban hành", "|31/3/2020 là ngày ban hành"},
		{"a year is no point", "2021 là năm đầu", "|2021 là năm đầu"},
		{"the name of a road is no article", "Điều động cán bộ", "|Điều động cán bộ"},
		{"rows are a table", "Danh sách:\nTT | Tên xã | Ghi chú\n1 | Mường Khương | Đạt\n2 | Bát Xát | \nHết.", "|Danh sách: / table |TT,Tên xã,Ghi chú true;1,Mường Khương,Đạt false;2,Bát Xát, false; / |Hết."},
		{"a first row that numbers nothing heads nothing", "Sở Y tế | 5\n- Sở Nội vụ | 7", "table |Sở Y tế,5 false;- Sở Nội vụ,7 false;"},
		{"a row alone is a line", "Trang chủ | Liên hệ\nđiện thoại", "|Trang chủ | Liên hệ / |điện thoại"},
		{"a blank line parts tables", "a | b\nc | d\n\n1 | 2\n3 | 4", "table |a,b false;c,d false; / table |1,2 false;3,4 false;"},
		{"who signs for whom stands alone", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "caps |TM. ỦY BAN NHÂN DÂN / caps |KT. CHỦ TỊCH / caps |PHÓ CHỦ TỊCH"},
		{"nothing", " \n\t\n", ""},
	} {
		if got := strings.Join(set(row.text), " / "); got != row.want {
			t.Errorf("%s:\n%s\nwant\n%s", row.name, got, row.want)
		}
	}
}

func TestNoiseIsFolded(t *testing.T) {
	text := "ĐẾN Số: 4648\nNgày: 9/8\nTỈNH ỦY\n"
	end := strings.Index(text, "TỈNH")
	got := strings.Join(set(text, directive.Noise{Span: directive.Span{End: end}, Kind: directive.NoiseStamp}), " / ")
	if got != "noise |ĐẾN Số: 4648⏎Ngày: 9/8 / caps |TỈNH ỦY" {
		t.Error(got)
	}
}

func TestContents(t *testing.T) {
	d := directive.Directive{Text: "Điều 1. Một\nĐiều 2. Hai\n"}
	if got := newReading(Vietnamese, &d, nil, nil, "").Contents; got != nil {
		t.Errorf("two headings need no table of contents: %v", got)
	}
	d.Text += "Điều 3. " + strings.Repeat("rất dài ", 40)
	got := newReading(Vietnamese, &d, nil, nil, "").Contents
	if len(got) != 3 || utf8.RuneCountInString(got[2].Label) > 91 || !strings.HasSuffix(got[2].Label, "…") {
		t.Errorf("%+v", got)
	}
}

// TestPaint has citations and marks in every position to each other.
func TestPaint(t *testing.T) {
	text := `Theo "Chỉ thị" số 16/CT-TTg và <b>.`
	at := func(part string) directive.Span {
		i := strings.Index(text, part)
		return directive.Span{Start: i, End: i + len(part)}
	}
	cite := func(part, state string) api.Citation {
		var c api.Citation
		c.Start, c.End, c.State, c.Ref = at(part).Start, at(part).End, state, "r1"
		return c
	}
	for _, row := range []struct {
		citations []api.Citation
		marks     []directive.Span
		want      string
	}{
		{nil, nil, `Theo &#34;Chỉ thị&#34; số 16/CT-TTg và &lt;b&gt;.`},
		{nil, []directive.Span{at("<b>")}, `Theo &#34;Chỉ thị&#34; số 16/CT-TTg và <mark>&lt;b&gt;</mark>.`},
		{[]api.Citation{cite("số 16/CT-TTg", "absent")}, []directive.Span{at("16/CT-TTg và")},
			`Theo &#34;Chỉ thị&#34; <a class="cite absent" href="/x?a&amp;b#r1" data-card="the-r1">số <mark>16/CT-TTg</mark> <span class="state">không có trong kho</span></a><mark> và</mark> &lt;b&gt;.`},
	} {
		p := painter{lang: Vietnamese, text: text, citations: row.citations, marks: row.marks, tab: "/x?a&b"}
		if got := string(p.paint(directive.Span{End: len(text)})); got != row.want {
			t.Errorf("%s\nwant\n%s", got, row.want)
		}
	}
}

var markup = regexp.MustCompile(`</?mark>`)

// FuzzReading holds that a page shows every letter of a text once, in order, and
// nothing of it as markup.
func FuzzReading(f *testing.F) {
	for _, text := range []string{"", "Điều 1. Phạm vi\n1. Một\na) Hai", "TỈNH ỦY\n---\nSố: 5\n\nKính gửi:\n- Sở Y tế", "<script>alert(1)</script>\n\"><img", "\xff\xfe\n\r\n Điều\u2028 1", strings.Repeat("chỉđạo", 3000),
		"1.\n1. A\n1. A\nI. A\nI. A", "TT | Tên | \r\n1 | a | b\n |  | \n"} {
		f.Add(text, 3, 9)
	}
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		d := directive.Directive{Text: text}
		var marks []directive.Span
		if 0 <= from && from < to && to <= len(text) && utf8.RuneStart(text[from]) && (to == len(text) || utf8.RuneStart(text[to])) {
			marks = []directive.Span{{Start: from, End: to}}
			d.Noise = []directive.Noise{{Span: directive.Span{Start: from, End: to}, Kind: directive.NoiseStamp}}
		}
		r := newReading(Vietnamese, &d, nil, marks, "")
		var shown strings.Builder
		ids := map[string]bool{}
		for _, b := range r.Blocks {
			for _, row := range b.Rows {
				for _, cell := range row.Cells {
					b.HTML += cell
				}
			}
			plain := markup.ReplaceAllString(string(b.HTML), "")
			if strings.ContainsAny(plain, "<>\"") {
				t.Fatalf("markup in %q", b.HTML)
			}
			if len(plain) > 6*longest*max(1, len(b.Rows)) {
				t.Fatalf("a block of %d bytes", len(plain))
			}
			if b.ID != "" && ids[b.ID] && len(r.Blocks) < 40 {
				t.Fatalf("the anchor %q stands twice", b.ID)
			}
			ids[b.ID] = true
			shown.WriteString(html.UnescapeString(plain))
		}
		if got, want := letters(shown.String()), letters(strings.ReplaceAll(text, "\x00", "\uFFFD")); got != want {
			t.Fatalf("shown %q\nof    %q", got, want)
		}
	})
}

// letters is a text without blanks, and what parts the cells of a row.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '|' {
			return -1
		}
		return r
	}, text)
}
