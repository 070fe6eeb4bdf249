package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/server/api"
)

// circle is a small world of citations: the same number in two years, and a
// province that carries one of them out.
var circle = []string{
	`{"id":"ct-16-2020","number":"16/CT-TTg","type":"Chỉ thị","issuer":"Thủ tướng Chính phủ","issued":"2020-03-31","title":"Về giãn cách","text":"Chỉ thị."}`,
	`{"id":"ct-16-2021","number":"16/CT-TTg","type":"Chỉ thị","issuer":"Thủ tướng Chính phủ","issued":"2021-05-27","title":"Về hè","text":"Chỉ thị."}`,
	`{"id":"kh-tinh","number":"12/KH-UBND","type":"Kế hoạch","issuer":"Ủy ban nhân dân tỉnh Hải Dương","province":"Hải Dương","issued":"2020-04-02",
	  "text":"KẾ HOẠCH.\nThực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ."}`,
	`{"id":"cv-huyen","number":"5/UBND-VP","type":"Công văn","issuer":"Ủy ban nhân dân huyện Gia Lộc","province":"Hải Dương","issued":"2020-04-06",
	  "text":"Căn cứ Kế hoạch số 12/KH-UBND ngày 02/4/2020 của Ủy ban nhân dân tỉnh Hải Dương."}`,
	`{"id":"cv-mo-ho","number":"9/SYT-NVY","type":"Công văn","issuer":"Sở Y tế tỉnh Quảng Trị","province":"Quảng Trị","issued":"2021-08-01",
	  "text":"Thực hiện Chỉ thị số 16/CT-TTg và Nghị quyết số 86/NQ-CP ngày 06/8/2021 của Chính phủ."}`,
}

func circled(t *testing.T) *site {
	t.Helper()
	s := newSite(t, Options{})
	for _, d := range circle {
		s.store(d)
	}
	return s
}

func (s *site) store(d string) {
	s.t.Helper()
	if got := s.do("POST", "/v1/directives", asJSON, strings.NewReader(d)); got.status >= 300 {
		s.t.Fatalf("store %.40s: %d %s", d, got.status, got.body)
	}
}

// read decodes the answer to a GET that must succeed.
func read[T any](s *site, path string) T {
	s.t.Helper()
	got := s.get(path)
	if got.status != 200 {
		s.t.Fatalf("%s: %d %s", path, got.status, got.body)
	}
	var v T
	decodeInto(s.t, got.body, &v)
	return v
}

// states prints the citations of a document: number, state, target.
func (s *site) states(id string) string {
	s.t.Helper()
	var out []string
	for _, c := range read[api.CitationsResponse](s, "/v1/directives/"+url.PathEscape(id)+"/citations").Citations {
		target := "-"
		if c.Target != nil {
			target = c.Target.ID
		}
		out = append(out, fmt.Sprintf("%s %s %s", c.Number, c.State, target))
	}
	return strings.Join(out, ", ")
}

func (s *site) citing(query string) string {
	s.t.Helper()
	var out []string
	for _, c := range read[api.CitedByResponse](s, "/v1/directives/"+query).Citing {
		out = append(out, c.ID)
	}
	return strings.Join(out, " ")
}

func TestCitations(t *testing.T) {
	s := circled(t)
	if got := s.states("kh-tinh"); got != "16/CT-TTg resolved ct-16-2020" {
		t.Errorf("kh-tinh cites %s", got)
	}
	if got := s.states("cv-mo-ho"); got != "16/CT-TTg ambiguous -, 86/NQ-CP absent -" {
		t.Errorf("cv-mo-ho cites %s", got)
	}
	c := read[api.CitationsResponse](s, "/v1/directives/kh-tinh/citations").Citations[0]
	if c.Count != 1 || c.Relation != "implements" || c.Target.Title != "Về giãn cách" || c.Target.CitedBy != 1 || len(c.Candidates) != 2 {
		t.Errorf("citation %+v", c)
	}
	if got := c.Sentence.Text[c.Sentence.Marks[0][0]:c.Sentence.Marks[0][1]]; got != c.Text {
		t.Errorf("marked %q of %q", got, c.Sentence.Text)
	}
	wide := read[api.CitationsResponse](s, "/v1/directives/kh-tinh/citations?offsets=utf16")
	if w := wide.Citations[0]; wide.Offsets != "utf16" || w.Start >= c.Start || w.Sentence.Start >= c.Sentence.Start || w.Sentence.Marks[0][0] >= c.Sentence.Marks[0][0] {
		t.Errorf("in UTF-16 %+v", w)
	}
	if hit := s.search("q=16/CT-TTg&sort=most-cited").Hits[0]; hit.Directive.ID != "ct-16-2020" || hit.CitedBy != 1 {
		t.Errorf("hit %s cited by %d", hit.Directive.ID, hit.CitedBy)
	}
	if got := s.ids("cites=id:ct-16-2020"); got != "kh-tinh" {
		t.Errorf("cites=id: %s", got)
	}
}

