package directive

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2021", "2021-08", "2021-08-06", "2020-02-29", "0999-01-01"} {
		d, err := ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("%s: %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "21", "2021-8-6", "2021-13", "2021-02-29", "2021-00", "2021-01-00", "0000", "2021/08/06", "2021-08-06T00:00", "202a", "-021", "2021-0-06x"} {
		var de *DateError
		if d, err := ParseDate(s); !errors.As(err, &de) {
			t.Errorf("%q: %v, error %v", s, d, err)
		}
	}
}

func TestDateSpans(t *testing.T) {
	for _, row := range []struct {
		date        string
		first, last int32
	}{
		{"1970-01-01", 0, 0}, {"1970-01", 0, 30}, {"1970", 0, 364}, {"2021-08-06", 18845, 18845}, {"1969-12-31", -1, -1}, {"2020-02", 18293, 18321},
	} {
		d := date(t, row.date)
		if d.First() != row.first || d.Last() != row.last {
			t.Errorf("%s: %d to %d, want %d to %d", d, d.First(), d.Last(), row.first, row.last)
		}
	}
	for day := int32(-40000); day < 60000; day += 17 {
		if d := DateOfDay(day); d.First() != day || d.Last() != day {
			t.Fatalf("day %d is %s, which is day %d", day, d, d.First())
		}
	}
	if (Date{}).First() <= (Date{}).Last() {
		t.Error("the unknown date has a day")
	}
}

func date(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDateOrder(t *testing.T) {
	order := []Date{{}, date(t, "2020"), date(t, "2020-01"), date(t, "2020-01-01"), date(t, "2020-01-02"), date(t, "2020-02"), date(t, "2021")}
	for i, a := range order {
		for j, b := range order {
			if got := a.Compare(b); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%q against %q: %d", a, b, got)
			}
		}
	}
	y, m, d, other := date(t, "2021"), date(t, "2021-08"), date(t, "2021-08-06"), date(t, "2021-09")
	for _, row := range []struct {
		a, b               Date
		overlaps, contains bool
	}{{y, m, true, true}, {m, y, true, false}, {d, m, true, false}, {d, d, true, true}, {m, other, false, false}, {y, Date{}, false, false}, {Date{}, Date{}, false, false}} {
		if row.a.Overlaps(row.b) != row.overlaps || row.a.Contains(row.b) != row.contains {
			t.Errorf("%q and %q: overlaps %v, contains %v", row.a, row.b, row.a.Overlaps(row.b), row.a.Contains(row.b))
		}
	}
}

func TestDateJSON(t *testing.T) {
	type holder struct {
		D Date `json:"d,omitzero"`
	}
	for _, row := range []string{`{}`, `{"d":"2021"}`, `{"d":"2021-08-06"}`} {
		var h holder
		if err := json.Unmarshal([]byte(row), &h); err != nil {
			t.Fatal(err)
		}
		if out, err := json.Marshal(h); err != nil || string(out) != row {
			t.Errorf("%s came back as %s, %v", row, out, err)
		}
	}
	if err := json.Unmarshal([]byte(`{"d":"2021-02-30"}`), new(holder)); err == nil {
		t.Error("30 February was read")
	}
}

