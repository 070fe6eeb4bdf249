package server

import (
	"encoding/json"
	"strings"
	"testing"

	"tracuu/server/api"
)

func TestBodiesThatAreNotWhatTheyShouldBe(t *testing.T) {
	s := newSite(t, Options{})
	for _, tc := range []struct {
		path, body, param, says string
	}{
		{"/v1/directives/get", `{"ids":1}`, "ids", "a JSON number does not fit"},
		{"/v1/directives/get", `{"ids":[1]}`, "ids", "a JSON number does not fit"},
		{"/v1/directives/get", `{"idz":[]}`, "idz", "unknown field"},
		{"/v1/directives/get", `[5]`, "", "a JSON array does not fit"},
		{"/v1/directives/get", `{"ids":`, "", "ends too soon"},
		{"/v1/directives/get", ``, "", "empty"},
		{"/v1/directives/get", `{"ids":["a"]}}`, "", "more than one"},
		{"/v1/directives/get", `{"ids";}`, "", "at byte 7"},
		{"/v1/multi-search", `{"searches":["q=covid"]}`, "searches", "a JSON string does not fit"},
		{"/v1/resolve", `"16/CT-TTg"`, "", "a JSON string does not fit"},
		{"/v1/resolve", `{"numbers":[{"number":16}]}`, "numbers.number", "a JSON number does not fit"},
	} {
		got := s.do("POST", tc.path, "Content-Type: application/json", strings.NewReader(tc.body))
		var problem api.Problem
		if err := json.Unmarshal([]byte(got.body), &problem); err != nil || got.status != 400 || problem.Code != api.CodeBadBody {
			t.Errorf("%s %s: %d %s", tc.path, tc.body, got.status, got.body)
			continue
		}
		param := ""
		if len(problem.Errors) > 0 {
			param = problem.Errors[0].Param
		}
		if param != tc.param || !strings.Contains(got.body, tc.says) {
			t.Errorf("%s %s names %q in %s; want %q and %q", tc.path, tc.body, param, got.body, tc.param, tc.says)
		}
		for _, ours := range []string{"unmarshal", "Go ", "struct", "GetRequest", "api.", "map[", "json:"} {
			if strings.Contains(got.body, ours) {
				t.Errorf("%s %s tells of the program: %s", tc.path, tc.body, got.body)
			}
		}
	}
}

func TestUnusableIDSpeaksToTheCaller(t *testing.T) {
	s := newSite(t, Options{})
	if got := s.get("/v1/directives/%00"); got.status != 400 || strings.Contains(got.body, "directive:") || !strings.Contains(got.body, "control character") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// Every read can be asked again by its validator: design, "Reads carry an ETag".
func TestAdviceHasAValidator(t *testing.T) {
	s := filled(t, Options{})
	for _, path := range []string{
		"/v1/suggest?q=covid", "/v1/directives/ct-16/related", "/v1/resolve?number=16%2FCT-TTg",
	} {
		first := s.get(path)
		etag := first.header.Get("ETag")
		if first.status != 200 || etag == "" || first.header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: %d, ETag %q, %q", path, first.status, etag, first.header.Get("Cache-Control"))
			continue
		}
		if again := s.do("GET", path, "If-None-Match: "+etag, nil); again.status != 304 || again.body != "" {
			t.Errorf("%s asked again: %d %q", path, again.status, again.body)
		}
	}
	// Another question, or another collection, is another answer.
	etag := s.get("/v1/suggest?q=covid").header.Get("ETag")
	if other := s.do("GET", "/v1/suggest?q=giãn", "If-None-Match: "+etag, nil); other.status != 200 {
		t.Errorf("another question is answered %d", other.status)
	}
	s.do("POST", "/v1/directives", "Content-Type: application/json", strings.NewReader(`{"text":"Công văn về Covid."}`))
	if later := s.do("GET", "/v1/suggest?q=covid", "If-None-Match: "+etag, nil); later.status != 200 {
		t.Errorf("after a write the old answer stands: %d", later.status)
	}
	if none := s.get("/v1/directives/nothing/related"); none.status != 404 || none.header.Get("ETag") != "" {
		t.Errorf("related to none: %d, ETag %q", none.status, none.header.Get("ETag"))
	}
}
