package web_test

import (
	"context"
	"encoding/json"
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
	"github.com/chromedp/chromedp/kb"

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

// tab is a tab of the browser at a server that holds documents.
type tab struct {
	t        *testing.T
	ctx      context.Context
	url      string
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
	ctx, cancelTime := context.WithTimeout(ctx, 20*time.Minute) // beside other work, pages take their time
	t.Cleanup(cancelTime)
	b := &tab{t: t, ctx: ctx, url: url}
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

// sites are the servers that tests share, by what they hold.
var sites = map[string]*httptest.Server{}

// serve is the address of a server that holds documents, for tests that only read.
func serve(t *testing.T, documents []string) string {
	t.Helper()
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
	b.until("document.readyState === 'complete'") // else the page may still scroll to its fragment
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

// press presses keys.
func (b *tab) press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// tabTo presses Tab until what a selector finds first has the focus.
func (b *tab) tabTo(selector string) {
	b.t.Helper()
	b.see(selector)
	for range 120 {
		b.press(kb.Tab)
		if value[bool](b, "document.activeElement === "+found(selector)) {
			return
		}
	}
	b.t.Fatalf("Tab does not reach %s", selector)
}

// noScripts turns JavaScript off, but for what tests ask.
func (b *tab) noScripts() {
	b.t.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// drop lets go of files over the page, as from a folder.
func (b *tab) drop(texts map[string]string) {
	b.t.Helper()
	files, err := json.Marshal(texts)
	if err != nil {
		b.t.Fatal(err)
	}
	value[bool](b, fmt.Sprintf(`(files => {
		const data = new DataTransfer();
		for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name, {type: "text/plain"}));
		for (const name of ["dragenter", "dragover", "drop"])
			document.body.dispatchEvent(new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer: data}));
		return true })(%s)`, files))
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
