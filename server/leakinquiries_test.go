package server

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// inquiry is a request of the test.
type inquiry struct {
	method, path string
	params       [][2]string
	kind, body   string
	ranked       bool // the answer is in order of relevance
	changes      bool // it writes
}

func (q inquiry) url() string {
	var b strings.Builder
	for i, p := range q.params {
		b.WriteByte("?&"[min(i, 1)])
		b.WriteString(url.QueryEscape(p[0]) + "=" + url.QueryEscape(p[1]))
	}
	return q.path + b.String()
}

// String shows the request as a person would write it.
func (q inquiry) String() string {
	out := q.method + " " + q.path
	for _, p := range q.params {
		out += " " + p[0] + "=" + p[1]
	}
	if q.body != "" {
		out += "\n" + q.body
	}
	return out
}

func (q *inquiry) add(name, value string) { q.params = append(q.params, [2]string{name, value}) }

// inquiry makes a request of any route.
func (g *inquirer) inquiry() inquiry {
	id := oneOf(g, g.papers).ID
	of := func(what string) inquiry { return inquiry{method: "GET", path: "/v1/directives/" + id + what} }
	switch g.IntN(22) {
	case 0, 1, 2, 3, 4, 5:
		return g.search("/v1/search")
	case 6:
		return g.count()
	case 7, 8:
		return g.suggest()
	case 9:
		q := g.search(oneOf(g, []string{"/export.csv", "/export.jsonl"}))
		q.ranked = false
		return g.asExport(q)
	case 10:
		return of(oneOf(g, []string{"", "/text", "/file", "/pages/1", "/copies", "/audit"}))
	case 11:
		return of("/related")
	case 12:
		return of(oneOf(g, []string{"/citations", "/cascade"}))
	case 13:
		return g.citedBy(of("/cited-by"))
	case 14:
		return inquiry{method: "GET", path: "/v1/ghosts", params: [][2]string{{"limit", fmt.Sprint(g.IntN(30))}}}
	case 15:
		return g.resolve()
	case 16:
		return inquiry{method: "POST", path: oneOf(g, []string{"/v1/citations/check", "/v1/extract"}), kind: mediaJSON, body: marshal(map[string]any{"text": g.prose()})}
	case 17:
		return g.many()
	case 18:
		return inquiry{method: "GET", path: oneOf(g, []string{"/v1/changes", "/v1/quarantine", "/metrics", "/readyz"})}
	case 19:
		q := inquiry{method: "GET", path: "/feed.atom"}
		q.add("q", g.words())
		g.filter(&q)
		return q
	case 20:
		return g.page(id)
	default:
		return g.write(id)
	}
}

// page asks for one of the pages for people, which hold the same in other words.
func (g *inquirer) page(id string) inquiry {
	path := oneOf(g, g.pages)
	q := inquiry{method: "GET", path: strings.NewReplacer("{id}", id, "{name:.*}", "nobody").Replace(path)}
	if g.IntN(2) == 0 && !strings.Contains(path, "{") {
		q.add("q", g.words())
		q.add("sort", "newest")
	}
	return q
}

func marshal(v any) string {
	b, _ := json.Marshal(v) // strings, numbers and maps of them always encode
	return string(b)
}

// words are a text to search or to complete: of the documents, misspelt, or as it
// is typed without a Vietnamese keyboard.
func (g *inquirer) words() string {
	text := oneOf(g, append(paperWords, append(rareWords, paperNumbers...)...))
	switch g.IntN(8) {
	case 0:
		text += " " + oneOf(g, paperWords)
	case 1:
		text = strings.NewReplacer("ạ", "a", "ị", "i", "ơ", "o", "ế", "ê", "ầ", "a", "ố", "o", "ô", "o").Replace(text)
	case 2: // a letter is lost
		letters := []rune(text)
		at := g.IntN(len(letters))
		text = string(append(letters[:at:at], letters[at+1:]...))
	case 3:
		text = oneOf(g, []string{"phongf choongs dichj", "saauf rieeng", "loof gachj", "thuyeenf vieen", "bieen giowis", "sàu riêng", "thuyên viên", "sau rieng", "lo gach"})
	case 4:
		text = `"` + text + `"`
	case 5:
		text += " -" + strings.Fields(oneOf(g, rareWords))[0]
	case 6:
		text = "quy định về " + text + " và " + oneOf(g, rareWords) + " như thế nào?"
	}
	return text
}

// filter adds one that may name what only hidden documents have.
func (g *inquirer) filter(q *inquiry) {
	p := oneOf(g, g.papers)
	not := oneOf(g, []string{"", "", "", "not."})
	switch g.IntN(8) {
	case 0:
		q.add(not+"issuer", p.Issuer)
	case 1:
		q.add(not+"type", p.Type)
	case 2:
		q.add(not+"province", "Quảng Trị")
	case 3:
		q.add(not+"number", oneOf(g, append(paperNumbers, "107", "16")))
	case 4:
		q.add(not+"cites", oneOf(g, append(paperNumbers, "id:"+p.ID, "id:"+p.ID)))
	case 5:
		q.add(not+"keyword", oneOf(g, append(paperKeywords, rareWords[:3]...)))
	case 6:
		q.add(oneOf(g, []string{"from", "to"}), oneOf(g, []string{"2019", "2020-05", "2021"}))
	case 7:
		q.add("missing", oneOf(g, []string{"number", "issued", "keyword"}))
	}
}

