package index

import (
	"reflect"
	"strings"
	"testing"

	"tracuu/index/directive"
)

func TestMarks(t *testing.T) {
	long := strings.Repeat("lời nói đầu không liên quan. ", 1000)
	for _, row := range []struct {
		text, query string
		noise       []directive.Noise
		want        []string
	}{
		{"Tổ covid, tổ COVID và to covid.", "tổ covid", nil, []string{"Tổ", "covid", "tổ", "COVID", "covid"}},
		{"Tổ covid, tổ COVID và to covid.", `"tổ covid"`, nil, []string{"Tổ", "covid", "tổ", "COVID"}},
		{"to covid", "tổ", nil, []string{"to"}}, // accents count only where the document has them
		{"Theo Chỉ thị 16/CT-TTg, số 16 / CT-TTg.", "16/CT-TTg", nil, []string{"16/CT-TTg", "16 / CT-TTg"}},
		{"ĐẾN covid hết. covid", "covid", []directive.Noise{{Span: directive.Span{Start: 0, End: 12}}}, []string{"covid"}},
		{"covid " + long + "covid", "covid -nói", nil, []string{"covid", "covid"}},
		{"covid", "", nil, nil},
		{"", "covid", nil, nil},
	} {
		text, err := Parse(row.query)
		if err != nil {
			t.Fatal(err)
		}
		d := directive.Directive{Text: row.text, Noise: row.noise}
		var got []string
		for _, span := range Marks(&d, text) {
			got = append(got, d.Text[span.Start:span.End])
		}
		if !reflect.DeepEqual(got, row.want) {
			t.Errorf("%.40q in %.40q: %q, want %q", row.query, row.text, got, row.want)
		}
	}
}
