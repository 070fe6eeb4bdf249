package ingest

import (
	"testing"
	"time"

	"tracuu/index/indextest"
)

// What is read is found soon, however long the next file takes.
func TestPathsDoNotWaitForSlowFiles(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "3.txt": letter(3)})
	slow := slowOriginals{kept: kept{}, at: checksum([]byte(letter(2))), release: make(chan struct{})}
	done := make(chan error)
	go func() {
		_, err := Paths(t.Context(), m, []string{dir}, Options{Originals: slow, Workers: 1})
		done <- err
	}()
	for end := time.Now().Add(20 * time.Second); names(held(t, m, dir)) != "1.txt"; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Error("1.txt waits for 2.txt")
			break
		}
	}
	close(slow.release)
	if err := <-done; err != nil || names(held(t, m, dir)) != "1.txt 2.txt 3.txt" {
		t.Errorf("held %s, %v", names(held(t, m, dir)), err)
	}
}

// slowOriginals takes its time over one file.
type slowOriginals struct {
	kept
	at      string
	release chan struct{}
}

func (s slowOriginals) Put(sha256 string, data []byte) error {
	if sha256 == s.at {
		<-s.release
	}
	return s.kept.Put(sha256, data)
}
