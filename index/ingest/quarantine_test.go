package ingest

import (
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/indextest"
)

// A file with a mark of secrecy is stored and counted each time, and follows its
// file as others do.
func TestSecretFileIsCountedAndHeldBack(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	secret := strings.Replace(letter(2), "Kính gửi", "MẬT\n\nKính gửi", 1)
	tree(t, dir, map[string]string{"1.txt": letter(1), "mật.txt": secret, "3.txt": letter(3)})
	for _, round := range []struct{ created, unchanged int }{{2, 0}, {0, 2}} {
		r := run1(t, m, Options{}, dir)
		if r.Documents != 3 || r.Quarantined != 1 || r.Created != round.created || r.Unchanged != round.unchanged {
			t.Errorf("report %+v", r)
		}
		if line := r.Summary(English); !strings.Contains(line, "1 documents with a mark of secrecy") {
			t.Errorf("the summary does not say so: %s", line)
		}
	}
	list, err := m.Quarantined(t.Context(), index.Everything(), "", 10)
	if err != nil || len(list) != 1 || list[0].Source.Name != "mật.txt" || list[0].Basis != "read" {
		t.Fatalf("held back are %+v, %v", list, err)
	}
	remove(t, dir, "mật.txt")
	if r := run1(t, m, Options{}, dir); r.Deleted != 1 || r.Quarantined != 0 {
		t.Errorf("after the file is gone: %+v", r)
	}
}
