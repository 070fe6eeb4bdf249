package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/server/keys"
)

// locked is a site with keys: its ring and a token that may do everything.
func locked(t *testing.T, access Access) (*site, *keys.Ring, string) {
	t.Helper()
	ring, err := keys.Open(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	access.Keys = ring
	s := newSite(t, Options{Access: access, Local: &Local{Token: "owner"}})
	all := makeKey(t, ring, keys.Key{Rights: keys.Rights(), Rate: 1000})
	for _, d := range documents {
		if got := s.do("POST", "/v1/directives", "Authorization: Bearer "+all+"\nContent-Type: application/json", strings.NewReader(d)); got.status != 201 {
			t.Fatalf("store: %d %s", got.status, got.body)
		}
	}
	return s, ring, all
}

func makeKey(t *testing.T, ring *keys.Ring, k keys.Key) string {
	t.Helper()
	k.Name = t.Name()
	token, _, err := ring.Create(k)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// pathOf fills the variables of a route.
func pathOf(row route) string {
	return strings.NewReplacer("{id}", "nobody", "{n}", "1", "{name}", "type").Replace(row.path)
}

// public are the routes that anybody may use.
var public = []string{"/healthz", "/readyz", "/openapi.json", "/v1/local", "/v1/local/index", "/v1/local/reindex", "/v1/local/backup", "/v1/local/import"}

func TestEveryRouteAsksForItsRight(t *testing.T) {
	s, ring, _ := locked(t, Access{})
	for _, row := range s.server.routes() {
		if row.needs == keys.Public {
			if !slices.Contains(public, row.path) {
				t.Errorf("%s %s needs no right", row.method, row.path)
			}
			continue
		}
		var others []keys.Right
		for _, r := range keys.Rights() {
			if r != row.needs {
				others = append(others, r)
			}
		}
		for _, ask := range []struct {
			token string
			want  int
		}{
			{"", 401}, {"tcu_none_none", 401},
			{makeKey(t, ring, keys.Key{Rights: others}), 403},
		} {
			headers := "X-Test: 1"
			if ask.token != "" {
				headers = "Authorization: Bearer " + ask.token
			}
			got := s.do(row.method, pathOf(row), headers, nil)
			if got.status != ask.want {
				t.Errorf("%s %s with %q: %d, want %d", row.method, row.path, ask.token, got.status, ask.want)
			}
			if got.status == 401 && got.header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s: 401 without WWW-Authenticate", row.method, row.path)
			}
		}
		for _, token := range []string{makeKey(t, ring, keys.Key{Rights: []keys.Right{row.needs}}), "owner"} {
			if got := s.do(row.method, pathOf(row), "Authorization: Bearer "+token, nil); got.status == 401 || got.status == 403 {
				t.Errorf("%s %s with its right: %d %s", row.method, row.path, got.status, got.body)
			}
		}
	}
	if strings.Contains(s.log.String(), "tcu_") {
		t.Error("the log holds a key")
	}
}

func TestAnonymousCallersMayDoWhatIsSaid(t *testing.T) {
	s, _, _ := locked(t, Access{Anonymous: []keys.Right{keys.Search}})
	if got := s.do("GET", "/v1/search", "", nil); got.status != 200 {
		t.Errorf("search: %d", got.status)
	}
	if got := s.do("GET", "/v1/directives/ct-16", "", nil); got.status != 401 {
		t.Errorf("read: %d", got.status)
	}
	if got := s.do("GET", "/v1/search", "Authorization: Bearer tcu_a_b", nil); got.status != 401 {
		t.Errorf("a wrong key is not nobody: %d", got.status)
	}
}

func TestSessionCookieIsAKeyButNotForOtherSites(t *testing.T) {
	s, _, all := locked(t, Access{})
	cookie := "Cookie: " + sessionCookie + "=" + all
	if got := s.do("GET", "/v1/directives/ct-16", cookie, nil); got.status != 200 {
		t.Errorf("with the cookie: %d", got.status)
	}
	for _, headers := range []string{"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"} {
		if got := s.do("DELETE", "/v1/directives/ct-16", cookie+"\n"+headers, nil); got.status != 403 {
			t.Errorf("%s: %d", headers, got.status)
		}
	}
}

func TestKeyOfASiteIsRefusedFromAnother(t *testing.T) {
	s, ring, _ := locked(t, Access{Origins: []string{"https://office.example"}})
	portal := makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Search}, Origins: []string{"https://portal.example"}})
	for _, ask := range []struct {
		origin  string
		status  int
		allowed string
	}{
		{"https://portal.example", 200, "https://portal.example"},
		{"https://office.example", 403, "https://office.example"},
		{"https://evil.example", 403, ""},
		{"null", 403, ""},
	} {
		got := s.do("GET", "/v1/search", "Authorization: Bearer "+portal+"\nOrigin: "+ask.origin, nil)
		if allowed := got.header.Get("Access-Control-Allow-Origin"); got.status != ask.status || allowed != ask.allowed {
			t.Errorf("%s: %d, allowed %q", ask.origin, got.status, allowed)
		}
		if !strings.Contains(strings.Join(got.header.Values("Vary"), ","), "Origin") {
			t.Errorf("%s: Vary %q", ask.origin, got.header.Values("Vary"))
		}
		asked := s.do("OPTIONS", "/v1/search", "Origin: "+ask.origin+"\nAccess-Control-Request-Method: GET", nil)
		if allowed := asked.header.Get("Access-Control-Allow-Origin"); allowed != ask.allowed {
			t.Errorf("preflight from %s: allowed %q", ask.origin, allowed)
		}
		if got.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Error("cookies are let through")
		}
	}
}

