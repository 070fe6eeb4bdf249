package server

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"tracuu/server/api"
)

const oddID = "bdv/107 hải dương"

func TestSearches(t *testing.T) {
	s := filled(t, Options{})
	for _, row := range []struct{ query, ids string }{
		{"", "bdv/107 hải dương | year | ct-16 | unknown"},
		{"q=" + escape("tổ covid"), "bdv/107 hải dương"},
		{"q=" + escape("tô\u0309 covid"), "bdv/107 hải dương"}, // NFD
		{"q=" + escape("107-CV/BDVTU"), "bdv/107 hải dương"},
		{"q=" + escape("kế hoạch"), "year"},
		{"issuer=" + escape("hai duong"), "bdv/107 hải dương | year"},
		{"issuer=" + escape("hai duong") + "&not.type=" + escape("công văn"), "year"},
		{"type=" + escape("chỉ thị") + "&type=" + escape("kế hoạch"), "year | ct-16"},
		{"from=2021&to=2021-08", "bdv/107 hải dương | year"},
		{"missing=issued", "unknown"},
		{"missing=issued,number", "year | unknown"},
		{"sort=oldest&limit=2", "ct-16 | year"},
		{"limit=0", ""},
		{"q=" + strings.Repeat("%22", 1000), "bdv/107 hải dương | year | ct-16 | unknown"},
		{"q=", "bdv/107 hải dương | year | ct-16 | unknown"},
		{"q=%00%01", ""},
	} {
		if row.query == "q=%00%01" { // what it finds is the engine's business
			s.search(row.query)
			continue
		}
		if got := s.ids(row.query); got != row.ids {
			t.Errorf("%.60s: %q, want %q", row.query, got, row.ids)
		}
	}
}

func TestBadSearches(t *testing.T) {
	s := filled(t, Options{})
	next := s.search("limit=1").Next
	if len(next) < 40 {
		t.Fatalf("cursor %q", next)
	}
	letter := "A"
	if next[20] == 'A' {
		letter = "B"
	}
	edited := next[:20] + letter + next[21:]
	for _, row := range []struct{ query, params string }{
		{"colour=red", "colour"},
		{"limit=many&sort=best", "limit,sort"},
		{"q=" + strings.Repeat("a", 10000), "q"},
		{"q=" + strings.Repeat("%E1%BB%95", 10000), "q"},
		{"q=%ff", "q"},
		{"q=%zz", "q"},
		{"q=a;b=c", "q"},
		{"%ff=1", "\uFFFD"},
		{"cursor=" + edited, "cursor"},
		{"cursor=x", "cursor"},
		{"cursor=" + next + "&limit=1&q=covid", "cursor"},
		{"q=" + escape("den:2021-02-30"), "q"},
		{"fields=text", "fields"},
		{"from=2022&to=2021", "to"},
	} {
		got := s.get("/v1/search?" + row.query)
		t.Run(row.params, func(t *testing.T) { wantProblem(t, got, 400, api.CodeBadParameter, row.params) })
	}
}

