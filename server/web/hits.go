package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// hitView is a hit as the list shows it.
type hitView struct {
	index.Hit
	URL      string
	Name     string // type and number
	Date     string
	Basis    string // where the date is from, where the text does not plainly give it
	Quality  int    // of reading a scan, in percent; 0 where nobody measured it
	Why      []string
	Passages []template.HTML
	Copied   []copyView
	Undated  bool // the first of those without a date, in an order by date
	Title    template.HTML
	Doubts   int    // citations of it that the visitor may decide on
	Decide   string // where
}

// copyView is another member of the family of a hit.
type copyView struct{ URL, Basis string }

// whyNames say why a hit matched, by the stable words of package index.
var whyNames = map[string]string{
	"number": "đúng số văn bản", "exact phrase": "đúng cụm từ", "exact words": "đúng các từ",
	"phrase with other accents": "cụm từ, khác dấu", "words with other accents": "đủ các từ, khác dấu", "some of the words": "gần với câu hỏi",
	index.WhyTitle: "trong trích yếu", index.WhyIssuer: "trong tên cơ quan", index.WhyMentioned: "nhắc đến số này",
	index.WhyFamily: "từ khóa cùng nhóm", index.WhyAbbreviation: "chữ viết tắt", index.WhyKeystrokes: "gõ không bật bộ gõ",
	index.WhyCitations: "cùng viện dẫn", index.WhyWords: "cùng nội dung",
}

// copyNames say why documents are copies of each other.
var copyNames = map[string]string{
	"same-text": "cùng văn bản", "certified": "bản sao", "near-text": "gần như cùng văn bản", "contained": "nằm trong văn bản kia",
}

// dateKinds name dates other than that of issue.
var dateKinds = map[directive.DateKind]string{
	directive.DatePublished: "đăng %s", directive.DateCaptured: "chụp lại %s", directive.DateEvent: "nói về ngày %s",
}

// hitViews are the hits of a page. In an order by date the first undated one says so.
func (p *Pages) hitViews(lang Lang, q index.Query, hits []api.Hit) []hitView {
	byDate := q.Sort == index.Newest || q.Sort == index.Oldest || q.Sort == "" && q.Text.Root == nil
	out := make([]hitView, len(hits))
	labelled := false
	for i := range hits {
		out[i] = newHitView(lang, q, hits[i].Hit)
		if byDate && !labelled && hits[i].Directive.Issued.IsZero() {
			out[i].Undated, labelled = true, true
		}
	}
	return out
}

// titleLetters is how much of a subject a list shows; real ones rarely reach half.
const titleLetters = 600

func newHitView(lang Lang, q index.Query, hit index.Hit) hitView {
	d := &hit.Directive
	v := hitView{Hit: hit, Name: nameOf(lang, d), URL: pageOf(d.ID, q.Text.Source), Title: template.HTML(template.HTMLEscapeString(beginning(d.Title, titleLetters)))}
	v.Date, v.Basis = dated(lang, d)
	if d.Source.OCR {
		v.Quality = quality(d.Pages)
	}
	for _, why := range hit.Why {
		if name, ok := whyNames[why]; ok {
			v.Why = append(v.Why, lang.Say(name))
		}
	}
	for _, f := range hit.Fragments {
		if f.Field == index.SectionTitle {
			v.Title = marked(f.Text, f.Marks)
			continue
		}
		v.Passages = append(v.Passages, marked(f.Text, f.Marks))
	}
	for _, c := range hit.Copies {
		v.Copied = append(v.Copied, copyView{pageOf(c.ID, q.Text.Source), lang.Say(copyNames[c.Basis])})
	}
	return v
}

// nameOf is what people call a document: type and number, or what of it is known.
func nameOf(lang Lang, d *directive.Directive) string {
	if d.Type == "" && d.Number == "" {
		return lang.Say("Văn bản không rõ số")
	}
	return beginning(strings.TrimSpace(string(d.Type)+" "+d.Number), hintLetters)
}

// nameAndTitle is what a document is called, and what it is about where that is known.
func nameAndTitle(lang Lang, d *directive.Directive) string {
	if d.Title == "" {
		return nameOf(lang, d)
	}
	return nameOf(lang, d) + " – " + d.Title
}

// pageOf is the page of a document, where the words searched for are marked.
func pageOf(id, q string) string {
	if q == "" {
		return DocumentPath(id)
	}
	return DocumentPath(id) + "?q=" + url.QueryEscape(q)
}

// dated is the date to show for a document, and its basis where it is not the date
// of issue as the text gives it.
func dated(lang Lang, d *directive.Directive) (date, basis string) {
	if !d.Issued.IsZero() {
		switch d.Evidence["issued"].Basis {
		case directive.Inferred:
			basis = lang.Say("suy ra từ văn bản")
		case directive.Supplied:
			basis = lang.Say("theo nguồn cung cấp")
		}
		return lang.Date(d.Issued), basis
	}
	if !d.Incoming.Date.IsZero() {
		return "", lang.Say("đến ngày %s", lang.Date(d.Incoming.Date))
	}
	for _, kind := range []directive.DateKind{directive.DatePublished, directive.DateCaptured, directive.DateEvent} {
		for _, other := range d.Dates {
			if other.Kind == kind {
				return "", lang.Say(dateKinds[kind], lang.Date(other.Value))
			}
		}
	}
	return "", ""
}

// quality is how well the pages were read, in percent.
func quality(pages []directive.Page) int {
	sum, n := 0.0, 0
	for _, p := range pages {
		if p.Quality > 0 {
			sum, n = sum+p.Quality, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return int(100*sum/float64(n) + 0.5)
}

// marked is text in HTML with spans of it in <mark>, words side by side in one. Spans
// are in order; those that do not lie in the text are passed over.
func marked(text string, marks []directive.Span) template.HTML {
	var b strings.Builder
	at := 0
	for i, m := range marks {
		if m.Start < at || m.End > len(text) || m.Start >= m.End {
			continue
		}
		for _, next := range marks[i+1:] {
			if next.Start != m.End+1 || next.End <= next.Start || next.End > len(text) || text[m.End] != ' ' {
				break
			}
			m.End = next.End
		}
		fmt.Fprintf(&b, "%s<mark>%s</mark>", template.HTMLEscapeString(text[at:m.Start]), template.HTMLEscapeString(text[m.Start:m.End]))
		at = m.End
	}
	b.WriteString(template.HTMLEscapeString(text[at:]))
	return template.HTML(b.String())
}
