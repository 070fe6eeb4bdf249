package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
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
	os.Exit(code)
}

// tab is a tab of the browser at a server that holds documents.
type tab struct {
	t        *testing.T
	ctx      context.Context
	url      string
	mu       sync.Mutex
	problems []string // what the console and the browser complained of
}

// open starts a server with documents and a tab. What the console complains of
// fails the test when it ends.
func open(t *testing.T, documents ...string) *tab {
	t.Helper()
	browser, err := chrome()
	if err != nil {
		lacking(t, "no browser: %v (Debian package chromium)", err)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancelTime)
	b := &tab{t: t, ctx: ctx, url: serve(t, documents)}
	b.do(chromedp.EmulateViewport(1280, 900))
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

// serve is the address of a server that holds documents.
func serve(t *testing.T, documents []string) string {
	t.Helper()
	graph := citation.New()
	engine := indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
	site := httptest.NewServer(server.New(engine, server.Options{Graph: graph}).Handler())
	t.Cleanup(site.Close)
	for _, d := range documents {
		answer, err := http.Post(site.URL+"/v1/directives", "application/json", strings.NewReader(d))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusCreated {
			t.Fatalf("store %.60s: %s", d, answer.Status)
		}
	}
	return site.URL
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

// call gives a command to the browser.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// goTo opens a path.
func (b *tab) goTo(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.url + path))
}

// value is what an expression of JavaScript gives.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// until waits for an expression to hold. It asks from outside, so that it works
// where scripts do not run.
func (b *tab) until(expression string) {
	b.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		held, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && held { // an error is a page that is on its way
			return
		}
	}
	b.t.Fatalf("%s does not hold at %s", expression, value[string](b, "location.href + ' ' + document.body.innerText.slice(0, 500)"))
}

// see waits until what a selector finds first can be seen.
func (b *tab) see(selector string) {
	b.t.Helper()
	b.until(found(selector) + "?.checkVisibility()")
}

// click clicks on the middle of what a selector finds first, with the mouse.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.see(selector)
	at := value[[]float64](b, fmt.Sprintf("(e => { e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2] })(%s)", found(selector)))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// write types into what has the focus.
func (b *tab) write(selector, text string) {
	b.t.Helper()
	b.see(selector)
	value[bool](b, found(selector)+".focus() ?? true")
	b.do(chromedp.KeyEvent(text))
}

// found is what a selector finds first, in JavaScript.
func found(selector string) string {
	name, _ := json.Marshal(selector)
	return "document.querySelector(" + string(name) + ")"
}

// text is the text of what a selector finds first, "" for nothing.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return value[string](b, "("+found(selector)+"?.innerText ?? '').trim()")
}
