package docfile

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// bbox writes lines of words as pdftotext -bbox-layout does: "x,y text text".
func bbox(lines ...string) []byte {
	var b strings.Builder
	b.WriteString(`<page width="595" height="842">` + "\n")
	for _, l := range lines {
		place, text, _ := strings.Cut(l, " ")
		var x, y float64
		fmt.Sscanf(place, "%f,%f", &x, &y)
		b.WriteString("<line>\n")
		for w := range strings.FieldsSeq(text) {
			width := 6 * float64(utf8.RuneCountInString(w))
			fmt.Fprintf(&b, `<word xMin="%f" yMin="%f" xMax="%f" yMax="%f">%s</word>`+"\n", x, y, x+width, y+12, w)
			x += width + 3
		}
	}
	return []byte(b.String())
}

func read(t testing.TB, data []byte) string {
	t.Helper()
	return newLeaves(parseWords(data), 0).document().Text
}

// TestReadingOrder holds the order in which the parts of a page are read.
func TestReadingOrder(t *testing.T) {
	for _, row := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"letterhead", []string{"60,40 TỈNH ỦY", "60,54 Số: 1-CT/TU", "300,40 ĐẢNG CỘNG SẢN", "300,54 Hải Dương, ngày 1", "60,110 Căn cứ Luật Tổ chức chính quyền địa phương năm 2015 và các luật sửa đổi"},
			"TỈNH ỦY\nSố: 1-CT/TU\n\nĐẢNG CỘNG SẢN\nHải Dương, ngày 1\n\nCăn cứ Luật Tổ chức chính quyền địa phương năm 2015 và các luật sửa đổi\n"},
		{"sides half a line apart", []string{"60,40 TỈNH ỦY", "300,46 ĐẢNG CỘNG SẢN", "60,54 Số: 1-CT/TU", "300,60 Hải Dương, ngày 1"},
			"TỈNH ỦY\nSố: 1-CT/TU\nĐẢNG CỘNG SẢN\nHải Dương, ngày 1\n"},
		{"left side longer", []string{"60,40 Nơi nhận:", "300,40 CHỦ TỊCH", "60,54 - Bộ Y tế;", "60,68 - Lưu: VT.", "300,110 Nguyễn Văn A"},
			"Nơi nhận:\n- Bộ Y tế;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n"},
		{"address after the letterhead", []string{"60,40 TỈNH ỦY", "300,40 ĐẢNG CỘNG SẢN", "60,54 Số: 1-CV/TU", "300,54 Hải Dương", "60,70 Kính gửi:", "300,70 - Sở Y tế;", "300,84 - Sở Nội vụ."},
			"TỈNH ỦY\nSố: 1-CV/TU\nĐẢNG CỘNG SẢN\nHải Dương\nKính gửi:\n- Sở Y tế;\n- Sở Nội vụ.\n"},
		{"table", []string{"60,40 1", "120,40 Sở Y tế", "300,40 2021", "60,54 2", "120,54 Sở Nội vụ", "300,54 2022"},
			"1\tSở Y tế\t2021\n2\tSở Nội vụ\t2022\n"},
		{"table that counts", []string{"60,40 STT", "120,40 Tên đơn vị", "60,54 1", "120,54 Sở Y tế", "60,68 2", "120,68 Sở Nội vụ", "120,82 và Thanh tra", "60,96 3", "120,96 Sở Tài chính"},
			"STT\tTên đơn vị\n1\tSở Y tế\n2\tSở Nội vụ\nvà Thanh tra\n3\tSở Tài chính\n"},
		{"two sides with numbers", []string{"60,40 Nơi nhận:", "300,40 CHỦ TỊCH", "60,54 1", "300,54 a", "60,68 2", "300,68 b", "60,82 4", "300,82 c"},
			"Nơi nhận:\n1\n2\n4\nCHỦ TỊCH\na\nb\nc\n"},
		{"to be filled in", []string{"60,40 TỈNH ỦY", "300,40 ĐẢNG CỘNG SẢN", "60,54 Số:", "140,54 -CV/TU", "300,54 Hải Dương"},
			"TỈNH ỦY\nSố: -CV/TU\nĐẢNG CỘNG SẢN\nHải Dương\n"},
	} {
		if got := strings.ReplaceAll(read(t, bbox(row.lines...)), "\n\n", "\n"); got != strings.ReplaceAll(row.want, "\n\n", "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", row.name, got, row.want)
		}
	}
}

// TestPageMatter marks page numbers and what runs over pages, and nothing else.
func TestPageMatter(t *testing.T) {
	var data []byte
	for n := range 3 {
		data = append(data, bbox("280,20 "+fmt.Sprint(n+1), "60,34 Công báo số 12", "60,200 Điều này có 3 khoản và 15 điểm", "60,214 15", "280,820 - "+fmt.Sprint(n+1)+" -")...)
	}
	d := newLeaves(parseWords(data), 3).document()
	var marked []string
	for _, r := range d.Noise {
		marked = append(marked, d.Text[r.Start:r.End])
	}
	const want = "1|Công báo số 12|- 1 -|2|Công báo số 12|- 2 -|3|Công báo số 12|- 3 -"
	if got := strings.Join(marked, "|"); got != want || len(d.PageStarts) != 3 {
		t.Errorf("%s, pages %v", got, d.PageStarts)
	}
}

