package bleveindex_test

import (
	"os"
	"path/filepath"
	"testing"

	"tracuu/index/bleveindex"
)

// A merge that was killed leaves half a file that the index never spoke of: nothing
// is damaged. Half of a file that it does speak of is damage.
func TestInspectTellsLeftoversFromDamage(t *testing.T) {
	dir := filled(t, 5)
	left := filepath.Join(dir, "index", "0001", "0000000fffff.zap")
	if err := os.WriteFile(left, make([]byte, 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	if in := bleveindex.Inspect(dir, nil); len(in.Problems) > 0 || in.Documents != 5 {
		t.Errorf("a file left over: %+v", in)
	}
	segments, err := filepath.Glob(filepath.Join(dir, "index", "0001", "*.zap"))
	if err != nil || len(segments) < 2 {
		t.Fatalf("segments %q, %v", segments, err)
	}
	if err := os.Truncate(segments[0], 100); err != nil {
		t.Fatal(err)
	}
	if in := bleveindex.Inspect(dir, nil); len(in.Problems) == 0 {
		t.Errorf("a segment cut short passes: %+v", in)
	}
}
