package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tracuu/index/ingest"
)

// letters writes n letters into a new folder, each with a word of its own.
func letters(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprintf("%03d", i/100))
		if err := os.MkdirAll(sub, 0o755); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("TỈNH ỦY HẢI DƯƠNG\nSố %d-CV/TU\nHải Dương, ngày 6 tháng 8 năm 2021\n\nVề việc thứ vv%dvv.\n%s\n", i+1, i,
			strings.Repeat("Các huyện ủy khẩn trương triển khai thực hiện nhiệm vụ được giao. ", 8))
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// reportOf is the report that index left in a file.
func reportOf(t *testing.T, path string) ingest.Report {
	t.Helper()
	var report ingest.Report
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &report)
	}
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// TestIndexKilledCarriesOn kills the command at several moments and runs it again:
// nothing is there twice and nothing is lost.
func TestIndexKilledCarriesOn(t *testing.T) {
	const n = 1600
	dir, data := letters(t, n), t.TempDir()
	for _, after := range []time.Duration{0, 50 * time.Millisecond, 150 * time.Millisecond} {
		cmd := program("index", dir, "--data", data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		waitForWrite(t, data)
		time.Sleep(after)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	report := filepath.Join(t.TempDir(), "report.json")
	got := runProgram(t, "index", dir, "--data", data, "--report", report)
	if got.code != exitDone {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	r := reportOf(t, report)
	t.Logf("after three kills %d were there and %d were missing", r.Unchanged, r.Created)
	if r.Unchanged == 0 || r.Created == 0 {
		t.Error("the kills came before the first batch or after the last: the test proves nothing")
	}
	if r.Documents != n || r.Created+r.Unchanged != n || r.Replaced != 0 {
		t.Errorf("%+v", r)
	}
	got = runProgram(t, "index", dir, "--data", data, "--report", report)
	if r = reportOf(t, report); got.code != exitDone || r.Unchanged != n {
		t.Errorf("a second run: %+v", r)
	}
	in := startServer(t, "--data", data)
	var all answer
	if in.get(t, "/v1/search", url.Values{"limit": {"1"}}, &all); all.Total.Value != n {
		t.Errorf("%d documents, want %d", all.Total.Value, n)
	}
	for _, i := range []int{0, 1499, n - 1} {
		var one answer
		if in.get(t, "/v1/search", url.Values{"q": {fmt.Sprintf("vv%dvv", i)}}, &one); one.Total.Value != 1 {
			t.Errorf("document %d is found %d times", i, one.Total.Value)
		}
	}
}

// waitForWrite waits until something is written to the store of a data folder.
func waitForWrite(t *testing.T, data string) {
	t.Helper()
	changed := func() time.Time {
		info, err := os.Stat(filepath.Join(data, "store.db"))
		if err != nil {
			return time.Time{}
		}
		return info.ModTime()
	}
	for end, before := time.Now().Add(time.Minute), changed(); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		now := changed()
		if before.IsZero() {
			before = now
		} else if now.After(before) {
			return
		}
	}
	t.Fatal("nothing was written within a minute")
}

// TestIndexStopsCleanly interrupts the command: it ends by itself, says what it did
// and what it did is there.
func TestIndexStopsCleanly(t *testing.T) {
	dir, data, report := letters(t, 1600), t.TempDir(), filepath.Join(t.TempDir(), "report.json")
	cmd := program("index", dir, "--data", data, "--report", report, "--lang", "en")
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitForWrite(t, data)
	_ = cmd.Process.Signal(syscall.SIGINT)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed {
		t.Fatalf("exit %d: %s", code, &stderr)
	}
	if !strings.Contains(stderr.String(), "Run the command again") || !strings.HasPrefix(stdout.String(), "Read ") {
		t.Errorf("it said %q and %q", &stdout, &stderr)
	}
	put := reportOf(t, report).Created
	again := filepath.Join(t.TempDir(), "again.json")
	runProgram(t, "index", dir, "--data", data, "--report", again)
	if r := reportOf(t, again); r.Unchanged != put || r.Created != 1600-put || put == 0 || put == 1600 {
		t.Errorf("%d were put before the stop; then %+v", put, r)
	}
}

// TestServeWatch changes a folder under a server.
func TestServeWatch(t *testing.T) {
	dir, data := letters(t, 5), t.TempDir()
	in := startServer(t, dir, "--watch", "--data", data)
	found := func(word string) int {
		var got answer
		in.get(t, "/v1/search", url.Values{"q": {word}}, &got)
		return got.Total.Value
	}
	soon := func(what, word string, want int) {
		t.Helper()
		began := time.Now()
		for found(word) != want {
			if time.Since(began) > 20*time.Second {
				t.Fatalf("%s: %d found: %s", what, found(word), in.stderr)
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Logf("%s after %v", what, time.Since(began).Round(10*time.Millisecond))
	}
	path := filepath.Join(dir, "mới", "thêm.txt")
	os.MkdirAll(filepath.Dir(path), 0o755)
	os.WriteFile(path, []byte("Số 900-CV/TU\nvề việc xxmộtxx"), 0o644)
	soon("a new file", "xxmộtxx", 1)
	os.WriteFile(path, []byte("Số 900-CV/TU\nvề việc xxhaixx"), 0o644)
	soon("a changed file", "xxhaixx", 1)
	var before, after answer
	in.get(t, "/v1/search", url.Values{"q": {"xxhaixx"}}, &before)
	os.Rename(path, filepath.Join(dir, "khác.txt"))
	time.Sleep(2 * time.Second)
	in.get(t, "/v1/search", url.Values{"q": {"xxhaixx"}, "fields": {"source"}}, &after)
	if len(after.Hits) != 1 || after.Hits[0].ID != before.Hits[0].ID || after.Hits[0].Source.Name != "khác.txt" {
		t.Errorf("moved: %+v, before %+v", after.Hits, before.Hits)
	}
	os.Remove(filepath.Join(dir, "khác.txt"))
	soon("a deleted file", "xxhaixx", 0)
	if code := in.stop(t, syscall.SIGINT); code != exitDone {
		t.Errorf("exit %d: %s", code, in.stderr)
	}
}

// TestOriginals keeps what is sent and gives it back, and never a file of a folder
// unless it is told to keep those.
func TestOriginals(t *testing.T) {
	dir, data := letters(t, 1), t.TempDir()
	in := startServer(t, dir, "--data", data)
	resp, err := http.Post(in.address+"/v1/directives?name=5.txt", "text/plain", strings.NewReader("Số 5-CV/TU gửi lên"))
	if err != nil {
		t.Fatal(err)
	}
	var sent struct{ ID string }
	json.NewDecoder(resp.Body).Decode(&sent)
	resp.Body.Close()
	file := func(in *instance, id string) (int, string) {
		resp, err := http.Get(in.address + "/v1/directives/" + url.PathEscape(id) + "/file")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(body)
	}
	if code, body := file(in, sent.ID); code != 200 || body != "Số 5-CV/TU gửi lên" {
		t.Errorf("what was sent: %d %q", code, body)
	}
	var got answer
	in.get(t, "/v1/search", url.Values{"q": {"vv0vv"}}, &got)
	if code, _ := file(in, got.Hits[0].ID); code != 404 {
		t.Errorf("a file of a folder: %d", code)
	}
	in.stop(t, syscall.SIGTERM)

	// Told to keep them later, the next pass keeps what did not change, too.
	in = startServer(t, dir, "--data", data, "--keep-originals", "all")
	text, _ := os.ReadFile(filepath.Join(dir, "000", "00000.txt"))
	if code, body := file(in, got.Hits[0].ID); code != 200 || body != string(text) {
		t.Errorf("a file of a folder that is kept: %d %q", code, body)
	}
}
