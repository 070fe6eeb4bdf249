package server

import (
	"net/http"
	"strings"
	"testing"

	"tracuu/server/api"
	"tracuu/server/keys"
)

// What is hidden is not there in any verb: neither read, nor changed, nor told
// apart from what was never held, but that its id is taken.
func TestHiddenDocumentsAreNotThereInAnyVerb(t *testing.T) {
	s, ring, all := locked(t, Access{})
	key := "Authorization: Bearer " + makeKey(t, ring, keys.Key{Rights: keys.Rights(), Filter: "type=Công văn"})
	letter := `{"type":"Công văn","issuer":"Bộ Y tế","text":"Công văn mới."}`
	order := `{"type":"Chỉ thị","issuer":"Bộ Y tế","text":"Chỉ thị mới."}`
	for _, c := range []struct {
		method, path, kind, body string
		status                   int
		code                     api.Code
	}{
		{"GET", "/v1/directives/ct-16", "", "", 404, api.CodeNoSuchDocument},
		{"HEAD", "/v1/directives/ct-16", "", "", 404, ""},
		{"GET", "/v1/directives/ct-16/text", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/file", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/copies", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/audit", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/related", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/citations", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/cited-by", "", "", 404, api.CodeNoSuchDocument},
		{"GET", "/v1/directives/ct-16/cascade", "", "", 404, api.CodeNoSuchDocument},
		{"DELETE", "/v1/directives/ct-16", "", "", 404, api.CodeNoSuchDocument},
		{"PATCH", "/v1/directives/ct-16", mediaPatch, `{"title":"x"}`, 404, api.CodeNoSuchDocument},
		{"POST", "/v1/directives/ct-16/audit/1/undo", "", "", 404, api.CodeNoSuchDocument},
		{"POST", "/v1/quarantine/ct-16/release", mediaJSON, `{"why":"x"}`, 404, api.CodeNoSuchDocument},
		{"PUT", "/v1/directives/ct-16", mediaJSON, letter, 404, api.CodeNoSuchDocument},
		{"PUT", "/v1/directives/ct-16", mediaJSON, order, 403, api.CodeForbidden},
		{"POST", "/v1/directives", mediaJSON, `{"id":"ct-16",` + letter[1:], 404, api.CodeNoSuchDocument},
		{"PUT", "/v1/directives/new", mediaJSON, order, 403, api.CodeForbidden},
		{"POST", "/v1/directives", mediaJSON, order, 403, api.CodeForbidden},
		{"PATCH", "/v1/directives/bdv%2F107%20h%E1%BA%A3i%20d%C6%B0%C6%A1ng", mediaPatch, `{"type":"Chỉ thị"}`, 403, api.CodeForbidden},
		{"PUT", "/v1/directives/bdv%2F107%20h%E1%BA%A3i%20d%C6%B0%C6%A1ng", mediaJSON, order, 403, api.CodeForbidden},
	} {
		headers := key
		if c.kind != "" {
			headers += "\nContent-Type: " + c.kind
		}
		got := s.do(c.method, c.path, headers, strings.NewReader(c.body))
		if c.code == "" {
			if got.status != c.status {
				t.Errorf("%s %s: %d", c.method, c.path, got.status)
			}
			continue
		}
		wantProblem(t, got, c.status, c.code, "")
		if t.Failed() {
			t.Fatalf("%s %s %s", c.method, c.path, c.body)
		}
		if strings.Contains(got.body, "giãn cách") {
			t.Errorf("%s %s: %s", c.method, c.path, got.body)
		}
	}
	before := s.do("GET", "/v1/directives/ct-16", "Authorization: Bearer "+all, nil)
	if before.status != http.StatusOK || !strings.Contains(before.body, "giãn cách") {
		t.Errorf("the hidden document afterwards: %d %s", before.status, before.body)
	}
	// A stream tells of each line alike.
	lines := `{"id":"ct-16",` + letter[1:] + "\n" + order + "\n" + letter + "\n"
	got := s.do("POST", "/v1/directives", key+"\nContent-Type: "+mediaNDJSON, strings.NewReader(lines))
	if strings.Count(got.body, `"refused"`) < 2 || strings.Count(got.body, `"created"`) != 1 {
		t.Errorf("stream: %d %s", got.status, got.body)
	}
}

// A cursor or validator that one scope gave is of no use in another.
func TestCursorsAndValidatorsBelongToAScope(t *testing.T) {
	s, ring, all := locked(t, Access{})
	tokens := []string{all}
	for _, filter := range []string{"type=Công văn", "type=Công văn&type=Chỉ thị&type=Kế hoạch"} {
		tokens = append(tokens, makeKey(t, ring, keys.Key{Rights: keys.Rights(), Filter: filter}))
	}
	for _, path := range []string{"/v1/search?sort=newest&limit=1", "/v1/search?q=ch%E1%BB%89+th%E1%BB%8B&limit=1"} {
		tags, cursors := map[string]string{}, map[string]string{}
		for _, token := range tokens {
			got := s.do("GET", path, "Authorization: Bearer "+token, nil)
			if tag := got.header.Get("ETag"); tag == "" || tags[tag] != "" {
				t.Errorf("%s: validator %q of two scopes", path, tag)
			} else {
				tags[tag] = token
			}
			if got.header.Get("Cache-Control") != "private, no-cache" || !strings.Contains(got.header.Get("Vary"), "Authorization") {
				t.Errorf("%s: Cache-Control %q, Vary %q", path, got.header.Get("Cache-Control"), got.header.Get("Vary"))
			}
			var answer api.SearchResponse
			decodeInto(t, got.body, &answer)
			if answer.Next != "" {
				cursors[token] = answer.Next
			}
		}
		if len(cursors) == 0 {
			t.Fatalf("%s has no second page", path)
		}
		for owner, cursor := range cursors {
			for _, token := range tokens {
				got := s.do("GET", path+"&cursor="+cursor, "Authorization: Bearer "+token, nil)
				if token == owner && got.status != http.StatusOK {
					t.Errorf("own cursor: %d %s", got.status, got.body)
				} else if token != owner {
					wantProblem(t, got, 400, api.CodeBadParameter, "cursor")
				}
			}
		}
	}
}
