package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server/api"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := filled(t, Options{})
	for _, path := range []string{"/v1/search", "/v1/search?x=y", "/nowhere", "/healthz", "/v1/directives/none"} {
		h := s.get(path).header
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s %q", path, name, h.Get(name))
			}
		}
		if h.Get(requestIDHeader) == "" || h.Get("Content-Security-Policy") == "" || h.Get("Cache-Control") == "" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestRequestID(t *testing.T) {
	s := newSite(t, Options{})
	for given, kept := range map[string]bool{
		"abc-1.2_3": true, strings.Repeat("x", 64): true,
		strings.Repeat("x", 65): false, "a b": false, "a\"b": false, "ổ": false, "": false,
	} {
		got := s.do("GET", "/healthz", requestIDHeader+": "+given, nil).header.Get(requestIDHeader)
		if (got == given) != kept || got == "" {
			t.Errorf("%q: answered %q", given, got)
		}
	}
}

func TestMethods(t *testing.T) {
	s := filled(t, Options{})
	for _, row := range []struct{ method, path, allow string }{
		{"POST", "/v1/search", "GET, HEAD, OPTIONS"},
		{"BREW", "/v1/directives/a", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"},
		{"GET", "/v1/directives", "OPTIONS, POST"},
		{"POST", "/v1/directives/a%2Fb", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"},
		{"BREW", "/v1/directives/get", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"},
		{"BREW", "/healthz", "GET, HEAD, OPTIONS"},
	} {
		got := s.do(row.method, row.path, "", nil)
		wantProblem(t, got, 405, api.CodeMethodNotAllowed, "")
		if got.header.Get("Allow") != row.allow {
			t.Errorf("%s %s: Allow %q", row.method, row.path, got.header.Get("Allow"))
		}
	}
	if got := s.do("OPTIONS", "/v1/search", "", nil); got.status != 204 || got.header.Get("Allow") != "GET, HEAD, OPTIONS" {
		t.Errorf("OPTIONS: %d %v", got.status, got.header)
	}
	wantProblem(t, s.get("/v1//search"), 404, api.CodeNoSuchRoute, "")
	wantProblem(t, s.get("/v1/search/"), 404, api.CodeNoSuchRoute, "")
}

func TestHead(t *testing.T) {
	s := filled(t, Options{})
	for _, path := range []string{"/v1/directives/ct-16", "/v1/directives/ct-16/text", "/v1/search?q=covid", "/openapi.json"} {
		get, head := s.get(path), s.do("HEAD", path, "", nil)
		if head.status != 200 || head.body != "" || head.header.Get("ETag") != get.header.Get("ETag") || head.header.Get("Content-Type") != get.header.Get("Content-Type") {
			t.Errorf("%s: %d %v", path, head.status, head.header)
		}
	}
}

func TestValidators(t *testing.T) {
	s := filled(t, Options{})
	paths := []string{"/v1/search?q=covid", "/v1/facets/type", "/v1/directives/ct-16", "/v1/directives/ct-16/text", "/v1/changes", "/openapi.json"}
	tags := map[string]string{}
	for _, path := range paths {
		tags[path] = s.get(path).header.Get("ETag")
		for _, header := range []string{tags[path], "*", `"x", ` + tags[path]} {
			got := s.do("GET", path, "If-None-Match: "+header, nil)
			if tags[path] == "" || got.status != 304 || got.body != "" || got.header.Get("ETag") != tags[path] {
				t.Errorf("%s with %s: %d %v", path, header, got.status, got.header)
			}
		}
	}
	if s.get("/v1/search?q=covid&limit=1").header.Get("ETag") == tags["/v1/search?q=covid"] {
		t.Error("another page has the same validator")
	}
	if s.get("/v1/search?limit=20&q=covid").header.Get("ETag") != tags["/v1/search?q=covid"] {
		t.Error("the same search in other words has another validator")
	}
	s.do("PUT", "/v1/directives/ct-16", asJSON, strings.NewReader(`{"text":"khác"}`))
	for _, path := range paths[:5] {
		if got := s.do("GET", path, "If-None-Match: "+tags[path], nil); got.status != 200 {
			t.Errorf("%s: %d after a write", path, got.status)
		}
	}
}

func TestForeignPagesCannotWrite(t *testing.T) {
	s := newSite(t, Options{})
	for _, headers := range []string{"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"} {
		got := s.do("POST", "/v1/directives", headers+"\nContent-Type: text/plain", strings.NewReader("a"))
		wantProblem(t, got, 403, api.CodeForbiddenOrigin, "")
	}
	if got := s.do("POST", "/v1/directives", "Origin: "+s.url, strings.NewReader("Thông báo")); got.status != 201 {
		t.Errorf("its own page: %d %s", got.status, got.body)
	}
}

// faulty is an engine that fails as it is told to.
type faulty struct {
	index.Engine
	search func(context.Context) (*index.Results, error)
	put    func(context.Context) ([]index.Written, error)
}

func (f faulty) Search(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	if f.search == nil {
		return f.Engine.Search(ctx, scope, q)
	}
	return f.search(ctx)
}

func (f faulty) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	if f.put == nil {
		return f.Engine.Put(ctx, scope, drafts...)
	}
	return f.put(ctx)
}

func failing(err error) faulty {
	return faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(context.Context) (*index.Results, error) { return nil, err }}
}

func TestEngineFailures(t *testing.T) {
	for _, row := range []struct {
		err    error
		status int
		code   api.Code
		params string
	}{
		{index.ErrClosed, 503, api.CodeUnavailable, ""},
		{index.ErrVersion, 503, api.CodeUnavailable, ""},
		{index.ErrCursor, 400, api.CodeBadParameter, "cursor"},
		{context.DeadlineExceeded, 503, api.CodeTimeout, ""},
		{&index.QueryError{Offset: 3, Reason: "no"}, 400, api.CodeBadParameter, "q"},
		{errors.New("secret path /srv/data"), 500, api.CodeInternal, ""},
	} {
		s := newSiteOf(t, failing(row.err), Options{})
		got := s.get("/v1/search")
		wantProblem(t, got, row.status, row.code, row.params)
		if (row.status == 503) != (got.header.Get("Retry-After") != "") {
			t.Errorf("%v: Retry-After %q", row.err, got.header.Get("Retry-After"))
		}
		if got.header.Get("ETag") != "" {
			t.Errorf("%v: an error has a validator", row.err)
		}
		if strings.Contains(got.body, "secret") {
			t.Errorf("the caller sees %s", got.body)
		}
	}
}

// What went wrong inside is logged once, under the id that the caller got.
func TestInternalErrorsAreLoggedOnce(t *testing.T) {
	for name, engine := range map[string]index.Engine{
		"error": failing(errors.New("disk on fire")),
		"panic": faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(context.Context) (*index.Results, error) { panic("disk on fire") }},
	} {
		var log strings.Builder
		s := newSiteOf(t, engine, Options{})
		got := s.do("GET", "/v1/search?q=b%C3%AD+m%E1%BA%ADt", requestIDHeader+": my-id", nil)
		wantProblem(t, got, 500, api.CodeInternal, "")
		if err := s.server.Shutdown(context.Background()); err != nil {
			t.Fatal(err)
		}
		log.Write(s.log.Bytes())
		if strings.Count(log.String(), "disk on fire") != 1 || strings.Count(log.String(), "my-id") != 2 {
			t.Errorf("%s: log %s", name, log.String())
		}
		if strings.Contains(log.String(), "mật") || strings.Contains(log.String(), "m%E1") {
			t.Errorf("%s: the log holds the query: %s", name, log.String())
		}
	}
}

