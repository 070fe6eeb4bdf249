package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server/keys"
)

// Whatever is asked, the headers that guard a browser are there.
func TestEveryStatusIsGuarded(t *testing.T) {
	s, ring, all := locked(t, Access{})
	owner := "Authorization: Bearer " + all
	slow := "Authorization: Bearer " + makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Search}, Rate: 1})
	s.do("GET", "/v1/search", slow, nil)
	unchanged := s.do("GET", "/v1/search", owner, nil).header.Get("ETag")
	for _, c := range []struct {
		status                int
		method, path, headers string
	}{
		{200, "GET", "/v1/search", owner},
		{200, "GET", "/v1/directives/ct-16/text", owner},
		{200, "GET", "/export.csv", owner},
		{206, "GET", "/v1/directives/ct-16/text", owner + "\nRange: bytes=0-3"},
		{204, "OPTIONS", "/v1/search", owner},
		{304, "GET", "/v1/search", owner + "\nIf-None-Match: " + unchanged},
		{400, "GET", "/v1/search?limit=x", owner},
		{401, "GET", "/v1/search", "X-Test: 1"},
		{401, "GET", "/v1/search", "Authorization: Bearer tcu_a_b"},
		{403, "GET", "/metrics", "Authorization: Bearer " + makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Read}})},
		{403, "DELETE", "/v1/directives/ct-16", "Cookie: " + sessionCookie + "=" + all + "\nSec-Fetch-Site: cross-site"},
		{404, "GET", "/nowhere", owner},
		{404, "GET", "/v1/directives/nobody", owner},
		{405, "POST", "/v1/search", owner},
		{415, "POST", "/v1/multi-search", owner},
		{416, "GET", "/v1/directives/ct-16/text", owner + "\nRange: bytes=9000-"},
		{429, "GET", "/v1/search", slow},
	} {
		got := s.do(c.method, c.path, c.headers, nil)
		name := fmt.Sprintf("%s %s: %d", c.method, c.path, got.status)
		if got.status != c.status {
			t.Errorf("%s, want %d: %s", name, c.status, got.body)
		}
		h := got.header
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" || h.Get(requestIDHeader) == "" {
			t.Errorf("%s: %v", name, h)
		}
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", name, csp)
		}
		if c := h.Get("Cache-Control"); c != "no-store" && !strings.HasPrefix(c, "private") {
			t.Errorf("%s: Cache-Control %q", name, c)
		}
		if !strings.Contains(strings.Join(h.Values("Vary"), ","), "Authorization") {
			t.Errorf("%s: Vary %q", name, h.Values("Vary"))
		}
		if got.body != "" && h.Get("Content-Type") == "" {
			t.Errorf("%s: a body of no type", name)
		}
	}
}

