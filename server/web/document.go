package web

import (
	"net/http"
	"net/url"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// Tab is a part of the page of a document; each has an address of its own.
type Tab string

// The tabs, as they stand in addresses.
const (
	TabText      Tab = ""
	TabFields    Tab = "thuoc-tinh"
	TabCitations Tab = "vien-dan"
	TabRelated   Tab = "lien-quan"
	TabFile      Tab = "ban-goc"
	TabHistory   Tab = "lich-su"
)

var tabNames = []struct {
	tab  Tab
	name string
}{
	{TabText, "Nội dung"}, {TabFields, "Thuộc tính"}, {TabCitations, "Viện dẫn"},
	{TabRelated, "Liên quan"}, {TabFile, "Bản gốc"}, {TabHistory, "Lịch sử"},
}

// Document is what the page of a document shows: NewDocument reads what is asked,
// the caller fills in the rest.
type Document struct {
	Directive directive.Directive
	Tab       Tab
	Query     string // the search that led here; its words are marked
	Citations []api.Citation
	CitedBy   int
	Citing    *api.CitedByResponse // with TabCitations
	Related   []index.Related      // with TabRelated
	History   index.History        // with TabHistory
	Copies    []index.Copy
	Drawing   Drawing // of the original
	first     int     // of the pages of the original to show
	HasFile   bool    // the original can be had
	Undid     string  // what became of an edit that was to be taken back: UndoDone, UndoRefused or ""
	mayCurate bool
}

// NewDocument is the page of d that an address asks for.
func NewDocument(d directive.Directive, values url.Values, mayCurate bool) Document {
	page := Document{Directive: d, Query: values.Get("q"), mayCurate: mayCurate, first: firstSheet(values)}
	for _, t := range tabNames {
		if Tab(values.Get("tab")) == t.tab && (t.tab != TabHistory || mayCurate) {
			page.Tab = t.tab
		}
	}
	for _, said := range []string{UndoDone, UndoRefused} {
		if page.Tab == TabHistory && values.Has(said) {
			page.Undid = said
		}
	}
	return page
}

// MayCurate reports whether the visitor may correct the document.
func (d Document) MayCurate() bool { return d.mayCurate }

// doubtful reports whether somebody should decide on a citation.
func doubtful(c *api.Citation) bool { return c.State == "ambiguous" || c.State == "conflict" }

// doubts counts the citations that the visitor should decide on.
func (d Document) doubts() int {
	n := 0
	for i := range d.Citations {
		if d.mayCurate && doubtful(&d.Citations[i]) {
			n++
		}
	}
	return n
}

// documentPage is what the template shows.
type documentPage struct {
	Document
	Name     string
	Date     string
	Basis    string
	Tabs     []tabLink
	Text     reading
	Cards    []cardView
	Fields   []fieldView
	Cites    citationLists
	Alike    []alikeView
	Edits    []editView
	Quality  int
	Forms    []citeForm
	Copied   []copyView
	Problems []directive.Problem
	Sheets   sheets
	Doubts   int    // citations that the visitor should decide on
	Decide   string // where
}

type tabLink struct {
	Text, URL string
	Count     int
	Chosen    bool
}

// alikeView is a related document and what it has in common.
type alikeView struct {
	api.Head
	Words, Cited []string
	Issuer       bool
}

// Document answers with the page of a document.
func (p *Pages) Document(w http.ResponseWriter, v Visit, d Document) error {
	page := documentPage{Document: d, Name: nameOf(v.Lang, &d.Directive), Forms: citeForms(&d.Directive), Tabs: d.tabs(v.Lang)}
	page.Date, page.Basis = dated(v.Lang, &d.Directive)
	if d.Directive.Source.OCR {
		page.Quality = quality(d.Directive.Pages)
	}
	for _, c := range d.Copies {
		page.Copied = append(page.Copied, copyView{pageOf(c.ID, d.Query), v.Lang.Say(copyNames[c.Basis])})
	}
	if page.Doubts = d.doubts(); page.Doubts > 0 {
		page.Decide = returning(LinksPath(d.Directive.ID), v.Address())
	}
	switch d.Tab {
	case TabText:
		text, err := index.Parse(d.Query)
		if err != nil {
			text = index.Text{}
		}
		page.Text = newReading(v.Lang, &d.Directive, d.Citations, index.Marks(&d.Directive, text), d.tab(TabCitations))
		page.Cards = cards(v.Lang, &d)
	case TabFields:
		page.Fields = fields(v.Lang, &d.Directive)
	case TabCitations:
		page.Cites = newCitationLists(v.Lang, &d)
	case TabRelated:
		page.Alike = alike(d.Related)
	case TabFile:
		page.Sheets = d.sheets(v.Lang)
	case TabHistory:
		page.Edits = edits(v.Lang, d.History)
	}
	title := page.Name
	if d.Directive.Title != "" {
		title += " · " + d.Directive.Title
	}
	return p.write(w, http.StatusOK, "document", frame{Visit: v, Title: title, Box: d.Query, Page: page})
}

// tab is the address of a tab of the same document.
func (d *Document) tab(t Tab) string {
	values := url.Values{}
	if t != "" {
		values.Set("tab", string(t))
	}
	if d.Query != "" {
		values.Set("q", d.Query)
	}
	if len(values) == 0 {
		return DocumentPath(d.Directive.ID)
	}
	return DocumentPath(d.Directive.ID) + "?" + values.Encode()
}

func (d *Document) tabs(lang Lang) []tabLink {
	var out []tabLink
	for _, t := range tabNames {
		if t.tab == TabHistory && !d.mayCurate {
			continue
		}
		link := tabLink{Text: lang.Say(t.name), URL: d.tab(t.tab), Chosen: t.tab == d.Tab}
		if t.tab == TabCitations {
			link.Count = len(d.Citations) + d.CitedBy
		}
		out = append(out, link)
	}
	return out
}

func alike(related []index.Related) []alikeView {
	out := make([]alikeView, len(related))
	for i, r := range related {
		out[i] = alikeView{
			Head:  api.NewHead(&r.Hit.Directive, r.Hit.CitedBy),
			Words: r.Shared.Words, Cited: r.Shared.Citations, Issuer: r.Shared.Issuer != "",
		}
	}
	return out
}

// cardView is the card of a citation in the text.
type cardView struct {
	ID    string
	State string // in words
	Class string
	Note  string
	Head  *api.Head
	Heads []api.Candidate

	Decide string // where the visitor may say which document is meant
}

// stateNames say the states of citations in words.
var stateNames = map[string]string{
	"resolved": "có trong kho", "ambiguous": "chưa rõ văn bản nào", "absent": "không có trong kho", "conflict": "không khớp",
}

func cards(lang Lang, d *Document) []cardView {
	var out []cardView
	var met []string
	for _, c := range d.Citations {
		id := cardID(&c)
		if slices.Contains(met, id) {
			continue
		}
		met = append(met, id)
		v := cardView{ID: id, State: lang.Say(stateNames[c.State]), Class: c.State, Note: c.Note, Head: c.Target}
		if c.Target == nil {
			v.Heads = c.Candidates[:min(len(c.Candidates), 4)]
		}
		if d.mayCurate && doubtful(&c) {
			v.Decide = returning(LinksPath(d.Directive.ID), d.tab(TabText)) + "#r" + url.PathEscape(c.Ref)
		}
		out = append(out, v)
	}
	return out
}

// cardID tells citations that mean the same from others.
func cardID(c *api.Citation) string {
	if c.Target != nil {
		return "the-" + anchor(c.Target.ID)
	}
	return "the-" + anchor(c.Ref)
}