// A panic in the middle of an answer must not look like its end.
func TestPanicAfterTheFirstByte(t *testing.T) {
	s := newSite(t, Options{})
	handler := s.server.guard(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("half"))
		_ = http.NewResponseController(w).Flush()
		panic("late")
	}))
	hs := httptest.NewServer(handler)
	defer hs.Close()
	resp, err := http.Get(hs.URL)
	if err == nil {
		defer resp.Body.Close()
		buf := make([]byte, 200)
		for err == nil {
			_, err = resp.Body.Read(buf)
		}
		if err.Error() == "EOF" {
			t.Error("a broken answer ended like a whole one")
		}
	}
}

func TestTooManySearches(t *testing.T) {
	running, release := make(chan struct{}), make(chan struct{})
	engine := faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(context.Context) (*index.Results, error) {
		running <- struct{}{}
		<-release
		return &index.Results{}, nil
	}}
	s := newSiteOf(t, engine, Options{Searches: 1, Queue: 1, QueueWait: time.Minute})
	replies := make(chan reply, 2)
	go func() { replies <- s.get("/v1/search") }()
	<-running
	go func() { replies <- s.get("/v1/search") }()
	for s.server.slots.waiting.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	refused := make(chan reply, 1)
	go func() { refused <- s.get("/v1/search") }()
	var got reply
	select {
	case got = <-refused:
	case <-time.After(20 * time.Second): // a third of what a place in the queue takes
		t.Fatal("a search queues although the queue is full")
	}
	wantProblem(t, got, 503, api.CodeOverloaded, "")
	if got.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if got := s.get("/healthz"); got.status != 200 {
		t.Errorf("health: %d while searches queue", got.status)
	}
	close(release)
	<-running
	for range 2 {
		if got := <-replies; got.status != 200 {
			t.Errorf("a search that waited: %d %s", got.status, got.body)
		}
	}
}

func TestSlowSearchIsCut(t *testing.T) {
	engine := faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(ctx context.Context) (*index.Results, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	s := newSiteOf(t, engine, Options{Timeouts: Timeouts{Search: 10 * time.Millisecond}})
	wantProblem(t, s.get("/v1/search"), 503, api.CodeTimeout, "")
}

func TestReadiness(t *testing.T) {
	ready := false
	s := newSite(t, Options{Version: "1.2", Loading: func() (int, int, bool) { return 3, 5, ready }})
	var answer api.ReadyResponse
	got := s.get("/readyz")
	decodeInto(t, got.body, &answer)
	if got.status != 503 || answer.Status != "loading" || answer.Loading != (api.Loading{Done: 3, Total: 5}) || answer.Version != "1.2" {
		t.Errorf("%d %s", got.status, got.body)
	}
	ready = true
	if got := s.get("/readyz"); got.status != 200 {
		t.Errorf("%d %s", got.status, got.body)
	}
	s.engine.Close()
	wantProblem(t, s.get("/readyz"), 503, api.CodeUnavailable, "")
	if got := s.get("/healthz"); got.status != 200 {
		t.Errorf("health %d", got.status)
	}
}
