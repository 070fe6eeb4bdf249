package docfile

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flatten is a tree without nesting, for pages whose tags are left open by the
// hundred: the text, parted where an element begins or ends that stands on its
// own lines. Scripts and styles are left out; no furniture can be told.
func flatten(source string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	tokens := html.NewTokenizer(strings.NewReader(source))
	raw := false // inside an element whose text never shows
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return root
		}
		t := tokens.Token()
		n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom}
		switch kind {
		case html.TextToken:
			if n.Type = html.TextNode; !raw {
				root.AppendChild(n)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			raw = kind == html.StartTagToken && neverShows(t.DataAtom)
			if !raw && !dropped(n) {
				root.AppendChild(n)
			}
		case html.EndTagToken:
			raw = false
			if !dropped(n) && breaksAround(n) > 0 {
				root.AppendChild(n)
			}
		}
	}
}

// neverShows reports whether the text right inside an element is not the page's.
func neverShows(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Title || a == atom.Noscript || a == atom.Template
}