// A document that comes or goes changes what citations mean, at once.
func TestArrivalAndDeletionChangeStates(t *testing.T) {
	s := newSite(t, Options{})
	s.store(circle[2])
	if got := s.states("kh-tinh"); !strings.HasPrefix(got, "16/CT-TTg absent -") {
		t.Errorf("before: %s", got)
	}
	tagged := s.get("/v1/directives/kh-tinh/citations").header.Get("ETag")
	s.store(circle[1])
	if got := s.states("kh-tinh"); !strings.HasPrefix(got, "16/CT-TTg conflict -") {
		t.Errorf("with that of another year: %s", got)
	}
	s.store(circle[0])
	if got := s.states("kh-tinh"); !strings.HasPrefix(got, "16/CT-TTg resolved ct-16-2020") {
		t.Errorf("with both: %s", got)
	}
	if got := s.do("GET", "/v1/directives/kh-tinh/citations", "If-None-Match: "+tagged, nil); got.status != 200 {
		t.Errorf("what changed is answered %d", got.status)
	}
	if got := s.do("DELETE", "/v1/directives/ct-16-2020", "", nil); got.status != 204 {
		t.Fatal(got.body)
	}
	if got := s.states("kh-tinh"); !strings.HasPrefix(got, "16/CT-TTg conflict -") {
		t.Errorf("after the deletion: %s", got)
	}
	if got := read[api.GhostsResponse](s, "/v1/ghosts").Ghosts; len(got) != 1 || got[0].Number != "16/CT-TTg" || got[0].Date.Year != 2020 || got[0].Citing[0] != "kh-tinh" {
		t.Errorf("ghosts %+v", got)
	}
}

