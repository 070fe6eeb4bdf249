package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test binary behave as tracuu itself, so that tests can
// run and kill a real process without building another binary.
const asProgram = "TRACUU_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// program is a command of this program as a process of its own.
func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "TRACUU_LANG=en")
	return cmd
}

// result is what a finished command left.
type result struct {
	stdout, stderr string
	code           int
	took           time.Duration
}

func runProgram(t *testing.T, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := program(args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	began := time.Now()
	err := cmd.Run()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode(), time.Since(began)}
}

// instance is a running server.
type instance struct {
	cmd     *exec.Cmd
	address string
	stderr  *bytes.Buffer
	lines   chan string
}

// startServer runs serve and waits until it says where it listens.
func startServer(t *testing.T, args ...string) *instance {
	t.Helper()
	return startProgram(t, program(append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...))
}

// startProgram runs a serve that was prepared.
func startProgram(t *testing.T, cmd *exec.Cmd) *instance {
	t.Helper()
	stderr := &bytes.Buffer{}
	cmd.Stderr = stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := &instance{cmd: cmd, stderr: stderr, lines: make(chan string, 16)}
	go func() {
		defer close(in.lines)
		for scanner := bufio.NewScanner(stdout); scanner.Scan(); {
			in.lines <- scanner.Text()
		}
	}()
	t.Cleanup(func() { in.stop(t, syscall.SIGKILL) })
	in.address = in.waitAddress(t)
	return in
}

func (in *instance) waitAddress(t *testing.T) string {
	t.Helper()
	timeout := time.After(60 * time.Second)
	for {
		select {
		case line, ok := <-in.lines:
			if !ok {
				_ = in.cmd.Wait()
				t.Fatalf("the server ended before it printed its address: %s", in.stderr)
			}
			if found := regexp.MustCompile(`https?://[][0-9a-f.:]+`).FindString(line); found != "" {
				return found
			}
		case <-timeout:
			t.Fatal("the server printed no address within a minute")
		}
	}
}

// stop signals the server and waits for its end, once.
func (in *instance) stop(t *testing.T, signal syscall.Signal) int {
	t.Helper()
	if in.cmd.ProcessState == nil {
		_ = in.cmd.Process.Signal(syscall.SIGCONT)
		_ = in.cmd.Process.Signal(signal)
		for range in.lines {
			continue
		}
		_ = in.cmd.Wait()
	}
	return in.cmd.ProcessState.ExitCode()
}

// get asks the server and decodes its JSON; it returns the status.
func (in *instance) get(t *testing.T, path string, query url.Values, into any) int {
	t.Helper()
	resp, err := http.Get(in.address + path + "?" + query.Encode())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if into != nil && resp.StatusCode == http.StatusOK {
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatalf("%s: %v in %s", path, err, data)
		}
	}
	return resp.StatusCode
}

const seeds = "../../testdata/directives"

// answer is the part of a search's answer that these tests look at.
type answer struct {
	Total   struct{ Value int }
	Undated int
	Hits    []struct {
		ID     string
		Source struct{ Name string }
	}
}

// files names the seeds of an answer by the first three letters, in order.
func (a answer) files() []string {
	out := []string{}
	for _, hit := range a.Hits {
		out = append(out, hit.Source.Name[:3])
	}
	return out
}

