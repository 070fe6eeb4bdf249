package web

import (
	"net/url"
	"strings"
	"testing"

	"tracuu/index"
)

func asked(t *testing.T, query string) index.Query {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	s := ReadSearch(values)
	if len(s.Bad) > 0 {
		t.Fatalf("%s: %v", query, s.Bad)
	}
	return s.Query
}

// said is a chip as a person reads it, and the search that taking it off leads to.
func saidBy(c chip) string {
	not := ""
	if c.Not {
		not = "− "
	}
	to, _ := url.PathUnescape(strings.ReplaceAll(c.Remove, "+", " "))
	return not + strings.TrimSpace(c.Label+": "+c.Text) + " → " + to
}

func TestFilterChips(t *testing.T) {
	p := New(Options{})
	names := map[string]string{"so-y-te": "Sở Y tế"}
	for query, want := range map[string]string{
		"type=Chỉ thị":                       "Loại: Chỉ thị → /search",
		"type=Chỉ thị&type=Kế hoạch&q=covid": "Loại: Chỉ thị → /search?q=covid&type=Kế hoạch / Loại: Kế hoạch → /search?q=covid&type=Chỉ thị",
		"not.type=Công văn":                  "− Loại: Công văn → /search",
		"issuer=id:so-y-te":                  "Cơ quan: Sở Y tế → /search",
		"issuer=under:so-y-te":               "Cơ quan: Sở Y tế và trực thuộc → /search",
		"issuer=id:thu-tuong-chinh-phu":      "Cơ quan: Thủ tướng Chính phủ → /search",
		"issuer=id:nobody":                   "Cơ quan: nobody → /search",
		"province=now:Hải Phòng":             "Tỉnh, thành phố: Hải Phòng hiện nay → /search",
		"province=was:Hải Dương":             "Tỉnh, thành phố: Hải Dương trước sắp xếp → /search",
		"level=province":                     "Cấp: Cấp tỉnh → /search",
		"missing=issued":                     "Không rõ: ngày ban hành → /search",
		"from=2020&to=2021":                  "Ban hành: 2020 – 2021 → /search",
		"from=2020-03":                       "Ban hành: từ 3/2020 → /search",
		"to=2020-03-31":                      "Ban hành: đến 31/3/2020 → /search",
		"from=2020&to=2020":                  "Ban hành: 2020 → /search",
		"":                                   "",
	} {
		var got []string
		for _, c := range p.filterChips(Vietnamese, asked(t, strings.ReplaceAll(query, " ", "+")), names) {
			got = append(got, saidBy(c))
		}
		if s := strings.Join(got, " / "); s != want {
			t.Errorf("%s:\n%s\nwant\n%s", query, s, want)
		}
	}
}

func TestUnderstoodChips(t *testing.T) {
	for q, want := range map[string]string{
		"covid":                        ": covid → /search",
		`"tổ covid" kế hoạch`:          `đúng cụm từ: tổ covid → /search?q=kế hoạch / : kế hoạch → /search?q="tổ covid"`,
		"covid -hè":                    "/",
		"16/CT-TTg":                    "số văn bản: 16/CT-TTg → /search",
		"covid (hè OR đông)":           "một trong: hè hoặc đông",
		`covid loai:"công điện"`:       "loại: công điện → /search?q=covid",
		"covid tu:2020":                "ban hành: từ 2020 → /search?q=covid",
		"covid cq:\"Sở Y tế\" so:5-CV": "cơ quan: Sở Y tế",
	} {
		query := asked(t, "q="+url.QueryEscape(q))
		parts, _ := understood(Vietnamese, query, index.Interpreted{})
		var got []string
		for _, c := range parts {
			got = append(got, saidBy(c))
		}
		if s := strings.Join(got, " / "); !strings.Contains(s, want) {
			t.Errorf("%s:\n%s\nlacks\n%s", q, s, want)
		}
	}
}

// FuzzChips holds that taking a chip off gives an address that can be read, and that
// taking off one after the other ends with nothing.
func FuzzChips(f *testing.F) {
	for _, q := range []string{"q=covid+-h%C3%A8&type=Ch%E1%BB%89+th%E1%BB%8B&not.type=x", "issuer=id:a&issuer=under:b&from=2020&to=2021-02&missing=issued", "q=%22a+b%22+OR+c+16%2FCT-TTg", "q=((((", "cites=16/CT-TTg@2020"} {
		f.Add(q)
	}
	p := New(Options{})
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 300 {
			return
		}
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		q := ReadSearch(values).Query
		for range 200 {
			chips := p.filterChips(Vietnamese, q, nil)
			parts, _ := understood(Vietnamese, q, index.Interpreted{})
			chips = append(chips, parts...)
			if len(chips) == 0 {
				return
			}
			u, err := url.Parse(chips[0].Remove)
			if err != nil {
				t.Fatalf("%q: %v", chips[0].Remove, err)
			}
			less := ReadSearch(u.Query())
			if len(less.Bad) > 0 {
				t.Fatalf("%q leads to %v", chips[0].Remove, less.Bad)
			}
			q = less.Query
		}
		t.Fatalf("chips do not end: %q", raw)
	})
}
