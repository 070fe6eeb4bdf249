package directive

import (
	"fmt"
	"reflect"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestKindByName(t *testing.T) {
	for name, want := range map[string]Kind{
		"Công văn": "Công văn", "CÔNG VĂN": "Công văn", "cong van": "Công văn", "CHỈ THỊ": "Chỉ thị", " Chỉ  thị ": "Chỉ thị", "Chi thị": "Chỉ thị",
		"Giấy uỷ quyền": "Giấy ủy quyền", "giấy ủy quyền": "Giấy ủy quyền", "Bản thoả thuận": "Bản thỏa thuận", "quy dinh": "Quy định", "qui định": "Quy định",
		"Thông tư liên bộ": "Thông tư liên tịch", "Thông tri": "Thông tri", "THÔNG TƯ": "Thông tư", norm.NFD.String("Nghị quyết"): "Nghị quyết",
	} {
		if got, ok := KindByName(name); !ok || got != want {
			t.Errorf("%q: %q, %v, want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "CTr", "QĐ", "Công", "Công văn số 5", "Chương", "văn bản"} {
		if got, ok := KindByName(name); ok {
			t.Errorf("%q was read as %q", name, got)
		}
	}
}

func TestKindsByCode(t *testing.T) {
	for _, row := range []struct {
		code  string
		party bool
		want  []Kind
	}{
		{"QĐ", false, []Kind{"Quyết định"}}, {"QĐ", true, []Kind{"Quyết định", "Quy định"}}, {"TT", false, []Kind{"Thông tư"}}, {"TT", true, []Kind{"Thông tri"}},
		{"CT", true, []Kind{"Chỉ thị"}}, {"CTr", true, []Kind{"Chương trình"}}, {"CTR", false, []Kind{"Chương trình"}}, {"TTr", false, []Kind{"Tờ trình"}},
		{"CĐ", true, []Kind{"Công điện"}}, {"HD", false, []Kind{"Hướng dẫn"}}, {"HĐ", false, []Kind{"Hợp đồng"}}, {"DA", false, []Kind{"Dự án"}}, {"ĐA", false, []Kind{"Đề án"}},
		{"QD", false, []Kind{"Quyết định"}}, {"SY", false, []Kind{"Sao y"}}, {"L", false, []Kind{"Luật", "Lệnh"}}, {"NĐ", true, nil}, {"XYZ", false, nil}, {"", true, nil},
	} {
		if got := KindsByCode(row.code, row.party); !reflect.DeepEqual(got, row.want) {
			t.Errorf("%q, party %v: %q, want %q", row.code, row.party, got, row.want)
		}
	}
}

// TestKindsRoundTrip walks the table: each kind is found by its name and by the
// code it would be written with.
func TestKindsRoundTrip(t *testing.T) {
	for _, k := range Kinds() {
		if got, ok := KindByName(string(k)); !ok || got != k {
			t.Errorf("%q is found as %q", k, got)
		}
		for _, party := range []bool{false, true} {
			code := k.Code(party)
			found := code == ""
			for _, other := range KindsByCode(code, party) {
				found = found || other == k
			}
			if !found {
				t.Errorf("%q is not among the kinds of its code %q", k, code)
			}
		}
	}
}

func ExampleKindsByCode() {
	fmt.Println(KindsByCode("QĐ", false))
	fmt.Println(KindsByCode("QĐ", true))
	// Output:
	// [Quyết định]
	// [Quyết định Quy định]
}
