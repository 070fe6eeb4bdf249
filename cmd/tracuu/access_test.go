package main

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ask makes a request with headers, "Name: value" each, and gives the status.
func (in *instance) ask(t *testing.T, path string, headers ...string) int {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, in.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

// createdKey makes a key with the command and gives its token.
func createdKey(t *testing.T, data string, args ...string) string {
	t.Helper()
	got := runProgram(t, append([]string{"keys", "create", "--data", data, "--name", "test"}, args...)...)
	token := strings.TrimSpace(got.stdout)
	if got.code != exitDone || !strings.HasPrefix(token, "tcu_") {
		t.Fatalf("keys create: exit %d, %q%s", got.code, got.stdout, got.stderr)
	}
	return token
}

// soon waits for a status, as long as a running server may take to see that its
// keys changed, and as much again for a busy machine.
func (in *instance) soon(t *testing.T, want int, headers ...string) {
	t.Helper()
	status := 0
	for until := time.Now().Add(4 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if status = in.ask(t, "/v1/search", headers...); status == want {
			return
		}
	}
	t.Fatalf("still %d with %.30q, want %d", status, headers, want)
}

// Who starts a server is told while nobody is asked for a key, and not once one is.
func TestServerSaysThatNobodyIsAskedForAKey(t *testing.T) {
	data := t.TempDir()
	says := func() string {
		in := startServer(t, "--data", data)
		in.ask(t, "/healthz")
		in.stop(t, syscall.SIGTERM)
		return in.stderr.String()
	}
	if got := says(); !strings.Contains(got, "keys create --data "+data) {
		t.Errorf("without a key: %s", got)
	}
	createdKey(t, data)
	if got := says(); strings.Contains(got, "keys create") {
		t.Errorf("with a key: %s", got)
	}
}

func TestOtherMachinesAreNotLetInWithoutKeys(t *testing.T) {
	data := t.TempDir()
	for _, listen := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0"} {
		got := runProgram(t, "serve", "--data", data, "--listen", listen)
		if got.code == exitDone || !strings.Contains(got.stderr, "tracuu keys create --data "+data) {
			t.Errorf("%s: exit %d: %s", listen, got.code, got.stderr)
		}
	}
	createdKey(t, data)
	in := startServer(t, "--data", data, "--listen", "0.0.0.0:0") // the last --listen counts
	in.address = "http://127.0.0.1" + in.address[strings.LastIndex(in.address, ":"):]
	if status := in.ask(t, "/v1/search"); status != http.StatusUnauthorized {
		t.Errorf("without a key: %d", status)
	}
}

// Keys are made and revoked beside a running server, which commands of its owner
// still go through.
func TestKeysOfARunningServer(t *testing.T) {
	data := t.TempDir()
	in := startServer(t, seeds, "--data", data)
	if status := in.ask(t, "/v1/search"); status != http.StatusOK {
		t.Fatalf("before any key: %d", status)
	}
	token := createdKey(t, data, "--rights", "search", "--only", "type=Công văn", "--expires", "30d", "--rate", "1000")
	in.soon(t, http.StatusUnauthorized)
	in.soon(t, http.StatusOK, "Authorization: Bearer "+token)
	if status := in.ask(t, "/v1/changes", "Authorization: Bearer "+token); status != http.StatusForbidden {
		t.Errorf("beyond its rights: %d", status)
	}
	if got := runProgram(t, "search", "107-CV/BDVTU", "--data", data, "--json"); got.code != exitDone || !strings.Contains(got.stdout, `"107-CV/BDVTU"`) {
		t.Errorf("a command of the owner: exit %d: %s", got.code, got.stderr)
	}
	list := runProgram(t, "keys", "list", "--data", data, "--json")
	id := strings.Split(token, "_")[1]
	if !strings.Contains(list.stdout, id) || strings.Contains(list.stdout, strings.Split(token, "_")[2]) {
		t.Errorf("keys list: %s%s", list.stdout, list.stderr)
	}
	if got := runProgram(t, "keys", "revoke", id, "--data", data); got.code != exitDone {
		t.Fatalf("keys revoke: %s", got.stderr)
	}
	in.soon(t, http.StatusUnauthorized, "Authorization: Bearer "+token)
	if got := runProgram(t, "keys", "revoke", "nobody", "--data", data); got.code == exitDone {
		t.Error("a key that nobody made was revoked")
	}
	in.stop(t, 15)
	if strings.Contains(in.stderr.String(), token) {
		t.Error("the log holds a key")
	}
}

func TestAnonymousCallersAndTrustedProxies(t *testing.T) {
	data := t.TempDir()
	createdKey(t, data)
	in := startServer(t, "--data", data, "--anonymous", "search", "--rate", "2", "--trust-proxy", "127.0.0.1")
	for _, want := range []int{200, 200, 429} {
		if status := in.ask(t, "/v1/search", "X-Forwarded-For: 198.51.100.1"); status != want {
			t.Errorf("behind the proxy: %d, want %d", status, want)
		}
	}
	if status := in.ask(t, "/v1/search", "X-Forwarded-For: 198.51.100.2"); status != http.StatusOK {
		t.Errorf("another caller behind the proxy: %d", status)
	}
	if status := in.ask(t, "/v1/changes", "X-Forwarded-For: 198.51.100.3"); status != http.StatusUnauthorized {
		t.Errorf("beyond the rights of anybody: %d", status)
	}
	for _, args := range [][]string{{"--anonymous", "everything"}, {"--rate", "0"}, {"--trust-proxy", "proxy"}, {"--tls-cert", "a"}, {"--admin", "0.0.0.0:1"}} {
		if got := runProgram(t, append([]string{"serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0"}, args...)...); got.code != exitUsage {
			t.Errorf("%v: exit %d: %s", args, got.code, got.stderr)
		}
	}
}

func TestAdminAddressAndQueryLog(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	admin := free.Addr().String()
	_ = free.Close()
	queries := filepath.Join(t.TempDir(), "queries.jsonl")
	in := startServer(t, seeds, "--data", t.TempDir(), "--admin", admin, "--query-log", queries)
	if status := in.ask(t, "/v1/search?q=khong+che"); status != http.StatusOK {
		t.Fatal(status)
	}
	if status := in.ask(t, "/debug/pprof/"); status != http.StatusNotFound {
		t.Errorf("profiles at the public address: %d", status)
	}
	at := &instance{address: "http://" + admin}
	for _, path := range []string{"/metrics", "/healthz", "/readyz", "/debug/pprof/"} {
		if status := at.ask(t, path); status != http.StatusOK {
			t.Errorf("%s: %d", path, status)
		}
	}
	in.stop(t, 15)
	kept, err := os.ReadFile(queries)
	if err != nil || !strings.Contains(string(kept), "khong+che") {
		t.Errorf("query log: %s, %v", kept, err)
	}
}
