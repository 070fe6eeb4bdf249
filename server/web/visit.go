package web

import (
	"net/http"
	"net/url"

	"tracuu/server/keys"
)

// Visitor is who looks at a page, as the server knows it.
type Visitor struct {
	May    func(keys.Right) bool
	Keyed  bool   // the server asks for keys
	Name   string // of the key that is shown, "" for none
	Secure bool   // the page was asked for by TLS
}

// Visit is one look at a page: by whom, in which language and theme.
type Visit struct {
	Visitor
	Lang  Lang
	Theme string // light, dark, or "" for what the system says
	path  string
	query string // of the address, without lang and theme
}

// The cookies that keep what a visitor chose. They tell nothing of the visitor.
const (
	langCookie  = "tracuu_lang"
	themeCookie = "tracuu_theme"
	keptFor     = 365 * 24 * 60 * 60 // seconds
)

// NewVisit reads what a visitor chose from the address, or else from cookies, and
// keeps it.
func NewVisit(w http.ResponseWriter, r *http.Request, who Visitor) Visit {
	v := Visit{Visitor: who, path: r.URL.EscapedPath()}
	values := r.URL.Query()
	kept := choice{w, r, who.Secure}
	v.Lang = Lang(kept.of(values.Get("lang"), langCookie, string(Vietnamese), string(English)))
	v.Theme = kept.of(values.Get("theme"), themeCookie, "auto", "light", "dark")
	if v.Theme == "auto" {
		v.Theme = ""
	}
	values.Del("lang")
	values.Del("theme")
	v.query = values.Encode()
	return v
}

// choice reads what a visitor chose and keeps it.
type choice struct {
	w      http.ResponseWriter
	r      *http.Request
	secure bool
}

// of is the value asked for, else the one kept, else the first.
func (c choice) of(asked, cookie string, values ...string) string {
	for _, v := range values {
		if asked == v {
			http.SetCookie(c.w, &http.Cookie{
				Name: cookie, Value: v, Path: "/", MaxAge: keptFor, HttpOnly: true,
				SameSite: http.SameSiteLaxMode, Secure: c.secure,
			})
			return v
		}
	}
	if kept, err := c.r.Cookie(cookie); err == nil {
		for _, v := range values {
			if kept.Value == v {
				return v
			}
		}
	}
	return values[0]
}

// Address is that of the page.
func (v Visit) Address() string {
	if v.query == "" {
		return v.path
	}
	return v.path + "?" + v.query
}

// without is the address of the same page without a parameter.
func (v Visit) without(name string) string {
	values, _ := url.ParseQuery(v.query) // which NewVisit has encoded
	values.Del(name)
	v.query = values.Encode()
	return v.Address()
}

// with is the address of the same page with one more parameter.
func (v Visit) with(name, value string) string {
	address := v.path + "?"
	if v.query != "" {
		address += v.query + "&"
	}
	return address + name + "=" + value
}
