package main

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestBackupOfARunningServer backs up, exports, restores and imports, and finds the
// same documents everywhere.
func TestBackupOfARunningServer(t *testing.T) {
	data, dest := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	in := startServer(t, seeds, "--data", data, "--keep-originals", "all")
	for _, args := range [][]string{{"backup", dest}, {"export", dest + ".jsonl"}, {"doctor"}, {"doctor", "--live"}} {
		if got := runProgram(t, append(args, "--data", data)...); got.code != exitDone {
			t.Fatalf("%v: exit %d: %s%s", args, got.code, got.stdout, got.stderr)
		}
	}
	if got := runProgram(t, "backup", dest, "--data", data); got.code != exitFailed {
		t.Errorf("a second backup to the same place: exit %d", got.code)
	}
	importThroughServer(t, dest+".jsonl")
	in.stop(t, syscall.SIGTERM)
	for name, args := range map[string][]string{"restored": {"restore", dest}, "imported": {"import", dest + ".jsonl"}} {
		into := filepath.Join(t.TempDir(), name)
		if got := runProgram(t, append(args, "--data", into)...); got.code != exitDone {
			t.Fatalf("%v: exit %d: %s", args, got.code, got.stderr)
		}
		if got := runProgram(t, "doctor", "--data", into); got.code != exitDone {
			t.Errorf("doctor of what was %s: %s%s", name, got.stdout, got.stderr)
		}
		again := startServer(t, "--data", into)
		var found answer
		again.get(t, "/v1/search", url.Values{"q": {"107-CV/BDVTU"}}, &found)
		if len(found.Hits) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}

// importThroughServer takes an export into a folder that a server holds, which finds
// what came at once, beside what it held.
func importThroughServer(t *testing.T, lines string) {
	t.Helper()
	data := t.TempDir()
	in := startServer(t, "--data", data)
	resp, err := http.Post(in.address+"/v1/directives", "application/json", strings.NewReader(`{"id":"own","text":"Công văn riêng."}`))
	if err != nil || resp.Body.Close() != nil || resp.StatusCode != http.StatusCreated {
		t.Fatalf("write: %v %v", resp, err)
	}
	for range 2 { // the second changes nothing
		if got := runProgram(t, "import", lines, "--data", data); got.code != exitDone {
			t.Fatalf("import: exit %d: %s", got.code, got.stderr)
		}
		var found struct{ Total struct{ Value int } }
		if in.get(t, "/v1/search", nil, &found); found.Total.Value != 6 {
			t.Errorf("%d documents after an import, want 6", found.Total.Value)
		}
	}
	if got := capture(t, "{}", "import", "-", "--data", data); got.code != exitFailed || !strings.Contains(got.stderr, "FILE") {
		t.Errorf("from standard input: exit %d, %s", got.code, got.stderr)
	}
	if got := runProgram(t, "import", lines+".none", "--data", data); got.code != exitFailed {
		t.Errorf("of no file: exit %d", got.code)
	}
}

// TestDoctor damages a data folder in every way that it shall notice, and lets it
// be repaired where it can be.
func TestDoctor(t *testing.T) {
	sound := t.TempDir()
	if got := runProgram(t, "index", seeds, "--data", sound, "--keep-originals", "all"); got.code != exitDone {
		t.Fatalf("index: exit %d: %s", got.code, got.stderr)
	}
	spoil := func(t *testing.T, pattern string) {
		t.Helper()
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		b, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/2] ^= 0x10
		if err := os.WriteFile(found[0], b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		told   string // "" for nothing wrong
		repair bool   // --repair makes it well
	}{
		{name: "sound", damage: func(*testing.T, string) {}, repair: true},
		{"a bit of a segment", func(t *testing.T, dir string) { spoil(t, filepath.Join(dir, "index", "*", "*.zap")) }, "segment", true},
		{"index gone", func(t *testing.T, dir string) { os.RemoveAll(filepath.Join(dir, "index")) }, "index", true},
		{"CURRENT spoilt", func(t *testing.T, dir string) { os.WriteFile(filepath.Join(dir, "CURRENT"), []byte("x"), 0o600) }, "CURRENT", true},
		{"an original spoilt", func(t *testing.T, dir string) { spoil(t, filepath.Join(dir, "files", "*", "*")) }, "original", false},
		{"keys spoilt", func(t *testing.T, dir string) { os.WriteFile(filepath.Join(dir, "keys.json"), []byte("{"), 0o600) }, "keys", false},
		{"store cut short", func(t *testing.T, dir string) { os.Truncate(filepath.Join(dir, "store.db"), 70000) }, "--salvage", false},
		{"store empty", func(t *testing.T, dir string) { os.Truncate(filepath.Join(dir, "store.db"), 0) }, "--salvage", false},
		{"store gone", func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "store.db")) }, "no store", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			if err := os.CopyFS(dir, os.DirFS(sound)); err != nil {
				t.Fatal(err)
			}
			tc.damage(t, dir)
			before, _ := os.ReadFile(filepath.Join(dir, "store.db"))
			got := capture(t, "", "--lang=en", "doctor", "--data", dir)
			if tc.told == "" && got.code != exitDone || tc.told != "" && (got.code != exitFailed || !strings.Contains(got.stdout, tc.told)) {
				t.Errorf("exit %d: %s%s", got.code, got.stdout, got.stderr)
			}
			repaired := capture(t, "", "--lang=en", "doctor", "--data", dir, "--repair")
			if tc.repair {
				if got := capture(t, "", "doctor", "--data", dir); repaired.code != exitDone || got.code != exitDone {
					t.Errorf("repaired: %s%s, then %s", repaired.stdout, repaired.stderr, got.stdout)
				}
			}
			if after, _ := os.ReadFile(filepath.Join(dir, "store.db")); !bytes.Equal(before, after) && !tc.repair {
				t.Error("a damaged store was changed")
			}
		})
	}
	if got := capture(t, "", "doctor", "--data", sound, "--live"); got.code != exitFailed {
		t.Errorf("--live without a server: exit %d", got.code)
	}
}

// TestSalvage takes documents out of a store without headers into a folder that serves.
func TestSalvage(t *testing.T) {
	data, to := t.TempDir(), filepath.Join(t.TempDir(), "new")
	if got := runProgram(t, "index", seeds, "--data", data); got.code != exitDone {
		t.Fatalf("index: exit %d: %s", got.code, got.stderr)
	}
	path := filepath.Join(data, "store.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(b[:64<<10])
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := runProgram(t, "serve", "--data", data, "--listen", "127.0.0.1:0"); got.code != exitFailed || !strings.Contains(got.stderr, "store.db") {
		t.Errorf("serve on a damaged store: exit %d, %s", got.code, got.stderr)
	}
	if got := runProgram(t, "doctor", "--data", data, "--salvage", to); got.code != exitDone {
		t.Fatalf("exit %d: %s%s", got.code, got.stdout, got.stderr)
	}
	got := runProgram(t, "search", "107-CV/BDVTU", "--data", to, "--json")
	if got.code != exitDone || !strings.Contains(got.stdout, `"107-CV/BDVTU"`) {
		t.Errorf("exit %d, %.200s%s", got.code, got.stdout, got.stderr)
	}
}
