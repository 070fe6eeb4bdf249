package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

func TestWalks(t *testing.T) {
	ctx := context.Background()
	c := cited(t)
	n := 0
	for citing, err := range c.Citing(ctx, "ct/2020", nil) {
		if n++; err != nil || citing.ID != "kh" {
			t.Errorf("%+v %v", citing, err)
		}
	}
	for ghost, err := range c.Missing(ctx) {
		if n++; err != nil || ghost.Number != "86/NQ-CP" {
			t.Errorf("%+v %v", ghost, err)
		}
	}
	if n != 2 {
		t.Errorf("%d of 2", n)
	}
	for _, err := range c.Citing(ctx, "none", nil) {
		if !errors.Is(err, index.ErrNotFound) {
			t.Errorf("citing nothing: %v", err)
		}
	}
}

func TestChangesAreWalked(t *testing.T) {
	ctx := context.Background()
	c, _ := serve(t, server.Options{})
	var drafts []index.Draft
	for i := range api.MaxChanges + 5 {
		drafts = append(drafts, draft(t, fmt.Sprint("n", i), `{"text":"a"}`))
	}
	put(t, c, drafts...)
	if err := c.Delete(ctx, index.Everything(), "n3"); err != nil {
		t.Fatal(err)
	}
	seen, deleted, last := 0, 0, uint64(0)
	place := client.Place{}
	for change, err := range c.Since(ctx, &place) {
		if err != nil || change.Generation <= last {
			t.Fatalf("%+v %v", change, err)
		}
		last = change.Generation
		if seen++; change.Deleted {
			deleted++
		}
	}
	if seen != len(drafts) || deleted != 1 {
		t.Errorf("%d changes, %d deletions", seen, deleted)
	}
	if place.Generation != last || place.Epoch == "" {
		t.Errorf("at %+v after %d", place, last)
	}
	for range c.Since(ctx, &client.Place{}) { // the first is not taken over
		break
	}
	for _, gone := range []client.Place{{Generation: last + 1}, {Generation: 1, Epoch: "another"}} {
		for _, err := range c.Since(ctx, &gone) {
			var problem *client.Problem
			if !errors.Is(err, client.ErrBeginAnew) || !errors.As(err, &problem) || problem.Code != api.CodeChangesGone {
				t.Errorf("at %+v: %v", gone, err)
			}
		}
	}
}

func TestExports(t *testing.T) {
	ctx := context.Background()
	c, _ := serve(t, server.Options{})
	for i := range 250 {
		put(t, c, draft(t, fmt.Sprintf("n%03d", i), `{"text":"thông báo","issued":"2021"}`))
	}
	export, err := c.Export(ctx, index.Query{Text: parse(t, "thông báo")})
	if err != nil {
		t.Fatal(err)
	}
	defer export.Close()
	n := 0
	for d, err := range export.Documents() {
		if err != nil || d.Text != "thông báo" {
			t.Fatalf("%+v %v", d, err)
		}
		n++
	}
	if n != 250 || export.Total.Value != 250 || export.Generation != 250 || export.At.IsZero() {
		t.Errorf("%d documents of %+v", n, export.ExportHead)
	}
	table, err := c.ExportCSV(ctx, index.Query{Limit: 2}, "en")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	if b, err := io.ReadAll(table); err != nil || strings.Count(string(b), "\r\n") != 4 || !strings.Contains(string(b), "Generation") {
		t.Errorf("%s %v", b, err)
	}
}

func TestACutExportIsNoWholeOne(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"export":{"query":"q=a","total":{"value":2,"relation":"eq","partial":0}}}`+"\n"+`{"id":"a"}`+"\n"+`{"id":`)
	}))
	defer site.Close()
	export, err := connect(t, site.URL, client.Options{}).Export(context.Background(), index.Query{})
	if err != nil {
		t.Fatal(err)
	}
	defer export.Close()
	var last error
	for _, err := range export.Documents() {
		last = err
	}
	if !errors.Is(last, io.ErrUnexpectedEOF) {
		t.Errorf("%v", last)
	}
}

func TestMultiSearch(t *testing.T) {
	ctx := context.Background()
	c, engine := serve(t, server.Options{})
	put(t, c, draft(t, "a", `{"text":"một"}`), draft(t, "b", `{"text":"hai"}`))
	got, err := c.MultiSearch(ctx, index.Query{Text: parse(t, "một"), Limit: 5}, index.Query{Cursor: "x", Limit: 5}, index.Query{Limit: 1, Sort: index.Added})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Err != nil || got[0].Results.Hits[0].Directive.ID != "a" || !errors.Is(got[1].Err, index.ErrCursor) || got[2].Results.Hits[0].Directive.ID != "b" {
		t.Errorf("%+v", got)
	}
	engine.Close()
	if got, err := c.MultiSearch(ctx, index.Query{}); err != nil || !errors.Is(got[0].Err, index.ErrClosed) {
		t.Errorf("%+v %v", got, err)
	}
}
