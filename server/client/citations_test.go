package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"testing"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

// cited is a client of a server that keeps a citation graph: a plan cites the
// directive of 2020, and that of 2021 is held too.
func cited(t *testing.T) *client.Client {
	t.Helper()
	graph := citation.New()
	engine := indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
	site := httptest.NewServer(server.New(engine, server.Options{Graph: graph}).Handler())
	t.Cleanup(site.Close)
	c := connect(t, site.URL, client.Options{})
	var drafts []index.Draft
	for _, row := range []string{
		`{"id":"ct/2020","number":"16/CT-TTg","issuer":"Thủ tướng Chính phủ","issued":"2020-03-31","text":"Chỉ thị."}`,
		`{"id":"ct/2021","number":"16/CT-TTg","issuer":"Thủ tướng Chính phủ","issued":"2021-05-27","text":"Chỉ thị."}`,
		`{"id":"kh","number":"1/KH-UBND","issuer":"Ủy ban nhân dân tỉnh Hải Dương","issued":"2020-04-01","text":"Theo Chỉ thị số 16/CT-TTg ngày 31/3/2020 và Nghị quyết số 86/NQ-CP ngày 06/8/2021."}`,
	} {
		given, err := directive.DecodeGiven([]byte(row))
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, index.Draft{ID: given.Directive.ID, Given: given})
	}
	if _, err := c.Put(context.Background(), index.Everything(), drafts...); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCitationsOverHTTP(t *testing.T) {
	ctx := context.Background()
	c := cited(t)
	list, err := c.Citations(ctx, "kh")
	if err != nil || len(list) != 2 || list[0].Target == nil || list[0].Target.ID != "ct/2020" || list[1].State != "absent" {
		t.Fatalf("%+v %v", list, err)
	}
	who, err := c.CitedBy(ctx, "ct/2020", nil)
	if err != nil || who.Total != 1 || who.Citing[0].ID != "kh" {
		t.Errorf("%+v %v", who, err)
	}
	cascade, err := c.Cascade(ctx, "ct/2020")
	if err != nil || len(cascade.Levels) != 1 || *cascade.Levels[0].First != 1 {
		t.Errorf("%+v %v", cascade, err)
	}
	ghosts, err := c.Ghosts(ctx, 10, "")
	if err != nil || len(ghosts.Ghosts) != 1 || ghosts.Ghosts[0].Number != "86/NQ-CP" {
		t.Errorf("%+v %v", ghosts, err)
	}
	answers, err := c.Resolve(ctx, api.Asked{Number: "16/CT-TTg"}, api.Asked{Number: "16/CT-TTg", Date: directive.Date{Year: 2021, Month: 5, Day: 27}})
	if err != nil || answers[0].Status != "ambiguous" || answers[1].Target.ID != "ct/2021" {
		t.Errorf("%+v %v", answers, err)
	}
	check, err := c.Check(ctx, json.RawMessage(`{"text":"Theo Chỉ thị số 16/CT-TTg ngày 1/1/2021."}`))
	if err != nil || len(check.Citations) != 1 || !check.Citations[0].Suspicious() {
		t.Errorf("%+v %v", check, err)
	}
	if _, err := c.Citations(ctx, "none"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("citations of nothing: %v", err)
	}
}

func TestCurationOverHTTP(t *testing.T) {
	ctx := context.Background()
	c := cited(t)
	got, err := c.Correct(ctx, "ct/2020", "Lan", json.RawMessage(`{"issued":"2020-03-30"}`))
	if err != nil || got.Edit == nil || got.Edit.By != "Lan" || got.Directive.Issued.Day != 30 {
		t.Fatalf("%+v %v", got, err)
	}
	if got, err = c.Undo(ctx, "ct/2020", "", 1); err != nil || got.Edit.Undoes != 1 || got.Directive.Issued.Day != 31 {
		t.Errorf("%+v %v", got, err)
	}
	audit, err := c.Audit(ctx, "ct/2020")
	if err != nil || len(audit.Edits) != 2 || audit.Edits[1].By != "local" {
		t.Errorf("%+v %v", audit, err)
	}
	if _, err := c.Undo(ctx, "ct/2020", "", 1); !errors.Is(err, index.ErrOverlaid) {
		t.Errorf("undo twice: %v", err)
	}
	if _, err := c.Undo(ctx, "ct/2020", "", 9); !errors.Is(err, index.ErrNoEdit) {
		t.Errorf("undo of no edit: %v", err)
	}
	if _, err := c.Correct(ctx, "none", "", json.RawMessage(`{"title":"x"}`)); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("correct nothing: %v", err)
	}
}
