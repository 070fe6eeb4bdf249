package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"

	"tracuu/index/directive"
	"tracuu/server/keys"
)

//go:embed templates
var templateFiles embed.FS

// pageNames are the templates that stand in the layout.
var pageNames = []string{"search", "facet", "document", "problem", "signin", "resolved", "ghosts", "ghost", "check", "overview", "list", "intake", "review", "numbers", "quarantine", "links", "help", "reference", "demo"}

// Options say what pages know of the server that they are of.
type Options struct {
	Version string
	// Bodies is the registry that issuers are placed by; nil for the one that comes
	// with tracuu.
	Bodies *directive.Bodies
	// Has reports whether the server answers a path ("/con-thieu"): pages link to no
	// other.
	Has func(path string) bool
}

// Pages renders. Its methods may be called by many at once.
type Pages struct {
	options   Options
	assets    assets
	templates map[Lang]map[string]*template.Template
}

// New reads the templates. It panics where one of them is broken, which a test of
// this package would have shown.
func New(o Options) *Pages {
	if o.Bodies == nil {
		o.Bodies = directive.NewBodies()
	}
	if o.Has == nil {
		o.Has = func(string) bool { return false }
	}
	p := &Pages{options: o, assets: loadAssets(), templates: map[Lang]map[string]*template.Template{}}
	for _, lang := range []Lang{Vietnamese, English} {
		p.templates[lang] = map[string]*template.Template{}
		for _, name := range pageNames {
			p.templates[lang][name] = template.Must(parse(template.New("layout.html").Funcs(p.functions(lang)),
				"templates/layout.html", "templates/parts.html", "templates/sheets.html", "templates/"+name+".html"))
		}
	}
	return p
}

// functions are what templates call. Each is bound to a language.
func (p *Pages) functions(lang Lang) template.FuncMap {
	return template.FuncMap{
		"t":        func(text string, args ...any) string { return lang.Say(text, args...) },
		"date":     lang.Date,
		"num":      lang.Number,
		"asset":    p.assets.url,
		"icon":     icon,
		"document": DocumentPath,
		"review":   ReviewPath,
		"links":    LinksPath,
		"cut":      cut,
		"seq":      func(i int) string { return strconv.Itoa(i) },
		"has":      p.options.Has,
	}
}

// frame is what the layout shows round a page.
type frame struct {
	Visit
	Title   string
	Box     string // what stands in the search box of the head
	Home    bool   // the page has a box of its own, larger
	Nav     []navItem
	Version string
	Page    any
}

// LangURL and ThemeURL are the same page otherwise.
func (f frame) LangURL(lang string) string   { return f.with("lang", lang) }
func (f frame) ThemeURL(theme string) string { return f.with("theme", theme) }

// SigningIn reports whether this is the page where people sign in, and SignInURL is
// that page, which leads back here.
func (f frame) SigningIn() bool   { return f.path == SignInPath }
func (f frame) SignInURL() string { return SignInPath + "?next=" + url.QueryEscape(f.Address()) }

// navItem is an entry of the menu.
type navItem struct {
	Path, Label string
	Current     bool
}

// nav is the menu: where to go, and the right without which it is of no use.
var nav = []struct {
	path, label string
	needs       keys.Right
}{
	{"/con-thieu", "Còn thiếu", keys.Search},
	{"/kiem-tra", "Kiểm tra dự thảo", keys.Search},
	{"/tong-quan", "Tổng quan", keys.Search},
	{"/nap", "Nạp văn bản", keys.Write},
	{"/tro-giup", "Trợ giúp", keys.Public},
	{"/api", "API", keys.Public},
}

func (p *Pages) menu(v Visit) []navItem {
	var out []navItem
	for _, item := range nav {
		if p.options.Has(item.path) && v.May(item.needs) {
			out = append(out, navItem{item.path, v.Lang.Say(item.label), v.path == item.path})
		}
	}
	return out
}

// policy is the Content-Security-Policy of every page: what comes with the program
// and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// write answers with a page.
func (p *Pages) write(w http.ResponseWriter, status int, name string, f frame) error {
	body, err := p.render(name, "layout.html", f)
	if err != nil {
		return err
	}
	standing(w, f.Lang)
	send(w, status, htmlType, body)
	return nil
}

// render makes a page, or a part of one (templates "opening" and "rest" of the layout).
func (p *Pages) render(name, part string, f frame) ([]byte, error) {
	f.Nav, f.Version = p.menu(f.Visit), p.options.Version
	var out bytes.Buffer
	if err := p.templates[f.Lang][name].ExecuteTemplate(&out, part, f); err != nil {
		return nil, fmt.Errorf("render page %s: %w", name, err)
	}
	return slim(out.Bytes()), nil
}

const htmlType = "text/html; charset=utf-8"

// standing sets the headers of every page.
func standing(w http.ResponseWriter, lang Lang) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Content-Language", string(lang))
	h.Set("Referrer-Policy", "same-origin")
}

// send writes a whole answer. A caller that no longer listens is no error of ours.
func send(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// DocumentPath is where the page of a document lives.
func DocumentPath(id string) string { return "/van-ban/" + url.PathEscape(id) }
