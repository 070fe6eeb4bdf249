package web

import (
	"net/http"
	"slices"
	"strings"

	"tracuu/index/directive"
	"tracuu/server/api"
)

// CheckPath is the page that checks a draft.
const CheckPath = "/kiem-tra"

// Draft is a text whose citations were checked. Answer is nil before.
type Draft struct {
	Name   string // of the file, "" for text that was pasted
	Text   string
	Answer *api.CheckResponse
	Fault  string // why a file could not be read, one of the wordings of DraftFaults
}

// The faults of a draft.
const (
	DraftEmpty      = "Chưa có nội dung để kiểm tra. Dán văn bản hoặc chọn một tệp."
	DraftUnreadable = "Không đọc được tệp này."
	DraftTooLarge   = "Tệp quá lớn."
)

// piece is a stretch of a draft: plain text, or a citation.
type piece struct {
	Text string
	Cite *verdict
	Long bool // a part of a line that is too long to be set as one
}

// verdict is a citation of a draft and what was found of it.
type verdict struct {
	api.Checked
	N    int    // in the order of the text, from 1
	Said string // the state in words
}

// stateCount is how many citations of a draft are in a state.
type stateCount struct {
	State, Said string
	Count       int
}

// Check answers with the page that checks a draft.
func (p *Pages) Check(w http.ResponseWriter, v Visit, draft Draft) error {
	page := struct {
		Draft
		Problem  string
		Pieces   []piece
		Verdicts []*verdict
		States   []stateCount
	}{Draft: draft}
	status := http.StatusOK
	if draft.Fault != "" {
		page.Problem, status = v.Lang.Say(draft.Fault), http.StatusUnprocessableEntity
	}
	if draft.Answer != nil {
		page.Verdicts = verdicts(v.Lang, draft.Answer.Citations)
		page.Pieces = draftPieces(draft.Text, page.Verdicts)
		page.States = countStates(v.Lang, page.Verdicts)
	}
	return p.write(w, status, "check", frame{Visit: v, Title: v.Lang.Say("Kiểm tra dự thảo"), Page: page})
}

func verdicts(lang Lang, list []api.Checked) []*verdict {
	out := make([]*verdict, len(list))
	for i, c := range list {
		out[i] = &verdict{Checked: c, Said: lang.Say(verdictNames[c.State])}
	}
	slices.SortStableFunc(out, func(a, b *verdict) int { return a.Start - b.Start })
	for i := range out {
		out[i].N = i + 1
	}
	return out
}

// draftPieces parts a text at its citations. One that overlaps the one before it has its
// verdict in the list alone.
func draftPieces(text string, list []*verdict) []piece {
	var out []piece
	at := 0
	for _, v := range list {
		if v.Start < at || v.End > len(text) || v.Start >= v.End {
			continue
		}
		if v.Start > at {
			out = append(out, plainPieces(text[at:v.Start])...)
		}
		out = append(out, piece{Text: text[v.Start:v.End], Cite: v})
		at = v.End
	}
	if at < len(text) {
		out = append(out, plainPieces(text[at:])...)
	}
	return out
}

// plainPieces are a text with its lines that are too long for browsers in parts.
func plainPieces(text string) []piece {
	var out []piece
	from, at := 0, 0
	plain := func(to int) {
		if to > from {
			out = append(out, piece{Text: text[from:to]})
		}
	}
	for line := range strings.Lines(text) {
		end := at + len(line)
		if len(line) > longest {
			plain(at)
			for _, part := range inParts(text, block{span: directive.Span{Start: at, End: end}}) {
				out = append(out, piece{Text: text[part.span.Start:part.span.End], Long: true})
			}
			from = end
		}
		at = end
	}
	plain(len(text))
	return out
}

// stateOrder lists what a person should look at first.
var stateOrder = []string{"conflict", "ambiguous", "absent", "resolved"}

func countStates(lang Lang, list []*verdict) []stateCount {
	counts := map[string]int{}
	for _, v := range list {
		counts[v.State]++
	}
	var out []stateCount
	for _, s := range stateOrder {
		if counts[s] > 0 {
			out = append(out, stateCount{s, lang.Say(verdictNames[s]), counts[s]})
		}
	}
	return out
}
