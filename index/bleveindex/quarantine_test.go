package bleveindex_test

import (
	"context"
	"os"
	"os/exec"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// What was stored and not yet indexed when the process was killed is replayed,
// but for what is held back.
func TestKilledSecretIsNotReplayed(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childFolder+"="+dir, childFirst+"=0", childDeath+"="+killedWithSecret)
	if err := cmd.Run(); err == nil {
		t.Fatal("the process was not killed")
	}
	for _, upgrade := range []bool{false, true} {
		e, err := bleveindex.Open(dir, bleveindex.Options{Upgrade: upgrade})
		if err != nil {
			t.Fatal(err)
		}
		if upgrade {
			reread := func(d index.Draft) index.Draft {
				d.Read.Secrecy = directive.Secret // as a better reader may find
				return d
			}
			if err := e.Reindex(context.Background(), reread); err != nil {
				t.Fatal(err)
			}
		}
		text, _ := index.Parse("dịch")
		r, err := e.Search(context.Background(), index.Everything(), index.Query{Text: text, Limit: 5})
		want := 1
		if upgrade {
			want = 0
		}
		if err != nil || len(r.Hits) != want || want == 1 && r.Hits[0].Directive.ID != "open" {
			t.Errorf("found are %+v, %v", r, err)
		}
		status, err := e.Status(context.Background())
		if err != nil || status.Documents != want || status.Quarantined != 2-want {
			t.Errorf("status is %+v, %v", status, err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
