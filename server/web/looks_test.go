package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// addresses are the pages that must look right everywhere.
var addresses = []string{
	"/", "/search?q=ti%C3%AAm+ch%E1%BB%A7ng&type=K%E1%BA%BF+ho%E1%BA%A1ch", "/search?q=16%2FCT-TTg", "/search?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+c%E1%BA%A3&from=2020", "/search?sort=oldest",
	"/van-ban/bdv%2F107?q=covid", "/van-ban/bdv%2F107?tab=thuoc-tinh", "/van-ban/ct-16-2020?tab=vien-dan", "/van-ban/bdv%2F107?tab=vien-dan",
	"/van-ban/bdv%2F107?tab=lien-quan", "/van-ban/bdv%2F107?tab=ban-goc", "/van-ban/bdv%2F107?tab=lich-su", "/dang-nhap",
}

// TestNothingIsTooWide holds at 320 pixels, which is also 640 at 200 % zoom, and at
// the widths of telephones, tablets and desks.
func TestNothingIsTooWide(t *testing.T) {
	b := open(t, append(hostile()[8:], world...)...)
	for _, width := range []int64{320, 390, 768, 1440} {
		b.do(chromedp.EmulateViewport(width, 800))
		all := append(slices.Clone(addresses), "/search?q=covid", "/search#loc")
		if width == 320 {
			all = append(all, "/van-ban/long")
		}
		for _, address := range all {
			b.goTo(address)
			if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
				t.Errorf("%s is %d pixels too wide at %d", address, wide, width)
			}
		}
	}
}

// TestNothingShifts measures the layout shift of each page while it loads.
func TestNothingShifts(t *testing.T) {
	b := open(t, world...)
	observe := `window.shifted = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.shifted += e.value }).observe({type: "layout-shift", buffered: true})`
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observe})
	for _, address := range addresses {
		b.goTo(address)
		b.until("document.readyState === 'complete' && document.fonts.status === 'loaded'")
		value[bool](b, "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))")
		if shift := value[float64](b, "window.shifted"); shift > 0.001 {
			t.Errorf("%s shifts by %.3f", address, shift)
		}
	}
}

// TestAxe finds nothing serious on any page in either theme (WCAG 2.2 AA). The
// program is axe-core; TRACUU_AXE says where its axe.min.js is (.ci/axe fetches it).
func TestAxe(t *testing.T) {
	path := os.Getenv("TRACUU_AXE")
	if path == "" {
		lacking(t, "TRACUU_AXE does not say where axe.min.js is")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, world...)
	call(b, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}) // for axe alone
	for _, theme := range []string{"light", "dark"} {
		b.goTo("/?theme=" + theme)
		for _, address := range addresses {
			b.goTo(address)
			for _, finding := range axeFinds(b, string(axe)) {
				t.Errorf("%s (%s): %s", address, theme, finding)
			}
		}
	}
}

// axeFinds runs axe in a page and gives what is serious or critical.
func axeFinds(b *tab, axe string) []string {
	b.t.Helper()
	value[int](b, axe+";0")
	out := value[string](b, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify(
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
