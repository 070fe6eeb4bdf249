package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tracuu/index/ingest"
	"tracuu/server/api"
)

const token = "Authorization: Bearer secret\n" + asJSON

func eventsOf(t *testing.T, body string) []api.LocalEvent {
	t.Helper()
	var out []api.LocalEvent
	dec := json.NewDecoder(strings.NewReader(body))
	for {
		var event api.LocalEvent
		if err := dec.Decode(&event); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		out = append(out, event)
	}
}

func TestLocalNeedsItsToken(t *testing.T) {
	called := false
	s := newSite(t, Options{Local: &Local{Token: "secret", Reindex: func(context.Context, bool) error {
		called = true
		return nil
	}}})
	for _, headers := range []string{"X-Other: none", "Authorization: Bearer secre", "Authorization: Bearer ", "Authorization: secret", "Authorization: Basic secret"} {
		got := s.do("POST", "/v1/local/reindex", headers+"\n"+asJSON, strings.NewReader(`{}`))
		wantProblem(t, got, http.StatusUnauthorized, api.CodeUnauthorized, "")
		if got.header.Get("WWW-Authenticate") == "" {
			t.Error("no WWW-Authenticate")
		}
	}
	if called {
		t.Error("the work was done without the token")
	}
	wantProblem(t, s.do("GET", "/v1/local", "Authorization: Bearer another", nil), http.StatusUnauthorized, api.CodeUnauthorized, "")
	if got := s.do("GET", "/v1/local", token, nil); got.status != http.StatusNoContent {
		t.Errorf("with the token: %d", got.status)
	}
	open := newSite(t, Options{Local: &Local{}})
	req := httptest.NewRequest("POST", "/v1/local/reindex", strings.NewReader(`{}`))
	req.Header.Set("Authorization", "Bearer ") // a connection would trim it
	answer := httptest.NewRecorder()
	open.server.Handler().ServeHTTP(answer, req)
	wantProblem(t, reply{answer.Code, answer.Header(), answer.Body.String()}, 401, api.CodeUnauthorized, "")
	none := newSite(t, Options{})
	wantProblem(t, none.do("POST", "/v1/local/reindex", token, strings.NewReader(`{}`)), 404, api.CodeNoSuchRoute, "")
}

func TestLocalIndex(t *testing.T) {
	var asked []string
	s := newSite(t, Options{Local: &Local{Token: "secret",
		Index: func(_ context.Context, paths []string, prune bool, show func(ingest.Progress)) (ingest.Report, error) {
			asked = paths
			for done := range 1000 {
				show(ingest.Progress{Done: done, Total: 1000})
			}
			if !prune {
				return ingest.Report{Files: 2}, errors.New("disk on fire")
			}
			return ingest.Report{Files: 3}, nil
		}}})
	got := s.do("POST", "/v1/local/index", token, strings.NewReader(`{"paths":["/a","/b"],"prune":true}`))
	events := eventsOf(t, got.body)
	last := events[len(events)-1]
	var report ingest.Report
	decodeInto(t, string(last.Report), &report)
	if strings.Join(asked, ",") != "/a,/b" || report.Files != 3 || last.Error != nil || events[0].Progress == nil || len(events) > 100 {
		t.Errorf("asked %v, %d events, last %s %v", asked, len(events), last.Report, last.Error)
	}
	got = s.do("POST", "/v1/local/index", token, strings.NewReader(`{"paths":["/a"]}`))
	events = eventsOf(t, got.body)
	last = events[len(events)-1]
	if last.Error == nil || !strings.Contains(last.Error.Detail, "disk on fire") || !strings.Contains(string(last.Report), `"files":2`) {
		t.Errorf("%s", got.body)
	}
	for _, body := range []string{`{}`, `{"paths":[]}`, `{"paths":["relative"]}`, `{"paths":["/a","../b"]}`} {
		wantProblem(t, s.do("POST", "/v1/local/index", token, strings.NewReader(body)), 400, api.CodeBadBody, "paths")
	}
}

func TestLocalReindex(t *testing.T) {
	var asked []bool
	s := newSite(t, Options{Local: &Local{Token: "secret", Reindex: func(_ context.Context, reread bool) error {
		asked = append(asked, reread)
		return nil
	}}})
	for _, body := range []string{`{}`, `{"reread":true}`} {
		events := eventsOf(t, s.do("POST", "/v1/local/reindex", token, strings.NewReader(body)).body)
		if len(events) != 1 || events[0].Report == nil || events[0].Error != nil {
			t.Errorf("%+v", events)
		}
	}
	if len(asked) != 2 || asked[0] || !asked[1] {
		t.Errorf("asked %v", asked)
	}
}