func TestSkew(t *testing.T) {
	var points []point
	for _, angle := range []float64{-7, -1.5, 0, 0.6, 9} {
		points = points[:0]
		slope := math.Tan(angle * math.Pi / 180)
		for line := range 30 {
			for x := range 400 {
				points = append(points, point{float64(2 * x), float64(40*line+x%9) + float64(2*x)*slope})
			}
		}
		if got, _ := skewOf(points); math.Abs(got-angle) > 0.15 {
			t.Errorf("%v degrees are found as %v", angle, got)
		}
	}
}

func TestOrientation(t *testing.T) {
	for _, row := range []struct {
		out   string
		turns int
		sure  bool
	}{
		{"Page number: 0\nOrientation in degrees: 180\nRotate: 180\nOrientation confidence: 9.47\n", 2, true},
		{"Rotate: 90\nOrientation confidence: 0.4\n", 1, false},
		{"Rotate: 45\nOrientation confidence: 9\n", 0, false}, {"", 0, false},
	} {
		if turns, sure := parseOrientation([]byte(row.out)); turns != row.turns && row.sure || sure != row.sure {
			t.Errorf("%q: %d, %v", row.out, turns, sure)
		}
	}
}

const tsvHead = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

func TestTSV(t *testing.T) {
	words := dropRubbish(parseTSV([]byte(tsvHead +
		"5\t1\t1\t1\t1\t1\t10\t10\t50\t20\t96.5\tTỉnh\n5\t1\t1\t1\t1\t2\t70\t10\t30\t20\t12\tủy\n" +
		"5\t1\t2\t1\t1\t1\t10\t90\t50\t20\t8\t~]|\n5\t1\t2\t1\t2\t1\t10\t120\t50\t20\t8\t2021\n5\t1\t1\t1\tx\n4\t1\t1\t1\t1\t0\t0\t0\t0\t0\t-1\t\n")))
	if len(words) != 3 || words[0].text != "Tỉnh" || words[0].line != words[1].line || words[2].text != "2021" {
		t.Errorf("%+v", words)
	}
	if q := pageQuality(words[:2]); math.Abs(q-(.965+.12)/2) > 1e-9 {
		t.Errorf("quality %v", q)
	}
	if q := pageQuality([]pageWord{{text: "xyzt", confidence: 1}, {text: "nhà", confidence: 0.5}}); q != 0.375 {
		t.Errorf("quality %v", q)
	}
}

func FuzzTSV(f *testing.F) {
	f.Add([]byte(tsvHead + "5\t1\t1\t1\t1\t1\t10\t10\t50\t20\t96.5\tTỉnh\n"))
	f.Add([]byte("5\t1\t1\t1\t1\t1\tNaN\t1e300\t-5\t-20\t+Inf\t\xff\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		words := dropRubbish(parseTSV(data))
		if q := pageQuality(words); q < 0 || q > 1 || math.IsNaN(q) {
			t.Errorf("quality %v", q)
		}
		checkPages(t, leaves{{sheet: sheet{2480, 3508, words}, lines: sheet{2480, 3508, words}.lines()}}, words)
	})
}

// FuzzPDF takes what poppler's programs print over any PDF, and images.
func FuzzPDF(f *testing.F) {
	f.Add(bbox("60,40 TỈNH ỦY", "300,40 ĐẢNG CỘNG SẢN", "60,54 Số: 1-CT/TU"))
	f.Add([]byte(`<page width="1" height="NaN">` + "\n<word xMin=\"1e9\" yMin=\"\">&#x110000;&amp;\xff</word>\n<word>a</word>"))
	f.Add([]byte("   1     0 image    1670  2356  rgb     3   8  image  no         3  0   200   200  491K 4.3%\n"))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets := parseWords(data)
		for _, s := range sheets {
			checkPages(t, newLeaves([]sheet{s}, 1), s.words)
		}
		for _, share := range parseImages(data, 3) {
			if share < 0 || math.IsNaN(share) {
				t.Errorf("images cover %v", share)
			}
		}
		if isTIFF(data) {
			if places, err := tiffDirectories(data, 5); err == nil && (len(places) == 0 || len(places) > 5) {
				t.Errorf("%d pages", len(places))
			}
		}
		_, _ = decodePPM(data)
	})
}

// checkPages holds that laying out loses no word and adds none.
func checkPages(t *testing.T, ps leaves, words []pageWord) {
	t.Helper()
	d := ps.document()
	if d.Text != "" {
		checkDocument(t, d)
	}
	count := func(s string, into map[string]int, by int) {
		for w := range strings.FieldsSeq(s) {
			into[w] += by
		}
	}
	seen := map[string]int{}
	for _, w := range words {
		count(w.text, seen, 1)
	}
	count(d.Text, seen, -1)
	for w, n := range seen {
		if n != 0 {
			t.Fatalf("%q is there %d times more than in the text", w, n)
		}
	}
}
