package bleveindex_test

import (
	"context"
	"encoding/json"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

func TestCuration(t *testing.T) {
	indextest.RunCuration(t, func(t *testing.T, follower index.Follower) index.Engine {
		return open(t, "", bleveindex.Options{Follower: follower})
	})
}

// Corrections, decisions and the trail survive the process, a reindex and a
// re-reading; a decision whose citation the new reading lacks is listed.
func TestCurationIsKept(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	told := &indextest.Told{}
	e := open(t, dir, bleveindex.Options{Follower: told})
	cites := directive.Directive{ID: "a", Issuer: "Uỷ ban", Text: "dịch", References: []directive.Reference{
		{Number: "15/CT-TTg", Text: "Chỉ thị 15"}, {Number: "16/CT-TTg", Text: "Chỉ thị 16"},
	}}
	put(t, e, index.Draft{ID: "a", Read: cites}, index.Draft{ID: "b", Read: directive.Directive{Text: "dịch"}})
	held, err := e.Get(ctx, index.Everything(), "a")
	if err != nil {
		t.Fatal(err)
	}
	refs := held["a"].References
	patch := `{"issuer":"Chính phủ","citations":{"` + refs[0].Ref + `":{"target":"b"},"` + refs[1].Ref + `":{"rejected":["b"]}}}`
	if _, err := e.Curate(ctx, index.Everything(), "a", "Lan", json.RawMessage(patch)); err != nil {
		t.Fatal(err)
	}
	reread := func(old index.Draft) index.Draft {
		old.Read.Issuer = "Đọc lại"
		if len(old.Read.References) > 1 {
			old.Read.References = old.Read.References[1:]
		}
		return old
	}
	if err := e.Reindex(ctx, reread); err != nil {
		t.Fatal(err)
	}
	check := func(e *bleveindex.Engine) {
		t.Helper()
		held, err := e.Get(ctx, index.Everything(), "a")
		if err != nil {
			t.Fatal(err)
		}
		d := held["a"]
		if d.Issuer != "Chính phủ" || d.Evidence["issuer"].Basis != directive.Curated || len(d.References) != 1 {
			t.Errorf("document %+v", d)
		}
		h, err := e.History(ctx, index.Everything(), "a")
		if err != nil || len(h.Edits) != 1 || h.Edits[0].By != "Lan" || h.Edits[0].N != 1 {
			t.Errorf("history %+v, %v", h, err)
		}
		if lost := h.Lost(&d); len(lost) != 1 || lost[0].Text != "Chỉ thị 15" || lost[0].Target != "b" {
			t.Errorf("lost %+v", lost)
		}
	}
	check(e)
	if got := told.String(); got != "a(b-b) b" && got != "a(-bb) b" {
		t.Errorf("told %s", got)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	again := &indextest.Told{}
	e = open(t, dir, bleveindex.Options{Follower: again})
	check(e)
	if again.String() != told.String() {
		t.Errorf("told %s after opening again, %s before", again, told)
	}
	if edit, err := e.Undo(ctx, index.Everything(), "a", "Lan", 1); err != nil || edit.N != 2 {
		t.Errorf("undo: %+v, %v", edit, err)
	}
}

func TestGraph(t *testing.T) {
	indextest.RunGraph(t, func(t *testing.T, graph index.Graph) index.Engine {
		return open(t, "", bleveindex.Options{Graph: graph})
	})
}
