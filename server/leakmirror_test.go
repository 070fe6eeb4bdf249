package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"tracuu/server/api"
)

// move has the owner change, take away or rewrite a document: one that is hidden, in
// the full archive alone; one that is shown, in both; and one that the change hides
// is taken out of the part. What was hidden stays so, since its place in the order of
// arrival is that of the whole collection.
func (g *inquirer) move(t *testing.T, full, part *archive, shows func(paper) bool) {
	t.Helper()
	at := g.IntN(len(g.papers))
	if g.papers[at].secret() {
		return
	}
	id := g.papers[at].ID
	path := "/v1/directives/" + id
	visible := full.ask(inquiry{method: "GET", path: path}).status == http.StatusOK
	to := g.paper(id)
	for to.secret() || !visible && shows(to) {
		to = g.paper(id)
	}
	put := inquiry{method: "PUT", path: path, kind: mediaJSON, body: marshal(to)}
	remove := inquiry{method: "DELETE", path: path}
	of := func(a *archive, q inquiry) {
		if w := a.serve("owner", q); w.Code >= 300 && w.Code != http.StatusNotFound {
			t.Fatalf("%s: %d %s", q, w.Code, w.Body)
		}
	}
	if g.IntN(6) == 0 {
		put = remove
	}
	of(full, put)
	switch {
	case visible && put.method == "PUT" && shows(to):
		of(part, put)
	case visible:
		of(part, remove)
	}
	g.papers[at] = to
}

// follow asks for what changed after a place, a few at once, and takes it over.
func (a *archive) follow(t *testing.T, copied map[string]bool, since uint64, epoch string) (uint64, string) {
	t.Helper()
	for {
		q := url.Values{"since": {fmt.Sprint(since)}, "limit": {"3"}, "epoch": {epoch}}
		got := a.ask(inquiry{method: "GET", path: "/v1/changes?" + q.Encode()})
		var answer api.ChangesResponse
		if err := json.Unmarshal([]byte(got.body), &answer); err != nil || got.status != http.StatusOK {
			t.Fatalf("%d %s", got.status, got.body)
		}
		for _, c := range answer.Changes {
			if c.Deleted {
				delete(copied, c.ID)
			} else {
				copied[c.ID] = true
			}
		}
		if since, epoch = answer.Next, answer.Epoch; len(answer.Changes) == 0 {
			return since, epoch
		}
	}
}

// A mirror that is held to a filter has, whatever becomes of the documents, those
// that its key sees, and learns of no others.
func TestMirrorOfAFilterKeepsInStep(t *testing.T) {
	for name, engine := range engines {
		for i, bound := range bounds {
			t.Run(name+"/"+bound.filter, func(t *testing.T) {
				t.Parallel()
				g := newInquirer(uint64(100 + i))
				a := newArchive(t, engine.open, bound.filter)
				a.hold(t, g.papers...)
				copied, ever := map[string]bool{}, map[string]bool{}
				since, epoch := uint64(0), ""
				note(a, ever, g.papers...)
				for range 8 {
					for range 1 + g.IntN(12) {
						note(a, ever, g.rewrite(t, a))
					}
					since, epoch = a.follow(t, copied, since, epoch)
					want := map[string]bool{}
					note(a, want, g.papers...)
					if !maps.Equal(copied, want) {
						t.Fatalf("the mirror has %v, the key sees %v", slices.Sorted(maps.Keys(copied)), slices.Sorted(maps.Keys(want)))
					}
				}
				all := map[string]bool{}
				for _, c := range changesOf(t, a) {
					if all[c.ID] = true; !ever[c.ID] && !copied[c.ID] {
						t.Errorf("it is told of %s, which it never saw", c.ID)
					}
				}
				if len(all) == 0 || len(all) == len(g.papers) {
					t.Errorf("%d of %d documents are told of: the test tells nothing", len(all), len(g.papers))
				}
			})
		}
	}
}

// note adds those of papers that the key sees.
func note(a *archive, to map[string]bool, papers ...paper) {
	for _, p := range papers {
		if a.ask(inquiry{method: "GET", path: "/v1/directives/" + p.ID}).status == http.StatusOK {
			to[p.ID] = true
		}
	}
}

// rewrite has the owner write over a document, make it secret or delete it, and
// gives what it was.
func (g *inquirer) rewrite(t *testing.T, a *archive) paper {
	t.Helper()
	p := oneOf(g, g.papers)
	id := p.ID
	q := inquiry{method: "PUT", path: "/v1/directives/" + id, kind: mediaJSON, body: marshal(g.paper(id))}
	if g.IntN(4) == 0 {
		q = inquiry{method: "DELETE", path: "/v1/directives/" + id}
	}
	if w := a.serve("owner", q); w.Code >= 300 && w.Code != http.StatusNotFound {
		t.Fatalf("%s: %d %s", q, w.Code, w.Body)
	}
	return p
}

func changesOf(t *testing.T, a *archive) []change {
	t.Helper()
	var answer struct{ Changes []change }
	got := a.ask(inquiry{method: "GET", path: "/v1/changes?limit=1000"})
	if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
		t.Fatalf("%d %s", got.status, got.body)
	}
	return answer.Changes
}

type change struct {
	ID      string
	Deleted bool
}
