package server

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestCSVOpensInASpreadsheet(t *testing.T) {
	s := filled(t, Options{})
	s.do("POST", "/v1/directives", "Content-Type: application/json",
		strings.NewReader(`{"id":"=HYPERLINK(1)","title":" =cmd|'/c calc'","number":"-1/CV","issuer":"@x","text":"a","issued":"2022"}`))
	got := s.get("/export.csv")
	body, ok := strings.CutPrefix(got.body, "\uFEFF")
	if !ok || !strings.Contains(body, "\r\n") {
		t.Errorf("no byte order mark or line ends: %.60q", got.body)
	}
	r := csv.NewReader(strings.NewReader(body))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if head := strings.Join(rows[0], "|"); !strings.Contains(head, "Tổng số|5|") || !strings.Contains(head, "Phiên dữ liệu|5") {
		t.Errorf("head: %s", head)
	}
	if len(rows) != 2+5 || rows[1][1] != "Số, ký hiệu" {
		t.Fatalf("%d rows, headings %v", len(rows), rows[1])
	}
	for _, cell := range rows[2] { // newest first
		if cell != "" && strings.ContainsRune("=+-@", rune(strings.TrimSpace(cell)[0])) {
			t.Errorf("a formula: %q", cell)
		}
	}
	if got := s.get("/export.csv?lang=en&head=off&type=" + escape("chi thi")); !strings.HasPrefix(got.body, "\uFEFFID,Number,") || strings.Count(got.body, "\r\n") != 2 {
		t.Errorf("one directive: %q", got.body)
	}
}

func TestExportHoldsEveryMatchOnce(t *testing.T) {
	s := newSite(t, Options{})
	const many = 3*exportPage + 7
	var lines strings.Builder
	for i := range many {
		fmt.Fprintf(&lines, `{"id":"d%d","text":"thông báo %d","issued":"2021-01-%02d"}`+"\n", i, i, 1+i%28)
	}
	if got := s.do("POST", "/v1/directives", "Content-Type: application/x-ndjson", strings.NewReader(lines.String())); got.status != 200 {
		t.Fatal(got.body)
	}
	for query, want := range map[string]int{"": many, "?limit=250": 250, "?limit=200": 200, "?fields=number": many, "?from=2021-01-28": many / 28, "?q=kh%C3%B4ng": 0} {
		got := s.get("/export.jsonl" + query)
		lines := strings.Split(strings.TrimSpace(got.body), "\n")
		var head struct {
			Export struct {
				Generation uint64
				Total      struct{ Value int }
			}
		}
		if err := json.Unmarshal([]byte(lines[0]), &head); err != nil || head.Export.Generation == 0 {
			t.Fatalf("%s: head %s: %v", query, lines[0], err)
		}
		ids := map[string]bool{}
		for _, line := range lines[1:] {
			var d struct{ ID string }
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			ids[d.ID] = true
		}
		if len(ids) != want || len(lines)-1 != want {
			t.Errorf("%s: %d lines, %d documents, want %d (total %d)", query, len(lines)-1, len(ids), want, head.Export.Total.Value)
		}
	}
}

func TestExportCanBeTakenInAgain(t *testing.T) {
	from := filled(t, Options{})
	lines := from.get("/export.jsonl?head=off").body
	to := newSite(t, Options{})
	if got := to.do("POST", "/v1/directives", "Content-Type: application/x-ndjson", strings.NewReader(lines)); got.status != 200 || strings.Contains(got.body, "refused") {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if a, b := from.ids("sort=newest"), to.ids("sort=newest"); a != b {
		t.Errorf("%s, then %s", a, b)
	}
	for _, id := range []string{"ct-16", "year", "unknown"} {
		if a, b := from.get("/v1/directives/"+id+"/text").body, to.get("/v1/directives/"+id+"/text").body; a != b {
			t.Errorf("%s: %q, then %q", id, a, b)
		}
	}
}

func TestMultiSearchAnswersAsEachSearchWould(t *testing.T) {
	s := filled(t, Options{})
	got := s.do("POST", "/v1/multi-search", "Content-Type: application/json",
		strings.NewReader(`{"searches":[{"q":"covid"},{"type":["Chỉ thị","Kế hoạch"],"sort":"oldest","limit":1},{"limit":0},{"colour":"red"},{"q":null}]}`))
	var answer struct {
		Results []struct {
			Search *struct {
				Total struct{ Value int }
				Hits  []struct{ ID string }
			}
			Problem *struct{ Code string }
		}
	}
	decodeInto(t, got.body, &answer)
	if len(answer.Results) != 5 {
		t.Fatal(got.body)
	}
	for i, want := range []struct{ total, hits int }{{1, 1}, {2, 1}, {4, 0}, {-1, 0}, {4, 4}} {
		r := answer.Results[i]
		if want.total < 0 {
			if r.Search != nil || r.Problem == nil || r.Problem.Code != "bad_parameter" {
				t.Errorf("search %d: %+v", i, r)
			}
			continue
		}
		if r.Search == nil || r.Search.Total.Value != want.total || len(r.Search.Hits) != want.hits {
			t.Errorf("search %d: %+v", i, r.Search)
		}
	}
}
