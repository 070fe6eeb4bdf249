package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

// serve runs a server with the reference engine and gives a client of it.
func serve(t *testing.T, options server.Options) (*client.Client, *indextest.Memory) {
	t.Helper()
	engine := indextest.NewMemory(indextest.Options{})
	site := httptest.NewServer(server.New(engine, options).Handler())
	t.Cleanup(site.Close)
	return connect(t, site.URL, client.Options{}), engine
}

func connect(t *testing.T, address string, o client.Options) *client.Client {
	t.Helper()
	if o.Attempts == 0 {
		o.Attempts = 1 // what fails is to fail at once
	}
	c, err := client.New(address, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// draft is a document as a Go program supplies it.
func draft(t *testing.T, id, json string) index.Draft {
	t.Helper()
	given, err := directive.DecodeGiven([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return index.Draft{ID: id, Given: given}
}

func put(t *testing.T, c *client.Client, drafts ...index.Draft) []index.Written {
	t.Helper()
	written, err := c.Put(context.Background(), index.Everything(), drafts...)
	if err != nil {
		t.Fatal(err)
	}
	return written
}

func parse(t *testing.T, q string) index.Text {
	t.Helper()
	text, err := index.Parse(q)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAddresses(t *testing.T) {
	for _, good := range []string{"http://127.0.0.1:8080", "https://example.vn", "http://[::1]:80/", "http://host/prefix/"} {
		if _, err := client.New(good, client.Options{}); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "127.0.0.1:8080", "ftp://a", "http://", "http://a?b=c", "http://a#b", "://", "http://a b"} {
		if _, err := client.New(bad, client.Options{}); err == nil {
			t.Errorf("%q is taken for an address", bad)
		}
	}
}

// The client must answer as the engine behind the server does, in every field.
func TestSearchesLikeTheEngine(t *testing.T) {
	c, engine := serve(t, server.Options{})
	var drafts []index.Draft
	for i := range 30 {
		drafts = append(drafts, draft(t, fmt.Sprintf("d/%02d", i), fmt.Sprintf(
			`{"number":"%d/CT-UBND","type":"Chỉ thị","issuer":"Ủy ban nhân dân tỉnh Hải Dương","issued":"20%02d","title":"Về tổ Covid %d",
			  "text":"Về tổ Covid %d. Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020.","signer":{"name":"A"}}`, i, i, i, i)))
	}
	put(t, c, drafts...)
	ctx := context.Background()
	for _, q := range []index.Query{
		{Limit: index.NoLimit},
		{Text: parse(t, "tổ covid"), Limit: 5, Facets: api.Facets()},
		{Text: parse(t, `"to covid" 3/CT-UBND`), Limit: 200, MatchAll: true, Literal: true},
		{Limit: 3, Sort: index.Oldest, FacetLimit: 2, Facets: []index.Facet{index.FacetYear}, Filters: index.Filters{
			From: directive.Date{Year: 2005}, To: directive.Date{Year: 2010, Month: 3},
			Where: []index.Filter{
				{Field: index.FieldIssuer, Any: []index.Condition{{Value: "hai duong"}}},
				{Field: index.FieldCites, Any: []index.Condition{{Value: "16/CT-TTg", Date: directive.Date{Year: 2020}}}},
				{Field: index.FieldNumber, Not: true, Any: []index.Condition{{Value: "7/CT-UBND"}}},
			}}},
		{Limit: 0, Filters: index.Filters{Missing: []index.Field{index.FieldIssued}}},
	} {
		got, err := c.Search(ctx, index.Everything(), q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := engine.Search(ctx, index.Everything(), q)
		if err != nil {
			t.Fatal(err)
		}
		if g, w := plain(got), plain(want); g != w {
			t.Errorf("got  %s\nwant %s", g, w)
		}
	}
}

// plain prints results without what may differ between equal ones: the time it
// took, and nil or empty.
func plain(r *index.Results) string {
	copied := *r
	copied.Took = 0
	for i := range copied.Hits {
		copied.Hits[i].Directive.Text = ""
	}
	s := fmt.Sprintf("%+v", copied)
	return strings.NewReplacer("map[]", "", "[]", "", "<nil>", "").Replace(s)
}

func TestPages(t *testing.T) {
	c, _ := serve(t, server.Options{})
	for i := range 7 {
		put(t, c, draft(t, fmt.Sprint(i), `{"text":"a"}`))
	}
	var ids, pages []string
	for page, err := range c.Pages(context.Background(), index.Query{Limit: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, fmt.Sprint(len(page.Hits)))
	}
	for hit, err := range c.Hits(context.Background(), index.Query{Limit: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		if ids = append(ids, hit.Directive.ID); len(ids) == 5 {
			break
		}
	}
	if strings.Join(pages, " ") != "3 3 1" || strings.Join(ids, "") != "01234" {
		t.Errorf("pages of %v, ids %v", pages, ids)
	}
	for _, err := range c.Hits(context.Background(), index.Query{Limit: 3, Cursor: "no"}) {
		if !errors.Is(err, index.ErrCursor) {
			t.Errorf("%v", err)
		}
	}
}

func TestPutAndGet(t *testing.T) {
	c, _ := serve(t, server.Options{})
	ctx := context.Background()
	shared := draft(t, "", `{"text":"ba"}`)
	read := index.Draft{ID: "a b/ổ", Read: directive.Directive{Text: "một", Source: directive.Source{Name: "a.txt", Format: "txt"}}}
	written := put(t, c, read, draft(t, "x", `{"text":"hai","title":""}`), draft(t, "x\x00", `{"text":"no"}`), shared)
	var statuses []index.WriteStatus
	for _, w := range written {
		statuses = append(statuses, w.Status)
	}
	if !reflect.DeepEqual(statuses, []index.WriteStatus{index.Created, index.Created, index.Refused, index.Created}) || written[2].Err == nil {
		t.Errorf("%+v", written)
	}
	if shared.Given.Has("id") || shared.Given.Directive.ID != "" {
		t.Error("Put changed the caller's draft")
	}
	got, err := c.Get(ctx, index.Everything(), "none", "a b/ổ", "x")
	if err != nil || len(got) != 2 || got["a b/ổ"].Text != "một" || got["a b/ổ"].Source.Name != "a.txt" || got["x"].Evidence["title"].Basis != directive.Supplied {
		t.Errorf("%+v %v", got, err)
	}
	if text, err := c.Text(ctx, "a b/ổ"); err != nil || text != "một" {
		t.Errorf("%q %v", text, err)
	}
	changes, err := c.Changes(ctx, index.Everything(), 1, 10)
	if err != nil || len(changes) != 2 || changes[0].ID != "x" {
		t.Errorf("%+v %v", changes, err)
	}
	if err := c.Delete(ctx, index.Everything(), "a b/ổ"); err != nil {
		t.Error(err)
	}
	if ready, err := c.Ready(ctx); err != nil || ready.Documents == nil || *ready.Documents != 2 || ready.Generation == nil || *ready.Generation != 4 {
		t.Errorf("%+v %v", ready, err)
	}
	if none, err := c.Put(ctx, index.Everything()); err != nil || none != nil {
		t.Errorf("%v %v", none, err)
	}
}

func TestFiles(t *testing.T) {
	c, _ := serve(t, server.Options{})
	ctx := context.Background()
	one, err := c.PutFile(ctx, "given", "a.txt", strings.NewReader("Số 1-CV/TU"))
	if err != nil || len(one) != 1 || one[0].ID != "given" {
		t.Errorf("%+v %v", one, err)
	}
	two, err := c.PutFile(ctx, "", "a.jsonl", strings.NewReader(`{"id":"x","text":"a"}`+"\n"+`{"id":"y","text":"b"}`))
	if err != nil || len(two) != 2 || two[1].ID != "y" {
		t.Errorf("%+v %v", two, err)
	}
	read, err := c.Extract(ctx, "b.txt", strings.NewReader("TỈNH ỦY HẢI DƯƠNG\nSố 107-CV/BDVTU\n"))
	if err != nil || len(read) != 1 || read[0].Number != "107-CV/BDVTU" {
		t.Errorf("%+v %v", read, err)
	}
}

func TestErrorsKeepTheirMeaning(t *testing.T) {
	c, engine := serve(t, server.Options{})
	ctx, everything := context.Background(), index.Everything()
	if err := c.Delete(ctx, everything, "none"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("delete: %v", err)
	}
	_, err := c.Search(ctx, everything, index.Query{Text: index.Text{Source: strings.Repeat("a", index.MaxQueryBytes+1)}})
	var unread *index.QueryError
	if !errors.As(err, &unread) || unread.Offset != index.MaxQueryBytes {
		t.Errorf("long query: %v", err)
	}
	var problem *client.Problem
	if !errors.As(err, &problem) || problem.Code != api.CodeBadParameter || problem.RequestID == "" {
		t.Errorf("long query: %+v", problem)
	}
	a := index.Filter{Field: index.FieldIssuer, Any: []index.Condition{{Value: "a"}}}
	if _, err := c.Search(ctx, everything, index.Query{Filters: index.Filters{Where: []index.Filter{a, a}}}); !errors.Is(err, api.ErrNoURL) {
		t.Errorf("two filters on a field: %v", err)
	}
	scope := index.Scope{Forced: []index.Filter{a}}
	_, searchErr := c.Search(ctx, scope, index.Query{})
	_, getErr := c.Get(ctx, scope, "a")
	_, putErr := c.Put(ctx, scope, draft(t, "a", `{"text":"a"}`))
	_, changesErr := c.Changes(ctx, scope, 0, 1)
	for _, err := range []error{searchErr, getErr, putErr, changesErr, c.Delete(ctx, scope, "a")} {
		if !errors.Is(err, client.ErrForcedScope) {
			t.Errorf("a scope was dropped: %v", err)
		}
	}
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := c.Search(canceled, everything, index.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	engine.Close()
	if _, err := c.Search(ctx, everything, index.Query{}); !errors.Is(err, index.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}

// Something else may answer in the server's place.
func TestOtherAnswers(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"a proxy's error": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "<h1>Bad gateway</h1>", http.StatusBadGateway)
		},
		"a page":       func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<h1>Hello</h1>") },
		"a cut answer": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"progress":{}}`) },
		"a redirect":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusMultipleChoices) },
	} {
		site := httptest.NewServer(answer)
		c := connect(t, site.URL, client.Options{})
		if err := c.Reindex(context.Background(), false); err == nil {
			t.Errorf("%s: taken for success", name)
		} else if name == "a cut answer" && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", name, err)
		}
		site.Close()
	}
}

// A collection of documents put one by one is as whole as one put at once.
func TestManyDocuments(t *testing.T) {
	c, _ := serve(t, server.Options{})
	var drafts []index.Draft
	var ids []string
	for i := range 450 {
		ids = append(ids, fmt.Sprint("n", i))
		drafts = append(drafts, draft(t, ids[i], `{"text":"a"}`))
	}
	put(t, c, drafts...)
	got, err := c.Get(context.Background(), index.Everything(), ids...)
	if err != nil || len(got) != len(ids) {
		t.Errorf("%d of %d documents, %v", len(got), len(ids), err)
	}
}
