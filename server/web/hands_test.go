package web_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// call gives a command to the browser.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.stops(err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.stops(err)
	}
}

// goTo opens a path.
func (b *tab) goTo(path string) {
	b.t.Helper()
	b.at = path
	b.do(chromedp.Navigate(b.url + path))
}

// stops ends a test whose browser does not answer, and says where it stood.
func (b *tab) stops(err error) {
	b.t.Helper()
	b.t.Fatalf("at %s: %v", b.at, err)
}

// value is what an expression of JavaScript gives.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.stops(fmt.Errorf("%.200s: %w", expression, err))
	}
	return v
}

// until waits for an expression to hold. It asks from outside, so that it works
// where scripts do not run, and ever more rarely.
func (b *tab) until(expression string) {
	b.t.Helper()
	pause := 2 * time.Millisecond
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end) && b.ctx.Err() == nil; time.Sleep(pause) {
		held, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && held { // an error is a page that is on its way
			return
		}
		pause = min(2*pause, 30*time.Millisecond)
	}
	if err := b.ctx.Err(); err != nil {
		b.stops(fmt.Errorf("waiting for %s: %w", expression, err))
	}
	b.t.Fatalf("%s does not hold at %s", expression, value[string](b, "location.href + ' ' + document.body.innerText.slice(0, 500)"))
}

// see waits until what a selector finds first can be seen, and all of the page is there:
// it begins before a search ends.
func (b *tab) see(selector string) {
	b.t.Helper()
	b.until("document.readyState !== 'loading' && " + found(selector) + "?.checkVisibility()")
}

// click clicks on the middle of what a selector finds first, with the mouse.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.until("document.readyState === 'complete'") // else the page may still scroll to its fragment
	b.see(selector)
	at := value[[]float64](b, fmt.Sprintf("(e => { e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2] })(%s)", found(selector)))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// write types into what a selector finds first.
func (b *tab) write(selector, text string) {
	b.t.Helper()
	b.focus(selector)
	b.press(text)
}

// focus gives the focus to what a selector finds first.
func (b *tab) focus(selector string) {
	b.t.Helper()
	b.see(selector)
	value[bool](b, found(selector)+".focus() ?? true")
}

// byKeys is how many letters of a text are typed one by one; the rest comes at once, as
// input methods give it.
const byKeys = 3

// press presses keys.
func (b *tab) press(keys string) {
	b.t.Helper()
	for len(keys) > 0 {
		end := strings.IndexFunc(keys, func(r rune) bool { return !unicode.IsPrint(r) || unicode.Is(unicode.Mn, r) }) // package kb names keys by marks
		switch {
		case end < 0:
			end = len(keys)
		case end == 0:
			_, end = utf8.DecodeRuneInString(keys)
		}
		first, rest := keys[:end], ""
		if letters := []rune(first); len(letters) > byKeys {
			first, rest = string(letters[:byKeys]), string(letters[byKeys:])
		}
		b.do(chromedp.KeyEvent(first))
		if rest != "" {
			call(b, input.InsertText, input.InsertTextParams{Text: rest})
		}
		keys = keys[end:]
	}
}

// tabTo presses Tab until what a selector finds first has the focus. Where the way is
// long it begins some steps before: TestTheWholeWayByTab walks whole pages.
func (b *tab) tabTo(selector string) {
	b.t.Helper()
	b.see(selector)
	value[bool](b, fmt.Sprintf(`(target => {
		const stops = [...document.querySelectorAll(%q)].filter(e => e.checkVisibility());
		const here = document.activeElement === document.body ? 0 : stops.indexOf(document.activeElement) + 1;
		const to = stops.indexOf(target);
		if (to > 0 && (to < here || to - here > 8)) stops[Math.max(0, to - 4)].focus();
		return true })(%s)`, tabStops, found(selector)))
	for range 20 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if value[bool](b, "document.activeElement === "+found(selector)) {
			return
		}
	}
	b.t.Fatalf("Tab does not reach %s", selector)
}

// tabStops select what Tab may stop at.
const tabStops = "a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex='0']"

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
