package server

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/index/citation"
	"tracuu/index/indextest"
	"tracuu/index/original"
	"tracuu/server/api"
)

// injected stands in what is asked; it must come back in no page as it is.
const injected = "<zq onload=x>"

// FuzzRoutes asks any route anything. Whatever comes: no answer is our fault, an
// answer is what its Content-Type says, nothing that was sent comes back as part of
// a page, and nothing is left running.
func FuzzRoutes(f *testing.F) {
	for _, x := range exchanges {
		f.Add(strings.ToUpper(x.method), x.path, x.headers, []byte(x.body))
	}
	for _, seed := range routeSeeds() {
		f.Add(seed.row.method, seed.path, asJSON, []byte(`{}`))
	}
	for _, path := range []string{"/", "/search?q=", "/van-ban/", "/v1/search?q=", "/feed.atom?q=", "/export.csv?q=", "/nowhere/", "/v1/facets/"} {
		f.Add("GET", path+url.QueryEscape(injected+`"'&`), "Accept: text/html", []byte(nil))
		f.Add("HEAD", path+"%00%ff%e2%80%ae", "Cookie: tracuu_key="+injected, []byte(injected))
	}
	codes := problemCodes(f)
	f.Fuzz(func(t *testing.T, method, target, headers string, body []byte) {
		r := fuzzRequest(method, target, headers, body)
		if r == nil || len(body) > 16<<10 {
			t.Skip("no request of HTTP")
		}
		running := runtime.NumGoroutine()
		graph := citation.New()
		engine := indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
		s := New(engine, Options{Graph: graph, MaxDocument: 8 << 10, Originals: original.Open(t.TempDir()), KeepUploads: true, Local: &Local{Token: "nobody has it"}})
		for _, d := range documents {
			w := serveOne(s, fuzzRequest("POST", "/v1/directives", asJSON, []byte(d)))
			if w.Code != http.StatusCreated {
				t.Fatalf("store: %d %s", w.Code, w.Body)
			}
		}
		checkAnswer(t, serveOne(s, r), codes)
		s.stop()
		_ = engine.Close()
		checkGoroutines(t, running)
	})
}

// routeSeed is a path that a row of the table answers.
type routeSeed struct {
	row  route
	path string
}

// routeSeeds has each route once, so that none can be left out.
func routeSeeds() (seeds []routeSeed) {
	s := New(indextest.NewMemory(indextest.Options{}), Options{Graph: citation.New(), Local: &Local{}})
	for _, row := range append(s.routes(), s.pageRoutes()...) {
		path := strings.ReplaceAll(row.path, "{n}", "1")
		seeds = append(seeds, routeSeed{row, regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(path, "ct-16")})
	}
	return seeds
}

// Each seed reaches its own route.
func TestFuzzRoutesReachesEveryRoute(t *testing.T) {
	s := New(indextest.NewMemory(indextest.Options{}), Options{Graph: citation.New(), Local: &Local{}})
	routes := map[string]bool{}
	for _, seed := range routeSeeds() {
		r := fuzzRequest(seed.row.method, seed.path, asJSON, []byte(`{}`))
		x := &exchange{}
		s.router().ServeHTTP(httptest.NewRecorder(), r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x)))
		if x.route != seed.row.path {
			t.Errorf("%s %s reached %q, not %q", seed.row.method, seed.path, x.route, seed.row.path)
		}
		routes[x.route] = true
	}
	if len(routes) < 40 {
		t.Errorf("only %d routes", len(routes))
	}
}

// fuzzRequest is a request as the server of net/http would hand it on, nil for what
// that would refuse.
func fuzzRequest(method, target, headers string, body []byte) *http.Request {
	address, err := url.ParseRequestURI(target)
	if err != nil || !strings.HasPrefix(target, "/") {
		return nil
	}
	r, err := http.NewRequest(method, "http://tracuu.example/", bytes.NewReader(body))
	if err != nil || method == http.MethodConnect {
		return nil
	}
	address.Scheme, address.Host = "", ""
	r.URL, r.RequestURI, r.RemoteAddr = address, target, "192.0.2.1:1234"
	for line := range strings.Lines(headers) {
		name, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		if ok && regexp.MustCompile(`^[A-Za-z0-9-]+$`).MatchString(name) && !strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c == 0x7f }) {
			r.Header.Add(name, strings.TrimSpace(value))
		}
	}
	return r
}

// serveOne answers a request; a connection that is broken off is an answer too.
func serveOne(s *Server, r *http.Request) (w *httptest.ResponseRecorder) {
	w = httptest.NewRecorder()
	defer func() {
		if p := recover(); p != nil {
			if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
		}
	}()
	s.Handler().ServeHTTP(w, r)
	return w
}

func checkAnswer(t *testing.T, w *httptest.ResponseRecorder, codes []string) {
	t.Helper()
	body := w.Body.Bytes()
	kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	if w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
		t.Errorf("answered %d: %.500s", w.Code, body)
	}
	if w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Error("the type of an answer may be guessed")
	}
	if len(body) == 0 {
		return
	}
	if w.Code >= 400 && kind != "application/problem+json" && kind != "text/html" {
		t.Errorf("a failure as %q: %.500s", kind, body)
	}
	switch kind {
	case "application/problem+json":
		var p api.Problem
		if err := json.Unmarshal(body, &p); err != nil || p.Status != w.Code || !slices.Contains(codes, string(p.Code)) {
			t.Errorf("problem: %v in %d %.500s", err, w.Code, body)
		}
	case mediaJSON:
		if !json.Valid(body) {
			t.Errorf("no JSON: %.500s", body)
		}
	case mediaNDJSON:
		for line := range bytes.Lines(body) {
			if !json.Valid(line) {
				t.Errorf("no JSON: %.500s", line)
			}
		}
	case mediaAtom:
		decoder := xml.NewDecoder(bytes.NewReader(body))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("no XML: %v in %.500s", err, body)
			}
		}
	case "text/html":
		if bytes.Contains(body, []byte("<zq")) {
			t.Errorf("what was sent is part of the page: %.2000s", body)
		}
	}
}

// problemCodes are the codes that openapi.json describes.
func problemCodes(f *testing.F) []string {
	f.Helper()
	source, err := os.ReadFile("openapi.json")
	if err != nil {
		f.Fatal(err)
	}
	var d description
	if err := json.Unmarshal(source, &struct{ Components any }{&d.Components}); err != nil {
		f.Fatal(err)
	}
	return d.Components.Schemas["Problem"].Properties["code"].Enum
}

// checkGoroutines waits until no more run than before; what a request started has a
// moment to end.
func checkGoroutines(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 64<<10)
	t.Errorf("%d goroutines, before %d:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}
