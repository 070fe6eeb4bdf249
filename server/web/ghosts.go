package web

import (
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// The pages of missing documents.
const (
	GhostsPath = "/con-thieu"
	GhostPath  = "/con-thieu/van-ban"
)

// GhostFilter narrows the missing documents to those whose number, type, issuer or
// title has all the words, with any accents, and that are of a type.
type GhostFilter struct {
	Typed  string
	Type   directive.Kind
	Cursor string
}

// ReadGhostFilter reads the address of the page of missing documents.
func ReadGhostFilter(values url.Values) GhostFilter {
	return GhostFilter{Typed: strings.TrimSpace(values.Get("tim")), Type: directive.Kind(values.Get("loai")), Cursor: values.Get("cursor")}
}

// Narrows reports whether the filter leaves anything out.
func (f GhostFilter) Narrows() bool { return f.Typed != "" || f.Type != "" }

// Matches reports whether a missing document is one of those wanted.
func (f GhostFilter) Matches(g api.Ghost) bool {
	if f.Type != "" && f.Type != g.Type {
		return false
	}
	have := " " + viet.FoldKey(strings.Join([]string{string(g.Type), g.Number, g.Issuer, g.Title, g.Date.String()}, " ")) + " "
	for _, word := range strings.Fields(viet.FoldKey(f.Typed)) {
		if !strings.Contains(have, " "+word) {
			return false
		}
	}
	return true
}

// address is the page of the filter from a cursor on.
func (f GhostFilter) address(cursor string) string {
	values := url.Values{}
	for name, value := range map[string]string{"tim": f.Typed, "loai": string(f.Type), "cursor": cursor} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if len(values) == 0 {
		return GhostsPath
	}
	return GhostsPath + "?" + values.Encode()
}

// GhostAddress is the page of a missing document, which has no id: what it is called
// tells it apart.
func GhostAddress(g api.Ghost) string {
	values := url.Values{}
	for name, value := range map[string]string{
		"number": g.Number, "type": string(g.Type), "date": g.Date.String(), "issuer": g.Issuer, "title": g.Title,
	} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return GhostPath + "?" + values.Encode()
}

// ReadGhost reads the address of the page of a missing document; false where it names
// none.
func ReadGhost(values url.Values) (api.Ghost, bool) {
	g := api.Ghost{Number: values.Get("number"), Type: directive.Kind(values.Get("type")), Issuer: values.Get("issuer"), Title: values.Get("title")}
	if date := values.Get("date"); date != "" {
		d, err := directive.ParseDate(date)
		if err != nil {
			return g, false
		}
		g.Date = d
	}
	return g, g.Number != "" || g.Title != "" || g.Type != "" && !g.Date.IsZero()
}

// ghostRow is a missing document in the list.
type ghostRow struct {
	api.Ghost
	Name, URL string
	Share     int // of the most cited of the page, in percent
}

func ghostRows(lang Lang, list []api.Ghost) []ghostRow {
	most := 1
	for _, g := range list {
		most = max(most, g.Count)
	}
	rows := make([]ghostRow, len(list))
	for i, g := range list {
		rows[i] = ghostRow{Ghost: g, Name: ghostName(lang, g), URL: GhostAddress(g), Share: max(1, 100*g.Count/most)}
	}
	return rows
}

// ghostName is what people call a missing document.
func ghostName(lang Lang, g api.Ghost) string {
	if g.Number == "" && g.Title != "" {
		if strings.HasPrefix(viet.FoldKey(g.Title), viet.FoldKey(string(g.Type))) {
			return g.Title
		}
		return strings.TrimSpace(string(g.Type) + " " + g.Title)
	}
	d := directive.Directive{Type: g.Type, Number: g.Number}
	return nameOf(lang, &d)
}

// Ghosts answers with the page of missing documents: those that match the filter,
// the most wanted first, and the cursor of what follows.
func (p *Pages) Ghosts(w http.ResponseWriter, v Visit, f GhostFilter, list []api.Ghost, next string) error {
	page := struct {
		GhostFilter
		Rows        []ghostRow
		Kinds       []directive.Kind
		Next, Start string
		All         string
	}{GhostFilter: f, Rows: ghostRows(v.Lang, list), Kinds: directive.Kinds(), All: GhostsPath}
	if next != "" {
		page.Next = f.address(next)
	}
	if f.Cursor != "" {
		page.Start = f.address("")
	}
	return p.write(w, http.StatusOK, "ghosts", frame{Visit: v, Title: v.Lang.Say("Văn bản còn thiếu"), Page: page})
}

// citingView is a document that cites a missing one, with the words in which it does.
type citingView struct {
	api.Citing
	Passage template.HTML
	URL     string
}

// Ghost answers with the page of one missing document and who cites it. The list may be
// shorter than the count of the ghost.
func (p *Pages) Ghost(w http.ResponseWriter, v Visit, g api.Ghost, citing []api.Citing) error {
	page := struct {
		api.Ghost
		Name, Search string
		Citing       []citingView
		More         int
	}{Ghost: g, Name: ghostName(v.Lang, g), Search: newGhostView(v.Lang, g).URL, Citing: make([]citingView, len(citing)), More: g.Count - len(citing)}
	for i, c := range citing {
		page.Citing[i] = citingView{Citing: c, Passage: sentence(c.Sentence), URL: pageOf(c.ID, g.Number)}
	}
	return p.write(w, http.StatusOK, "ghost", frame{Visit: v, Title: page.Name, Page: page})
}

// sentence is the sentence of a citation, the citation marked.
func sentence(s *api.Sentence) template.HTML {
	if s == nil {
		return ""
	}
	marks := make([]directive.Span, len(s.Marks))
	for i, m := range s.Marks {
		marks[i] = directive.Span{Start: m[0], End: m[1]}
	}
	return marked(s.Text, marks)
}

// verdictNames say in a word or two what became of a citation, by its state.
var verdictNames = map[string]string{
	"resolved": "đã rõ", "ambiguous": "chưa rõ", "conflict": "không khớp", "absent": "không có trong kho",
}
