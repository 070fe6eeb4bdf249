package server

import (
	"net/http"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/web"
)

const (
	ghostsShown   = 50    // on a page
	ghostsSifted  = 20000 // at most for one page, where a filter leaves most out
	ghostsOfBatch = 1000
)

// ghostsPage answers GET /con-thieu.
func (s *Server) ghostsPage(w http.ResponseWriter, r *http.Request) error {
	filter := web.ReadGhostFilter(r.URL.Query())
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	list, next, err := desk.siftGhosts(filter)
	if err != nil {
		return err
	}
	return s.pages.Ghosts(w, s.visit(w, r), filter, list, next)
}

// siftGhosts is a page of the missing documents that a filter leaves. It may be short
// where few are left, and says where to go on.
func (k *desk) siftGhosts(f web.GhostFilter) (found []api.Ghost, next string, err error) {
	if !f.Narrows() {
		list, next, err := k.graph.Ghosts(ghostsShown, f.Cursor, k.visible)
		return ghostsOf(list), next, err
	}
	at, step := f.Cursor, ghostsOfBatch
	for seen := 0; seen < ghostsSifted; seen += step {
		list, after, err := k.graph.Ghosts(step, at, k.visible)
		if err != nil {
			return nil, "", err
		}
		kept := slices.DeleteFunc(ghostsOf(list), func(g api.Ghost) bool { return !f.Matches(g) })
		if room := ghostsShown - len(found); len(kept) > room {
			if step == 1 || room == 0 {
				return found, at, nil
			}
			step = 1 // again from there, to stop at the very one
			continue
		}
		found = append(found, kept...)
		if after == "" {
			return found, "", nil
		}
		at = after
	}
	return found, at, nil
}

// ghostPage answers GET /con-thieu/van-ban: one missing document and who cites it.
func (s *Server) ghostPage(w http.ResponseWriter, r *http.Request) error {
	asked, ok := web.ReadGhost(r.URL.Query())
	if !ok {
		return index.ErrNotFound
	}
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	ghost, ok := desk.ghost(asked)
	if !ok {
		return index.ErrNotFound
	}
	var citing []api.Citing
	err = desk.each(r.Context(), ghost.Citing, func(d *directive.Directive) {
		row := api.Citing{Head: desk.head(d)}
		for _, c := range desk.graph.Citations(d, desk.visible) {
			if !meansGhost(&c, &ghost) {
				continue
			}
			if row.Count++; row.Count == 1 {
				row.State, row.Relation, row.Sentence = string(c.State), c.Relation, api.NewSentence(d.Text, c.Span)
			}
		}
		citing = append(citing, row)
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(citing, func(a, b api.Citing) int { return b.Issued.Compare(a.Issued) })
	return s.pages.Ghost(w, s.visit(w, r), ghost, citing)
}

// maxNamesakes is how many missing documents of one number are told apart.
const maxNamesakes = 200

// ghost is the missing document that an address names.
func (k *desk) ghost(asked api.Ghost) (api.Ghost, bool) {
	var numbers []string
	if asked.Number != "" {
		numbers = []string{asked.Number}
	}
	words := strings.Fields(string(asked.Type) + " " + asked.Title)
	for _, g := range ghostsOf(k.graph.GhostsFor(numbers, words, maxNamesakes, k.visible)) {
		if g.Number == asked.Number && g.Type == asked.Type && g.Date == asked.Date && g.Issuer == asked.Issuer && g.Title == asked.Title {
			return g, true
		}
	}
	return api.Ghost{}, false
}

// meansGhost reports whether a citation is one of those that a missing document was
// found by.
func meansGhost(c *citation.Citation, g *api.Ghost) bool {
	if c.State == citation.Resolved {
		return false
	}
	if g.Number != "" {
		return sameNumber(c.Number, g.Number)
	}
	return c.Number == "" && (strings.EqualFold(c.Title, g.Title) || c.Type == g.Type && c.Date == g.Date)
}

// sameNumber reports whether two numbers have one key, years aside.
func sameNumber(a, b string) bool {
	x, errX := directive.ParseSymbol(a)
	y, errY := directive.ParseSymbol(b)
	if errX != nil || errY != nil {
		return strings.EqualFold(a, b)
	}
	return x.Key().WithoutYear() == y.Key().WithoutYear()
}
