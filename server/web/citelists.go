package web

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// citationLists are what a document cites and what cites it.
type citationLists struct {
	Cites     []citedView
	CitedBy   []citerView
	Out, In   []relationCount
	Total     int // citing documents, of which CitedBy may be the first
	All       string
	Timeline  *timeline
	CurateURL string
}

// citedView is a citation with its sentence.
type citedView struct {
	ID       string
	Text     string
	State    string
	Class    string
	Relation string
	Pinpoint string
	Note     string
	Count    int
	Head     *api.Head
	Heads    []api.Candidate
	Sentence template.HTML
	Others   string // the search for all that cite it, where it is not held
	Decide   string // where the visitor may say which document is meant, "" where that is clear
}

type citerView struct {
	api.Head
	Relation string
	Count    int
	Sentence template.HTML
}

type relationCount struct {
	Text  string
	Count int
}

// relationNames say what a citing document does, and what is done to the cited one.
var relationNames = map[directive.Relation]string{
	directive.Cites: "nhắc đến", directive.BasedOn: "căn cứ", directive.Implements: "thực hiện", directive.Replaces: "thay thế",
	directive.Repeals: "bãi bỏ", directive.Amends: "sửa đổi, bổ sung", directive.Corrects: "đính chính", directive.Suspends: "đình chỉ",
	directive.Annexes: "ban hành kèm theo", directive.RepliesTo: "trả lời", "": "nhắc đến",
}

func newCitationLists(lang Lang, d *Document) citationLists {
	var out citationLists
	for _, c := range merged(d.Citations) {
		v := citedView{
			ID: anchor(c.Ref), Text: c.Text, State: lang.Say(stateNames[c.State]), Class: c.State, Relation: lang.Say(relationNames[c.Relation]),
			Pinpoint: c.Pinpoint, Note: c.Note, Count: c.Count, Head: c.Target, Sentence: sentenceHTML(c.Sentence),
		}
		if d.mayCurate && doubtful(&c) {
			v.Decide = returning(LinksPath(d.Directive.ID), d.tab(TabCitations)) + "#r" + url.PathEscape(c.Ref)
		}
		if c.Target == nil {
			v.Heads = c.Candidates
			if c.Number != "" {
				v.Others = "/search?" + url.Values{"cites": {c.Number}}.Encode()
			}
		}
		out.Cites = append(out.Cites, v)
	}
	out.Out = relations(lang, len(out.Cites), func(i int) string { return out.Cites[i].Relation })
	if d.Citing != nil {
		for _, c := range d.Citing.Citing {
			out.CitedBy = append(out.CitedBy, citerView{c.Head, lang.Say(relationNames[c.Relation]), c.Count, sentenceHTML(c.Sentence)})
		}
		out.Total = d.Citing.Total
		out.In = relations(lang, len(out.CitedBy), func(i int) string { return out.CitedBy[i].Relation })
		if out.Total > len(out.CitedBy) {
			cond := index.Condition{Op: index.OpID, Value: d.Directive.ID}
			out.All = address(toggled(index.Query{Collapse: true}, index.FieldCites, false, cond))
		}
	}
	out.Timeline = newTimeline(lang, d)
	return out
}

// merged are the citations with those that mean the same as one, the first.
func merged(citations []api.Citation) []api.Citation {
	var out []api.Citation
	met := map[string]bool{}
	for _, c := range citations {
		name := cardID(&c)
		if c.Target == nil && c.Number != "" {
			name = c.Number + " " + c.Date.String()
		}
		if !met[name] {
			met[name] = true
			out = append(out, c)
		}
	}
	return out
}

// relations counts by relation, the commonest first.
func relations(_ Lang, n int, of func(int) string) []relationCount {
	counts := map[string]int{}
	for i := range n {
		counts[of(i)]++
	}
	var out []relationCount
	for text, count := range counts {
		out = append(out, relationCount{text, count})
	}
	slices.SortFunc(out, func(a, b relationCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	return out
}

func sentenceHTML(s *api.Sentence) template.HTML {
	if s == nil {
		return ""
	}
	var marks []directive.Span
	for _, m := range s.Marks {
		marks = append(marks, directive.Span{Start: m[0], End: m[1]})
	}
	return marked(s.Text, marks)
}
