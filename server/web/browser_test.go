package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"tracuu/index/citation"
	"tracuu/index/indextest"
	"tracuu/server"
)

// inCI reports whether changes are checked here: then nothing may be skipped.
func inCI() bool {
	ci, _ := strconv.ParseBool(os.Getenv("CI"))
	return ci
}

// lacking skips a test that lacks a program, and fails it where changes are checked.
func lacking(t *testing.T, format string, args ...any) {
	t.Helper()
	if inCI() {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// chrome is one browser for all tests of the package.
var chrome = sync.OnceValues(func() (context.Context, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		return nil, exec.ErrNotFound
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WSURLReadTimeout(60*time.Second))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	browser, _ := chromedp.NewContext(allocator)
	closeBrowser = func() { _ = chromedp.Cancel(browser); cancel() }
	return browser, chromedp.Do(browser)
})

var closeBrowser = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	for _, site := range sites {
		site.Close()
	}
	os.Exit(code)
}

// patience is how long a tab is there: a test that hangs says where it stood long
// before the package's ten minutes are over. On a quiet machine the longest takes
// a twentieth of it.
const patience = 3 * time.Minute

// tab is a tab of the browser at a server that holds documents.
type tab struct {
	t        *testing.T
	ctx      context.Context
	url      string
	at       string // the path that was opened last
	mu       sync.Mutex
	problems []string // what the console and the browser complained of
}

// open is a tab at a server that holds documents, one server for all tests that only
// read the same.
func open(t *testing.T, documents ...string) *tab {
	t.Helper()
	return openAt(t, serve(t, documents))
}

// openAt is a tab at a server, with cookies of its own. What the console complains of
// fails the test when it ends.
func openAt(t *testing.T, url string) *tab {
	t.Helper()
	browser, err := chrome()
	if err != nil {
		lacking(t, "no browser: %v (Debian package chromium)", err)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, patience)
	t.Cleanup(cancelTime)
	b := &tab{t: t, ctx: ctx, url: url}
	b.do(chromedp.EmulateViewport(1280, 900))
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // tabs stand side by side
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	call(b, log.Enable, cdp.Empty{})
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, p := range b.problems {
			t.Errorf("the browser complains: %s", p)
		}
	})
	return b
}

// sites are the servers that tests share, by what they hold.
var (
	sites   = map[string]*httptest.Server{}
	sitesMu sync.Mutex
)

// serve is the address of a server that holds documents, for tests that only read.
func serve(t *testing.T, documents []string) string {
	t.Helper()
	sitesMu.Lock()
	defer sitesMu.Unlock()
	name := strings.Join(documents, "\n")
	if sites[name] == nil {
		sites[name] = started(t, server.Options{}, documents)
	}
	return sites[name].URL
}

// ownSite is the address of a server that a test may write to.
func ownSite(t *testing.T, documents []string) string {
	t.Helper()
	site := started(t, server.Options{}, documents)
	t.Cleanup(site.Close)
	return site.URL
}

func started(t *testing.T, options server.Options, documents []string) *httptest.Server {
	t.Helper()
	graph := citation.New()
	options.Graph = graph
	engine := indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
	site := httptest.NewServer(server.New(engine, options).Handler())
	for _, d := range documents {
		answer, err := http.Post(site.URL+"/v1/directives", "application/json", strings.NewReader(d))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusCreated && answer.StatusCode != http.StatusAccepted {
			t.Fatalf("store %.60s: %s", d, answer.Status)
		}
	}
	return site
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.problems = append(b.problems, fmt.Sprintf("console: %s", e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.problems = append(b.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.problems = append(b.problems, "a dialog opened: "+e.Message)
	}
}

// passOver takes complaints with a word for what was to be expected.
func (b *tab) passOver(word string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = slices.DeleteFunc(b.problems, func(p string) bool { return strings.Contains(p, word) })
}
