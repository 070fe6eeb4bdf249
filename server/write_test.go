package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/server/api"
)

const asJSON = "Content-Type: application/json"

func TestStoreOne(t *testing.T) {
	s := newSite(t, Options{})
	var w api.Written
	got := s.do("PUT", "/v1/directives/a%2Fb", asJSON, strings.NewReader(`{"number":"1-CV/TU","text":"một"}`))
	decodeInto(t, got.body, &w)
	if got.status != 201 || w.ID != "a/b" || w.Status != index.Created || got.header.Get("Location") != "/v1/directives/a%2Fb" {
		t.Errorf("create: %d %s %v", got.status, got.body, got.header)
	}
	got = s.do("PUT", "/v1/directives/a%2Fb", asJSON, strings.NewReader(`{"id":"a/b","text":"hai"}`))
	decodeInto(t, got.body, &w)
	if got.status != 200 || w.Status != index.Replaced {
		t.Errorf("replace: %d %s", got.status, got.body)
	}
	if s.ids("q=hai") != "a/b" || s.ids("q="+escape("một")) != "" {
		t.Error("an answered write is not what the next search sees")
	}
	got = s.do("POST", "/v1/directives", asJSON, strings.NewReader(`{"id":"c","text":"ba"}`))
	if got.status != 201 || got.header.Get("Location") != "/v1/directives/c" {
		t.Errorf("post: %d %s", got.status, got.body)
	}
}

// Only a caller who names an id replaces a document.
func TestWithoutAnIDNothingIsReplaced(t *testing.T) {
	s := newSite(t, Options{})
	const letter = `{"number":"1-CV/TU","issuer":"Tỉnh ủy","issued":"2021","type":"Công văn","text":"a","source":{"root":"/srv","name":"a.txt"}}`
	ids := map[string]bool{}
	for _, body := range []string{letter, strings.ReplaceAll(letter, "a.txt", "b.txt")} {
		var w api.Written
		got := s.do("POST", "/v1/directives", asJSON, strings.NewReader(body))
		decodeInto(t, got.body, &w)
		if got.status != 201 {
			t.Errorf("%d %s", got.status, got.body)
		}
		ids[w.ID] = true
		if got := s.get(got.header.Get("Location")); strings.Contains(got.body, "/srv") {
			t.Errorf("a posted document passes for one of a folder: %s", got.body)
		}
	}
	if len(ids) != 2 {
		t.Errorf("ids %v", ids)
	}
}

// What a server answers can be sent back.
func TestAnswerCanBeSentBack(t *testing.T) {
	s := filled(t, Options{})
	path := "/v1/directives/" + url.PathEscape(oddID)
	before := s.get(path)
	if got := s.do("PUT", path, asJSON, strings.NewReader(before.body)); got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	wide := s.get(path + "?offsets=utf16").body
	got := s.do("PUT", path, asJSON, strings.NewReader(wide))
	wantProblem(t, got, 400, api.CodeBadBody, "offsets")
}

