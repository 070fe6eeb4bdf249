package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/citation"
	"tracuu/index/indextest"
	"tracuu/index/original"
	"tracuu/server/keys"
)

// A caller who is held to a filter must not learn of what the filter hides. The
// strongest form of that is put to the test here: a server that holds everything
// answers every request of such a caller as a server that never held the rest.
//
// What may differ is listed in told, and stated in the threat model: the generation,
// the bytes of cursors and validators, the order by relevance.

// leakRequests is how many requests are tried, over all filters and engines.
const leakRequests = 10_000

// bounds are the filters that are tried, each with the model of what it shows.
var bounds = []struct {
	filter string
	shows  func(paper) bool
}{
	{"issuer=under:tinh-uy-hai-duong", func(p paper) bool { return strings.Contains(p.Issuer, "Tỉnh ủy Hải Dương") }},
	{"issuer=id:bo-y-te", func(p paper) bool { return p.Issuer == "Bộ Y tế" }},
	{"issuer=id:bo-y-te&issuer=id:ban-dan-van-tinh-uy-hai-duong", func(p paper) bool {
		return p.Issuer == "Bộ Y tế" || p.Issuer == "Ban Dân vận Tỉnh ủy Hải Dương"
	}},
	{"province=Hải Dương", func(p paper) bool { return p.Province == "Hải Dương" }},
	{"type=Công văn", func(p paper) bool { return p.Type == "Công văn" }},
	{"province=Hải Dương&type=Chỉ thị&type=Công văn", func(p paper) bool {
		return p.Province == "Hải Dương" && (p.Type == "Chỉ thị" || p.Type == "Công văn")
	}},
}

// engines makes the engines that are tried, each with its share of the requests in
// a hundred: the engine in memory is what the other is held against elsewhere.
var engines = map[string]struct {
	share int
	open  func(t *testing.T, graph *citation.Graph) index.Engine
}{
	"memory": {15, func(_ *testing.T, graph *citation.Graph) index.Engine {
		return indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
	}},
	"bleveindex": {85, func(t *testing.T, graph *citation.Graph) index.Engine {
		engine, err := bleveindex.Open(t.TempDir(), bleveindex.Options{Graph: graph, Follower: graph})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = engine.Close() })
		return engine
	}},
}

func TestNothingOfHiddenDocumentsIsTold(t *testing.T) {
	for name, engine := range engines {
		each := leakRequests * engine.share / 100 / len(bounds)
		if testing.Short() {
			each /= 10
		}
		for i, bound := range bounds {
			t.Run(name+"/"+bound.filter, func(t *testing.T) {
				t.Parallel()
				g := newInquirer(uint64(i))
				full, part := newArchive(t, engine.open, bound.filter), newArchive(t, engine.open, bound.filter)
				full.hold(t, g.papers...)
				part.hold(t, slices.DeleteFunc(slices.Clone(g.papers), func(p paper) bool { return !bound.shows(p) })...)
				g.pages = full.pages
				checkModel(t, full, g.papers, bound.shows)
				compareArchives(t, full, part, g, each, bound.shows)
			})
		}
	}
}

// checkModel holds what the key sees against the model.
func checkModel(t *testing.T, full *archive, papers []paper, shows func(paper) bool) {
	t.Helper()
	visible := 0
	for _, p := range papers {
		got := full.ask(inquiry{method: "GET", path: "/v1/directives/" + p.ID})
		if want := shows(p) && !p.secret(); (got.status == http.StatusOK) != want {
			t.Fatalf("%s of %s: %d, want it shown: %t", p.ID, p.Issuer, got.status, want)
		} else if want {
			visible++
		}
	}
	if visible < 4 || visible > len(papers)-4 {
		t.Fatalf("%d of %d documents are shown: the test tells nothing", visible, len(papers))
	}
}

// compareArchives puts requests to both and reports what differs, the shortest
// form of each.
func compareArchives(t *testing.T, full, part *archive, g *inquirer, requests int, shows func(paper) bool) {
	t.Helper()
	shown := 0
	for range requests {
		if g.IntN(12) == 0 {
			g.move(t, full, part, shows)
		}
		q := g.inquiry()
		difference := differ(full, part, q)
		if difference == "" {
			continue
		}
		if !q.changes { // asking again changes nothing
			q, difference = shorten(full, part, q, difference)
		}
		t.Errorf("%s\n%s", q, difference)
		if shown++; shown == 5 || q.changes {
			t.FailNow()
		}
	}
}

func differ(full, part *archive, q inquiry) string {
	return difference(q, full.ask(q), part.ask(q))
}

// shorten takes parameters off a request as long as the answers still differ.
func shorten(full, part *archive, q inquiry, found string) (inquiry, string) {
	for again := true; again; {
		again = false
		for i := range q.params {
			less := q
			less.params = slices.Delete(slices.Clone(q.params), i, i+1)
			if d := differ(full, part, less); d != "" {
				q, found, again = less, d, true
				break
			}
		}
	}
	return q, found
}

// archive is a server that a key which is held to a filter asks.
type archive struct {
	handler http.Handler
	token   string
	pages   []string // for people
}

func newArchive(t *testing.T, open func(*testing.T, *citation.Graph) index.Engine, filter string) *archive {
	t.Helper()
	ring, err := keys.Open(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	token := makeKey(t, ring, keys.Key{Rights: keys.Rights(), Filter: filter, Rate: 1e9})
	graph := citation.New()
	server := New(open(t, graph), Options{
		Graph: graph, Access: Access{Keys: ring}, Local: &Local{Token: "owner"},
		Originals: original.Open(t.TempDir()), KeepUploads: true,
	})
	out := &archive{handler: server.Handler(), token: token}
	for _, row := range server.pageRoutes() {
		if row.method == http.MethodGet && !strings.HasPrefix(row.path, "/static/") {
			out.pages = append(out.pages, row.path)
		}
	}
	return out
}

// hold stores documents, as their owner.
func (a *archive) hold(t *testing.T, papers ...paper) {
	t.Helper()
	var body bytes.Buffer
	for _, p := range papers {
		if err := json.NewEncoder(&body).Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	w := a.serve("owner", inquiry{method: "POST", path: "/v1/directives", kind: mediaNDJSON, body: body.String()})
	if got := strings.Count(w.Body.String(), `"status":"created"`) + strings.Count(w.Body.String(), `"status":"quarantined"`); got != len(papers) {
		t.Fatalf("stored %d of %d: %s", got, len(papers), w.Body)
	}
}

// ask makes a request as the holder of the key.
func (a *archive) ask(q inquiry) reply {
	w := a.serve(a.token, q)
	return reply{status: w.Code, header: w.Header(), body: w.Body.String()}
}

func (a *archive) serve(token string, q inquiry) *httptest.ResponseRecorder {
	r := httptest.NewRequest(q.method, q.url(), bytes.NewReader([]byte(q.body)))
	r.Header.Set("Authorization", "Bearer "+token)
	if q.kind != "" {
		r.Header.Set("Content-Type", q.kind)
	}
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	return w
}

// inquirer makes documents and requests that meet.
type inquirer struct {
	*rand.Rand
	papers []paper
	pages  []string
}

func newInquirer(seed uint64) *inquirer {
	g := &inquirer{Rand: rand.New(rand.NewPCG(seed, 7))}
	for i := range 45 {
		g.papers = append(g.papers, g.paper(fmt.Sprintf("d%02d", i)))
	}
	return g
}

func oneOf[T any](g *inquirer, from []T) T { return from[g.IntN(len(from))] }