func TestServeSeeds(t *testing.T) {
	in := startServer(t, seeds, "--data", t.TempDir())
	if code := in.get(t, "/readyz", nil, nil); code != http.StatusOK {
		t.Fatalf("/readyz is %d after the address was printed", code)
	}
	for _, tc := range []struct {
		query string
		first string // the file that must come first
		all   []string
	}{
		{query: "q=5K", all: []string{"002", "004"}},
		{query: "keyword=Tổ Covid", all: []string{"000", "004"}},
		{query: "keyword=to covid", all: []string{"000", "004"}},
		{query: `q="Tổ Covid"`, first: "000"},
		{query: "q=to covid", first: "000"},
		{query: "q=TỔ COVID-19", first: "000"},
		{query: "q=tổ covid19", first: "000"},
		{query: "q=t\u006f\u0302\u0309 covid19", first: "000"},
		{query: "cites=11/CT-UBND", all: []string{"003"}},
		{query: "cites=02-CĐ/TU", all: []string{"001"}},
		{query: "cites=02-CD/TU", all: []string{"001"}},
		{query: "cites=138-CV/ĐUK", all: []string{"004"}},
		{query: "cites=21-KL/TW", all: []string{}},
		{query: "issuer=Ban Dân vận", all: []string{"000", "003"}},
		{query: "issuer=ban dan van tinh uy hai duong", all: []string{"000"}},
		{query: "q=khống chế", first: "002"},
		{query: `q="khống chế"`, all: []string{}},
		{query: "from=2021&to=2021", all: []string{"000"}},
		{query: "q=107-CV/BDVTU", first: "000"},
	} {
		values := url.Values{"fields": {"source"}}
		for _, pair := range strings.Split(tc.query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			values.Set(name, value)
		}
		var got answer
		if code := in.get(t, "/v1/search", values, &got); code != http.StatusOK {
			t.Errorf("%s: status %d", tc.query, code)
			continue
		}
		files := got.files()
		if tc.first != "" && (len(files) == 0 || files[0] != tc.first) {
			t.Errorf("%s: %v, want %s first", tc.query, files, tc.first)
		}
		if tc.all != nil {
			slices.Sort(files)
			if !slices.Equal(files, tc.all) {
				t.Errorf("%s: %v, want %v", tc.query, files, tc.all)
			}
		}
	}
	var none answer
	in.get(t, "/v1/search", url.Values{"from": {"2021"}, "to": {"2021"}}, &none)
	if none.Undated != 3 {
		t.Errorf("from=2021&to=2021: undated %d, want 3", none.Undated)
	}
	var newest answer
	in.get(t, "/v1/search", url.Values{"fields": {"source"}}, &newest)
	if got := newest.files(); len(got) != 5 || got[0] != "000" || got[1] != "003" {
		t.Errorf("without a query: %v, want 000 and 003 first, then the undated ones", got)
	}
	if code := in.stop(t, syscall.SIGINT); code != exitDone {
		t.Errorf("exit status %d after an interrupt: %s", code, in.stderr)
	}
}

// TestServeAgainSkipsUnchanged starts twice over one folder: nothing is taken
// in twice and ids stay.
func TestServeAgainSkipsUnchanged(t *testing.T) {
	data := t.TempDir()
	var ids [2]answer
	for i := range ids {
		in := startServer(t, seeds, "--data", data)
		in.get(t, "/v1/search", url.Values{}, &ids[i])
		in.stop(t, syscall.SIGTERM)
	}
	if ids[0].Total.Value != 5 || ids[1].Total.Value != 5 {
		t.Fatalf("%d then %d documents, want 5 both times", ids[0].Total.Value, ids[1].Total.Value)
	}
	for i := range ids[0].Hits {
		if ids[0].Hits[i].ID != ids[1].Hits[i].ID {
			t.Errorf("id %s became %s", ids[0].Hits[i].ID, ids[1].Hits[i].ID)
		}
	}
}

// TestKillNine kills a server that is being written to, several times: every
// write that was answered is there afterwards, whole and findable.
func TestKillNine(t *testing.T) {
	data := t.TempDir()
	acknowledged := map[string]bool{}
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	for round := range rounds {
		in := startServer(t, "--data", data)
		checkHeld(t, in, acknowledged)
		for _, id := range writeUntilKilled(in, round) {
			acknowledged[id] = true
		}
	}
	if len(acknowledged) == 0 {
		t.Fatal("no write was answered before the kill: the test proves nothing")
	}
	t.Logf("%d writes answered over %d kills", len(acknowledged), rounds)
	checkHeld(t, startServer(t, "--data", data), acknowledged)
}

// writeUntilKilled puts documents from four clients, kills the server half a
// second later and returns the ids of the answered writes.
func writeUntilKilled(in *instance, round int) []string {
	var mu sync.Mutex
	var done []string
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for n := 0; ; n++ {
				id := fmt.Sprintf("kill-%d-%d-%d", round, worker, n)
				body := fmt.Sprintf(`{"number":"%d-CV/TU","text":"văn bản thử độ bền %s"}`, n+1, strings.ReplaceAll(id, "-", "x"))
				req, _ := http.NewRequest(http.MethodPut, in.address+"/v1/directives/"+id, strings.NewReader(body))
				req.Header.Set("Content-Type", "application/json")
				resp, err := http.DefaultClient.Do(req)
				if err != nil {
					return
				}
				resp.Body.Close()
				if resp.StatusCode == http.StatusCreated {
					mu.Lock()
					done = append(done, id)
					mu.Unlock()
				}
			}
		})
	}
	time.Sleep(500 * time.Millisecond)
	_ = in.cmd.Process.Signal(syscall.SIGKILL)
	wg.Wait()
	for range in.lines {
		continue
	}
	_ = in.cmd.Wait()
	return done
}

