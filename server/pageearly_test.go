package server

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
)

// browse asks for a page as a browser does, and gives its status and its text, packed on
// its way.
func browse(t *testing.T, s *site, path string) (int, io.Reader) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	req.Header.Set("Accept-Encoding", "gzip")
	answer, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	plain, err := gzip.NewReader(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, plain
}

// readUntil reads as far as some text.
func readUntil(t *testing.T, r io.Reader, text string) string {
	t.Helper()
	var read strings.Builder
	for b := make([]byte, 1); !strings.HasSuffix(read.String(), text); {
		n, err := r.Read(b)
		read.Write(b[:n])
		if err != nil {
			t.Fatalf("no %q in %q: %v", text, read.String(), err)
		}
	}
	return read.String()
}

func TestOpeningOfAPageLeavesWhileTheSearchRuns(t *testing.T) {
	memory := indextest.NewMemory(indextest.Options{})
	release := make(chan struct{})
	slow := newSiteOf(t, faulty{Engine: memory, search: func(ctx context.Context) (*index.Results, error) {
		<-release
		return &index.Results{}, nil
	}}, Options{})
	status, page := browse(t, slow, "/search?q=covid&type=C%C3%B4ng+v%C4%83n&lang=en")
	opening := readUntil(t, page, `<main id="main" tabindex="-1">`)
	close(release)
	rest, err := io.ReadAll(page)
	if err != nil || status != http.StatusOK {
		t.Fatalf("%d %v", status, err)
	}
	at := newSiteOf(t, faulty{Engine: memory, search: func(context.Context) (*index.Results, error) { return &index.Results{}, nil }}, Options{})
	_, whole := browse(t, at, "/search?q=covid&type=C%C3%B4ng+v%C4%83n&lang=en")
	want, err := io.ReadAll(whole)
	if err != nil || opening+string(rest) != string(want) {
		t.Errorf("%v, in two pieces:\n%s%s\nin one:\n%s", err, opening, rest, want)
	}
	for _, wanted := range []string{`value="covid"`, `name="type" value="Công văn"`, `lang="en"`} {
		if !strings.Contains(opening, wanted) {
			t.Errorf("the opening lacks %s", wanted)
		}
	}
}

// What goes wrong once the opening has left is told in the page, which has its end; what
// goes wrong at once has its status.
func TestProblemsOfAPageThatHasBegun(t *testing.T) {
	engine := faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(ctx context.Context) (*index.Results, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	s := newSiteOf(t, engine, Options{Timeouts: Timeouts{Search: 20 * soonFound}})
	status, page := browse(t, s, "/search?q=covid")
	text := readUntil(t, page, "</html>")
	if status != http.StatusOK || strings.Count(text, "<html") != 1 || !strings.Contains(text, "Tìm quá lâu") || !strings.Contains(text, "Mã yêu cầu") {
		t.Errorf("%d %s", status, text)
	}
	if _, err := io.ReadAll(page); err != nil { // the end comes after the line of the log
		t.Fatal(err)
	}
	if log := s.log.String(); !strings.Contains(log, `"route":"/search","status":503`) || !strings.Contains(log, `"level":"warn"`) {
		t.Errorf("the log says %s", log)
	}
	full := newSiteOf(t, faulty{Engine: engine.Engine, search: func(ctx context.Context) (*index.Results, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}, Options{Searches: 1, Queue: 1, QueueWait: 10 * soonFound, Timeouts: Timeouts{Search: time.Second}})
	go http.Get(full.url + "/v1/search")
	for len(full.server.slots.running) == 0 {
		time.Sleep(time.Millisecond)
	}
	if status, _ := browse(t, full, "/search?q=covid"); status != http.StatusServiceUnavailable {
		t.Errorf("no place for it: %d", status)
	}
	if status, _ := browse(t, filled(t, Options{}), "/search?q=covid&cursor=x"); status != http.StatusBadRequest {
		t.Errorf("a cursor of no use: %d", status)
	}
}
