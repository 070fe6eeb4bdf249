package directive

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestIdentity(t *testing.T) {
	for _, row := range []struct {
		d    Directive
		want string
	}{
		{Directive{Number: "107-CV/BDVTU", Type: "Công văn", Issuer: "Ban Dân vận Tỉnh ủy Hải Dương", Issued: Date{2021, 8, 6}}, "ban dan van tinh uy hai duong|cong van|107|cv|bdvtu|2021"},
		{Directive{Number: "16/CT-TTg", Type: "Chỉ thị", Issuer: "Thủ tướng Chính phủ", Issued: Date{2020, 3, 31}}, "thu tuong chinh phu|chi thi|16|ct|ttg|2020"},
		{Directive{Number: "15/2020/NĐ-CP", Type: "Nghị định", Issuer: "Chính phủ"}, "chinh phu|nghi dinh|15|nd|cp|2020"},
		{Directive{Number: "21-KL/TW", Type: "Kết luận", Issuer: "Ban Chấp hành Trung ương Đảng (khóa XIII)", Issued: Date{2021, 10, 25}}, "ban chap hanh trung uong dang khoa xiii|ket luan|21|kl|tw|khoa xiii"},
		{Directive{Number: "91-CV/TU", Type: "Công văn"}, "|cong van|91|cv|tu|"},
		{Directive{Number: "558", Type: "Thông báo", Issued: Date{Year: 2021}}, "|thong bao|558|2021"},
		{Directive{Type: "Thông báo", Title: "Về việc"}, ""},
	} {
		if got := Identity(&row.d); got != row.want {
			t.Errorf("%s: %q, want %q", row.d.Number, got, row.want)
		}
	}
	a := Directive{Number: "16/CT-TTg", Type: "Chỉ thị", Issued: Date{2020, 3, 31}}
	b := Directive{Number: "16/CT-TTg", Type: "Chỉ thị", Issued: Date{2021, 2, 1}}
	if Identity(&a) == Identity(&b) {
		t.Error("16/CT-TTg of two years is one document")
	}
}

func TestMintID(t *testing.T) {
	for _, row := range []struct {
		d    Directive
		want string
	}{
		{Directive{Number: "107-CV/BDVTU", Type: "Công văn", Issuer: "Ban Dân vận Tỉnh ủy Hải Dương", Issued: Date{2021, 8, 6}}, "ban-dan-van-tinh-uy-hai-duong-cong-van-107-cv-bdvtu-2021"},
		{Directive{Number: "24/2008/QH12", Type: "Luật", Issuer: "Quốc hội"}, "quoc-hoi-luat-24-qh12-2008"},
		{Directive{Type: "Thông báo", Title: "Kết luận của Ban Chấp hành", Issued: Date{2021, 2, 0}}, "thong-bao-ket-luan-cua-ban-chap-hanh-2021-02"},
		{Directive{Number: "Đ/ặc biệt"}, "d-ac-biet"},
	} {
		if got := MintID(&row.d, func(string) bool { return false }); got != row.want {
			t.Errorf("%s: %q, want %q", row.d.Number, got, row.want)
		}
	}
	used := map[string]bool{}
	d := Directive{Number: "16/CT-TTg", Issued: Date{2020, 3, 31}}
	for _, want := range []string{"16-ct-ttg-2020", "16-ct-ttg-2020-2", "16-ct-ttg-2020-3"} {
		id := MintID(&d, func(s string) bool { return used[s] })
		if id != want {
			t.Errorf("%q, want %q", id, want)
		}
		used[id] = true
	}
}

func TestMintIDIsBounded(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	long := strings.Repeat("Ban Chỉ đạo quốc gia phòng, chống dịch ", 20)
	for _, d := range []Directive{
		{}, {Text: "x"}, {Title: long}, {Issuer: long}, {Number: long}, {Type: Kind(long), Title: long, Issued: Date{2021, 8, 6}}, {Number: "1/QĐ-A" + strings.Repeat("B", 300), Issuer: long, Type: Kind(long)},
		{Number: "…"}, {Title: "日本語", Text: "日本語"}, {Issuer: strings.Repeat("a", 300), Number: "16/CT-TTg"},
	} {
		calls := 0
		id := MintID(&d, func(string) bool { calls++; return calls < 2000 })
		if len(id) > maxMinted || !form.MatchString(id) {
			t.Errorf("%.40s: %q of %d bytes", d.Number, id, len(id))
		}
	}
}

func TestValidateID(t *testing.T) {
	for _, id := range []string{"a", "107-CV/BDVTU", "tệp 1.pdf#2", strings.Repeat("x", 256)} {
		if err := ValidateID(id); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	for _, id := range []string{"", strings.Repeat("x", 257), "a\nb", "a\x00", "a\u0085", "\xff"} {
		if err := ValidateID(id); !errors.Is(err, ErrID) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestSetRefs(t *testing.T) {
	read := func() []Reference {
		return []Reference{
			{Number: "16/CT-TTg", Date: Date{2020, 3, 31}, Span: Span{10, 20}},
			{Number: "16/CT-TTg", Date: Date{2021, 2, 1}},
			{Number: "16/CT-TTg", Date: Date{2021, 2, 1}},
			{Type: "Luật", Title: "Luật Phòng, chống bệnh truyền nhiễm", Date: Date{Year: 2007}},
			{Type: "Thông báo", Issuer: "Thủ tướng Chính phủ"},
			{Type: "Chỉ thị", Number: "16"}, {Type: "Nghị quyết", Number: "16"},
		}
	}
	refs := read()
	SetRefs(refs)
	seen := map[string]bool{}
	for _, r := range refs {
		if len(r.Ref) != 2*refBytes || seen[r.Ref] {
			t.Errorf("%+v: ref %q empty or not its own", r, r.Ref)
		}
		seen[r.Ref] = true
	}
	again := read()
	again[0].Number, again[0].Span = "16 / CT-TTG", Span{30, 45}
	again[3].Title = "LUẬT PHÒNG CHỐNG BỆNH TRUYỀN NHIỄM"
	again = append([]Reference{{Number: "1/CT-TTg"}}, again...)
	SetRefs(again)
	for i, r := range refs {
		if again[i+1].Ref != r.Ref {
			t.Errorf("ref %d changed from %s to %s", i, r.Ref, again[i+1].Ref)
		}
	}
}
