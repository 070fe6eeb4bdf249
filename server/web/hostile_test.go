package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hostilePaths are the pages that show what documents and visitors say, for documents
// whose pages are ids.
func hostilePaths(ids []string) []string {
	attack := url.QueryEscape(`"><script>hacked=1</script>`)
	paths := []string{
		"/", "/search?q=covid", "/search?q=" + attack, "/search?issuer=" + url.QueryEscape(`"><img src=x onerror=alert(1)>`),
		"/search?q=" + url.QueryEscape("covid -\"'><svg onload=alert(1)>"), "/van-ban/khong-co", "/dang-nhap?next=javascript:alert(1)",
		"/search/loc?theo=issuer&q=covid", "/search/loc?theo=keyword&tim=" + attack, "/search/loc?theo=cites",
		"/con-thieu", "/con-thieu?tim=" + attack, "/con-thieu/van-ban?number=" + attack, "/tong-quan", "/tong-quan/danh-sach", "/tong-quan/danh-sach?van-de=" + attack,
		"/nap", "/nap/so?so=" + url.QueryEscape("javascript:hacked=3\n\"><script>hacked=4</script>\n16/CT-TTg"),
	}
	for _, id := range ids {
		name, _ := strings.CutPrefix(id, "/van-ban/")
		for _, tab := range []string{"", "?q=covid", "?tab=thuoc-tinh", "?tab=vien-dan", "?tab=lien-quan", "?tab=ban-goc", "?tab=lich-su"} {
			paths = append(paths, id+tab)
		}
		paths = append(paths, "/nap/van-ban/"+name, "/lien-ket/"+name+"?ve=javascript:alert(1)")
	}
	return paths
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	documents := hostile()
	b := open(t, documents...)
	b.do(chromedp.EmulateViewport(390, 800))
	b.goTo("/search?q=covid")
	ids := value[[]string](b, "[...document.querySelectorAll('.hit h3 a')].map(a => a.pathname)")
	if len(ids) != len(documents) {
		t.Fatalf("%d of %d documents are found", len(ids), len(documents))
	}
	for _, path := range hostilePaths(ids) {
		b.goTo(path)
		b.staysText(path)
	}
	for _, d := range []string{documents[2], strings.Repeat("chỉđạo", 1<<15) + " theo Chỉ thị số 16/CT-TTg"} {
		b.goTo("/kiem-tra")
		b.drop(map[string]string{`"><img src=x onerror=alert(6)>.txt`: d})
		b.until("document.querySelector('.outcome')")
		b.staysText("a draft")
		b.goTo("/nap")
		b.drop(map[string]string{`"><img src=x onerror=alert(7)>.txt`: d})
		b.until("document.querySelector('.taken li')")
		b.staysText("a file")
	}
	b.passOver("404")
}

// staysText fails where text of a page became more than text, or broke its layout.
func (b *tab) staysText(path string) {
	b.t.Helper()
	b.see("footer")
	if value[bool](b, "'hacked' in window || document.querySelector('main script, main img, base, [onload], [onerror], a[href^=javascript], [href^=\"//\"]') !== null") {
		b.t.Errorf("%s: text became more than text", path)
	}
	if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		b.t.Errorf("%s is %d pixels too wide", path, wide)
	}
	if turned := value[string](b, "getComputedStyle(document.querySelector('.foot span')).direction + getComputedStyle(document.body).direction"); turned != "ltrltr" {
		b.t.Errorf("%s runs %s", path, turned)
	}
}