func TestRatesAreOfAKeyOrAnAddress(t *testing.T) {
	s, ring, _ := locked(t, Access{Rate: 3, Anonymous: []keys.Right{keys.Search}})
	now := time.Now()
	s.server.buckets.now = func() time.Time { return now }
	slow := makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Search}, Rate: 2})
	ask := func(headers string) reply { return s.do("GET", "/v1/suggest?q=a", headers, nil) }
	for i, headers := range []string{"Authorization: Bearer " + slow, "X-Test: nobody"} {
		allowed := 2 + i
		for n := range allowed {
			got := ask(headers)
			if want := fmt.Sprintf(`"default";r=%d`, allowed-1-n); got.status != 200 || !strings.HasPrefix(got.header.Get("RateLimit"), want) {
				t.Errorf("request %d: %d, RateLimit %q, want %s", n, got.status, got.header.Get("RateLimit"), want)
			}
		}
		if got := ask(headers); got.status != 429 || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "too_many_requests") {
			t.Errorf("one too many: %d, Retry-After %q", got.status, got.header.Get("Retry-After"))
		}
	}
	now = now.Add(20 * time.Second)
	if got := ask("X-Test: nobody"); got.status != 200 {
		t.Errorf("after a third of the window: %d", got.status)
	}
	// Whoever tries keys is counted by address.
	for range 3 {
		ask("Authorization: Bearer tcu_x_y")
	}
	if got := ask("Authorization: Bearer tcu_x_z"); got.status != 429 {
		t.Errorf("trying keys: %d", got.status)
	}
	for range 10 {
		if got := s.do("GET", "/v1/suggest?q=a", "Authorization: Bearer owner", nil); got.status != 200 {
			t.Fatalf("the owner: %d", got.status)
		}
	}
}

func TestBucketsAreBounded(t *testing.T) {
	b := newBuckets()
	for i := range maxBuckets + 100 {
		b.take(fmt.Sprint(i), 5)
	}
	if len(b.by) > maxBuckets {
		t.Errorf("%d callers are remembered", len(b.by))
	}
}

func TestOpenServerIsAskedByItsOwnNames(t *testing.T) {
	s := newSite(t, Options{Access: Access{Hosts: []string{"localhost"}}})
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "127.0.0.1:1": 200, "[::1]:80": 200,
		"evil.example": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example:80": 403,
	} {
		r := httptest.NewRequest("GET", "/v1/search", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.server.Handler().ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("Host %s: %d, want %d", host, w.Code, want)
		}
	}
}

func TestClientAddress(t *testing.T) {
	trusted, err := ParseNetworks([]string{"10.0.0.0/8", "::1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"}, // said by nobody who is trusted
		{"10.1.1.1:1", "198.51.100.1", "198.51.100.1"},
		{"10.1.1.1:1", "6.6.6.6, 198.51.100.1", "198.51.100.1"}, // the caller wrote the first
		{"10.1.1.1:1", "198.51.100.1, 10.2.2.2", "198.51.100.1"},
		{"10.1.1.1:1", "nonsense", "10.1.1.1"},
		{"[::1]:1", "2001:db8::1", "2001:db8::1"},
		{"[::ffff:10.1.1.1]:1", "198.51.100.1", "198.51.100.1"},
		{"10.1.1.1:1", "", "10.1.1.1"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := trusted.client(r); got != netip.MustParseAddr(c.want) {
			t.Errorf("%s through %q: %v, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
	for _, bad := range []string{"", "10.0.0.0/33", "proxy.example", "10.0.0"} {
		if n, err := ParseNetworks([]string{bad}); err == nil {
			t.Errorf("ParseNetworks(%q) = %v", bad, n)
		}
	}
}
