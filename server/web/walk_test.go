package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTheWholeWayByTab walks pages from their first stop to their last with Tab alone:
// each link, button and field is reached, once, in the order in which it stands, can be
// seen where it has the focus, and nothing holds the focus.
func TestTheWholeWayByTab(t *testing.T) {
	t.Parallel()
	b := open(t, world[:len(world)-36]...)
	for _, path := range []string{"/search?q=covid", "/van-ban/bdv%2F107?q=covid", "/van-ban/cv-9?tab=vien-dan", "/kiem-tra", "/nap", "/nap/so?so=16%2FCT-TTg", "/nap/van-ban/bdv%2F107", "/lien-ket/cv-9"} {
		b.goTo(path)
		stops := value[int](b, fmt.Sprintf(`(() => {
			const chosen = e => e.type !== "radio" || e === ([...document.querySelectorAll("[name='" + e.name + "'][type=radio]")].filter(r => r.form === e.form).find((r, i, all) => r.checked || i === 0 && !all.some(r => r.checked)));
			window.stops = [...document.querySelectorAll(%q)].filter(e => e.checkVisibility() && chosen(e) && !(e.closest("details:not([open])") && e.tagName !== "SUMMARY"));
			window.walked = [];
			document.addEventListener("focusin", e => {
				const r = e.target.getBoundingClientRect();
				window.walked.push([window.stops.indexOf(e.target), r.bottom > 0 && r.top < innerHeight && r.width > 0, e.target.outerHTML.slice(0, 80)]);
			});
			return window.stops.length })()`, tabStops))
		if stops < 12 {
			t.Errorf("%s has %d stops", path, stops)
		}
		for range stops {
			b.do(chromedp.KeyEvent(kb.Tab))
		}
		wrong := value[string](b, `(() => {
			for (const [i, e] of window.stops.entries()) {
				const step = window.walked[i];
				if (!step) return "the way ends before " + e.outerHTML.slice(0, 80);
				if (step[0] !== i) return "instead of " + e.outerHTML.slice(0, 80) + " comes " + step[2];
				if (!step[1]) return step[2] + " has the focus out of sight";
			}
			return "" })()`)
		if wrong != "" {
			t.Errorf("%s: %s", path, wrong)
		}
	}
}
