package index_test

import (
	"slices"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

func date(t testing.TB, iso string) directive.Date {
	t.Helper()
	if iso == "" {
		return directive.Date{}
	}
	d, err := directive.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOwnNumber(t *testing.T) {
	for _, row := range []struct {
		number, issued string
		want           []directive.NumberKey
	}{
		{"107-CV/BDVTU", "2021-08-06", []directive.NumberKey{"107", "107|2021|cv|bdvtu", "107|cv|bdvtu"}},
		{"15/2020/NĐ-CP", "2020", []directive.NumberKey{"15", "15|2020|nd|cp", "15|nd|cp"}},
		{"07/CĐ-UBND", "", []directive.NumberKey{"7", "7|cd|ubnd"}},
		{"", "2020", nil}, {" ", "", nil}, {"...", "", nil},
	} {
		f := index.NewFacts(&directive.Directive{Number: row.number, Issued: date(t, row.issued)}, nil)
		if !slices.Equal(f.Own, row.want) {
			t.Errorf("%q of %s: %q, want %q", row.number, row.issued, f.Own, row.want)
		}
	}
}

func TestMentioned(t *testing.T) {
	d := directive.Directive{
		Number: "8/TB-SYT", Text: "Theo 16/CT-TTg và 15/2020/NĐ-CP. Kết luận số 21- KL/TW",
		Noise: []directive.Noise{{Span: directive.Span{Start: 36, End: 65}}},
	}
	f := index.NewFacts(&d, nil)
	for _, want := range []directive.NumberKey{"8|tb|syt", "16|ct|ttg", "15|2020|nd|cp", "15|nd|cp", "21|kl|tw"} {
		if !slices.Contains(f.Mentioned, want) {
			t.Errorf("%s is not mentioned: %q", want, f.Mentioned)
		}
	}
}

func TestLevels(t *testing.T) {
	for _, row := range []struct {
		issuer, number string
		want           index.Level
	}{
		{"Chính phủ", "", index.LevelCentral}, {"Thủ tướng Chính phủ", "", index.LevelCentral},
		{"Bộ Y tế", "", index.LevelCentral}, {"Ban Dân vận Trung ương", "", index.LevelCentral},
		{"Bộ Lao động - Thương binh và Xã hội", "", index.LevelCentral},
		{"Bảo hiểm xã hội Việt Nam", "", index.LevelCentral}, {"Ngân hàng Nhà nước", "", index.LevelCentral},
		{"Quốc hội", "51/2005/QH11", index.LevelCentral}, {"", "16/CT-TTg", index.LevelCentral},
		{"Ban Dân vận Tỉnh ủy Hải Dương", "", index.LevelProvince}, {"UBND tỉnh Hà Tĩnh", "", index.LevelProvince},
		{"Sở Lao động - Thương binh và Xã hội", "", index.LevelProvince}, {"", "91-CV/TU", index.LevelProvince},
		{"Ủy ban nhân dân thành phố Hà Nội", "", index.LevelProvince}, {"Thành ủy Hải Phòng", "", index.LevelProvince},
		{"Sở Y tế thành phố Hồ Chí Minh", "", index.LevelProvince},
		{"Ủy ban nhân dân thành phố Hải Dương", "", index.LevelDistrict}, {"Huyện ủy Gia Lộc", "", index.LevelDistrict},
		{"UBND quận 1, thành phố Hồ Chí Minh", "", index.LevelDistrict}, {"UBND thị xã Kỳ Anh", "", index.LevelDistrict},
		{"Ban Chấp hành Đảng bộ huyện", "", index.LevelDistrict}, {"", "121-CV/HU", index.LevelDistrict},
		{"Ủy ban nhân dân xã Hồng Hưng huyện Gia Lộc tỉnh Hải Dương", "", index.LevelCommune},
		{"UBND phường Bình Hàn, thành phố Hải Dương", "", index.LevelCommune}, {"Đảng ủy thị trấn", "", index.LevelCommune},
		{"", "", ""}, {"Ban Chỉ đạo", "600/CĐ-BCĐ", ""}, {"Ban Thường vụ Thành ủy", "", ""},
	} {
		f := index.NewFacts(&directive.Directive{Issuer: row.issuer, Number: row.number}, nil)
		if f.Level != row.want {
			t.Errorf("%q %q: %q, want %q", row.issuer, row.number, f.Level, row.want)
		}
	}
}

func TestCitedValues(t *testing.T) {
	for _, row := range []struct {
		ref  directive.Reference
		want string
	}{
		{directive.Reference{Number: "7/CĐ-UBND"}, "07/CĐ-UBND"},
		{directive.Reference{Number: "007/CĐ-UBND"}, "07/CĐ-UBND"},
		{directive.Reference{Number: "16", Type: "Chỉ thị"}, "16"},
		{directive.Reference{Type: "Luật", Title: "Đất đai", Date: directive.Date{Year: 2013}}, "Luật Đất đai 2013"},
		{directive.Reference{Type: "Luật", Title: "Luật Đất đai năm 2013", Date: directive.Date{Year: 2013}}, "Luật Đất đai năm 2013"},
		{directive.Reference{Text: "Bộ tiêu chí an toàn"}, "Bộ tiêu chí an toàn"},
	} {
		f := index.NewFacts(&directive.Directive{References: []directive.Reference{row.ref}}, nil)
		if got := f.Cites[0].Value; got != row.want {
			t.Errorf("%+v: %q, want %q", row.ref, got, row.want)
		}
	}
}
