package server

import (
	"context"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/index/ingest"
	"tracuu/index/original"
	"tracuu/server/api"
)

// description is what the tests need of openapi.json.
type description struct {
	Paths map[string]map[string]struct {
		Parameters []struct {
			Ref string `json:"$ref"`
		}
		Responses map[string]any
	}
	Components struct {
		Parameters map[string]struct {
			Name, In string
			Schema   struct {
				Enum  []string
				Items struct{ Enum []string }
			}
		}
		Schemas map[string]struct {
			Properties map[string]struct{ Enum []string }
		}
	}
}

func describe(t *testing.T) description {
	t.Helper()
	// The parameters that a path's methods share stand beside them.
	var raw map[string]any
	if err := json.Unmarshal(openAPI, &raw); err != nil {
		t.Fatal(err)
	}
	for _, path := range raw["paths"].(map[string]any) {
		delete(path.(map[string]any), "parameters")
	}
	var d description
	decodeInto(t, jsonOf(raw), &d)
	return d
}

// queryParams are the query parameters of an operation.
func (d description) queryParams(path, method string) []string {
	var out []string
	for _, p := range d.Paths[path][method].Parameters {
		if def := d.Components.Parameters[strings.TrimPrefix(p.Ref, "#/components/parameters/")]; def.In == "query" {
			out = append(out, def.Name)
		}
	}
	slices.Sort(out)
	return out
}

func TestEveryRouteIsDescribed(t *testing.T) {
	s := newSite(t, Options{Local: &Local{Token: "secret"}})
	var routed, described []string
	for _, row := range s.server.routes() {
		routed = append(routed, strings.ToLower(row.method)+" "+row.path)
	}
	for path, methods := range describe(t).Paths {
		for method := range methods {
			described = append(described, method+" "+path)
		}
	}
	slices.Sort(routed)
	slices.Sort(described)
	if !slices.Equal(routed, described) {
		t.Errorf("routed    %v\ndescribed %v", routed, described)
	}
}

func TestEveryParameterIsDescribed(t *testing.T) {
	d := describe(t)
	same := func(what string, got, want []string) {
		t.Helper()
		got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
		if !slices.Equal(got, want) {
			t.Errorf("%s: described %v, known %v", what, got, want)
		}
	}
	same("search", d.queryParams("/v1/search", "get"), api.SearchParams())
	same("feed", d.queryParams("/feed.atom", "get"), slices.DeleteFunc(feedParams(), func(name string) bool { return name == "limit" }))
	same("facets", d.queryParams("/v1/facets/{name}", "get"), api.CountParams())
	same("suggest", d.queryParams("/v1/suggest", "get"), []string{"q", "limit"})
	same("related", d.queryParams("/v1/directives/{id}/related", "get"), []string{"limit"})
	same("changes", d.queryParams("/v1/changes", "get"), []string{"since", "epoch", "limit"})
	same("fields", d.Components.Parameters["fields"].Schema.Items.Enum, api.HitFields())
	var facets []string
	for _, f := range api.Facets() {
		facets = append(facets, string(f))
	}
	same("facets=", d.Components.Parameters["facets"].Schema.Items.Enum, facets)
	same("facet", d.Components.Parameters["facet"].Schema.Enum, facets)

	source, err := os.ReadFile("api/problem.go")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, m := range regexp.MustCompile(`Code = "(\w+)"`).FindAllStringSubmatch(string(source), -1) {
		codes = append(codes, m[1])
	}
	same("codes", d.Components.Schemas["Problem"].Properties["code"].Enum, codes)
}

