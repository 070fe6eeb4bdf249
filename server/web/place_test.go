package web_test

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/keys"
)

func TestBackAndForwardKeepPlaceAndFocus(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/search?q=ti%C3%AAm+ch%E1%BB%A7ng")
	b.see(".hits .hit:nth-child(15) h3 a")
	value[bool](b, found(".hits .hit:nth-child(15) h3 a")+".focus() ?? true")
	b.until("scrollY > 500")
	at := value[int](b, "scrollY")
	link := value[string](b, "document.activeElement.href")
	b.press(kb.Enter)
	b.see(".dochead")
	value[bool](b, "history.back() ?? true")
	b.until("document.querySelector('.hits .hit') && document.activeElement.href === '" + link + "'")
	if back := value[int](b, "scrollY"); back < at-30 || back > at+30 {
		t.Errorf("back leads to %d pixels from the top, it was left at %d", back, at)
	}
	value[bool](b, "history.forward() ?? true")
	b.until("location.href === '" + link + "' && document.querySelector('.dochead')")
}

func TestPrinting(t *testing.T) {
	t.Parallel()
	b := open(t, append([]string{tabular()}, world...)...)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.do(chromedp.EmulateViewport(700, 1000))
	for path, shown := range map[string]string{
		"/van-ban/bdv%2F107?q=covid": "h1, .text p:not(.marks), .text h2", "/van-ban/bang": ".text th, .text td:nth-child(5)", "/search?q=ti%C3%AAm": ".hit h3, .tally h2", "/tong-quan": "h1, .panel h2, .stacks",
		"/con-thieu": "h1, .ghostlist .name", "/nap/so?so=16%2FCT-TTg": "h1, .verdict, .candidate",
	} {
		b.goTo(path)
		for selector := range strings.SplitSeq(shown, ", ") {
			b.see(selector)
		}
		b.look("print-" + strings.Trim(strings.ReplaceAll(path, "/", "_"), "_"))
		for _, gone := range []string{".top", ".foot", ".box", ".button", ".pager a", ".facets", ".tabs"} {
			if value[bool](b, "Boolean("+found(gone)+"?.checkVisibility())") {
				t.Errorf("%s prints %s", path, gone)
			}
		}
		if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
			t.Errorf("%s is %d pixels too wide on paper", path, wide)
		}
	}
}

func TestSigningInAndOut(t *testing.T) {
	t.Parallel()
	ring, err := keys.Open(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := ring.Create(keys.Key{Name: "Nguyễn Thị Minh Khai, Văn phòng Tỉnh ủy Hải Dương", Rights: keys.Rights()})
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(server.New(indextest.NewMemory(indextest.Options{}), server.Options{Access: server.Access{Keys: ring}}).Handler())
	t.Cleanup(site.Close)
	b := openAt(t, site.URL)
	b.goTo("/tong-quan?x=1")
	b.until("location.pathname === '/dang-nhap'")
	b.tabTo("#key")
	b.press("sai" + kb.Enter)
	b.see(".notice.warn")
	b.tabTo("#key")
	b.press(token + kb.Enter)
	b.until("location.pathname === '/tong-quan'")
	for _, width := range []int64{320, 768, 1440} {
		b.do(chromedp.EmulateViewport(width, 800))
		if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
			t.Errorf("the head is %d pixels too wide at %d", wide, width)
		}
		b.look("signed-in")
	}
	if name := b.text(".who"); !strings.Contains(name, "Minh Khai") {
		t.Errorf("signed in is %q", name)
	}
	b.tabTo(".signout button")
	b.press(kb.Enter)
	b.until("location.pathname === '/dang-nhap' && !document.querySelector('.who')")
	b.goTo("/")
	b.until("location.pathname === '/dang-nhap'")
	b.passOver("401")
}
