package server

import (
	"net/http"
	"strings"
	"testing"

	"tracuu/server/keys"
)

// What an attacker with a key tries by hand: ways around paths, conditions and parts
// of what is hidden, other callers' requests, other sites.
func TestWaysAroundAKey(t *testing.T) {
	s, ring, all := locked(t, Access{})
	held := "Authorization: Bearer " + makeKey(t, ring, keys.Key{Rights: keys.Rights(), Filter: "type=Công văn"})
	search := "Authorization: Bearer " + makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Search}})
	owner := "Authorization: Bearer " + all
	tag := s.do("GET", "/v1/directives/ct-16", owner, nil).header.Get("ETag")
	if tag == "" {
		t.Fatal("the hidden document has no validator")
	}
	for _, c := range []struct {
		method, path, headers string
		status                int
	}{
		// conditions and parts tell no more of a hidden document than a plain request
		{"GET", "/v1/directives/ct-16", held + "\nIf-None-Match: " + tag, 404},
		{"GET", "/v1/directives/ct-16", held + "\nIf-None-Match: *", 404},
		{"GET", "/v1/directives/ct-16/text", held + "\nRange: bytes=0-10", 404},
		{"GET", "/v1/directives/ct-16/pages/1", held, 404},
		{"PUT", "/v1/directives/ct-16/text", held, 405},
		{"TRACE", "/v1/directives/ct-16", held, 405},
		{"GET", "/van-ban/ct-16", held, 404},
		// paths that lead elsewhere when somebody cleans them
		{"GET", "/v1/directives/x/../ct-16", owner, 404},
		{"GET", "/v1/directives/..%2f..%2fkeys.json", owner, 404},
		{"GET", "/static/..%2f..%2fkeys.json", owner, 404},
		{"GET", "/static/../../keys.json", owner, 404},
		{"GET", "//v1/search", owner, 404},
		{"GET", "/V1/search", owner, 404},
		{"GET", "/v1/directives/a%0d%0aX:y", owner, 400},
		// a search key reads nothing whole
		{"GET", "/export.jsonl", search, 403},
		{"GET", "/v1/changes", search, 403},
		{"GET", "/v1/search?fields=text", search, 400},
		{"GET", "/v1/directives/ct-16/pages/1", search, 403},
		// the best of keys is not the token of the folder's owner
		{"POST", "/v1/local/index", owner + "\nContent-Type: application/json", 401},
		// a cookie does not write for another site
		{"DELETE", "/v1/directives/ct-16", "Cookie: tracuu_key=" + all + "\nOrigin: https://evil.example", 403},
		{"DELETE", "/v1/directives/ct-16", "Cookie: tracuu_key=" + all + "\nOrigin: null", 403},
		{"DELETE", "/v1/directives/ct-16", "Cookie: tracuu_key=" + all + "\nSec-Fetch-Site: same-site", 403},
		{"GET", "/v1/changes?since=0&epoch=%00%0d%0aX:y", owner, 410},
	} {
		got := s.do(c.method, c.path, c.headers, nil)
		if got.status != c.status {
			t.Errorf("%s %s %q: %d %.200s, want %d", c.method, c.path, c.headers, got.status, got.body, c.status)
		}
		if strings.Contains(got.body, "giãn cách") {
			t.Errorf("%s %s tells what is hidden: %s", c.method, c.path, got.body)
		}
	}
	if got := s.do("GET", "/v1/directives/ct-16", owner, nil); got.status != http.StatusOK {
		t.Errorf("the document afterwards: %d", got.status)
	}
}

// An Idempotency-Key is its caller's: another who uses the same name makes a request
// of its own and learns nothing of the first.
func TestIdempotencyKeysBelongToTheirCaller(t *testing.T) {
	s, ring, all := locked(t, Access{})
	other := makeKey(t, ring, keys.Key{Rights: keys.Rights(), Filter: "type=Công văn"})
	send := func(token, id string) reply {
		body := `{"id":"` + id + `","type":"Công văn","issuer":"Bộ Y tế","text":"Công văn mới."}`
		return s.do("POST", "/v1/directives", "Authorization: Bearer "+token+"\nContent-Type: application/json\nIdempotency-Key: same", strings.NewReader(body))
	}
	for _, step := range []struct {
		token, id string
		status    int
	}{{all, "first", 201}, {other, "second", 201}, {all, "first", 201}, {all, "third", 422}, {other, "first", 422}} {
		if got := send(step.token, step.id); got.status != step.status || step.status == 201 && !strings.Contains(got.body, `"`+step.id+`"`) {
			t.Errorf("%s: %d %s, want %d", step.id, got.status, got.body, step.status)
		}
	}
}