// exchanges are requests whose answers must be as described: template, method,
// path, headers, body. Together they get every success that is described.
var exchanges = []struct{ template, method, path, headers, body string }{
	{"/v1/search", "get", "/v1/search?q=" + escape(`covid "cộng đồng" -x 16/CT-TTg`) + "&facets=issuer,type,province,level,year,month,keyword,urgency,cites", "", ""},
	{"/v1/search", "get", "/v1/search?limit=1&offsets=utf16&fields=" + strings.Join(api.HitFields(), ","), "", ""},
	{"/v1/search", "get", "/v1/search", "If-None-Match: *", ""},
	{"/v1/search", "get", "/v1/search?colour=red&q=den:2021-02-30", "", ""},
	{"/v1/multi-search", "post", "/v1/multi-search", asJSON, `{"searches":[{"q":"covid","type":["Công văn","Chỉ thị"],"limit":1},{"limit":"x"}]}`},
	{"/v1/multi-search", "post", "/v1/multi-search", asJSON, `{"searches":[]}`},
	{"/v1/multi-search", "post", "/v1/multi-search", asJSON, `{"searches":[{"q":{}}]}`},
	{"/export.csv", "get", "/export.csv?type=" + escape("Công văn"), "", ""},
	{"/export.csv", "get", "/export.csv?cursor=x", "", ""},
	{"/export.jsonl", "get", "/export.jsonl?limit=2", "", ""},
	{"/export.jsonl", "get", "/export.jsonl?fields=number", "", ""},
	{"/export.jsonl", "get", "/export.jsonl?limit=0", "", ""},
	{"/feed.atom", "get", "/feed.atom?cites=16/CT-TTg", "", ""},
	{"/feed.atom", "get", "/feed.atom", "If-None-Match: *", ""},
	{"/feed.atom", "get", "/feed.atom?sort=newest", "", ""},
	{"/v1/facets/{name}", "get", "/v1/facets/type?q=covid", "", ""},
	{"/v1/facets/{name}", "get", "/v1/facets/type", "If-None-Match: *", ""},
	{"/v1/facets/{name}", "get", "/v1/facets/colour", "", ""},
	{"/v1/suggest", "get", "/v1/suggest?q=107&limit=3", "", ""},
	{"/v1/suggest", "get", "/v1/suggest", "", ""},
	{"/v1/suggest", "get", "/v1/suggest?q=a&limit=0", "", ""},
	{"/v1/suggest", "get", "/v1/suggest?q=107&limit=3", "If-None-Match: *", ""},
	{"/v1/directives", "post", "/v1/directives", asJSON, `{"id":"new","text":"Số 1-CV/TU"}`},
	{"/v1/directives", "post", "/v1/directives", asJSON, `{"id":"new","text":"Số 2-CV/TU"}`},
	{"/v1/directives", "post", "/v1/directives", asLines, `{"id":"new","text":"Số 3-CV/TU"}` + "\n{\n"},
	{"/v1/directives", "post", "/v1/directives?name=a.jsonl", "", `{"id":"p1","text":"một"}` + "\n" + `{"id":"p2","text":"hai"}` + "\n" + `{"colour":1}` + "\n"},
	{"/v1/directives", "post", "/v1/directives", asJSON, `{"colour":1}`},
	{"/v1/directives", "post", "/v1/directives", withKey + asJSON, `{"text":"một lần"}`},
	{"/v1/directives", "post", "/v1/directives", withKey + asJSON, `{"text":"lần khác"}`},
	{"/v1/directives", "post", "/v1/directives", "Origin: http://evil.example", `a`},
	{"/v1/directives", "post", "/v1/directives", asJSON, `{"text":"` + strings.Repeat("a", 3000) + `"}`},
	{"/v1/directives", "post", "/v1/directives", "Content-Type: multipart/form-data; boundary=x", `a`},
	{"/v1/directives", "post", "/v1/directives", "Content-Type: application/pdf", "%PDF-1.4\n%\xe2\xe3"},
	{"/v1/directives/get", "post", "/v1/directives/get", asJSON, `{"ids":["ct-16","none"]}`},
	{"/v1/directives/get", "post", "/v1/directives/get", asJSON, `{}`},
	{"/v1/directives/{id}", "get", "/v1/directives/bdv%2F107%20h%E1%BA%A3i%20d%C6%B0%C6%A1ng?offsets=utf16", "", ""},
	{"/v1/directives/{id}", "get", "/v1/directives/unknown", "", ""},
	{"/v1/directives/{id}", "get", "/v1/directives/unknown", "If-None-Match: *", ""},
	{"/v1/directives/{id}", "get", "/v1/directives/none", "", ""},
	{"/v1/directives/{id}", "put", "/v1/directives/put", asJSON, `{"title":"","text":"a"}`},
	{"/v1/directives/{id}", "put", "/v1/directives/put", "Content-Type: text/plain", `Thông báo`},
	{"/v1/directives/{id}/file", "get", "/v1/directives/put/file", "", ""},
	{"/v1/directives/{id}/file", "get", "/v1/directives/put/file", "Range: bytes=0-1", ""},
	{"/v1/directives/{id}/file", "get", "/v1/directives/put/file", "If-None-Match: *", ""},
	{"/v1/directives/{id}/file", "get", "/v1/directives/put/file", "Range: bytes=999-", ""},
	{"/v1/directives/{id}/file", "get", "/v1/directives/ct-16/file", "", ""},
	{"/v1/directives", "post", "/v1/directives", asJSON, `{"id":"dot","text":"một","source":{"name":"dot.gif","format":"gif","sha256":"` + dotSum + `"}}`},
	{"/v1/directives/{id}/pages/{n}", "get", "/v1/directives/dot/pages/1?width=200", "", ""},
	{"/v1/directives/{id}/pages/{n}", "get", "/v1/directives/dot/pages/1", "If-None-Match: *", ""},
	{"/v1/directives/{id}/pages/{n}", "get", "/v1/directives/dot/pages/2", "", ""},
	{"/v1/directives/{id}/pages/{n}", "get", "/v1/directives/dot/pages/x", "", ""},
	{"/v1/directives/{id}/pages/{n}", "get", "/v1/directives/put/pages/1", "", ""},
	{"/v1/directives/{id}", "put", "/v1/directives/put", asJSON, `{"id":"other","text":"a"}`},
	{"/v1/directives/{id}", "delete", "/v1/directives/put", "", ""},
	{"/v1/directives/{id}", "delete", "/v1/directives/put", "", ""},
	{"/v1/directives/{id}/related", "get", "/v1/directives/ct-16/related?limit=5", "", ""},
	{"/v1/directives/{id}/related", "get", "/v1/directives/none/related", "", ""},
	{"/v1/directives/{id}/related", "get", "/v1/directives/ct-16/related?limit=x", "", ""},
	{"/v1/directives/{id}/related", "get", "/v1/directives/ct-16/related?limit=5", "If-None-Match: *", ""},
	{"/v1/directives/{id}/text", "get", "/v1/directives/ct-16/text", "", ""},
	{"/v1/directives/{id}/text", "get", "/v1/directives/ct-16/text", "Range: bytes=0-1", ""},
	{"/v1/directives/{id}/text", "get", "/v1/directives/ct-16/text", "If-None-Match: *", ""},
	{"/v1/directives/{id}/text", "get", "/v1/directives/none/text", "", ""},
	{"/v1/directives/{id}/citations", "get", "/v1/directives/bdv%2F107%20h%E1%BA%A3i%20d%C6%B0%C6%A1ng/citations?offsets=utf16", "", ""},
	{"/v1/directives/{id}/citations", "get", "/v1/directives/ct-16/citations", "If-None-Match: *", ""},
	{"/v1/directives/{id}/citations", "get", "/v1/directives/none/citations", "", ""},
	{"/v1/directives/{id}/citations", "get", "/v1/directives/ct-16/citations?colour=red", "", ""},
	{"/v1/directives/{id}/cited-by", "get", "/v1/directives/ct-16/cited-by?state=ambiguous&offsets=utf16", "", ""},
	{"/v1/directives/{id}/cited-by", "get", "/v1/directives/ct-16/cited-by?state=x", "", ""},
	{"/v1/directives/{id}/cited-by", "get", "/v1/directives/ct-16/cited-by", "If-None-Match: *", ""},
	{"/v1/directives/{id}/cited-by", "get", "/v1/directives/none/cited-by", "", ""},
	{"/v1/directives/{id}/cascade", "get", "/v1/directives/ct-16/cascade", "", ""},
	{"/v1/directives/{id}/cascade", "get", "/v1/directives/ct-16/cascade", "If-None-Match: *", ""},
	{"/v1/directives/{id}/cascade", "get", "/v1/directives/none/cascade", "", ""},
	{"/v1/ghosts", "get", "/v1/ghosts?limit=1", "", ""},
	{"/v1/ghosts", "get", "/v1/ghosts", "If-None-Match: *", ""},
	{"/v1/ghosts", "get", "/v1/ghosts?cursor=x", "", ""},
	{"/v1/resolve", "get", "/v1/resolve?number=16/CT-TTg&date=2020-03-31", "", ""},
	{"/v1/resolve", "get", "/v1/resolve?number=16/CT-TTg&date=2021-03-31", "", ""},
	{"/v1/resolve", "get", "/v1/resolve?number=16/CT-TTg&date=2020-03-31", "Accept: text/html", ""},
	{"/v1/resolve", "get", "/v1/resolve?number=16/CT-TTg", "Accept: text/html,*/*", ""},
	{"/v1/resolve", "get", "/v1/resolve?number=1/CT-TTg", "Accept: text/html", ""},
	{"/v1/resolve", "get", "/v1/resolve?date=x", "", ""},
	{"/v1/resolve", "get", "/v1/resolve?number=16/CT-TTg&date=2020-03-31", "If-None-Match: *", ""},
	{"/v1/resolve", "post", "/v1/resolve", asJSON, `{"numbers":[{"number":"16/CT-TTg","date":"2020"},{"number":"Luật Đất đai 2013"}]}`},
	{"/v1/resolve", "post", "/v1/resolve", asJSON, `{"numbers":[{"number":" "}]}`},
	{"/v1/citations/check", "post", "/v1/citations/check?offsets=utf16", asJSON, `{"text":"Thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2021 và Chỉ thị số 15/CT-TTg"}`},
	{"/v1/citations/check", "post", "/v1/citations/check", asJSON, `{"title":"x"}`},
	{"/v1/citations/check", "post", "/v1/citations/check", "", `x`},
	{"/v1/directives/{id}", "patch", "/v1/directives/year", "Content-Type: application/merge-patch+json", `{"title":"Về tiêm vắc-xin","signer":{"name":"Lan"}}`},
	{"/v1/directives/{id}", "patch", "/v1/directives/year", asJSON, `{"title":"Về tiêm vắc-xin"}`},
	{"/v1/directives/{id}", "patch", "/v1/directives/year", asJSON, `{"id":"other"}`},
	{"/v1/directives/{id}", "patch", "/v1/directives/none", asJSON, `{"title":"x"}`},
	{"/v1/directives/{id}", "patch", "/v1/directives/year", "Content-Type: text/plain", `x`},
	{"/v1/directives", "post", "/v1/directives", asJSON, `{"id":"secret","text":"kín","secrecy":"Mật"}`},
	{"/v1/directives/{id}", "put", "/v1/directives/secret", asJSON, `{"text":"kín","secrecy":"Mật"}`},
	{"/v1/directives/{id}", "patch", "/v1/directives/new", asJSON, `{"secrecy":"Mật"}`},
	{"/v1/quarantine", "get", "/v1/quarantine?after=a&limit=1", "", ""},
	{"/v1/quarantine", "get", "/v1/quarantine?limit=x", "", ""},
	{"/v1/search", "get", "/v1/search?collapse=copies", "", ""},
	{"/v1/directives/{id}/copies", "get", "/v1/directives/ct-16/copies", "", ""},
	{"/v1/directives/{id}/copies", "get", "/v1/directives/ct-16/copies", "If-None-Match: *", ""},
	{"/v1/directives/{id}/copies", "get", "/v1/directives/none/copies", "", ""},
	{"/v1/quarantine/{id}/release", "post", "/v1/quarantine/secret/release", asJSON, `{"why":"đã giải mật"}`},
	{"/v1/quarantine/{id}/release", "post", "/v1/quarantine/secret/release", asJSON, `{"why":"đã giải mật"}`},
	{"/v1/quarantine/{id}/release", "post", "/v1/quarantine/new/release", asJSON, `{}`},
	{"/v1/directives/{id}", "patch", "/v1/directives/secret", asJSON, `{"secrecy":""}`},
	{"/v1/directives/{id}/audit/{n}/undo", "post", "/v1/directives/secret/audit/3/undo", "", ""},
	{"/v1/directives/{id}/audit", "get", "/v1/directives/year/audit", "", ""},
	{"/v1/directives/{id}/audit", "get", "/v1/directives/year/audit", "If-None-Match: *", ""},
	{"/v1/directives/{id}/audit", "get", "/v1/directives/none/audit", "", ""},
	{"/v1/directives/{id}/audit/{n}/undo", "post", "/v1/directives/year/audit/1/undo", "", ""},
	{"/v1/directives/{id}/audit/{n}/undo", "post", "/v1/directives/year/audit/1/undo", "", ""},
	{"/v1/directives/{id}/audit/{n}/undo", "post", "/v1/directives/year/audit/9/undo", "", ""},
	{"/v1/directives/{id}/audit/{n}/undo", "post", "/v1/directives/year/audit/x/undo", "", ""},
	{"/v1/extract", "post", "/v1/extract", "", "TỈNH ỦY\nSố 107-CV/BDVTU\nHải Dương, ngày 6 tháng 8 năm 2021\nThực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020"},
	{"/v1/extract", "post", "/v1/extract?name=a.jsonl", "", `{"text":"một"}` + "\n" + `{"colour":1}` + "\n"},
	{"/v1/changes", "get", "/v1/changes", "", ""},
	{"/v1/changes", "get", "/v1/changes", "If-None-Match: *", ""},
	{"/v1/changes", "get", "/v1/changes?since=x", "", ""},
	{"/v1/changes", "get", "/v1/changes?since=1&epoch=another", "", ""},
	{"/v1/changes", "get", "/v1/changes?since=999999", "", ""},
	{"/v1/local", "get", "/v1/local", token, ""},
	{"/v1/local", "get", "/v1/local", "", ""},
	{"/v1/local/index", "post", "/v1/local/index", token, `{"paths":["/a"]}`},
	{"/v1/local/index", "post", "/v1/local/index", token, `{"paths":["/broken"]}`},
	{"/v1/local/index", "post", "/v1/local/index", asJSON, `{"paths":["/a"]}`},
	{"/v1/local/reindex", "post", "/v1/local/reindex", token, `{}`},
	{"/v1/local/backup", "post", "/v1/local/backup", token, `{"dest":"/backup"}`},
	{"/v1/local/backup", "post", "/v1/local/backup", token, `{"dest":"backup"}`},
	{"/v1/local/import", "post", "/v1/local/import", token, `{"src":"/export.jsonl"}`},
	{"/v1/local/import", "post", "/v1/local/import", token, `{"src":"export.jsonl"}`},
	{"/healthz", "get", "/healthz", "", ""},
	{"/readyz", "get", "/readyz", "", ""},
	{"/metrics", "get", "/metrics", "", ""},
	{"/openapi.json", "get", "/openapi.json", "", ""},
	{"/openapi.json", "get", "/openapi.json", "If-None-Match: *", ""},
}

