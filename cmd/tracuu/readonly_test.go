package main

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// readOnly takes the right to write away from a folder and all in it, and makes cmd
// a process that the right counts for, as it does not for root.
func readOnly(t *testing.T, dir string, cmd *exec.Cmd) {
	t.Helper()
	if os.Geteuid() == 0 {
		setpriv, err := exec.LookPath("setpriv")
		if err != nil {
			t.Skip("root may write everywhere, and setpriv, which would drop that right, is not installed")
		}
		cmd.Args = append([]string{setpriv, "--bounding-set=-dac_override", cmd.Path}, cmd.Args[1:]...)
		cmd.Path = setpriv
	}
	mode := func(add, take fs.FileMode) {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := entry.Info()
			if err != nil {
				return err
			}
			return os.Chmod(path, info.Mode().Perm()&^take|add)
		})
		if err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(func() { mode(0o200, 0) })
	mode(0, 0o222)
}

// A folder that may only be read is served: searches are answered, writes refused,
// and both are said.
func TestServeFolderThatMayOnlyBeRead(t *testing.T) {
	data := t.TempDir()
	if got := runProgram(t, "index", "--data", data, seeds); got.code != exitDone {
		t.Fatalf("index: %+v", got)
	}
	cmd := program("serve", "--listen", "127.0.0.1:0", "--data", data)
	readOnly(t, data, cmd)
	in := startProgram(t, cmd)
	var found answer
	if status := in.get(t, "/v1/search", url.Values{"q": {"dịch"}}, &found); status != http.StatusOK || found.Total.Value == 0 {
		t.Errorf("search: %d %+v", status, found)
	}
	var ready struct{ Status string }
	if status := in.get(t, "/readyz", nil, &ready); status != http.StatusOK || ready.Status != "read-only" {
		t.Errorf("readyz: %d %+v", status, ready)
	}
	resp, err := http.Post(in.address+"/v1/directives", "application/json", strings.NewReader(`{"text":"Công văn số 1/UBND-VX."}`))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("write: %d", resp.StatusCode)
	}
	in.stop(t, syscall.SIGTERM)
	if !strings.Contains(in.stderr.String(), "may only be read") {
		t.Errorf("it is not said: %s", in.stderr)
	}
}

// A segment that another program cuts short takes the process with it when bleve
// reads it in a goroutine of its own. The next start heals.
func TestStartHealsSegmentsCutShort(t *testing.T) {
	data := t.TempDir()
	in := startServer(t, "--data", data, seeds)
	cut := 0
	err := filepath.WalkDir(filepath.Join(data, "index"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".zap" {
			cut++
			err = os.Truncate(path, 100)
		}
		return err
	})
	if err != nil || cut == 0 {
		t.Fatalf("%d segments cut, %v", cut, err)
	}
	in.stop(t, syscall.SIGBUS)
	in = startServer(t, "--data", data)
	var found answer
	if status := in.get(t, "/v1/search", nil, &found); status != http.StatusOK || found.Total.Value != 5 {
		t.Errorf("after the start: %d, %d documents", status, found.Total.Value)
	}
}
