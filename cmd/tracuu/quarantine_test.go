package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tracuu/server/api"
)

// A secret file is in no answer of a server, before and after a restart and a
// reindex, until it is released, which needs a reason.
func TestSecretFileStaysHeldUntilReleased(t *testing.T) {
	files, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	for name, text := range map[string]string{
		"mở.txt":  "TỈNH ỦY HẢI DƯƠNG\nSố 11-CV/TU\nHải Dương, ngày 6 tháng 8 năm 2021\nKính gửi: các huyện ủy\nVề diễn tập.\n",
		"kín.txt": "TỈNH ỦY HẢI DƯƠNG\nSố 12-CV/TU\nTUYỆT MẬT\nHải Dương, ngày 6 tháng 8 năm 2021\nKính gửi: các huyện ủy\nVề diễn tập.\n",
	} {
		if err := os.WriteFile(filepath.Join(files, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := runProgram(t, "index", files, "--data", data)
	if got.code != exitDone || !strings.Contains(got.stdout, "1 documents with a mark of secrecy") {
		t.Fatalf("index: %d %s %s", got.code, got.stdout, got.stderr)
	}
	if got := runProgram(t, "reindex", "--reread", "--data", data); got.code != exitDone {
		t.Fatal(got.stderr)
	}
	in := startServer(t, files, "--data", data)
	seen := func(want int) {
		t.Helper()
		var r api.SearchResponse
		if in.get(t, "/v1/search", nil, &r); r.Total.Value != want {
			t.Errorf("%d documents are found, want %d", r.Total.Value, want)
		}
	}
	seen(1)
	list := runProgram(t, "quarantine", "list", "--data", data)
	id, _, _ := strings.Cut(list.stdout, "\t")
	if !strings.Contains(list.stdout, "Tuyệt mật") || !strings.Contains(list.stdout, "kín.txt") {
		t.Fatalf("list: %s %s", list.stdout, list.stderr)
	}
	if status := in.get(t, "/v1/directives/"+id, nil, nil); status != 404 {
		t.Errorf("a secret document is answered with %d", status)
	}
	if got := runProgram(t, "quarantine", "release", id, "--data", data); got.code != exitUsage {
		t.Errorf("a release without a reason: %d %s", got.code, got.stderr)
	}
	in.stop(t, syscall.SIGTERM)
	if got := runProgram(t, "quarantine", "release", id, "--by", "chị Lan", "--why", "giải mật", "--data", data); got.code != exitDone {
		t.Fatalf("release: %s", got.stderr)
	}
	in = startServer(t, files, "--data", data)
	seen(2)
	if status := in.get(t, "/v1/directives/"+id, nil, nil); status != 200 {
		t.Errorf("a released document is answered with %d", status)
	}
	var audit api.AuditResponse
	in.get(t, "/v1/directives/"+id+"/audit", nil, &audit)
	if n := len(audit.Edits); n != 2 || audit.Edits[1].By != "chị Lan" || audit.Edits[1].Why != "giải mật" {
		t.Errorf("the trail is %+v", audit.Edits)
	}
	in.stop(t, syscall.SIGTERM)
}
