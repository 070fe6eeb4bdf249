package server

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server/api"
	"tracuu/server/keys"
)

const withKey = "Idempotency-Key: a-1\n"

// Whatever form the documents have, a request that comes twice writes once.
func TestRequestsSentTwiceAreCarriedOutOnce(t *testing.T) {
	files, kind := form(t, [2]string{"a.txt", "Số 1-CV/TU"}, [2]string{"b.txt", "Số 2-CV/TU"})
	for name, ask := range map[string]struct{ path, headers, body string }{
		"json":    {"/v1/directives", asJSON, `{"text":"Số 1-CV/TU"}`},
		"lines":   {"/v1/directives", asLines, `{"text":"Số 1-CV/TU"}` + "\n{\n\n" + `{"text":"Số 2-CV/TU"}` + "\n"},
		"file":    {"/v1/directives?name=a.txt", "Content-Type: text/plain", "Số 1-CV/TU"},
		"several": {"/v1/directives?name=a.jsonl", "", `{"text":"một"}` + "\n" + `{"colour":1}` + "\n" + `{"text":"hai"}`},
		"form":    {"/v1/directives", kind, files.String()},
	} {
		s := newSite(t, Options{})
		send := func(headers string) reply {
			return s.do("POST", ask.path, headers+ask.headers, strings.NewReader(ask.body))
		}
		first, again := send(withKey), send(withKey)
		if first.status != again.status || first.body != again.body || first.header.Get("Location") != again.header.Get("Location") {
			t.Errorf("%s: %d %s, then %d %s", name, first.status, first.body, again.status, again.body)
		}
		held := s.search("").Total.Value
		if first.status == 201 && (first.header.Get(replayedHeader) != "" || again.header.Get(replayedHeader) != "true") {
			t.Errorf("%s: replayed %q, then %q", name, first.header.Get(replayedHeader), again.header.Get(replayedHeader))
		}
		if send(""); s.search("").Total.Value != 2*held {
			t.Errorf("%s: without a key %d of %d documents", name, s.search("").Total.Value, held)
		}
	}
}

func TestAKeyIsOfOneRequest(t *testing.T) {
	s := newSite(t, Options{})
	post := func(headers, body string) reply {
		return s.do("POST", "/v1/directives", headers, strings.NewReader(body))
	}
	post(withKey+asJSON, `{"text":"một"}`)
	wantProblem(t, post(withKey+asJSON, `{"text":"hai"}`), 422, api.CodeRequestReused, "")
	wantProblem(t, post(withKey+asLines, `{"text":"hai"}`), 422, api.CodeRequestReused, "")
	wantProblem(t, post(withKey+"Content-Type: text/plain", `một`), 422, api.CodeRequestReused, "")
	if n := s.search("").Total.Value; n != 1 {
		t.Errorf("%d documents", n)
	}
	// A refused document leaves its key free.
	post("Idempotency-Key: b\n"+asJSON, `{"colour":1}`)
	if got := post("Idempotency-Key: b\n"+asJSON, `{"text":"ba"}`); got.status != 201 {
		t.Errorf("%d %s", got.status, got.body)
	}
	for _, bad := range []string{"", "a b", "ổ", strings.Repeat("x", 256)} {
		wantProblem(t, post("Idempotency-Key: "+bad+"\n"+asJSON, `{"text":"x"}`), 400, api.CodeBadParameter, "Idempotency-Key")
	}
	// What a stream has more than the first time is written.
	post("Idempotency-Key: c\n"+asLines, `{"id":"c1","text":"x"}`)
	more := post("Idempotency-Key: c\n"+asLines, `{"id":"c1","text":"x"}`+"\n"+`{"id":"c2","text":"x"}`)
	if strings.Count(more.body, `"created"`) != 2 || s.ids("q=x") != "c1 | c2" {
		t.Errorf("%s %s", more.body, s.ids("q=x"))
	}
}

// Two callers may use the same name.
func TestKeysOfCallersAreApart(t *testing.T) {
	s, ring, _ := locked(t, Access{})
	var ids []string
	for range 2 {
		token := makeKey(t, ring, keys.Key{Rights: keys.Rights()})
		got := s.do("POST", "/v1/directives", "Authorization: Bearer "+token+"\n"+withKey+asJSON, strings.NewReader(`{"text":"một"}`))
		ids = append(ids, got.header.Get("Location"))
	}
	if ids[0] == ids[1] || ids[0] == "" {
		t.Errorf("%q", ids)
	}
}

// waiting is an engine whose writes wait.
type waiting struct {
	index.Engine
	begun, release chan struct{}
}

func (e waiting) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	e.begun <- struct{}{}
	<-e.release
	return e.Engine.Put(ctx, scope, drafts...)
}

func TestARequestUnderWayIsNotBegunAgain(t *testing.T) {
	engine := waiting{indextest.NewMemory(indextest.Options{}), make(chan struct{}), make(chan struct{})}
	s := newSiteOf(t, engine, Options{})
	var first sync.WaitGroup
	first.Go(func() {
		req, _ := http.NewRequest("POST", s.url+"/v1/directives", strings.NewReader(`{"text":"một"}`))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Idempotency-Key", "a-1")
		resp, err := http.DefaultClient.Do(req)
		if err != nil || resp.StatusCode != 201 {
			t.Errorf("%v %v", resp, err)
			return
		}
		resp.Body.Close()
	})
	<-engine.begun
	second := s.do("POST", "/v1/directives", withKey+asJSON, strings.NewReader(`{"text":"một"}`))
	wantProblem(t, second, 409, api.CodeRequestUnderWay, "")
	if second.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	close(engine.release)
	first.Wait()
	go func() { <-engine.begun }()
	third := s.do("POST", "/v1/directives", withKey+asJSON, strings.NewReader(`{"text":"một"}`))
	if third.status != 201 || third.header.Get(replayedHeader) != "true" || s.search("").Total.Value != 1 {
		t.Errorf("%d %s", third.status, third.body)
	}
}
