package server

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server/keys"
)

// countingEngine counts the searches that reach it.
type countingEngine struct {
	index.Engine
	searches atomic.Int64
}

func (e *countingEngine) Search(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	e.searches.Add(1)
	return e.Engine.Search(ctx, scope, q)
}

// A search that was made before is answered again without the engine: with the same
// bytes, in whatever order its parameters come, until something is written.
func TestAnswersAreRemembered(t *testing.T) {
	engine := &countingEngine{Engine: indextest.NewMemory(indextest.Options{})}
	log := &strings.Builder{}
	s := newSiteOf(t, engine, Options{QueryLog: log})
	post := func(id string) {
		body := fmt.Sprintf(`{"id":%q,"text":"Thông báo về đê điều"}`, id)
		if got := s.do("POST", "/v1/directives", "Content-Type: application/json", strings.NewReader(body)); got.status != 201 {
			t.Fatalf("store: %d %s", got.status, got.body)
		}
	}
	asked := func(path string, searches int64) string {
		t.Helper()
		before := engine.searches.Load()
		got := s.get(path)
		if got.status != 200 || engine.searches.Load()-before != searches {
			t.Errorf("%s: %d after %d searches, want %d", path, got.status, engine.searches.Load()-before, searches)
		}
		return got.body
	}
	post("mot")
	first := asked("/v1/search?q=đê&limit=5", 1)
	if again := asked("/v1/search?limit=5&q=đê", 0); again != first {
		t.Errorf("the second answer differs:\n%s\n%s", first, again)
	}
	asked("/v1/search?q=đê&limit=6", 1)
	if lines := strings.Count(log.String(), `"total":1`); lines != 3 {
		t.Errorf("the log of queries has %d lines, want 3:\n%s", lines, log)
	}
	post("hai")
	if later := asked("/v1/search?q=đê&limit=5", 1); !strings.Contains(later, `"hai"`) {
		t.Errorf("after a write: %s", later)
	}
}

// What one key was answered is not told to a key that sees less.
func TestRememberedAnswersAreOfAScope(t *testing.T) {
	s, ring, all := locked(t, Access{})
	few := makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Search}, Rate: 1000, Filter: "type=Công+văn"})
	for range 2 {
		for _, token := range []string{all, few} {
			got := s.do("GET", "/v1/search?limit=50", "Authorization: Bearer "+token, nil)
			if hidden := strings.Contains(got.body, `"ct-16"`); got.status != 200 || hidden != (token == all) {
				t.Errorf("all: %t, sees ct-16: %t (%d)", token == all, hidden, got.status)
			}
		}
	}
}

// Answers are forgotten by what they take, the longest unasked first.
func TestAnswersAreBounded(t *testing.T) {
	a := newAnswers()
	body := make([]byte, maxRemembered)
	for i := range answersBytes/maxRemembered + 1 {
		a.find("0")
		a.keep(1, remembered{tag: fmt.Sprint(i), body: body})
	}
	a.keep(1, remembered{tag: "large", body: make([]byte, maxRemembered+1)})
	for tag, want := range map[string]bool{"0": true, "1": false, "2": true, "large": false} {
		if _, known := a.find(tag); known != want {
			t.Errorf("%s is remembered: %t, want %t", tag, known, want)
		}
	}
	if a.bytes != answersBytes {
		t.Errorf("%d bytes are held", a.bytes)
	}
	a.keep(2, remembered{tag: "new", body: body})
	a.keep(1, remembered{tag: "late", body: body})
	if _, known := a.find("0"); known || len(a.held) != 1 || a.bytes != len(body) {
		t.Errorf("after a write %d answers of %d bytes are held", len(a.held), a.bytes)
	}
}
