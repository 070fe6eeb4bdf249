package api

import (
	"tracuu/index"
	"tracuu/index/directive"
)

// Head is what identifies a document wherever others are listed beside it.
type Head struct {
	ID       string            `json:"id"`
	Key      string            `json:"key,omitempty"`
	Number   string            `json:"number,omitempty"`
	Type     directive.Kind    `json:"type,omitempty"`
	Issuer   string            `json:"issuer,omitempty"`
	IssuerID string            `json:"issuer_id,omitempty"`
	Province string            `json:"province,omitempty"`
	Issued   directive.Date    `json:"issued,omitzero"`
	Title    string            `json:"title,omitempty"`
	Urgency  directive.Urgency `json:"urgency,omitempty"`
	CitedBy  int               `json:"cited_by"`
}

// NewHead is the head of d, which citedBy documents cite.
func NewHead(d *directive.Directive, citedBy int) Head {
	return Head{
		ID: d.ID, Key: d.Key, Number: d.Number, Type: d.Type, Issuer: d.Issuer, IssuerID: d.IssuerID,
		Province: d.Province, Issued: d.Issued, Title: d.Title, Urgency: d.Urgency, CitedBy: citedBy,
	}
}

// Sentence is the sentence of a text that a citation stands in. Start is where it
// begins in the text; Marks, pairs of offsets into Text, are the citation.
type Sentence struct {
	Text  string   `json:"text"`
	Start int      `json:"start"`
	Marks [][2]int `json:"marks"`
}

// NewSentence renders the sentence of text that the span of a citation lies in.
func NewSentence(text string, citation directive.Span) *Sentence {
	f := index.Passage(text, citation, citation)
	out := &Sentence{Text: f.Text, Start: f.Start, Marks: [][2]int{}}
	for _, m := range f.Marks {
		out.Marks = append(out.Marks, [2]int{m.Start, m.End})
	}
	return out
}

// toUTF16 converts the marks; the start is of the whole text, which the caller
// converts.
func (s *Sentence) toUTF16() {
	var p positions
	for i := range s.Marks {
		p.add(&s.Marks[i][0], &s.Marks[i][1])
	}
	p.toUTF16(s.Text)
}

// Candidate is a document that a citation may mean. Reason says what speaks for it
// and against it, in stable English words.
type Candidate struct {
	Head
	Reason string `json:"reason"`
}

// Resolution is which document a number or citation means. Reason begins with
// stable English words; Note says it in Vietnamese, for people.
type Resolution struct {
	Target     *Head       `json:"target,omitempty"` // where it is resolved
	Candidates []Candidate `json:"candidates"`
	Reason     string      `json:"reason"`
	Note       string      `json:"note"`
}

// Citation is one citation of a document and which document it means.
type Citation struct {
	directive.Reference
	State string `json:"state"` // resolved, ambiguous, absent or conflict
	Resolution
	Count    int       `json:"count"` // references of the document that mean the same
	Sentence *Sentence `json:"sentence"`
}

// CitationsResponse lists what a document cites, outside navigation, in the order
// of the text.
type CitationsResponse struct {
	Citations []Citation `json:"citations"`
	Offsets   Offsets    `json:"offsets"`
}

// ToUTF16 converts every position of the answer; text is the document's.
func (r *CitationsResponse) ToUTF16(text string) {
	r.Offsets = UTF16
	for i := range r.Citations {
		r.Citations[i].toUTF16(text)
	}
}

func (c *Citation) toUTF16(text string) {
	var p positions
	p.span(&c.Span)
	p.add(&c.Sentence.Start)
	p.toUTF16(text)
	c.Sentence.toUTF16()
}

// Checked is a citation of a draft. Status repeats the state under the name that
// /v1/resolve gives it; Line is where it begins, from 1.
type Checked struct {
	Citation
	Status string `json:"status"`
	Line   int    `json:"line"`
}

// CheckResponse lists the citations of a text that is stored nowhere.
type CheckResponse struct {
	Citations []Checked `json:"citations"`
	Offsets   Offsets   `json:"offsets"`
}

// ToUTF16 converts every position of the answer.
func (r *CheckResponse) ToUTF16(text string) {
	r.Offsets = UTF16
	for i := range r.Citations {
		r.Citations[i].toUTF16(text)
	}
}

// Suspicious reports whether a person should look at a citation: it may mean
// several documents, or contradicts those held.
func (c *Checked) Suspicious() bool { return c.State == "ambiguous" || c.State == "conflict" }

// Citing is a document that cites another: the state of the surest of its
// citations, what that one does, where it stands, and how many there are.
type Citing struct {
	Head
	State    string             `json:"state"`
	Relation directive.Relation `json:"relation,omitempty"`
	Count    int                `json:"count"`
	Sentence *Sentence          `json:"sentence,omitempty"`
}

// CitedByResponse is a page of the documents that cite one.
type CitedByResponse struct {
	Total   int      `json:"total"`
	Citing  []Citing `json:"citing"`
	Offsets Offsets  `json:"offsets"`
	Next    string   `json:"next,omitempty"`
}

// Ghost is a document that is cited and not held.
type Ghost struct {
	Number string         `json:"number,omitempty"`
	Type   directive.Kind `json:"type,omitempty"`
	Date   directive.Date `json:"date,omitzero"`
	Issuer string         `json:"issuer,omitempty"`
	Title  string         `json:"title,omitempty"`
	Count  int            `json:"count"`  // of citing documents
	Citing []string       `json:"citing"` // their ids
}

// GhostsResponse is a page of ghosts, the most cited first.
type GhostsResponse struct {
	Ghosts []Ghost `json:"ghosts"`
	Next   string  `json:"next,omitempty"`
}

// Asked is a number whose document is sought; issuer and date, where known, help
// to tell documents of one number apart.
type Asked struct {
	Number string         `json:"number"`
	Issuer string         `json:"issuer,omitempty"`
	Date   directive.Date `json:"date,omitzero"`
}

// ResolveRequest asks for many numbers at once.
type ResolveRequest struct {
	Numbers []Asked `json:"numbers"`
}

// MaxResolve is how many numbers one ResolveRequest may ask for.
const MaxResolve = 1000

// Resolved is the answer for one number.
type Resolved struct {
	Status string `json:"status"` // resolved, ambiguous, absent or conflict
	Resolution
}

// ResolveResponse answers the numbers in the order asked.
type ResolveResponse struct {
	Resolved []ResolvedNumber `json:"resolved"`
}

// ResolvedNumber is the answer for one number of many.
type ResolvedNumber struct {
	Asked
	Resolved
}

// ToUTF16 converts the positions of the sentence; text is the citing document's.
func (c *Citing) ToUTF16(text string) {
	if c.Sentence == nil {
		return
	}
	p := positions{&c.Sentence.Start}
	p.toUTF16(text)
	c.Sentence.toUTF16()
}
