package web

import (
	"net/http"

	"tracuu/server/keys"
)

// Visit is one look at a page: by whom, in which language and theme.
type Visit struct {
	Lang  Lang
	Theme string // light, dark, or "" for what the system says
	May   func(keys.Right) bool
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
// keeps it. May tells what the visitor may do.
func NewVisit(w http.ResponseWriter, r *http.Request, may func(keys.Right) bool) Visit {
	v := Visit{May: may, path: r.URL.EscapedPath()}
	values := r.URL.Query()
	v.Lang = Lang(chosen(w, r, values.Get("lang"), langCookie, string(Vietnamese), string(English)))
	v.Theme = chosen(w, r, values.Get("theme"), themeCookie, "auto", "light", "dark")
	if v.Theme == "auto" {
		v.Theme = ""
	}
	values.Del("lang")
	values.Del("theme")
	v.query = values.Encode()
	return v
}

// chosen is the value asked for, else the one kept, else the first.
func chosen(w http.ResponseWriter, r *http.Request, asked, cookie string, values ...string) string {
	for _, v := range values {
		if asked == v {
			http.SetCookie(w, &http.Cookie{
				Name: cookie, Value: v, Path: "/", MaxAge: keptFor, HttpOnly: true,
				SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
			})
			return v
		}
	}
	if kept, err := r.Cookie(cookie); err == nil {
		for _, v := range values {
			if kept.Value == v {
				return v
			}
		}
	}
	return values[0]
}

// with is the address of the same page with one more parameter.
func (v Visit) with(name, value string) string {
	address := v.path + "?"
	if v.query != "" {
		address += v.query + "&"
	}
	return address + name + "=" + value
}
