package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// addresses are the pages that must look right everywhere.
var addresses = []string{
	"/", "/search?q=ti%C3%AAm+ch%E1%BB%A7ng&type=K%E1%BA%BF+ho%E1%BA%A1ch&limit=6", "/search?q=16%2FCT-TTg", "/search?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+c%E1%BA%A3&from=2020", "/search?sort=oldest&limit=6",
	"/van-ban/bdv%2F107?q=covid", "/van-ban/bdv%2F107?tab=thuoc-tinh", "/van-ban/ct-16-2020?tab=vien-dan", "/van-ban/bdv%2F107?tab=vien-dan",
	"/van-ban/cv-9", "/van-ban/bdv%2F107?tab=lien-quan", "/van-ban/bdv%2F107?tab=ban-goc", "/van-ban/bdv%2F107?tab=lich-su", "/dang-nhap",
	"/search/loc?theo=issuer", "/con-thieu", "/con-thieu?tim=ngh%E1%BB%8B+%C4%91%E1%BB%8Bnh", "/con-thieu/van-ban?number=86%2FNQ-CP&type=Ngh%E1%BB%8B+quy%E1%BA%BFt&date=2021-08-06&issuer=Ch%C3%ADnh+ph%E1%BB%A7",
	"/kiem-tra", "/tong-quan", "/tong-quan/danh-sach", "/nap", "/nap/so?so=16%2FCT-TTg%0A107-CV%2FBDVTU%0A99%2FNQ-CP", "/nap/cach-ly",
	"/nap/van-ban/bdv%2F107", "/lien-ket/cv-9", "/tro-giup", "/api", "/embed-demo",
}

// TestEveryPageEverywhere opens each page at a desk in light and on a telephone in dark,
// and holds it to all that a page is held to: nothing shifts while it loads, nothing is
// too wide at any width (320 pixels is also 640 at 200 % zoom), and axe finds nothing
// serious in either (WCAG 2.2 AA). The program is axe-core; TRACUU_AXE says where its
// axe.min.js is (.ci/axe fetches it).
func TestEveryPageEverywhere(t *testing.T) {
	axe := axeSource(t)
	all := append(slices.Clone(addresses), "/search?q=covid", "/van-ban/long-name", "/khong-co", "/van-ban/bang", "/van-ban/bang?tab=vien-dan")
	part := (len(all) + looksAtOnce - 1) / looksAtOnce
	for some := range slices.Chunk(all, part) {
		t.Run(some[0], func(t *testing.T) {
			t.Parallel()
			b := open(t, append(append(hostile()[4:], tabular()), world[:len(world)-36]...)...) // fewer of one kind: axe looks at each
			observe := `window.shifted = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) { window.shifted += e.value; for (const s of e.sources) window.movers = (window.movers ?? '') + ' ' + (s.node?.outerHTML ?? s.node?.data ?? '').slice(0, 60) + JSON.stringify([s.previousRect, s.currentRect]) } }).observe({type: "layout-shift", buffered: true})`
			call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observe})
			still := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}} // colours change at once
			call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: still})
			b.goTo("/?theme=light")
			call(b, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}) // for axe alone
			for _, address := range some {
				b.looksRight(address, axe)
			}
			call(b, page.SetBypassCSP, page.SetBypassCSPParams{})
			b.goTo("/?theme=dark")
			for _, address := range some {
				b.loads(address, 390)
			}
			b.passOver("404")
		})
	}
	if axe == "" {
		lacking(t, "TRACUU_AXE does not say where axe.min.js is: all else was tested")
	}
}

// looksAtOnce is how many tabs share the pages.
const looksAtOnce = 4

// axeSource is axe-core, "" where nobody says where it is.
func axeSource(t *testing.T) string {
	t.Helper()
	path := os.Getenv("TRACUU_AXE")
	if path == "" {
		return ""
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// loads opens a page at a width and fails where something shifts while it loads.
func (b *tab) loads(address string, width int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, 900))
	b.goTo(address)
	b.until("document.readyState === 'complete' && document.fonts.status === 'loaded'")
	value[bool](b, "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))")
	if shift := value[float64](b, "window.shifted"); shift > 0.001 {
		b.t.Errorf("%s shifts by %.4f at %d: %s", address, shift, width, value[string](b, "window.movers ?? ''"))
	}
	b.look(fmt.Sprintf("%d%s", width, strings.NewReplacer("/", "_", "?", "_", "%", "").Replace(address)))
}