// What a caller sends comes back as data or not at all.
func TestNothingSentBecomesAPage(t *testing.T) {
	s := filled(t, Options{})
	const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}`
	in := escape(attack)
	path := strings.ReplaceAll(in, "+", "%20")
	var asked []string
	for _, row := range append(s.server.routes(), s.server.pageRoutes()...) {
		if row.method == http.MethodGet {
			at := strings.NewReplacer("{id}", path, "{n}", path, "{name}", path, "{name:.*}", path).Replace(row.path)
			asked = append(asked, at, at+"?q="+in, at+"?"+in+"=1", at+"?q=a&issuer="+in+"&limit="+in+"&cursor="+in, at+"?number="+in+"&date="+in+"&next="+in)
		}
	}
	asked = append(asked, "/"+path, "/v1/directives/"+path+"/"+path)
	for _, at := range asked {
		for _, accept := range []string{"text/html", "application/json"} {
			headers := "Accept: " + accept + "\nX-Curator: " + attack + "\nOrigin: " + attack + "\nContent-Type: " + attack + "\nX-Request-Id: " + attack + "\nIf-None-Match: " + attack
			got := s.do("GET", at, headers, nil)
			kind := got.header.Get("Content-Type")
			switch {
			case got.header.Get("X-Content-Type-Options") != "nosniff":
				t.Errorf("%s: may be taken for another type", at)
			case strings.Contains(strings.Join(headerValues(got.header), "\n"), "<script"):
				t.Errorf("%s: in a header: %v", at, got.header)
			case strings.HasPrefix(kind, "text/html"), strings.Contains(kind, "xml"):
				if strings.Contains(got.body, "<script>alert") || strings.Contains(got.body, "<img src=x") {
					t.Errorf("%s: the page holds what was sent: %.2000s", at, got.body)
				}
			case strings.HasSuffix(kind, "json") && kind != mediaNDJSON && !json.Valid([]byte(got.body)):
				t.Errorf("%s: no JSON: %.300s", at, got.body)
			}
		}
	}
	for _, c := range []struct{ path, kind string }{
		{"/v1/directives", mediaJSON}, {"/v1/directives/get", mediaJSON}, {"/v1/resolve", mediaJSON}, {"/v1/multi-search", mediaJSON}, {"/v1/directives", attack},
		{"/v1/citations/check", mediaJSON}, {"/v1/extract", mediaJSON},
	} {
		for _, body := range []string{attack, `{` + inJSON(attack) + `:1}`, `{"ids":[` + inJSON(attack) + `],"numbers":[{"number":` + inJSON(attack) + `}],"text":` + inJSON(attack) + `}`} {
			got := s.do("POST", c.path, "Content-Type: "+c.kind, strings.NewReader(body))
			if !strings.HasSuffix(got.header.Get("Content-Type"), "json") || !json.Valid([]byte(got.body)) {
				t.Errorf("%s: %s %.300s", c.path, got.header.Get("Content-Type"), got.body)
			}
		}
	}
}

func headerValues(h http.Header) []string {
	var out []string
	for _, list := range h {
		out = append(out, list...)
	}
	return out
}

// Neither the log of requests nor that of a panic holds what opens the door.
func TestNoKeyInALog(t *testing.T) {
	s, _, all := locked(t, Access{})
	s.server.engine = faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(context.Context) (*index.Results, error) { panic("disk on fire") }}
	secret := strings.Split(all, "_")[2]
	for _, headers := range []string{"Authorization: Bearer " + all, "Cookie: " + sessionCookie + "=" + all, "Authorization: " + all} {
		s.do("GET", "/v1/search", headers, nil)
		s.do("GET", "/v1/search?q="+all, headers, nil)
		s.do("GET", "/"+all, headers, nil)
	}
	if err := s.server.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if log := s.log.String(); !strings.Contains(log, "disk on fire") || strings.Contains(log, secret) {
		t.Errorf("the log: %s", log)
	}
}

func TestBoundsOfRequests(t *testing.T) {
	s := newSite(t, Options{MaxDocument: 1 << 16})
	long := strings.Repeat("a", index.MaxQueryBytes+1)
	list := func(n int, item string) string { return strings.TrimSuffix(strings.Repeat(item+",", n), ",") }
	for _, c := range []struct {
		status             int
		method, path, body string
	}{
		{400, "GET", "/v1/search?q=" + long, ""},
		{400, "GET", "/v1/suggest?q=" + long, ""},
		{400, "GET", "/v1/search?" + strings.Repeat("issuer=a&", 300), ""},
		{400, "GET", "/v1/search?issuer=" + strings.Repeat("a", 2000), ""},
		{400, "GET", "/v1/search?limit=100000", ""},
		{400, "GET", "/v1/search?facet_limit=100000000", ""},
		{400, "GET", "/v1/search?cursor=" + strings.Repeat("a", 100_000), ""},
		{400, "GET", "/export.csv?limit=100000000", ""},
		{400, "GET", "/v1/ghosts?limit=100000", ""},
		{400, "GET", "/v1/changes?limit=100000000", ""},
		{431, "GET", "/v1/search?q=" + strings.Repeat("a", 2*maxHeaderBytes), ""},
		{400, "POST", "/v1/directives/get", `{"ids":[` + list(201, `"a"`) + `]}`},
		{400, "POST", "/v1/multi-search", `{"searches":[` + list(21, `{}`) + `]}`},
		{400, "POST", "/v1/resolve", `{"numbers":[` + list(1001, `{"number":"1"}`) + `]}`},
		{413, "POST", "/v1/resolve", `{"numbers":[` + list(1<<17, `{"number":"1"}`) + `]}`},
		{413, "POST", "/v1/directives", `{"text":"` + strings.Repeat("a", 1<<17) + `"}`},
		{413, "PUT", "/v1/directives/a", `{"text":"` + strings.Repeat("a", 1<<17) + `"}`},
		{413, "POST", "/v1/extract", `{"text":"` + strings.Repeat("a", 1<<17) + `"}`},
		{400, "POST", "/v1/directives/get", strings.Repeat("[", 1<<19)},
	} {
		got := s.do(c.method, c.path, "Content-Type: application/json", strings.NewReader(c.body))
		if got.status != c.status {
			t.Errorf("%s %.60s %.40s: %d, want %d: %.200s", c.method, c.path, c.body, got.status, c.status, got.body)
		}
	}
}

// Who opens a connection and does not ask, or does not read the answer, holds
// nothing for long.
func TestSlowCallersAreCut(t *testing.T) {
	s := New(indextest.NewMemory(indextest.Options{}), Options{Timeouts: Timeouts{Header: 100 * time.Millisecond, Write: 100 * time.Millisecond}})
	ended := make(chan error, 1)
	const whole = 64 << 20 // more than the sockets of both ends take
	s.http.Handler = s.guard(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, err := w.Write(bytes.Repeat([]byte("a"), whole))
		ended <- err
	}))
	hs := httptest.NewUnstartedServer(nil)
	hs.Config = s.http
	hs.Start()
	defer hs.Close()
	for name, sent := range map[string]string{"nothing": "", "half a line": "GET /v1/sea", "headers without end": "GET / HTTP/1.1\r\nHost: a\r\nX: "} {
		conn, err := net.Dial("tcp", hs.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, sent)
		_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			if late, ok := err.(net.Error); ok && late.Timeout() {
				t.Errorf("%s: the connection stays open", name)
			}
		}
		_ = conn.Close()
	}
	conn, err := net.Dial("tcp", hs.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: "+hs.Listener.Addr().String()+"\r\n\r\n")
	select {
	case err := <-ended:
		if err == nil {
			t.Error("the answer was taken by a caller who does not read")
		}
	case <-time.After(20 * time.Second):
		t.Error("an answer that nobody reads is not given up")
	}
}