func TestPagesNeitherSkipNorRepeat(t *testing.T) {
	s := filled(t, Options{})
	var ids []string
	cursor := ""
	for range 10 {
		page := s.search("limit=1&sort=newest&cursor=" + cursor)
		for _, hit := range page.Hits {
			ids = append(ids, hit.Directive.ID)
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if got := strings.Join(ids, " | "); got != s.ids("sort=newest") {
		t.Errorf("pages give %q", got)
	}
}

func TestFieldsAndFacets(t *testing.T) {
	s := filled(t, Options{})
	got := s.get("/v1/search?fields=number,references&limit=1&facets=type,year&facet_limit=1&type=" + escape("công văn"))
	var answer struct {
		Hits        []map[string]json.RawMessage
		Facets      map[string][]json.RawMessage
		FacetsOther map[string]int `json:"facets_other"`
	}
	decodeInto(t, got.body, &answer)
	if h := answer.Hits[0]; len(h) != 3 || h["id"] == nil || h["number"] == nil || h["references"] == nil {
		t.Errorf("hit %s", got.body)
	}
	if len(answer.Facets["type"]) != 1 || answer.FacetsOther["type"] != 2 || len(answer.Facets["year"]) != 1 || answer.FacetsOther["year"] != 0 {
		t.Errorf("facets %v, other %v", answer.Facets, answer.FacetsOther)
	}
	if strings.Contains(got.body, "\"text\":\"Số") {
		t.Error("the text of a document is in a hit")
	}
}

func TestFacetRoute(t *testing.T) {
	s := filled(t, Options{})
	got := s.get("/v1/facets/year?issuer=" + escape("hải dương"))
	var answer api.FacetResponse
	decodeInto(t, got.body, &answer)
	if answer.Facet != "year" || len(answer.Rows) != 1 || answer.Rows[0].Value != "2021" || answer.Rows[0].Count != 2 || answer.Total.Value != 2 {
		t.Errorf("%s", got.body)
	}
	wantProblem(t, s.get("/v1/facets/colour"), 404, api.CodeNoSuchRoute, "")
	wantProblem(t, s.get("/v1/facets/year?limit=1&sort=newest"), 400, api.CodeBadParameter, "limit,sort")
}

func TestDocumentByOddID(t *testing.T) {
	s := filled(t, Options{})
	var d struct{ ID, Number, Text, Offsets string }
	got := s.get("/v1/directives/" + url.PathEscape(oddID))
	decodeInto(t, got.body, &d)
	if d.ID != oddID || d.Number != "107-CV/BDVTU" || d.Offsets != "" {
		t.Errorf("%d %s", got.status, got.body)
	}
	text := s.get("/v1/directives/" + url.PathEscape(oddID) + "/text")
	if text.body != d.Text || text.header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("text %q as %s", text.body, text.header.Get("Content-Type"))
	}
	part := s.do("GET", "/v1/directives/ct-16/text", "Range: bytes=0-1", nil)
	if part.status != 206 || part.body != "Ch" {
		t.Errorf("range: %d %q", part.status, part.body)
	}
	wantProblem(t, s.do("GET", "/v1/directives/ct-16/text", "Range: bytes=9999-", nil), 416, api.CodeBadParameter, "Range")
}

// Ids that mean something in a path, a file system or a template are ids.
func TestHostileIDs(t *testing.T) {
	s := newSite(t, Options{})
	for _, id := range []string{
		"a/b", "a//b", "/", "//", "..", "../..", ".", "get", "text", "a/text", "%2F", "%", "a?b=c", "a#b", "a b", "+", "<script>", "'\"\\",
		"Đ", "D\u031B", "😀", "{id}", ";", "a;b", strings.Repeat("x", 256),
	} {
		path := "/v1/directives/" + url.PathEscape(id)
		if id == "." || id == ".." {
			path = "/v1/directives/" + strings.ReplaceAll(id, ".", "%2E")
		}
		put := s.do("PUT", path, "Content-Type: application/json", strings.NewReader(`{"text":"a"}`))
		if put.status != 201 {
			t.Errorf("%q: put %d %s", id, put.status, put.body)
			continue
		}
		var d struct{ ID string }
		got := s.get(path)
		decodeInto(t, got.body, &d)
		if got.status != 200 || d.ID != id {
			t.Errorf("%q: got %d %q", id, got.status, d.ID)
		}
		if got := s.get(put.header.Get("Location")); got.status != 200 && id != "." && id != ".." {
			t.Errorf("%q: location %q gives %d", id, put.header.Get("Location"), got.status)
		}
		if got := s.do("DELETE", path, "", nil); got.status != 204 {
			t.Errorf("%q: delete %d %s", id, got.status, got.body)
		}
		wantProblem(t, s.do("DELETE", path, "", nil), 404, api.CodeNoSuchDocument, "")
	}
	for _, path := range []string{"%00", "a%0Ab", "%ff", strings.Repeat("x", 257), "a%C2%85"} {
		wantProblem(t, s.get("/v1/directives/"+path), 400, api.CodeBadParameter, "id")
	}
	wantProblem(t, s.get("/v1/directives/a/b"), 404, api.CodeNoSuchRoute, "")
	wantProblem(t, s.get("/v1/directives/none"), 404, api.CodeNoSuchDocument, "")
}

func TestGetMany(t *testing.T) {
	s := filled(t, Options{})
	const json = "Content-Type: application/json"
	got := s.do("POST", "/v1/directives/get?offsets=utf16", json, strings.NewReader(`{"ids":["year","none","ct-16"]}`))
	var answer api.GetResponse
	decodeInto(t, got.body, &answer)
	if len(answer.Directives) != 2 || answer.Directives[0].ID != "year" || answer.Directives[1].ID != "ct-16" ||
		strings.Join(answer.Missing, ",") != "none" || answer.Offsets != api.UTF16 {
		t.Errorf("%s", got.body)
	}
	wantProblem(t, s.do("POST", "/v1/directives/get", json, strings.NewReader(`{"ids":[]}`)), 400, api.CodeBadBody, "ids")
	wantProblem(t, s.do("POST", "/v1/directives/get", json, strings.NewReader(`{"names":[]}`)), 400, api.CodeBadBody, "names")
	wantProblem(t, s.do("POST", "/v1/directives/get", json, strings.NewReader(`{"ids":["a"]} {}`)), 400, api.CodeBadBody, "")
	wantProblem(t, s.do("POST", "/v1/directives/get", "", strings.NewReader(`{"ids":["a"]}`)), 415, api.CodeUnsupportedMedia, "")
}

func TestChanges(t *testing.T) {
	s := filled(t, Options{})
	s.do("DELETE", "/v1/directives/year", "", nil)
	var all []string
	since := uint64(0)
	for range 10 {
		var answer api.ChangesResponse
		decodeInto(t, s.get("/v1/changes?limit=2&since="+jsonOf(since)).body, &answer)
		if len(answer.Changes) == 0 {
			if answer.Next != since || answer.Generation != 5 {
				t.Errorf("at the end: %+v", answer)
			}
			break
		}
		for _, c := range answer.Changes {
			all = append(all, c.ID+map[bool]string{true: " deleted"}[c.Deleted])
		}
		since = answer.Next
	}
	if got := strings.Join(all, ", "); got != oddID+", ct-16, unknown, year deleted" {
		t.Errorf("changes %s", got)
	}
	wantProblem(t, s.get("/v1/changes?since=-1&limit=0&x=y"), 400, api.CodeBadParameter, "x,since,limit")
}

func jsonOf(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// Every position in UTF-16 must cut the same passage as in bytes.
func TestUTF16(t *testing.T) {
	s := filled(t, Options{})
	query := "q=" + escape("thành lập tổ") + "&fields=fragments,references"
	bytes, units := s.search(query), s.search(query+"&offsets=utf16")
	if bytes.Offsets != api.UTF8 || units.Offsets != api.UTF16 || len(bytes.Hits) == 0 || len(bytes.Hits[0].Fragments) == 0 {
		t.Fatalf("%s %s %d hits", bytes.Offsets, units.Offsets, len(bytes.Hits))
	}
	text := s.get("/v1/directives/" + url.PathEscape(oddID) + "/text").body
	for i, f := range bytes.Hits[0].Fragments {
		g := units.Hits[0].Fragments[i]
		text := text
		if f.Field == "title" {
			text = "Về Tổ Covid-19 cộng đồng"
		}
		wide := utf16.Encode([]rune(text))
		if cut := string(utf16.Decode(wide[g.Start : g.Start+len(utf16.Encode([]rune(g.Text)))])); cut != text[f.Start:f.Start+len(f.Text)] {
			t.Errorf("fragment %q, in bytes %q", cut, f.Text)
		}
		inner := utf16.Encode([]rune(g.Text))
		for j, m := range f.Marks {
			if cut := string(utf16.Decode(inner[g.Marks[j].Start:g.Marks[j].End])); cut != f.Text[m.Start:m.End] {
				t.Errorf("mark %q, in bytes %q", cut, f.Text[m.Start:m.End])
			}
		}
	}
	var d struct {
		Offsets    string
		References []struct{ Start, End int }
	}
	decodeInto(t, s.get("/v1/directives/"+url.PathEscape(oddID)+"?offsets=utf16").body, &d)
	if d.Offsets != "utf16" {
		t.Errorf("offsets %q", d.Offsets)
	}
	wantProblem(t, s.get("/v1/directives/ct-16?offsets=utf32"), 400, api.CodeBadParameter, "offsets")
}

func TestConcurrentUse(t *testing.T) {
	s := filled(t, Options{})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 10 {
				path := fmt.Sprintf("/v1/directives/c%d-%d", i, j)
				if got := s.do("PUT", path, asJSON, strings.NewReader(`{"text":"song song"}`)); got.status != 201 {
					t.Errorf("%s: %d %s", path, got.status, got.body)
				}
				if got := s.get("/v1/search?q=song&offsets=utf16&facets=type&limit=200"); got.status != 200 || !strings.Contains(got.body, fmt.Sprintf(`"c%d-%d"`, i, j)) {
					t.Errorf("%s: not found by the next search: %d", path, got.status)
				}
				if got := s.do("POST", "/v1/directives", asLines, strings.NewReader(`{"text":"song song"}`)); got.status != 200 {
					t.Errorf("stream: %d %s", got.status, got.body)
				}
			}
		})
	}
	all.Wait()
	if n := s.search("q=song").Total.Value; n != 160 {
		t.Errorf("%d documents", n)
	}
}
