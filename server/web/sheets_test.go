package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"tracuu/index/directive"
)

// paged is a document of so many pages, each of one line.
func paged(pages int) directive.Directive {
	d := directive.Directive{ID: "a/b", Type: "Công văn", Number: "5-CV/TU"}
	var text strings.Builder
	for n := range pages {
		d.Pages = append(d.Pages, directive.Page{Start: text.Len(), Quality: .9})
		fmt.Fprintf(&text, "Điều %d. Nội dung\n", n+1)
	}
	d.Text, d.Source.OCR = text.String(), true
	return d
}

func sheetsOf(d directive.Directive, query string, drawing Drawing) sheets {
	values, _ := url.ParseQuery(query)
	page := NewDocument(d, values, false)
	page.Drawing = drawing
	return page.sheets(Vietnamese)
}

func TestSheetsAreTurned(t *testing.T) {
	for _, row := range []struct {
		query       string
		pages       int
		first, last int
		prev, next  string
	}{
		{"tab=ban-goc", 3, 1, 3, "", ""},
		{"tab=ban-goc", 25, 1, 10, "", "/van-ban/a%2Fb?tab=ban-goc&trang=11"},
		{"tab=ban-goc&trang=11&q=covid", 25, 11, 20, "/van-ban/a%2Fb?q=covid&tab=ban-goc", "/van-ban/a%2Fb?q=covid&tab=ban-goc&trang=21"},
		{"tab=ban-goc&trang=21", 25, 21, 25, "/van-ban/a%2Fb?tab=ban-goc&trang=11", ""},
		{"tab=ban-goc&trang=999999", 3, 3, 3, "/van-ban/a%2Fb?tab=ban-goc", ""},
		{"tab=ban-goc&trang=-5", 3, 1, 3, "", ""}, {"tab=ban-goc&trang=x", 3, 1, 3, "", ""}, {"tab=ban-goc", 0, 1, 1, "", ""},
	} {
		s := sheetsOf(paged(row.pages), row.query, Drawing{Possible: true})
		if s.First() != row.first || s.Last() != row.last || s.Prev != row.prev || s.Next != row.next {
			t.Errorf("%s of %d: %d–%d, %q, %q", row.query, row.pages, s.First(), s.Last(), s.Prev, s.Next)
		}
	}
}

func TestSheetsHaveTheirOwnText(t *testing.T) {
	d := paged(3)
	for n, s := range sheetsOf(d, "", Drawing{Possible: true}).List {
		want := fmt.Sprintf("Điều %d. Nội dung", n+1)
		if len(s.Blocks) != 1 || string(s.Blocks[0].HTML) != want || s.Quality != 90 || s.Image != fmt.Sprintf("/v1/directives/a%%2Fb/pages/%d", n+1) {
			t.Errorf("page %d: %+v", n+1, s)
		}
	}
	if s := sheetsOf(d, "", Drawing{Lacks: "poppler-utils"}); s.List != nil || s.Lacks != "poppler-utils" {
		t.Errorf("without a program: %+v", s)
	}
	d.Pages = []directive.Page{{Start: 4}, {Start: 2}, {Start: 1 << 40}} // as nobody writes them
	for _, s := range sheetsOf(d, "", Drawing{Possible: true}).List {
		for _, b := range s.Blocks {
			if b.span.Start > b.span.End || b.span.End > len(d.Text) {
				t.Errorf("page %d: %v", s.N, b.span)
			}
		}
	}
}
