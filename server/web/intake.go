package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// The pages at which documents are taken in and put right.
const (
	IntakePath     = "/nap"
	NumbersPath    = "/nap/so"
	QuarantinePath = "/nap/cach-ly"

	NumbersField = "so" // of the form of a list of numbers
)

// ReviewPath is where the fields of a document are put right.
func ReviewPath(id string) string { return "/nap/van-ban/" + url.PathEscape(id) }

// returning is an address with the page to go back to when all is done there.
func returning(address, to string) string {
	return address + "?" + url.Values{ReturnParam: {to}}.Encode()
}

// ReturnParam names, in the address of a page of work, the page to go back to.
const ReturnParam = "ve"

// LinksPath is where the citations of a document are decided on.
func LinksPath(id string) string { return "/lien-ket/" + url.PathEscape(id) }

// Intake is what the page that takes documents in shows.
type Intake struct {
	Done        bool // files were sent
	Taken       []Taken
	Quarantined int
	May         bool // the caller may correct what was read
}

// Intake answers with the page that takes documents in.
func (p *Pages) Intake(w http.ResponseWriter, v Visit, in Intake) error {
	return p.write(w, http.StatusOK, "intake", frame{Visit: v, Title: v.Lang.Say("Nạp văn bản"), Page: in})
}

// ReviewFields are the fields of a document that the page puts right, by their JSON
// names.
var ReviewFields = []string{"number", "type", "issuer", "place", "issued", "title", "urgency"}

// reviewNames are what people call them.
var reviewNames = map[string]string{
	"number": "Số, ký hiệu", "type": "Loại văn bản", "issuer": "Cơ quan ban hành", "place": "Địa danh",
	"issued": "Ngày ban hành", "title": "Trích yếu", "urgency": "Độ khẩn",
}

// ReviewValue is the value of a field as its input has it.
func ReviewValue(d *directive.Directive, field string) string {
	switch field {
	case "number":
		return d.Number
	case "type":
		return string(d.Type)
	case "issuer":
		return d.Issuer
	case "place":
		return d.Place
	case "issued":
		return d.Issued.String()
	case "title":
		return d.Title
	case "urgency":
		return string(d.Urgency)
	}
	return ""
}

// reviewField is a field beside the passage that it was read from.
type reviewField struct {
	Name, Label, Value string
	Basis              string
	Passage            template.HTML
	Bad                bool
	Long               bool
}

// Review is a document whose fields are put right.
type Review struct {
	Directive *directive.Directive
	Typed     url.Values // what was sent and refused; nil before
	Bad       string     // the field that was refused
	Saved     bool
	Opened    bool // from quarantine a moment ago
	May       bool // the caller may correct
}

// Review answers with the page that puts the fields of a document right.
func (p *Pages) Review(w http.ResponseWriter, v Visit, r Review) error {
	d := r.Directive
	page := struct {
		Review
		Name     string
		Fields   []reviewField
		Kinds    []directive.Kind
		Urgent   []directive.Urgency
		Text     template.HTML
		Problems []string
		Action   string
	}{Review: r, Name: nameOf(v.Lang, d), Kinds: directive.Kinds(), Action: ReviewPath(d.ID),
		Urgent: []directive.Urgency{"Khẩn", "Thượng khẩn", "Hỏa tốc"}}
	status := http.StatusOK
	if r.Bad != "" {
		status = http.StatusUnprocessableEntity
	}
	var marks []directive.Span
	for _, name := range ReviewFields {
		f := reviewField{Name: name, Label: v.Lang.Say(reviewNames[name]), Value: ReviewValue(d, name), Bad: r.Bad == name, Long: name == "title" || name == "issuer"}
		if r.Typed != nil {
			f.Value = r.Typed.Get(name)
		}
		if e, ok := d.Evidence[name]; ok {
			f.Basis = v.Lang.Say(basisNames[e.Basis])
			if e.End > e.Start && e.End <= len(d.Text) {
				f.Passage = sentence(api.NewSentence(d.Text, e.Span))
				marks = append(marks, e.Span)
			}
		}
		page.Fields = append(page.Fields, f)
	}
	page.Text = opening(d.Text, marks)
	for _, problem := range d.Problems {
		page.Problems = append(page.Problems, v.Lang.problem(problem.Code))
	}
	return p.write(w, status, "review", frame{Visit: v, Title: page.Name, Page: page})
}