func TestAnswersAreAsDescribed(t *testing.T) {
	originals := original.Open(t.TempDir())
	if err := originals.Put(dotSum, []byte(dot)); err != nil {
		t.Fatal(err)
	}
	s := filled(t, Options{MaxDocument: 2000, Version: "1", Originals: originals, KeepUploads: true, Local: &Local{
		Token: "secret",
		Index: func(_ context.Context, paths []string, _ bool, show func(ingest.Progress)) (ingest.Report, error) {
			show(ingest.Progress{Done: 1, Total: 2})
			if paths[0] == "/broken" {
				return ingest.Report{}, index.ErrClosed
			}
			return ingest.Report{}, nil
		},
		Reindex: func(context.Context, bool) error { return nil },
		Backup: func(_ context.Context, dest string, _ bool, show func(any)) (any, error) {
			show(map[string]int{"files": 1})
			return map[string]string{"dest": dest}, nil
		},
		Import: func(context.Context, string) (int, error) { return 5, nil },
	}})
	v := newValidator(t)
	for _, x := range exchanges {
		got := s.do(strings.ToUpper(x.method), x.path, x.headers, strings.NewReader(x.body))
		v.check(x.template, x.method, got)
	}
	down := newSiteOf(t, failing(index.ErrClosed), Options{Loading: func() (int, int, bool) { return 0, 1, false }})
	v.check("/v1/search", "get", down.get("/v1/search"))
	v.check("/readyz", "get", down.get("/readyz"))
	closed := indextest.NewMemory(indextest.Options{})
	closed.Close()
	v.check("/readyz", "get", newSiteOf(t, closed, Options{}).get("/readyz"))
	v.allSuccessesSeen()
}