// looksRight opens a light page and holds it to its looks; dark is the same page in
// other colours.
func (b *tab) looksRight(address, axe string) {
	b.t.Helper()
	b.loads(address, 1440)
	if axe != "" {
		value[int](b, axe+";0")
	}
	for _, look := range []struct {
		width int64
		theme string
	}{{1440, "light"}, {768, ""}, {390, "dark"}, {320, ""}} {
		b.do(chromedp.EmulateViewport(look.width, 900))
		if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
			b.t.Errorf("%s is %d pixels too wide at %d", address, wide, look.width)
		}
		if look.theme == "" || axe == "" {
			continue
		}
		value[string](b, fmt.Sprintf("document.documentElement.dataset.theme = %q", look.theme))
		for _, finding := range axeFinds(b) {
			b.t.Errorf("%s (%s): %s", address, look.theme, finding)
		}
	}
}

// TestAtTwiceTheSize reads and works at 200 %: once as browsers zoom, which leaves half
// the pixels of a small laptop, once with letters alone twice as large (WCAG 1.4.4).
func TestAtTwiceTheSize(t *testing.T) {
	t.Parallel()
	b := open(t, append(hostile()[4:], world...)...)
	for _, address := range []string{"/", "/search?q=ti%C3%AAm+ch%E1%BB%A7ng", "/search?q=covid", "/van-ban/bdv%2F107?q=covid", "/van-ban/long-name", "/van-ban/ct-16-2020?tab=vien-dan", "/con-thieu", "/kiem-tra", "/tong-quan", "/nap", "/nap/so?so=16%2FCT-TTg", "/nap/van-ban/bdv%2F107", "/lien-ket/cv-9", "/tro-giup"} {
		b.do(chromedp.EmulateViewport(683, 384, chromedp.EmulateScale(2)))
		b.goTo(address)
		b.readable(address + " zoomed")
		b.do(chromedp.EmulateViewport(1366, 768))
		value[string](b, "document.documentElement.style.fontSize = '200%'")
		b.readable(address + " in large letters")
	}
}

// readable fails where something is too wide, where lines are cut, or where the box, the
// menu and the heading cannot be reached.
func (b *tab) readable(what string) {
	b.t.Helper()
	if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		b.t.Errorf("%s is %d pixels too wide", what, wide)
	}
	cut := value[string](b, `[...document.querySelectorAll("a, button, h1, h2, h3, label, dt, p")].filter(e => {
		const s = getComputedStyle(e);
		return e.checkVisibility() && !e.closest(".sr, .skip, svg") && s.overflowY === "hidden" && s.webkitLineClamp === "none" && e.scrollHeight > e.clientHeight + 4;
	}).map(e => e.outerHTML.slice(0, 80)).join("; ")`)
	if cut != "" {
		b.t.Errorf("%s cuts %s", what, cut)
	}
	for _, part := range []string{"h1, h2", "#q", ".menu a", ".box button"} {
		reached := `e => { e.scrollIntoView(); const r = e.getBoundingClientRect(); return r.width > 10 && r.height > 10 && r.left >= 0 && r.right <= innerWidth + 1 }`
		if !value[bool](b, fmt.Sprintf("[...document.querySelectorAll(%q)].some(%s)", part, reached)) { // the first may wait in the sheet of filters
			b.t.Errorf("%s: %s cannot be reached", what, part)
		}
	}
}

// axeFinds runs axe, which the page has, and gives what is serious or critical. It need
// not collect what passes, nor fetch style sheets and films for rules about them.
func axeFinds(b *tab) []string {
	b.t.Helper()
	out := value[string](b, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false}).then(r => JSON.stringify(
		r.violations.map(v => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? ""))}))))`)
	var violations []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	if err := json.Unmarshal([]byte(out), &violations); err != nil {
		b.t.Fatal(err)
	}
	var found []string
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			found = append(found, fmt.Sprintf("%s: %s: %q", v.ID, v.Help, v.Nodes))
		}
	}
	return found
}
