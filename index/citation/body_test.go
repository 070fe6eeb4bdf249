package citation

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/index/directive"
)

func TestParseBody(t *testing.T) {
	for _, row := range []struct {
		name string
		want body
	}{
		{"", body{}},
		{"Thủ tướng Chính phủ", body{office: "thu tuong chinh phu", level: nationwide}},
		{"Thủ tướng", body{office: "thu tuong chinh phu", level: nationwide}},
		{"Bộ trưởng Bộ Y tế", body{office: "bo y te", level: nationwide}},
		{"Bộ Chỉ huy Quân sự tỉnh", body{office: "bo chi huy quan su", level: province}},
		{"Ban Dân vận Trung ương Đảng", body{office: "ban dan van tw", level: nationwide}},
		{"Ban Chấp hành Trung ương Đảng (khóa XIII)", body{office: "tw", level: nationwide, term: "xiii"}},
		{"Bộ Chính trị, Ban Bí thư", body{office: "tw", level: nationwide}},
		{"UBND tỉnh", body{office: "uy ban nhan dan", level: province}},
		{"Chủ tịch Ủy ban nhân dân tỉnh Hải Dương", body{office: "uy ban nhan dan", level: province, province: "hai duong"}},
		{"ỦY BAN NHÂN DÂN TỈNH BÀ RỊA – VŨNG TÀU", body{office: "uy ban nhan dan", level: province, province: "ba ria vung tau"}},
		{"UBND TP. Hồ Chí Minh", body{office: "uy ban nhan dan", level: province, province: "ho chi minh"}},
		{"UBND thành phố Hải Dương", body{office: "uy ban nhan dan", level: district, unit: "hai duong"}},
		{"UBND thành phố Thủ Đức, thành phố Hồ Chí Minh", body{office: "uy ban nhan dan", level: district, unit: "thu duc", province: "ho chi minh"}},
		{"UBND thành phố", body{office: "uy ban nhan dan", level: city}},
		{"Ủy ban nhân dân huyện Cẩm Giàng, tỉnh Hải Dương", body{office: "uy ban nhan dan", level: district, unit: "cam giang", province: "hai duong"}},
		{"Ủy ban nhân dân thị xã Kinh Môn", body{office: "uy ban nhan dan", level: district, unit: "kinh mon"}},
		{"Quận ủy Long Biên", body{office: committee, level: district, unit: "long bien"}},
		{"Quân ủy Trung ương", body{office: "quan uy tw", level: nationwide}},
		{"UBND xã Tân Tiến, huyện Văn Giang", body{office: "uy ban nhan dan", level: commune, unit: "tan tien", outer: "van giang"}},
		{"Bảo hiểm xã hội tỉnh Nghệ An", body{office: "bao hiem xa hoi", level: province, province: "nghe an"}},
		{"Tỉnh ủy", body{office: committee, level: province}},
		{"Ban Thường vụ Tỉnh uỷ Quảng Trị", body{office: committee, level: province, province: "quang tri"}},
		{"Ban Chấp hành Đảng bộ tỉnh", body{office: committee, level: province}},
		{"Ban Chấp hành Đảng bộ huyện", body{office: committee, level: district}},
		{"Ban Dân vận Tỉnh ủy Hải Dương", body{office: "ban dan van " + committee, level: province, province: "hai duong"}},
		{"Sở Y tế", body{office: "so y te", level: province}},
		{"Hải Dương", body{province: "hai duong"}},
		{"Sở Y tế Hà Nội", body{office: "so y te", level: province, province: "ha noi"}},
		{"Ban Chỉ đạo tỉnh về phòng chống dịch", body{office: "ban chi dao ve phong chong dich", level: province}},
		{"Đảng ủy Khối các cơ quan tỉnh Hải Dương", body{office: "dang uy khoi cac co quan", level: province, province: "hai duong"}},
		{"Hội đồng nhân dân tỉnh khóa XVI", body{office: "hoi dong nhan dan", level: province, term: "xvi"}},
	} {
		if got := parseBody(row.name); got != row.want {
			t.Errorf("%s\n got %+v\nwant %+v", row.name, got, row.want)
		}
	}
}