// checkHeld asks for each document by id and by a word that only it has.
func checkHeld(t *testing.T, in *instance, ids map[string]bool) {
	t.Helper()
	checked := 0
	for id := range ids {
		var doc struct{ ID, Text string }
		if code := in.get(t, "/v1/directives/"+id, nil, &doc); code != http.StatusOK {
			t.Errorf("%s: answered before the kill, now %d", id, code)
			continue
		}
		if checked++; checked > 100 {
			continue
		}
		var got answer
		in.get(t, "/v1/search", url.Values{"q": {strings.ReplaceAll(id, "-", "x")}}, &got)
		if len(got.Hits) != 1 || got.Hits[0].ID != id {
			t.Errorf("%s: held but not found", id)
		}
	}
}

// TestSecondProcess uses a folder that a server holds: commands go through it.
func TestSecondProcess(t *testing.T) {
	data := t.TempDir()
	in := startServer(t, "--data", data)
	if got := runProgram(t, "index", seeds, "--data", data); got.code != exitDone {
		t.Fatalf("index: exit %d: %s", got.code, got.stderr)
	}
	got := runProgram(t, "search", "107-CV/BDVTU", "--data", data, "--json")
	if got.code != exitDone || !strings.Contains(got.stdout, `"107-CV/BDVTU"`) {
		t.Errorf("search: exit %d, %s%s", got.code, got.stdout, got.stderr)
	}
	for _, args := range [][]string{{"reindex"}, {"reindex", "--reread"}} {
		if got := runProgram(t, append(args, "--data", data)...); got.code != exitDone {
			t.Errorf("%v: exit %d: %s", args, got.code, got.stderr)
		}
	}
	if got := runProgram(t, "serve", "--data", data, "--listen", "127.0.0.1:0"); got.code != exitFailed ||
		!strings.Contains(got.stderr, in.address) {
		t.Errorf("a second serve: exit %d, %s", got.code, got.stderr)
	}
	info, err := os.Stat(filepath.Join(data, presenceFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v", presenceFile, info, err)
	}
}

// TestServerThatDoesNotAnswer holds the folder with a stopped process: other
// commands say so within seconds and do not hang.
func TestServerThatDoesNotAnswer(t *testing.T) {
	data := t.TempDir()
	in := startServer(t, seeds, "--data", data)
	if err := in.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	got := runProgram(t, "search", "covid", "--data", data)
	if got.code != exitFailed || !strings.Contains(got.stderr, fmt.Sprint(in.cmd.Process.Pid)) {
		t.Errorf("exit %d, %q; want 1 and the process named", got.code, got.stderr)
	}
	if got.took > 10*time.Second {
		t.Errorf("it took %v to say so", got.took)
	}
}

// TestStalePresence finds the traces of a killed server and works on.
func TestStalePresence(t *testing.T) {
	data := t.TempDir()
	in := startServer(t, seeds, "--data", data)
	in.stop(t, syscall.SIGKILL)
	got := runProgram(t, "search", "q", "--data", data, "--cites", "11/CT-UBND")
	if got.code != exitDone {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	for _, rest := range []string{"", "{\"address\":", "null"} { // as a machine that went down may leave it
		if err := os.WriteFile(filepath.Join(data, presenceFile), []byte(rest), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := runProgram(t, "search", "covid", "--data", data); got.code != exitDone {
			t.Errorf("after %q: exit %d: %s", rest, got.code, got.stderr)
		}
	}
}

// TestAddressTakenByAnother leaves the traces of a killed server whose address a
// server of another folder has now: commands must not go through that one.
func TestAddressTakenByAnother(t *testing.T) {
	data, other := t.TempDir(), t.TempDir()
	if got := runProgram(t, "index", seeds, "--data", data); got.code != exitDone {
		t.Fatalf("index: exit %d: %s", got.code, got.stderr)
	}
	in := startServer(t, "--data", other)
	stale := newPresence(in.address)
	if err := stale.write(data); err != nil {
		t.Fatal(err)
	}
	got := runProgram(t, "search", "covid", "--data", data, "--json")
	if got.code != exitDone || !strings.Contains(got.stdout, `"total":{"value":5`) {
		t.Errorf("exit %d, %.200s%s; want the five documents of the folder", got.code, got.stdout, got.stderr)
	}
}

// capture runs the program in this process.
func capture(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	code := run(ctx, args, strings.NewReader(stdin), &stdout, &stderr)
	return result{stdout: stdout.String(), stderr: stderr.String(), code: code}
}
