package docfile

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropped reports whether an element never shows as text.
func dropped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Svg, atom.Iframe, atom.Object,
		atom.Select, atom.Datalist, atom.Audio, atom.Video, atom.Canvas:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// breaksAround is how many line ends part an element from its neighbours.
func breaksAround(n *html.Node) int {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Blockquote, atom.Ul, atom.Ol,
		atom.Dl, atom.Pre, atom.Article, atom.Section, atom.Main, atom.Nav, atom.Aside, atom.Header, atom.Footer, atom.Form,
		atom.Fieldset, atom.Figure:
		return 2
	case atom.Div, atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Center, atom.Address, atom.Caption, atom.Option,
		atom.Button, atom.Figcaption, atom.Legend, atom.Details, atom.Summary, atom.Thead, atom.Tbody, atom.Tfoot:
		return 1
	}
	return 0
}

// bullet is what a browser shows before an item of a list; n counts the items of
// the list so far, this one included.
func bullet(li *html.Node, n int) string {
	if li.Parent == nil || li.Parent.DataAtom != atom.Ol {
		return "- "
	}
	if start, err := strconv.Atoi(attribute(li.Parent, "start")); err == nil {
		n += start - 1
	}
	if attribute(li.Parent, "type") == "a" && 1 <= n && n <= 26 {
		return string(rune('a'+n-1)) + ". "
	}
	return strconv.Itoa(n) + ". "
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// furnitureWords are the words that pages use in class, id and role for what is
// not their content, Vietnamese ones among them.
var furnitureWords = map[string]bool{
	"nav": true, "navbar": true, "navigation": true, "menu": true, "submenu": true, "topmenu": true, "mainmenu": true,
	"sidebar": true, "aside": true, "breadcrumb": true, "breadcrumbs": true, "footer": true, "banner": true, "share": true,
	"social": true, "related": true, "relate": true, "pagination": true, "pager": true, "copyright": true, "widget": true,
	"widgets": true, "comment": true, "comments": true, "toolbar": true, "search": true, "login": true, "advert": true,
	"ads": true, "adv": true, "popup": true, "cookie": true, "skip": true, "complementary": true, "contentinfo": true,
	"lienquan": true, "tinlienquan": true, "tinkhac": true, "tinmoi": true, "lienket": true, "weblink": true, "quangcao": true,
	"thongke": true, "counter": true, "othernews": true, "other-news": true, "hotnews": true,
}

// semantic reports whether an element says by its very kind that it is
// furniture.
func semantic(n *html.Node) bool {
	return n.DataAtom == atom.Nav || n.DataAtom == atom.Aside || n.DataAtom == atom.Footer
}

// named reports whether class, id or role call an element furniture.
func named(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "role" {
			continue
		}
		for _, word := range strings.FieldsFunc(strings.ToLower(a.Val), func(r rune) bool {
			return r == ' ' || r == '-' || r == '_' || r == '\t' || r == '\n'
		}) {
			if furnitureWords[word] {
				return true
			}
		}
	}
	return false
}

// content reports whether an element is marked as the content of the page.
func content(n *html.Node) bool {
	if n.DataAtom == atom.Main || n.DataAtom == atom.Article || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "role" && (a.Val == "main" || a.Val == "article") || a.Key == "itemprop" && a.Val == "articleBody" {
			return true
		}
	}
	return false
}