// dateTexts are texts with what FindDates reads: dates in ISO form, with ? for
// impossible ones, ~ for blank ones, * for yearless ones.
var dateTexts = []struct{ text, want string }{
	{"Hải Dương, ngày 6 tháng 8 năm 2021", "2021-08-06"},
	{"NGÀY 06 THÁNG 8 NĂM 2021", "2021-08-06"},
	{"ngày06tháng8năm2021", "2021-08-06"},
	{"ngay 6 thang 8 nam 2021", "2021-08-06"},
	{"ngày 6\ntháng 8 năm 2021", "2021-08-06"},
	{"ngày 6 tháng 8/2021", "2021-08-06"},
	{"ngày 6/8 năm 2021", "2021-08-06"},
	{"06/8/2021", "2021-08-06"},
	{"6-8-2021", "2021-08-06"},
	{"06.08.2021", "2021-08-06"},
	{"06 / 8 / 2021", "2021-08-06"},
	{"ngày 31/3/2020.", "2020-03-31"},
	{"(ngày 25/5/2021)", "2021-05-25"},
	{"2021-08-06", "2021-08-06"},
	{"tháng 8 năm 2021", "2021-08"},
	{"tháng 8/2021", "2021-08"},
	{"tháng 8, năm 2021", "2021-08"},
	{"Luật Phòng, chống bệnh truyền nhiễm năm 2007", "2007"},
	{"từ ngày 21-25/5/2021", "2021-05-25"},
	{"ngày 01/8/2021 và ngày 02/8/2021", "2021-08-01 2021-08-02"},
	{"ngày … tháng … năm 2021", "~2021"},
	{"ngày ..... tháng ..... năm 2021", "~2021"},
	{"ngày    tháng    năm 2021", "~2021"},
	{"ngày    tháng 8 năm 2021", "~2021-08"},
	{"ngày ... tháng 8 năm 2021", "~2021-08"},
	{"ngày ÂA tháng 01 năm 2021", "~2021-01"},
	{"31/02/2021", "?"},
	{"7/28/2021 3:39:22 PM", "?"},
	{"ngày 31 tháng 4 năm 2021", "?"},
	{"ngày 00/8/2021", "?"},
	{"ngày 6/8/0201", "?"},
	{"ngày 11/8", "*"},
	{"Ngày 11 tháng 8 họp", "*"},
	{"Ngày: 9/8/2021", "2021-08-09"},
	{"ngày 9/8/21", "2021-08-09"},
	{"ngày 9/8/98", "1998-08-09"},

	{"6 tháng đầu năm 2021", "2021"},
	{"ĐT: 84-28-3930 1234", ""},
	{"giai đoạn 2021-2025", ""},
	{"kế hoạch 5 năm 2021-2025, 5 năm 2021", ""},
	{"năm 2021-2022", ""},
	{"Việt Nam 2021", ""},
	{"15/2020/NĐ-CP", ""},
	{"12/5/2021/TT-BTC", ""},
	{"8/2021", ""},
	{"1/500, 24/24, 3/4, 0220.3852.1234", ""},
	{"2028/QĐ-NHNN", ""},
}

func printDates(text string) string {
	var out []string
	for _, f := range FindDates(text) {
		s := f.Date.String()
		switch {
		case f.Impossible:
			s = "?" + s
		case f.Blank:
			s = "~" + s
		case f.Yearless:
			s = "*" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestFindDates(t *testing.T) {
	for _, row := range dateTexts {
		for _, text := range []string{row.text, norm.NFD.String(row.text), "a (" + row.text + ") b"} {
			if got := printDates(text); got != row.want {
				t.Errorf("%q: %q, want %q", text, got, row.want)
			}
		}
	}
	text := "Quảng Trị, ngày 07 tháng 8 năm 2020 và 7/28/2021"
	found := FindDates(text)
	if len(found) != 2 || found[0].Raw != "ngày 07 tháng 8 năm 2020" || found[1].Printed != [3]int{7, 28, 2021} {
		t.Errorf("%+v", found)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2021", "2021-08", "2021-08-06", "2021-02-30", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil && d.String() != s {
			t.Fatalf("%q prints as %q", s, d)
		}
	})
}

func FuzzFindDates(f *testing.F) {
	for _, row := range dateTexts {
		f.Add(row.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, d := range FindDates(text) {
			if d.Start < last || d.End <= d.Start || d.End > len(text) || d.Raw != text[d.Start:d.End] {
				t.Fatalf("span %v after %d in %q", d.Span, last, text)
			}
			last = d.End
			if !d.Date.possible() || d.Date.IsZero() != (d.Impossible || d.Yearless) {
				t.Fatalf("%+v", d)
			}
		}
	})
}

func ExampleFindDates() {
	for _, d := range FindDates("Chỉ thị số 16/CT-TTg ngày 31/3/2020; họp tháng 4 năm 2020; ngày 31/4/2020") {
		fmt.Println(d.Raw, d.Date, d.Impossible)
	}
	// Output:
	// ngày 31/3/2020 2020-03-31 false
	// tháng 4 năm 2020 2020-04 false
	// ngày 31/4/2020  true
}
