package web

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tracuu/index/directive"
)

func TestSlim(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="/search?q=ph%C3%B2ng&#43;ch%E1%BB%91ng">a&#43;b</a>`: `<a href="/search?q=phòng+chống">a+b</a>`,
		`<p>%C3%B2 &amp;#43; "%E1%BB%91"</p>`:                          `<p>%C3%B2 &amp;#43; "%E1%BB%91"</p>`,
		`<a href="/x?q=%22%3Cb%3E%2B%26%C3%B2"`:                        `<a href="/x?q=%22%3Cb%3E%2B%26ò"`,
		`<a href="/x?q=%E2%80%AEa%C2%A0%CC%80"`:                        `<a href="/x?q=%E2%80%AEa%C2%A0%CC%80"`, // direction, blank, mark without a letter
		`<a href="/x?q=%25C3%25B2&amp;p=%C3"`:                          `<a href="/x?q=%25C3%25B2&amp;p=%C3"`,
		`<a href="/x%`:                                                 `<a href="/x%`, ` href="`: ` href="`, "": "",
	} {
		if got := string(slim([]byte(in))); got != want {
			t.Errorf("%s\n%s, want\n%s", in, got, want)
		}
	}
}

var hrefs = regexp.MustCompile(` href="([^"]*)"`)

// FuzzSlim holds that addresses mean what they meant and that all else is as it was.
func FuzzSlim(f *testing.F) {
	for _, s := range []string{"phòng chống+dịch", "%C3%B2", "a\"b<c>&amp;", "\u202Eđảo", "\xff\xc3", "o\u0300", "đ%", "𠀀"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, q, text string) {
		address := "/search?" + url.Values{"q": {q}}.Encode()
		text = strings.ReplaceAll(html.EscapeString(text), "+", "&#43;")
		page := `<p>` + text + `</p><a href="` + html.EscapeString(address) + `">` + text + `</a>`
		got := string(slim([]byte(page)))
		if len(got) > len(page) {
			t.Fatalf("%d bytes of %d", len(got), len(page))
		}
		found := hrefs.FindStringSubmatch(got)
		if found == nil {
			t.Fatalf("the link is lost in %q", got)
		}
		u, err := url.Parse(html.UnescapeString(found[1]))
		if err != nil || u.Query().Get("q") != q {
			t.Fatalf("%q means %q, not %q: %v", found[1], u.Query().Get("q"), q, err)
		}
		if rest := strings.Replace(got, found[1], "", 1); html.UnescapeString(rest) != html.UnescapeString(strings.Replace(page, html.EscapeString(address), "", 1)) {
			t.Fatalf("%q became %q", page, got)
		}
	})
}

func TestMarkedWordsSideBySideAreOne(t *testing.T) {
	text := "tổ covid, cộng đồng"
	got := marked(text, spansOf(text, "tổ", "covid", "cộng", "đồng"))
	if want := "<mark>tổ covid</mark>, <mark>cộng đồng</mark>"; string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// spansOf is where words stand in a text, in order.
func spansOf(text string, words ...string) []directive.Span {
	var out []directive.Span
	at := 0
	for _, w := range words {
		at += strings.Index(text[at:], w)
		out = append(out, directive.Span{Start: at, End: at + len(w)})
		at += len(w)
	}
	return out
}