func FuzzParseBody(f *testing.F) {
	for _, name := range []string{"UBND tỉnh Hải Dương", "khóa", "Ban Chấp hành Đảng bộ", "tỉnh tỉnh ủy huyện", "nhiệm kỳ 2020", "thành phố", "\xff\u200b", "Chủ tịch"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		b := parseBody(name)
		if strings.ToLower(b.office) != b.office || utf8.ValidString(name) && !utf8.ValidString(b.office) {
			t.Errorf("%q: office %q is not folded", name, b.office)
		}
		if b.level == province && b.province != "" && !provinces[b.province] {
			t.Errorf("%q: %q is no province", name, b.province)
		}
		if l := compareBodies(&b, &b); l != sameBody && l != unknownBody {
			t.Errorf("%q: is not like itself: %d", name, l)
		}
	})
}

func TestParseNumber(t *testing.T) {
	for _, row := range []struct {
		printed, series string
		year            int
		short, central  bool
	}{
		{"16/CT-TTg", "16|ct|ttg", 0, false, true},
		{"Số: 016 / CT-TTG", "16|ct|ttg", 0, false, true},
		{"15/2020/NĐ-CP", "15|nd|cp", 2020, false, true},
		{"24/2008/QH12", "24|qh12", 2008, false, true},
		{"1442/UBND-KGVX", "1442|ubnd|kgvx", 0, false, false},
		{"11/CT-UBND", "11|ct|ubnd", 0, false, false},
		{"21-KL/TW", "21|kl|tw", 0, false, true},
		{"02-CĐ/TU", "2|cd|tu", 0, false, false},
		{"2194/QĐ-BCĐQG", "2194|qd|bcdqg", 0, false, false},
		{"128", "128", 0, true, false},
		{"0128", "128", 0, true, false},
		{"100/2019", "100 2019", 2019, true, false},
		{"", "", 0, false, false},
		{" ", "", 0, false, false},
	} {
		got := parseNumber(row.printed)
		if got.series != row.series || got.year != row.year || got.short != row.short || got.central != row.central {
			t.Errorf("%q: got %+v", row.printed, got)
		}
	}
}

// Who names only the place that a document is of contradicts nothing.
func TestResolveByPlace(t *testing.T) {
	g := New()
	g.Put(&directive.Directive{ID: "a", Number: "107-CV/BDVTU", Type: "Công văn", Issuer: "Ban Dân vận Tỉnh ủy Hải Dương", Issued: directive.Date{Year: 2021, Month: 8, Day: 6}})
	for issuer, want := range map[string]State{
		"Hải Dương": Ambiguous, "hai duong": Ambiguous, "tỉnh Hải Dương": Ambiguous, "Quảng Trị": Conflict,
		"Ban Dân vận Tỉnh ủy Hải Dương": Ambiguous, // who, and not yet when
	} {
		if r := g.Resolve("107-CV/BDVTU", issuer, directive.Date{}, nil); r.State != want {
			t.Errorf("%s: %s (%s), want %s", issuer, r.State, r.Reason, want)
		}
	}
	if r := g.Resolve("107-CV/BDVTU", "Hải Dương", directive.Date{Year: 2021, Month: 8, Day: 6}, nil); r.State == Conflict {
		t.Errorf("with its day: %s (%s)", r.State, r.Reason)
	}
}

// FuzzResolve asks for anything, in a graph that holds a little.
func FuzzResolve(f *testing.F) {
	g := New()
	g.Put(&directive.Directive{ID: "ct", Number: "16/CT-TTg", Type: "Chỉ thị", Issued: directive.Date{Year: 2020, Month: 3, Day: 31}})
	g.Put(&directive.Directive{ID: "ld", Number: "45/2013/QH13", Type: "Luật", Title: "Luật Đất đai", Issued: directive.Date{Year: 2013}})
	for _, asked := range []string{"Chỉ thị số 16/CT-TTg", "Luật Đất đai năm 2013", "Luật", "Luật 2013", "16", "100/2019", "Nghị quyết liên tịch số", ""} {
		f.Add(asked, "UBND tỉnh", uint8(0))
	}
	f.Fuzz(func(t *testing.T, number, issuer string, year uint8) {
		r := g.Resolve(number, issuer, directive.Date{Year: 8 * int(year)}, nil)
		if (r.Target != "") != (r.State == Resolved) || r.Reason == "" || r.Candidates == nil {
			t.Errorf("%q: %+v", number, r)
		}
	})
}
