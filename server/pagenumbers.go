package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/keys"
	"tracuu/server/web"
)

// numbersInAddress is how long a list of numbers may be to stand in an address, in
// bytes: some programs cut longer ones.
const numbersInAddress = 1500

// takeNumbers answers POST /nap/so. A list that an address can hold gets one, so that
// it can be kept, sent on and come back to; a longer one is answered at once.
func (s *Server) takeNumbers(w http.ResponseWriter, r *http.Request) error {
	fields, _, err := s.readForm(r, 0)
	if err != nil {
		return err
	}
	typed := strings.ReplaceAll(strings.TrimSpace(fields.Get(web.NumbersField)), "\r\n", "\n")
	if query := (url.Values{web.NumbersField: {typed}}).Encode(); len(query) <= numbersInAddress {
		return redirect(w, web.NumbersPath+"?"+query)
	}
	return s.showNumbers(w, r, typed)
}

// numbersPage answers GET /nap/so: which documents the numbers of a list mean, a number
// a line.
func (s *Server) numbersPage(w http.ResponseWriter, r *http.Request) error {
	return s.showNumbers(w, r, r.URL.Query().Get(web.NumbersField))
}

func (s *Server) showNumbers(w http.ResponseWriter, r *http.Request, typed string) error {
	list := web.NumberList{Typed: typed}
	var asked []api.Asked
	for line := range strings.Lines(typed) {
		if line = strings.Trim(line, " \t\r\n,;"); line != "" {
			asked = append(asked, api.Asked{Number: line})
		}
	}
	if list.TooMany = len(asked) > api.MaxResolve; list.TooMany {
		asked = asked[:api.MaxResolve]
	}
	if len(asked) > 0 {
		desk, err := s.desk(r)
		if err != nil {
			return err
		}
		answers, err := desk.resolve(r, asked...)
		if err != nil {
			return err
		}
		for i, a := range answers {
			list.Resolved = append(list.Resolved, web.NumberRow{ResolvedNumber: api.ResolvedNumber{Asked: asked[i], Resolved: a}})
		}
		if exchangeOf(r).caller.may(keys.Curate) {
			if err := desk.waiting(r, list.Resolved); err != nil {
				return err
			}
		}
	}
	return s.pages.Numbers(w, s.visit(w, r), list)
}

const (
	waitingRows  = 50 // numbers of a list that are looked up so
	waitingShown = 5  // documents for each
)

// waiting adds to numbers that several documents bear, or none as they are cited, which
// documents cite them so.
func (k *desk) waiting(r *http.Request, rows []web.NumberRow) error {
	looked := 0
	for i := range rows {
		row := &rows[i]
		if len(row.Candidates) == 0 || looked == waitingRows {
			continue
		}
		looked++
		var ids []string
		for _, c := range row.Candidates {
			for _, citer := range k.graph.Citers(c.ID, k.visible, citation.Ambiguous, citation.Conflict) {
				ids = append(ids, citer.ID)
			}
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		shown := ids[:min(len(ids), waitingShown)]
		row.More = len(ids) - len(shown)
		err := k.each(r.Context(), shown, func(d *directive.Directive) {
			for _, c := range k.graph.Citations(d, k.visible) {
				if (c.State == citation.Ambiguous || c.State == citation.Conflict) && sameNumber(c.Number, row.Number) {
					row.Waiting = append(row.Waiting, web.Waiting{Head: k.head(d), Ref: c.Ref})
					return
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
