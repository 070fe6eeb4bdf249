package server

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/indextest"
	"tracuu/server/api"
)

// site is a server with the reference engine behind it, on a real connection.
type site struct {
	t      *testing.T
	url    string
	engine index.Engine
	server *Server
	log    *bytes.Buffer // read it only after the requests
}

func newSite(t *testing.T, options Options) *site {
	t.Helper()
	options.Graph = citation.New()
	return newSiteOf(t, indextest.NewMemory(indextest.Options{Graph: options.Graph, Follower: options.Graph}), options)
}

func newSiteOf(t *testing.T, engine index.Engine, options Options) *site {
	t.Helper()
	log := &bytes.Buffer{}
	options.Logger = zerolog.New(zerolog.SyncWriter(log))
	s := New(engine, options)
	hs := httptest.NewUnstartedServer(nil)
	hs.Config = s.http
	hs.Start()
	t.Cleanup(hs.Close)
	return &site{t: t, url: hs.URL, engine: engine, server: s, log: log}
}

// documents are what the tests search: two public letters, a directive of a
// year, and one of which little is known.
var documents = []string{
	`{"id":"bdv/107 hải dương","number":"107-CV/BDVTU","type":"Công văn","issuer":"Ban Dân vận Tỉnh ủy Hải Dương","issued":"2021-08-06",
	  "title":"Về Tổ Covid-19 cộng đồng","text":"Số 107-CV/BDVTU\n😀 Thành lập tổ Covid cộng đồng theo Chỉ thị số 16/CT-TTg."}`,
	`{"id":"ct-16","number":"16/CT-TTg","type":"Chỉ thị","issuer":"Thủ tướng Chính phủ","issued":"2020-03-31","title":"Về giãn cách","text":"Chỉ thị về thực hiện giãn cách <xã hội>."}`,
	`{"id":"year","type":"Kế hoạch","issuer":"Ủy ban nhân dân tỉnh Hải Dương","issued":"2021","title":"","text":"Kế hoạch tổ chức tiêm vắc-xin."}`,
	`{"id":"unknown","text":"Thông báo về tổ chức hội nghị."}`,
}

// filled is a site that holds documents.
func filled(t *testing.T, options Options) *site {
	t.Helper()
	s := newSite(t, options)
	for _, d := range documents {
		if got := s.do("POST", "/v1/directives", "Content-Type: application/json", strings.NewReader(d)); got.status != 201 {
			t.Fatalf("store %.30s: %d %s", d, got.status, got.body)
		}
	}
	return s
}

// reply is an answer that was read whole.
type reply struct {
	status int
	header http.Header
	body   string
}

// do makes a request; headers are lines "Name: value".
func (s *site) do(method, path, headers string, body io.Reader) reply {
	s.t.Helper()
	req, err := http.NewRequest(method, s.url+path, body)
	if err != nil {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	for line := range strings.Lines(headers) {
		name, value, _ := strings.Cut(line, ":")
		req.Header.Set(name, strings.TrimSpace(value))
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatalf("%s %s: read: %v", method, path, err)
	}
	return reply{resp.StatusCode, resp.Header, string(got)}
}

func (s *site) get(path string) reply {
	s.t.Helper()
	return s.do("GET", path, "", nil)
}

// search is the answer to a search that must succeed.
func (s *site) search(query string) api.SearchResponse {
	s.t.Helper()
	got := s.get("/v1/search?" + query)
	if got.status != http.StatusOK {
		s.t.Fatalf("search %s: %d %s", query, got.status, got.body)
	}
	var answer api.SearchResponse
	decodeInto(s.t, got.body, &answer)
	return answer
}

func (s *site) ids(query string) string {
	s.t.Helper()
	var ids []string
	for _, hit := range s.search(query).Hits {
		ids = append(ids, hit.Directive.ID)
	}
	return strings.Join(ids, " | ")
}

func decodeInto(t *testing.T, body string, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), v); err != nil {
		t.Fatalf("%v in %.300s", err, body)
	}
}

// wantProblem checks that an answer is a problem with a code, naming params.
func wantProblem(t *testing.T, got reply, status int, code api.Code, params string) {
	t.Helper()
	var p api.Problem
	if ct := got.header.Get("Content-Type"); ct != "application/problem+json" {
		t.Errorf("content type %q of %d %.200s", ct, got.status, got.body)
		return
	}
	decodeInto(t, got.body, &p)
	var names []string
	for _, e := range p.Errors {
		names = append(names, e.Param)
	}
	if got.status != status || p.Status != status || p.Code != code || strings.Join(names, ",") != params {
		t.Errorf("got %d %s, want %d %s naming %q", got.status, got.body, status, code, params)
	}
	if p.RequestID == "" || p.RequestID != got.header.Get(requestIDHeader) {
		t.Errorf("request id %q, header %q", p.RequestID, got.header.Get(requestIDHeader))
	}
}

func escape(s string) string { return url.QueryEscape(s) }