// validator holds answers against the schemas of openapi.json.
type validator struct {
	t        *testing.T
	doc      map[string]any
	compiler *jsonschema.Compiler
	seen     map[string]bool
}

func newValidator(t *testing.T) *validator {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(openAPI)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return &validator{t: t, doc: doc.(map[string]any), compiler: compiler, seen: map[string]bool{}}
}

// at follows a path of names, and references on the way; it gives where it ended.
func (v *validator) at(names ...string) (any, []string) {
	var here any = v.doc
	var path []string
	for _, name := range names {
		m, _ := here.(map[string]any)
		next, ok := m[name]
		if !ok {
			return nil, nil
		}
		here, path = next, append(path, name)
		if m, _ := here.(map[string]any); m != nil {
			if ref, ok := m["$ref"].(string); ok {
				here, path = v.at(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
			}
		}
	}
	return here, slices.Clone(path)
}

func (v *validator) check(template, method string, got reply) {
	v.t.Helper()
	status := jsonOf(got.status)
	where := method + " " + template + " " + status
	v.seen[where] = true
	response, _ := v.at("paths", template, method, "responses", status)
	if response == nil {
		v.t.Errorf("%s: not described: %.200s", where, got.body)
		return
	}
	if got.body == "" && response.(map[string]any)["content"] == nil {
		return
	}
	kind, _, _ := strings.Cut(got.header.Get("Content-Type"), ";")
	if _, path := v.at("paths", template, method, "responses", status, "content", "*/*"); path != nil && got.status < 300 {
		v.seen[where+" */*"] = true
		return
	}
	_, path := v.at("paths", template, method, "responses", status, "content", kind, "schema")
	if path == nil {
		v.t.Errorf("%s: %s is not described: %.200s", where, kind, got.body)
		return
	}
	v.seen[where+" "+kind] = true
	if slices.Contains([]string{"text/plain", "text/html", "text/csv", "image/jpeg", mediaAtom}, kind) {
		return
	}
	for i, name := range path {
		path[i] = strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(name)
	}
	schema, err := v.compiler.Compile("openapi.json#/" + strings.Join(path, "/"))
	if err != nil {
		v.t.Fatalf("%s: %v", where, err)
	}
	lines := []string{got.body}
	if kind == mediaNDJSON {
		lines = strings.Split(strings.TrimSpace(got.body), "\n")
	}
	for _, line := range lines {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			v.t.Errorf("%s: %v\nin %.1000s", where, err, line)
		}
	}
}

// allSuccessesSeen reports the described successes that no exchange got.
func (v *validator) allSuccessesSeen() {
	v.t.Helper()
	for template, methods := range describe(v.t).Paths {
		for method, operation := range methods {
			for status := range operation.Responses {
				if status >= "400" {
					continue
				}
				where := method + " " + template + " " + status
				if !v.seen[where] {
					v.t.Errorf("%s: described, and no exchange got it", where)
				}
				response, _ := v.at("paths", template, method, "responses", status)
				content, _ := response.(map[string]any)["content"].(map[string]any)
				for kind := range content {
					if !v.seen[where+" "+kind] {
						v.t.Errorf("%s as %s: described, and no exchange got it", where, kind)
					}
				}
			}
		}
	}
}
