package client_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/client"
)

// distant is an engine whose readers are on the other side of HTTP. Scopes are
// the server's to set, so that what is asked within one goes to the engine
// itself, as do writes of drafts that were read already.
type distant struct {
	*indextest.Memory
	client *client.Client
}

func (d distant) Search(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	if len(scope.Forced) > 0 {
		return d.Memory.Search(ctx, scope, q)
	}
	return d.client.Search(ctx, scope, q)
}

func (d distant) Get(ctx context.Context, scope index.Scope, ids ...string) (map[string]directive.Directive, error) {
	if len(scope.Forced) > 0 || len(ids) == 0 {
		return d.Memory.Get(ctx, scope, ids...)
	}
	return d.client.Get(ctx, scope, ids...)
}

func (d distant) Changes(ctx context.Context, scope index.Scope, since uint64, limit int) ([]index.Change, error) {
	if len(scope.Forced) > 0 {
		return d.Memory.Changes(ctx, scope, since, limit)
	}
	return d.client.Changes(ctx, scope, since, limit)
}

func (d distant) Suggest(ctx context.Context, scope index.Scope, text string, limit int) ([]index.Suggestion, error) {
	if len(scope.Forced) > 0 {
		return d.Memory.Suggest(ctx, scope, text, limit)
	}
	return d.client.Suggest(ctx, scope, text, limit)
}

func (d distant) Related(ctx context.Context, scope index.Scope, id string, limit int) ([]index.Related, error) {
	if len(scope.Forced) > 0 {
		return d.Memory.Related(ctx, scope, id, limit)
	}
	return d.client.Related(ctx, scope, id, limit)
}

func (d distant) Delete(ctx context.Context, scope index.Scope, id string) error {
	if len(scope.Forced) > 0 {
		return d.Memory.Delete(ctx, scope, id)
	}
	return d.client.Delete(ctx, scope, id)
}

// The suite that every engine passes holds through the client as well: nothing
// that it fixes may be lost on the way. Its hostile queries are left to engines:
// no URL says them, or a server refuses them, as the tests of package server
// show.
func TestSuiteOverHTTP(t *testing.T) {
	scripts, err := filepath.Glob("../../testdata/search/engine/*.txt")
	if err != nil || len(scripts) < 2 {
		t.Fatalf("scripts %v, %v", scripts, err)
	}
	for _, path := range scripts {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		if name == "hostile" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			indextest.RunScript(t, path, func(t *testing.T) index.Engine {
				c, engine := serve(t, server.Options{})
				return distant{Memory: engine, client: c}
			})
		})
	}
}