// openingBytes is how much of a text stands beside its fields, which are read from its
// head.
const openingBytes = 12000

// opening is the head of a text with passages marked.
func opening(text string, marks []directive.Span) template.HTML {
	end := min(len(text), openingBytes)
	for end < len(text) && end > 0 && text[end]&0xC0 == 0x80 {
		end--
	}
	sortSpans(marks)
	out := marked(text[:end], marks)
	if end < len(text) {
		out += "…"
	}
	return out
}

// NumberList is a list of numbers that was pasted, and what each means.
type NumberList struct {
	Typed    string
	Resolved []NumberRow
	TooMany  bool
}

// NumberRow is a number of the list and what it means.
type NumberRow struct {
	api.ResolvedNumber
	// Waiting are documents that cite the number so that somebody should decide which
	// document is meant; More is how many others do.
	Waiting []Waiting
	More    int
}

// Waiting is a document with a citation to decide on.
type Waiting struct {
	api.Head
	Ref string // of the citation
}

// Decide is where it is decided on; back is the page to return to.
func (w Waiting) Decide(back string) string {
	return returning(LinksPath(w.ID), back) + "#r" + url.PathEscape(w.Ref)
}

// Numbers answers with the page that resolves a list of numbers.
func (p *Pages) Numbers(w http.ResponseWriter, v Visit, list NumberList) error {
	type row struct {
		NumberRow
		Said, Cited string
	}
	page := struct {
		NumberList
		Rows   []row
		States []stateCount
		Here   string
	}{NumberList: list, Here: v.Address()}
	counts := []*verdict{}
	for _, r := range list.Resolved {
		q := searchOf(index.FieldCites, index.Condition{Value: r.Number})
		said := v.Lang.Say(verdictNames[r.Status])
		if r.Status == "ambiguous" && len(r.Candidates) == 1 {
			said = v.Lang.Say("một văn bản mang số này")
		}
		page.Rows = append(page.Rows, row{r, said, address(q)})
		counts = append(counts, &verdict{Checked: api.Checked{Citation: api.Citation{State: r.Status}}})
	}
	page.States = countStates(v.Lang, counts)
	return p.write(w, http.StatusOK, "numbers", frame{Visit: v, Title: v.Lang.Say("Tra một danh sách số"), Page: page})
}

// Quarantine answers with what is held back for its mark of secrecy.
func (p *Pages) Quarantine(w http.ResponseWriter, v Visit, list api.QuarantineResponse, refused bool) error {
	status := http.StatusOK
	if refused {
		status = http.StatusUnprocessableEntity
	}
	page := struct {
		api.QuarantineResponse
		Refused bool
		Name    string // of who opens, where the key says it
		More    string
	}{QuarantineResponse: list, Refused: refused, Name: v.Name}
	if list.Next != "" {
		page.More = QuarantinePath + "?after=" + url.QueryEscape(list.Next)
	}
	return p.write(w, status, "quarantine", frame{Visit: v, Title: v.Lang.Say("Văn bản cách ly"), Page: page})
}

// Links are the citations of a document that somebody may decide on.
type Links struct {
	Head      api.Head
	Citations []api.Citation
	Saved     bool
	May       bool
	Return    string // the page to go back to, "" for that of the document
}

// Links answers with the page that decides what a document cites.
func (p *Pages) Links(w http.ResponseWriter, v Visit, links Links) error {
	type row struct {
		api.Citation
		Said    string
		Passage template.HTML
		Choices []api.Candidate
	}
	page := struct {
		Links
		Name, Action string
		Rows         []row
	}{Links: links, Action: LinksPath(links.Head.ID)}
	d := directive.Directive{Type: links.Head.Type, Number: links.Head.Number}
	page.Name = nameOf(v.Lang, &d)
	for _, c := range links.Citations {
		choices := c.Candidates
		if c.Target != nil {
			choices = []api.Candidate{{Head: *c.Target}}
		}
		page.Rows = append(page.Rows, row{c, v.Lang.Say(verdictNames[c.State]), sentence(c.Sentence), choices})
	}
	return p.write(w, http.StatusOK, "links", frame{Visit: v, Title: page.Name, Page: page})
}

// sortSpans puts spans in order of their starts.
func sortSpans(spans []directive.Span) {
	slices.SortFunc(spans, func(a, b directive.Span) int { return cmp.Compare(a.Start, b.Start) })
}
