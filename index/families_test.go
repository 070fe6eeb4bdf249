package index_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

func familiesOf(text string, families *index.Families) []string {
	facts := index.NewFacts(&directive.Directive{Text: text}, families)
	return facts.Families
}

func TestFamiliesInText(t *testing.T) {
	for _, row := range []struct {
		text, family string
		want         bool
	}{
		{"thực hiện nguyên tắc “5K” của Bộ Y tế", "Thông điệp 5K", true},
		{"Thong diep 5k", "Thông điệp 5K", true},
		{"chạy 15K, 5KM", "Thông điệp 5K", false},
		{"các Tổ Covid - 19 cộng đồng", "Tổ Covid-19 cộng đồng", true},
		{"Tổ An toàn Covid-19", "Tổ Covid-19 cộng đồng", true},
		{"tổ phòng, chống dịch COVID19", "Tổ Covid-19 cộng đồng", true},
		{"Tổ giám sát phòng dịch Covid", "Tổ Covid-19 cộng đồng", true},
		{"các to covid", "Tổ Covid-19 cộng đồng", true},
		{"tố covid", "Tổ Covid-19 cộng đồng", false},
		{"đã về tổ. Covid-19 còn phức tạp", "Tổ Covid-19 cộng đồng", false},
		{"phòng, chống đại dịch Covid-19", "Phòng, chống dịch Covid-19", true},
		{"tiêm vắc - xin", "Vắc-xin", true},
		{"“vừa phòng, chống dịch bệnh, vừa phát triển kinh tế”", "Mục tiêu kép", true},
		{"phòng cháy và chữa cháy", "Phòng cháy, chữa cháy", true},
	} {
		got := slices.Contains(familiesOf(row.text, index.DefaultFamilies()), row.family)
		if got != row.want {
			t.Errorf("%q: %s is %t, want %t", row.text, row.family, got, row.want)
		}
	}
}

func TestFamilyLookup(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"5K", "Thông điệp 5K"}, {"nguyen tac 5k", "Thông điệp 5K"}, {"Tổ Covid", "Tổ Covid-19 cộng đồng"},
		{"to covid", "Tổ Covid-19 cộng đồng"}, {"tổ an toàn covid-19", "Tổ Covid-19 cộng đồng"},
		{"Tổ Covid-19 cộng đồng", "Tổ Covid-19 cộng đồng"}, {"covid", "Covid-19"}, {"tố covid", ""}, {"tổ", ""}, {"", ""},
		{"thực hiện 5K", ""},
	} {
		got, ok := index.DefaultFamilies().Lookup(row.text)
		if got != row.want || ok != (row.want != "") {
			t.Errorf("%q is %q, want %q", row.text, got, row.want)
		}
	}
}

// TestFamilyNames sees that the name of each family selects it, as a row of the
// keyword facet does.
func TestFamilyNames(t *testing.T) {
	families := index.DefaultFamilies()
	for _, name := range families.Names() {
		if got, _ := families.Lookup(name); got != name {
			t.Errorf("%q selects %q", name, got)
		}
		for _, variant := range families.Variants(name) {
			plain := strings.NewReplacer("[", "", "]", "", "…", "").Replace(variant)
			if !slices.Contains(familiesOf(plain, families), name) {
				t.Errorf("%q is not of the family %q", plain, name)
			}
		}
	}
}

func TestFamiliesAdd(t *testing.T) {
	families := index.NewFamilies()
	err := families.Add(strings.NewReader("# mine\nBão số 3: bão số 3 | cơn bão Yagi | bão … Yagi\nThông điệp 5K: năm K\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := familiesOf("Ứng phó bão mạnh tên là Yagi", families); !slices.Contains(got, "Bão số 3") {
		t.Errorf("families are %q", got)
	}
	if got := familiesOf("thông điệp năm K", families); !slices.Contains(got, "Thông điệp 5K") {
		t.Errorf("families are %q", got)
	}
	for _, bad := range []string{"name", ": a", "name:", "a: [b]", "a: b | | c", "a: … b", "a: b [c", "a: b …", "---: b",
		"a: x [b] [c] [d] [e] [f] [g] [h]"} {
		var e *index.FamilyError
		if err := index.NewFamilies().Add(strings.NewReader("ok: fine\n" + bad)); !errors.As(err, &e) || e.Line != 2 {
			t.Errorf("%q: error is %v", bad, err)
		}
	}
	if got, _ := index.DefaultFamilies().Lookup("năm K"); got != "" {
		t.Error("adding to one set changed the shared one")
	}
}

func TestNoFamilies(t *testing.T) {
	var none *index.Families
	if _, ok := none.Lookup("5K"); ok || none.Names() != nil || none.Variants("5K") != nil || familiesOf("5K", none) != nil {
		t.Error("no families have some")
	}
}
