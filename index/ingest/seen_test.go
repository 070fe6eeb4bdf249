package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A file that changed a moment ago, or of which the system does not tell when it
// changed, may change again and look the same: it is not remembered.
func TestOnlyTrustedStampsAreRemembered(t *testing.T) {
	now := time.Now()
	at := func(age time.Duration) int64 { return now.Add(-age).UnixNano() }
	for _, row := range []struct {
		name  string
		stamp stamp
		want  bool
	}{
		{"old", stamp{Size: 1, Modified: at(time.Hour), Changed: at(time.Hour)}, true},
		{"just changed", stamp{Size: 1, Modified: at(time.Hour), Changed: at(racy / 2)}, false},
		{"just written", stamp{Size: 1, Modified: at(racy / 2), Changed: at(time.Hour)}, false},
		{"no time of change", stamp{Size: 1, Modified: at(time.Hour)}, false},
		{"changed while it was read", stamp{}, false},
	} {
		seen, err := OpenSeen("")
		if err != nil {
			t.Fatal(err)
		}
		seen.remember("root", "a.txt", seenFile{Stamp: row.stamp, SHA256: "00", Documents: 1})
		if got := seen.of("root", "a.txt").Documents == 1; got != row.want {
			t.Errorf("%s: remembered %v, want %v", row.name, got, row.want)
		}
	}
}

// writtenTo is a file that somebody writes to while it is read.
type writtenTo struct {
	*os.File
	write func()
}

func (f writtenTo) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.write()
	return n, err
}

func TestFileThatChangesWhileItIsReadHasNoStamp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("một"), 0o600); err != nil {
		t.Fatal(err)
	}
	look := func(write func()) (string, stamp, fs.FileInfo) {
		t.Helper()
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		data, s, err := loadFrom(writtenTo{f, write}, 100)
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		return string(data), s, info
	}
	if data, s, info := look(func() {}); data != "một" || s == (stamp{}) || s != stampOf(info) {
		t.Errorf("left alone: %q, %+v", data, s)
	}
	later := time.Now().Add(time.Hour)
	touch := func() { os.Chtimes(path, later, later) }
	if data, s, _ := look(touch); data != "một" || s != (stamp{}) {
		t.Errorf("written to: %q, %+v", data, s)
	}
}
