package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tracuu/index/citation"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/keys"
)

// portal is a page of another site, at another origin, that has the search box in it
// under a Content-Security-Policy which allows what the demonstration page says. The
// key is the page's query.
func portal(t *testing.T, home string) string {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src "+home+"; connect-src "+home)
		if r.URL.Path == "/style.css" {
			w.Header().Set("Content-Type", "text/css")
			w.Write([]byte(`:root { --tracuu-accent: rgb(138, 28, 28) } tracuu-search { --tracuu-surface: rgb(1, 2, 3) }`))
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<!doctype html><html lang="vi"><title>Cổng thông tin</title><link rel="stylesheet" href="/style.css"><script src="` + home + `/embed.js" async></script>
			<h1>Cổng thông tin</h1><tracuu-search key="` + url.QueryEscape(r.URL.Query().Get("key")) + `" limit="3" filter="type=K%E1%BA%BF+ho%E1%BA%A1ch"></tracuu-search></html>`))
	}))
	t.Cleanup(site.Close)
	_, port, _ := strings.Cut(strings.TrimPrefix(site.URL, "http://"), ":")
	return "http://localhost:" + port // the server is 127.0.0.1: another site altogether
}

// fill stores documents on a server.
func fill(t *testing.T, server string, documents []string) {
	t.Helper()
	for _, d := range documents {
		answer, err := http.Post(server+"/v1/directives", "application/json", strings.NewReader(d))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusCreated {
			t.Fatalf("store %.60s: %s", d, answer.Status)
		}
	}
}

// inBox is what a selector finds first inside the search box.
func inBox(selector string) string {
	return `document.querySelector("tracuu-search").shadowRoot.querySelector("` + selector + `")`
}

// TestSearchBoxOnAnotherSite has pages of two origins and a key for one of them that
// may search and nothing else.
func TestSearchBoxOnAnotherSite(t *testing.T) {
	t.Parallel()
	graph := citation.New()
	engine := indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
	ring, err := keys.Open(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(server.New(engine, server.Options{Graph: graph, Access: server.Access{Keys: ring}}).Handler())
	t.Cleanup(site.Close)
	fill(t, site.URL, world)
	mine, theirs := portal(t, site.URL), portal(t, site.URL)
	b := open(t)
	keyFor := func(origin string) string {
		token, _, err := ring.Create(keys.Key{Name: origin, Rights: []keys.Right{keys.Search}, Origins: []string{origin}})
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	key := keyFor(mine)
	search := func(origin, key string) string {
		b.do(chromedp.Navigate(origin + "/?key=" + key))
		b.until(`document.querySelector("tracuu-search")?.shadowRoot`)
		value[bool](b, inBox("input")+".focus() ?? true")
		b.press("tiêm chủng" + kb.Enter)
		b.until(inBox("[role=status]") + ".textContent")
		return value[string](b, inBox("[role=status]")+".textContent")
	}

	if said := search(mine, key); said != "45 văn bản" {
		t.Errorf("the box says %q", said)
	}
	if hits := value[int](b, `document.querySelector("tracuu-search").shadowRoot.querySelectorAll("li a[href*='/van-ban/kh-']").length`); hits != 3 {
		t.Errorf("%d hits are shown", hits)
	}
	if marks := value[string](b, inBox("mark")+"?.textContent ?? ''"); !strings.EqualFold(marks, "tiêm") && !strings.EqualFold(marks, "tiêm chủng") {
		t.Errorf("marked is %q", marks)
	}
	if to := value[string](b, inBox("li a")+".href"); !strings.HasPrefix(to, site.URL+"/van-ban/") {
		t.Errorf("hits lead to %s", to)
	}
	for what, want := range map[string]string{
		"getComputedStyle(" + inBox("button") + ").backgroundColor": "rgb(138, 28, 28)", "getComputedStyle(" + inBox("li a") + ").color": "rgb(138, 28, 28)",
		"getComputedStyle(" + inBox("input") + ").backgroundColor": "rgb(1, 2, 3)",
	} {
		if got := value[string](b, what); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}

	b.forgive() // from here on answers are refusals, which the browser tells as errors
	if said := search(theirs, key); !strings.Contains(said, "chưa được phép") {
		t.Errorf("a site that no key names is told %q", said)
	}
	keyFor(theirs)
	if said := search(theirs, key); said != "Khóa tra cứu này không dùng được ở trang này." {
		t.Errorf("a site with the key of another is told %q", said)
	}
	if said := search(mine, "tc_unknown"); said != "Khóa tra cứu của trang này thiếu, sai hoặc đã hết hạn." {
		t.Errorf("with a wrong key: %q", said)
	}
	if got := value[int](b, `fetch("`+site.URL+`/v1/directives/kh-100", {headers: {Authorization: "Bearer `+key+`"}}).then(r => r.status, () => 0)`); got == 200 {
		t.Error("a key that may only search reads documents")
	}
	b.forgive()
}

// forgive forgets what the browser complained of so far.
func (b *tab) forgive() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = nil
}

func TestSearchBoxOnItsOwnSite(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/embed-demo")
	b.until(`document.querySelector("tracuu-search")?.shadowRoot`)
	value[bool](b, inBox("input")+".focus() ?? true")
	b.press("tiêm chủng" + kb.Enter)
	b.until(inBox("[role=status]") + `.textContent === "45 văn bản"`)
	if code := b.text("body"); !strings.Contains(code, `<script src="`+b.url+`/embed.js" async></script>`) || !strings.Contains(code, "script-src "+b.url+"; connect-src "+b.url) {
		t.Errorf("what is to be copied does not name this server: %s", code)
	}
	for box, want := range map[string]string{"demo": value[string](b, "getComputedStyle(document.querySelector('.box button')).backgroundColor"), "red": "rgb(138, 28, 28)"} {
		if got := value[string](b, `getComputedStyle(document.querySelector("tracuu-search.`+box+`").shadowRoot.querySelector("button")).backgroundColor`); got != want {
			t.Errorf("the button of the box %s is %s, want %s", box, got, want)
		}
	}
	b.look("embed-demo")
}
