package web_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestSearchWithTheMouse(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/")
	b.click("#q")
	b.write("#q", "tiem chung")
	b.see(".completions li")
	b.click(".box button")
	b.see(".understood")
	if n := value[int](b, "document.querySelectorAll('.hits .hit').length"); n != 20 {
		t.Errorf("%d hits on the first page", n)
	}
	first := b.text(".hit h3")
	b.click(".pager .next")
	b.see(".hits .hit")
	b.until("location.search.includes('cursor=')")
	if second := b.text(".hit h3"); second == first {
		t.Error("the second page begins as the first")
	}
	value[bool](b, "history.back() ?? true")
	b.until("!location.search.includes('cursor=')")
	b.see(".hits .hit")
	if again := b.text(".hit h3"); again != first {
		t.Errorf("back leads to %q, not to %q", again, first)
	}
	b.click(`.facet:not(.tree):not(.years) a`)
	b.see(".facet a.on")
	b.until("location.search.includes('type=')")
	b.click(".chips:last-child .chip")
	b.until("!location.search.includes('type=')")
	b.click(".understood .chip")
	b.until("!location.search.includes('q=')")
}

func TestSearchWithTheKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/search")
	b.press("/")
	b.until("document.activeElement.id === 'q'")
	value[bool](b, found("#q")+".select() ?? true") // the driver types the slash all the same
	b.write("#q", "107")
	b.see(".completions li")
	b.press(kb.ArrowDown)
	b.until("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.getAttribute('aria-selected') === 'true'")
	b.press(kb.Escape)
	b.until("document.querySelector('.completions').hidden && document.activeElement.getAttribute('aria-expanded') === 'false'")
	b.press(kb.Enter)
	b.until("location.pathname === '/search' && location.search.includes('q=107')")

	b.see(".years a")
	b.focus(".years a")
	b.do(chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)), chromedp.KeyEvent(kb.Enter))
	b.until("location.search.includes('from=') && location.search.includes('to=')")
}

func TestNumbersLeadToTheirDocuments(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/search?q=107-cv%2Fbdvtu")
	if card := b.text(".number .card"); !strings.Contains(card, "107-CV/BDVTU") || !strings.Contains(card, "Ban Dân vận") {
		t.Errorf("one document has the card %q", card)
	}
	b.goTo("/search?q=16%2FCT-TTg")
	if n := value[int](b, "document.querySelectorAll('.number .choices li').length"); n != 2 {
		t.Errorf("two documents have %d choices", n)
	}
	if again := value[int](b, "[...document.querySelectorAll('.hit h3')].filter(e => e.innerText === 'Chỉ thị 16/CT-TTg').length"); again != 0 {
		t.Errorf("%d of the choices stand again below", again)
	}
	b.click(".number .choices a")
	b.see(".dochead")
	if name := b.text("h1"); name != "Chỉ thị 16/CT-TTg" {
		t.Errorf("the choice leads to %q", name)
	}
}

func TestDraggingOverTheHistogram(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/search")
	box := value[[]float64](b, "(r => [r.left, r.top + r.height / 2, r.width])(document.querySelector('.years svg').getBoundingClientRect())")
	bars := value[int](b, "document.querySelectorAll('.years a').length")
	bar := box[2] / float64(bars)
	b.do(chromedp.MouseEvent(chromedp.MousePressed, box[0]+bar*1.5, box[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseMoved, box[0]+bar*3.5, box[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseReleased, box[0]+bar*3.5, box[1], chromedp.ButtonLeft))
	b.until("location.search.includes('from=2016') && location.search.includes('to=2018')")
	b.until("document.querySelector('.chips')?.innerText.includes('2016 – 2018')")
}

func TestReadingADocument(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/van-ban/bdv%2F107?q=covid")
	if n := value[int](b, "document.querySelectorAll('.text mark').length"); n == 0 {
		t.Error("no word is marked")
	}
	for _, row := range []struct{ path, class, words string }{
		{"/van-ban/cv-9", "ambiguous", "chưa rõ văn bản nào"}, {"/van-ban/kh-12", "conflict", "không khớp"},
		{"/van-ban/bdv%2F107?q=covid", "absent", "không có trong kho"}, {"/van-ban/bdv%2F107?q=covid", "resolved", "có trong kho"},
	} {
		b.goTo(row.path)
		if said := b.text(".text .cite." + row.class); !strings.HasSuffix(said, row.words) {
			t.Errorf("%s: the %s citation says %q", row.path, row.class, said)
		}
	}
	value[bool](b, found(".cite.resolved")+".focus() ?? true")
	b.see(".citecard:not([hidden])")
	if card := b.text(".citecard:not([hidden])"); !strings.Contains(card, "16/CT-TTg") || !strings.Contains(card, "có trong kho") {
		t.Errorf("the card says %q", card)
	}
	b.press(kb.Escape)
	b.until("!document.querySelector('.citecard:not([hidden])')")
	b.click(".contents li:nth-child(2) a")
	b.until("location.hash === '#dieu-2' && document.querySelector(':target').innerText.includes('Tổ chức')")
	for _, tab := range []string{"thuoc-tinh", "vien-dan", "lien-quan", "ban-goc", "lich-su"} {
		b.click(fmt.Sprintf(`.tabs a[href*="tab=%s"]`, tab))
		b.until(fmt.Sprintf("location.search.includes('tab=%s') && document.querySelector('.tabs [aria-current]').href.includes('tab=%s')", tab, tab))
	}
	b.goTo("/van-ban/ct-16-2020?tab=vien-dan")
	if n := value[int](b, "document.querySelectorAll('.timeline .node.above').length"); n != 2 {
		t.Errorf("%d documents stand above the line of time, want the two that cite", n)
	}
}

func TestWithoutJavaScript(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.noScripts()
	b.goTo("/")
	b.write("#q", "tiêm chủng\r")
	b.see(".understood")
	b.click(".years a.on")
	b.see(".range a")
	b.click(".hit h3 a")
	b.see(".dochead")
	b.click(".tabs a:nth-child(2)")
	b.see(".fields")
	b.click(".todark")
	b.see("html[data-theme=dark]")
	b.click(".settings a")
	b.see("html[lang=en][data-theme=dark]")
}

func TestASearchPageIsSmall(t *testing.T) {
	site := serve(t, world)
	answer, err := http.Get(site + "/search?q=ti%C3%AAm+ch%E1%BB%A7ng")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != 200 || len(body) > 60_000 {
		t.Errorf("%s, %d bytes of HTML, want fewer than 60,000", answer.Status, len(body))
	}
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self';") {
		t.Errorf("policy %q", policy)
	}
}