func (g *inquirer) search(path string) inquiry {
	q := inquiry{method: "GET", path: path, ranked: true}
	if g.IntN(6) > 0 {
		q.add("q", g.words())
	}
	for range g.IntN(3) {
		g.filter(&q)
	}
	if order := oneOf(g, []string{"", "", "relevance", "newest", "oldest", "most-cited"}); order != "" {
		q.add("sort", order)
		q.ranked = order == "relevance"
	}
	q.add("facets", "issuer,type,province,level,year,month,keyword,urgency,cites")
	if g.IntN(4) == 0 {
		q.add("facet_limit", fmt.Sprint(1+g.IntN(4)))
	}
	if g.IntN(5) == 0 {
		q.add("collapse", "copies")
	}
	if g.IntN(4) == 0 {
		q.add("refine", fmt.Sprint(1+g.IntN(8)))
	}
	if g.IntN(6) == 0 {
		q.add("match", "all")
	}
	if g.IntN(6) == 0 {
		q.add("offsets", "utf-16")
	}
	if q.ranked {
		q.add("limit", "100") // all, since their order may differ
	} else if g.IntN(2) == 0 {
		q.add("limit", fmt.Sprint(1+g.IntN(10)))
	}
	return q
}

func (g *inquirer) count() inquiry {
	q := inquiry{method: "GET", path: "/v1/facets/" + oneOf(g, []string{"issuer", "type", "province", "year", "keyword", "cites"})}
	if g.IntN(2) == 0 {
		q.add("q", g.words())
	}
	g.filter(&q)
	return q
}

// asExport leaves what an export does not take out of a search.
func (g *inquirer) asExport(q inquiry) inquiry {
	var kept [][2]string
	for _, p := range q.params {
		switch p[0] {
		case "facets", "facet_limit", "refine", "offsets", "limit":
		case "sort":
			if p[1] != "relevance" {
				kept = append(kept, p)
			}
		default:
			kept = append(kept, p)
		}
	}
	q.params = kept
	if q.path == "/export.jsonl" && g.IntN(2) == 0 {
		q.add("fields", "id,score,title,cited_by,matched")
	}
	return q
}

func (g *inquirer) suggest() inquiry {
	text := []rune(g.words())
	q := inquiry{method: "GET", path: "/v1/suggest"}
	q.add("q", string(text[:1+g.IntN(len(text))]))
	if g.IntN(3) == 0 {
		q.add("limit", "20")
	}
	return q
}

func (g *inquirer) citedBy(q inquiry) inquiry {
	if g.IntN(2) == 0 {
		q.add("state", oneOf(g, []string{"resolved", "ambiguous", "conflict"}))
	}
	if g.IntN(2) == 0 {
		q.add("sort", oneOf(g, []string{"newest", "oldest", "most-cited"}))
	}
	if g.IntN(3) == 0 {
		q.add("limit", "2")
	}
	return q
}

func (g *inquirer) resolve() inquiry {
	if g.IntN(2) == 0 {
		q := inquiry{method: "GET", path: "/v1/resolve", params: [][2]string{{"number", oneOf(g, paperNumbers)}}}
		if g.IntN(2) == 0 {
			q.add("issuer", oneOf(g, offices)[0])
		}
		if g.IntN(2) == 0 {
			q.add("date", oneOf(g, []string{"2020-03-31", "2021", "2025-07-02"}))
		}
		return q
	}
	var list []map[string]string
	for range 1 + g.IntN(4) {
		list = append(list, map[string]string{"number": g.citation()})
	}
	return inquiry{method: "POST", path: "/v1/resolve", kind: mediaJSON, body: marshal(map[string]any{"numbers": list})}
}

// many asks for several things at once.
func (g *inquirer) many() inquiry {
	if g.IntN(2) == 0 {
		ids := []string{oneOf(g, g.papers).ID, oneOf(g, g.papers).ID, "nobody"}
		return inquiry{method: "POST", path: "/v1/directives/get", kind: mediaJSON, body: marshal(map[string]any{"ids": ids})}
	}
	var searches []map[string]any
	for range 1 + g.IntN(3) {
		one := map[string]any{"sort": "newest", "refine": 3}
		q := inquiry{}
		q.add("q", g.words())
		g.filter(&q)
		for _, p := range q.params {
			one[p[0]] = p[1]
		}
		searches = append(searches, one)
	}
	return inquiry{method: "POST", path: "/v1/multi-search", kind: mediaJSON, body: marshal(map[string]any{"searches": searches})}
}

// write changes what the caller may change. A document is never put under the id
// of a hidden one here: that it is refused tells that the id is taken.
func (g *inquirer) write(id string) inquiry {
	path := "/v1/directives/" + id
	switch g.IntN(5) {
	case 0:
		return inquiry{method: "DELETE", path: path, changes: true}
	case 1:
		return inquiry{method: "POST", path: path + "/audit/1/undo", changes: true}
	case 2:
		return inquiry{method: "POST", path: "/v1/quarantine/" + id + "/release", kind: mediaJSON, body: `{"why":"rà soát"}`, changes: true}
	default:
		return inquiry{method: "PATCH", path: path, kind: mediaPatch, body: marshal(map[string]any{"title": "Về " + g.words()}), changes: true}
	}
}