func TestCitedBy(t *testing.T) {
	s := circled(t)
	for path, want := range map[string]string{
		"ct-16-2020/cited-by":                                            "kh-tinh",
		"ct-16-2021/cited-by":                                            "",
		"ct-16-2021/cited-by?state=ambiguous":                            "cv-mo-ho",
		"ct-16-2020/cited-by?state=ambiguous&state=resolved":             "cv-mo-ho kh-tinh",
		"ct-16-2020/cited-by?state=ambiguous&state=resolved&to=2020":     "kh-tinh",
		"ct-16-2020/cited-by?state=ambiguous&issuer=" + escape("sở"):     "cv-mo-ho",
		"ct-16-2020/cited-by?issuer=" + escape("sở"):                     "",
		"ct-16-2020/cited-by?type=" + escape("kế hoạch"):                 "kh-tinh",
		"ct-16-2020/cited-by?state=ambiguous&type=" + escape("luật"):     "",
		"ct-16-2020/cited-by?state=ambiguous&state=resolved&limit=0":     "",
		"ct-16-2020/cited-by?state=resolved&state=ambiguous&sort=oldest": "kh-tinh cv-mo-ho",
	} {
		if got := s.citing(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	all := "/v1/directives/ct-16-2020/cited-by?limit=1&state=resolved&state=ambiguous"
	first := read[api.CitedByResponse](s, all)
	if first.Total != 2 || first.Next == "" {
		t.Fatalf("first page %+v", first)
	}
	second := read[api.CitedByResponse](s, all+"&cursor="+first.Next)
	c := second.Citing[0]
	if second.Next != "" || c.ID != "kh-tinh" || c.State != "resolved" || c.Relation != "implements" || c.Count != 1 || !strings.HasPrefix(c.Sentence.Text, "Thực hiện") {
		t.Errorf("second page %+v", second)
	}
	wantProblem(t, s.get("/v1/directives/ct-16-2021/cited-by?cursor="+first.Next), 400, api.CodeBadParameter, "cursor")
	wantProblem(t, s.get("/v1/directives/ct-16-2021/cited-by?sort=relevance&q=x&state=absent"), 400, api.CodeBadParameter, "q,sort,state")
}

func TestCascade(t *testing.T) {
	s := circled(t)
	got := read[api.CascadeResponse](s, "/v1/directives/ct-16-2020/cascade")
	var out []string
	for _, level := range got.Levels {
		for _, f := range level.Followers {
			out = append(out, fmt.Sprintf("%s: %s via %s after %d", level.Level, f.ID, f.Via, *f.Days))
		}
	}
	if want := "province: kh-tinh via ct-16-2020 after 2, district: cv-huyen via kh-tinh after 6"; strings.Join(out, ", ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(out, ", "), want)
	}
	if l := got.Levels[0]; l.Count != 1 || *l.Median != 2 || *l.First != 2 || *l.Last != 2 || got.Root.ID != "ct-16-2020" {
		t.Errorf("level %+v", l)
	}
	if got := read[api.CascadeResponse](s, "/v1/directives/ct-16-2021/cascade"); len(got.Levels) != 0 {
		t.Errorf("the other year has followers: %+v", got)
	}
}

func TestResolve(t *testing.T) {
	s := circled(t)
	for path, want := range map[string]string{
		"number=16/ct-ttg&date=2020-03-31":      "resolved ct-16-2020",
		"number=" + escape("Chỉ thị 16/CT-TTg"): "ambiguous ",
		"number=16/CT-TTg&date=2019":            "conflict ",
		"number=1/CT-TTg":                       "absent ",
		"number=12/KH-UBND&date=2020-04-02":     "resolved kh-tinh",
		"number=12/KH-UBND":                     "ambiguous ",
		"number=12/KH-UBND&date=2020-04-02&issuer=" + escape("Ủy ban nhân dân tỉnh Nghệ An"): "conflict ",
	} {
		got := read[api.Resolved](s, "/v1/resolve?"+path)
		id := ""
		if got.Target != nil {
			id = got.Target.ID
		}
		if got.Status+" "+id != want {
			t.Errorf("%s: %s %s (%s), want %s", path, got.Status, id, got.Reason, want)
		}
		if got.Note == "" || got.Reason == "" {
			t.Errorf("%s: no reason", path)
		}
	}
	for query, want := range map[string]int{"number=16/CT-TTg&date=2020-03-31": 303, "number=16/CT-TTg": 300, "number=16/CT-TTg&date=2019": 300, "number=1/CT-TTg": 404} {
		got := s.do("GET", "/v1/resolve?"+query, "Accept: text/html,application/xhtml+xml", nil)
		if got.status != want || !strings.HasPrefix(got.body, "<!doctype html>") || (want == 303) != (got.header.Get("Location") == "/van-ban/ct-16-2020") {
			t.Errorf("%s for a browser: %d %v %s", query, got.status, got.header, got.body)
		}
	}
	if got := s.do("GET", "/v1/resolve?number=%3Cscript%3E", "Accept: text/html", nil); strings.Contains(got.body, "<script>") {
		t.Errorf("the page runs what it was asked: %s", got.body)
	}
	many := s.do("POST", "/v1/resolve", asJSON, strings.NewReader(`{"numbers":[{"number":"1/CT-TTg"},{"number":"16/CT-TTg","date":"2020-03-31"}]}`))
	var answer api.ResolveResponse
	decodeInto(t, many.body, &answer)
	if len(answer.Resolved) != 2 || answer.Resolved[0].Status != "absent" || answer.Resolved[1].Target.ID != "ct-16-2020" || answer.Resolved[1].Number != "16/CT-TTg" {
		t.Errorf("many: %s", many.body)
	}
}

func TestCheck(t *testing.T) {
	s := circled(t)
	draft := "CÔNG VĂN\nThực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2021 của Thủ tướng Chính phủ;\nChỉ thị số 16/CT-TTg ngày 27/5/2021 của Thủ tướng Chính phủ;\nKết luận số 21-KL/TW ngày 25/10/2021."
	body, err := json.Marshal(map[string]string{"text": draft})
	if err != nil {
		t.Fatal(err)
	}
	var answer api.CheckResponse
	decodeInto(t, s.do("POST", "/v1/citations/check", asJSON, strings.NewReader(string(body))).body, &answer)
	var out []string
	for _, c := range answer.Citations {
		out = append(out, fmt.Sprintf("%d %s %s %s", c.Line, c.Number, c.Status, c.Note))
		if draft[c.Start:c.End] != c.Text {
			t.Errorf("%q is at %q", c.Text, draft[c.Start:c.End])
		}
	}
	want := "2 16/CT-TTg conflict Không khớp: trong kho là Chỉ thị 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ, không phải năm 2021. Trong kho còn có Chỉ thị 16/CT-TTg ngày 27/5/2021 của Thủ tướng Chính phủ.\n" +
		"3 16/CT-TTg resolved Là Chỉ thị 16/CT-TTg ngày 27/5/2021 của Thủ tướng Chính phủ.\n" +
		"4 21-KL/TW absent Trong kho không có văn bản này."
	if got := strings.Join(out, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := s.search("q=21-KL/TW"); got.Total.Value != 0 {
		t.Error("the draft was stored")
	}
}

// A search that finds nothing says what is cited under its number and not held.
func TestSearchWithoutResultsOffersGhosts(t *testing.T) {
	s := circled(t)
	s.store(`{"id":"chi-nguon","text":"Theo Luật Phòng, chống bệnh truyền nhiễm năm 2007."}`)
	for query, want := range map[string]string{
		"number=86/NQ-CP":                   "86/NQ-CP 1",
		"q=so:86/NQ-CP":                     "86/NQ-CP 1",
		"q=86/NQ-CP&type=" + escape("Luật"): "86/NQ-CP 1",
		"q=86/NQ-CP":                        "", // the citing document is found
		"q=" + escape("bệnh truyền nhiễm") + "&type=" + escape("Nghị quyết"): "Luật Phòng, chống bệnh truyền nhiễm 1",
	} {
		var out []string
		for _, g := range s.search(query).Ghosts {
			out = append(out, fmt.Sprintf("%s%s %d", g.Number, g.Title, g.Count))
		}
		if got := strings.Join(out, ", "); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// Whoever sees a part of the collection sees nothing of the rest: no target, no
// candidate, no citing document, no count.
func TestCitationsWithinScope(t *testing.T) {
	s := circled(t)
	province := index.Scope{Forced: []index.Filter{{Field: index.FieldProvince, Any: []index.Condition{{Value: "Hải Dương"}}}}}
	ctx := context.Background()
	desk, err := newDesk(ctx, s.engine, s.server.options.Graph, province)
	if err != nil {
		t.Fatal(err)
	}
	held, err := s.engine.Get(ctx, index.Everything(), "kh-tinh")
	if err != nil {
		t.Fatal(err)
	}
	plan := held["kh-tinh"]
	list, err := desk.citations(ctx, &plan, desk.graph.Citations(&plan, desk.visible))
	if err != nil || list[0].State != "absent" || list[0].Target != nil || len(list[0].Candidates) != 0 {
		t.Errorf("a hidden target: %+v, %v", list[0], err)
	}
	who, err := desk.citedBy(ctx, citedByRequest{id: "ct-16-2020", query: index.Query{Sort: index.Newest, Limit: 20}})
	if err != nil || who.Total != 0 {
		t.Errorf("who cites a hidden document: %+v, %v", who, err)
	}
	if found, err := s.engine.Search(ctx, province, index.Query{Limit: 20, Filters: index.Filters{Where: []index.Filter{{Field: index.FieldCites,
		Any: []index.Condition{{Op: index.OpID, Value: "ct-16-2020"}}}}}}); err != nil || found.Total.Value != 0 {
		t.Errorf("cites=id: of a hidden document finds %+v, %v", found, err)
	}
	district := index.Scope{Forced: []index.Filter{{Field: index.FieldType, Any: []index.Condition{{Value: "Kế hoạch"}}}}}
	found, err := s.engine.Search(ctx, district, index.Query{Limit: 20})
	if err != nil || len(found.Hits) != 1 || found.Hits[0].CitedBy != 0 {
		t.Errorf("a hidden document counts: %+v, %v", found, err)
	}
	check, err := Check(ctx, s.engine, s.server.options.Graph, province, plan)
	if err != nil || check.Citations[0].State != "absent" {
		t.Errorf("check tells of a hidden document: %+v, %v", check, err)
	}
}