func TestStoreFile(t *testing.T) {
	s := newSite(t, Options{})
	for _, row := range []struct{ path, headers, name string }{
		{"/v1/directives?name=c%C3%B4ng+v%C4%83n.txt", "Content-Type: text/plain", "công văn.txt"},
		{"/v1/directives", "", ""},
		{"/v1/directives", "Content-Disposition: attachment; filename=\"a/b/c.txt\"", "c.txt"},
		{"/v1/directives", "Content-Disposition: attachment; filename*=UTF-8''c%C3%B4ng.txt", "công.txt"},
		{"/v1/directives?name=C:%5Cx%5Cd.txt", "Content-Type: application/octet-stream", "d.txt"},
		{"/v1/directives?name=/", "", ""},
	} {
		got := s.do("POST", row.path, row.headers, strings.NewReader("Thông báo về việc họp."))
		if got.status != 201 {
			t.Errorf("%s %s: %d %s", row.path, row.headers, got.status, got.body)
			continue
		}
		var d struct{ Source struct{ Name, Root string } }
		decodeInto(t, s.get(got.header.Get("Location")).body, &d)
		if d.Source.Name != row.name || d.Source.Root != "" {
			t.Errorf("%s %s: source %+v", row.path, row.headers, d.Source)
		}
	}
	got := s.do("PUT", "/v1/directives/given", "Content-Type: text/plain", strings.NewReader("Thông báo."))
	if got.status != 201 || got.header.Get("Location") != "/v1/directives/given" {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestBadWrites(t *testing.T) {
	s := newSite(t, Options{MaxDocument: 1000})
	big := `{"text":"` + strings.Repeat("a", 1000) + `"}`
	for _, row := range []struct {
		method, path, headers, body string
		status                      int
		code                        api.Code
		params                      string
	}{
		{"POST", "/v1/directives", asJSON, ``, 400, api.CodeBadBody, ""},
		{"POST", "/v1/directives", asJSON, `{"text":`, 400, api.CodeBadBody, "text"},
		{"POST", "/v1/directives", asJSON, `[{"text":"a"}]`, 400, api.CodeBadBody, ""},
		{"POST", "/v1/directives", asJSON, `{"text":"a"} {}`, 400, api.CodeBadBody, ""},
		{"POST", "/v1/directives", asJSON, `{"colour":"red","text":"a"}`, 400, api.CodeBadBody, "colour"},
		{"POST", "/v1/directives", asJSON, `{"text":1}`, 400, api.CodeBadBody, "text"},
		{"POST", "/v1/directives", asJSON, `{"issued":"2021-02-30","text":"a"}`, 400, api.CodeBadBody, "issued"},
		{"POST", "/v1/directives", asJSON, `{"id":"a\u0000","text":"a"}`, 400, api.CodeBadBody, "id"},
		{"POST", "/v1/directives?colour=red", asJSON, `{"text":"a"}`, 400, api.CodeBadParameter, "colour"},
		{"POST", "/v1/directives?name=%0A", "", `a`, 400, api.CodeBadParameter, "name"},
		{"POST", "/v1/directives?name=%ff", "", `a`, 400, api.CodeBadParameter, "name"},
		{"POST", "/v1/directives?name=..", "", `a`, 400, api.CodeBadParameter, "name"},
		{"POST", "/v1/directives", "Content-Disposition: ;;", `a`, 400, api.CodeBadParameter, "Content-Disposition"},
		{"POST", "/v1/directives", asJSON, big, 413, api.CodeBodyTooLarge, ""},
		{"POST", "/v1/directives", "", big, 413, api.CodeBodyTooLarge, ""},
		{"POST", "/v1/extract", "", big, 413, api.CodeBodyTooLarge, ""},
		{"POST", "/v1/directives", "Content-Type: application/x-www-form-urlencoded", `{"text":"a"}`, 415, api.CodeUnsupportedMedia, ""},
		{"POST", "/v1/directives", "Content-Type: multipart/form-data; boundary=x", `a`, 415, api.CodeUnsupportedMedia, ""},
		{"POST", "/v1/directives", "Content-Type: ;", `a`, 415, api.CodeUnsupportedMedia, ""},
		{"POST", "/v1/directives", "Content-Type: application/pdf", "%PDF-1.7", 422, api.CodeUnreadableFile, ""},
		{"PUT", "/v1/directives/a", asJSON, `{"id":"b","text":"a"}`, 400, api.CodeBadBody, "id"},
		{"PUT", "/v1/directives/a%00", asJSON, `{"text":"a"}`, 400, api.CodeBadParameter, "id"},
		{"PUT", "/v1/directives/a", "Content-Type: application/x-ndjson", `{"text":"a"}`, 415, api.CodeUnsupportedMedia, ""},
		{"DELETE", "/v1/directives/a", "", ``, 404, api.CodeNoSuchDocument, ""},
	} {
		got := s.do(row.method, row.path, row.headers, strings.NewReader(row.body))
		t.Run(row.method+" "+row.headers+" "+row.body[:min(len(row.body), 20)], func(t *testing.T) {
			wantProblem(t, got, row.status, row.code, row.params)
		})
	}
	if n := s.search("").Total.Value; n != 0 {
		t.Errorf("%d documents were stored all the same", n)
	}
}

// A body that is too large gets its answer, also by callers that send all of it
// before they read, and however its length is told.
func TestHugeBodies(t *testing.T) {
	s := newSite(t, Options{MaxDocument: 8 << 20})
	huge := strings.Repeat("a", 20<<20)
	got := s.do("POST", "/v1/directives", "", readOnly{strings.NewReader(huge)})
	wantProblem(t, got, 413, api.CodeBodyTooLarge, "")

	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /v1/directives HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", len(huge))
	if _, err := io.WriteString(conn, huge); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil || resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%v %v", resp, err)
	}

	got = s.raw("POST /v1/directives HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
	wantProblem(t, got, 413, api.CodeBodyTooLarge, "")
}

// readOnly hides the length of a body from the transport.
type readOnly struct {
	from interface{ Read([]byte) (int, error) }
}

func (r readOnly) Read(p []byte) (int, error) { return r.from.Read(p) }

// A file none of whose documents can be stored answers for each of them.
func TestFileOfRefusals(t *testing.T) {
	s := newSite(t, Options{})
	got := s.do("POST", "/v1/directives?name=a.jsonl", "", strings.NewReader("{\"colour\":1}\n{\"colour\":2}\n"))
	lines := linesOf(t, got.body)
	if got.status != 200 || len(lines) != 2 || lines[0].Status != index.Refused || lines[1].Part == "" || len(lines[1].Problems) == 0 {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestExtractStoresNothing(t *testing.T) {
	s := newSite(t, Options{})
	for _, row := range []struct{ headers, body string }{
		{asJSON, `{"number":"1-CV/TU","text":"một"}`},
		{asJSON, "\uFEFF" + `{"text":"một"}`},
		{"Content-Type: text/plain", "Số 1-CV/TU"},
	} {
		got := s.do("POST", "/v1/extract", row.headers, strings.NewReader(row.body))
		var d struct {
			Text       string
			References []any
		}
		decodeInto(t, got.body, &d)
		if got.status != http.StatusOK || d.Text == "" || d.References == nil {
			t.Errorf("%s: %d %s", row.headers, got.status, got.body)
		}
	}
	if n := s.search("").Total.Value; n != 0 {
		t.Errorf("%d documents stored", n)
	}
}
