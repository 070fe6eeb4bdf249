package server

import (
	"net/http"
	"slices"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
)

// citations answers GET /v1/directives/{id}/citations: what a document cites.
func (s *Server) citations(w http.ResponseWriter, r *http.Request) error {
	offsets, err := readOffsets(r)
	if err != nil {
		return err
	}
	d, err := s.held(r)
	if err != nil {
		return err
	}
	return s.atDesk(w, r, func(desk *desk) (any, error) {
		list, err := desk.citations(r.Context(), &d, desk.graph.Citations(&d, desk.visible))
		if err != nil {
			return nil, err
		}
		answer := &api.CitationsResponse{Citations: list, Offsets: api.UTF8}
		if offsets == api.UTF16 {
			answer.ToUTF16(d.Text)
		}
		return answer, nil
	})
}

// ghosts answers GET /v1/ghosts: what is cited and not held.
func (s *Server) ghosts(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "limit", "cursor")
	if err != nil {
		return err
	}
	limit := settings.number("limit", 20, 0, 200)
	if err := settings.err(); err != nil {
		return err
	}
	return s.atDesk(w, r, func(desk *desk) (any, error) {
		list, next, err := desk.graph.Ghosts(int(limit), settings.values.Get("cursor"), desk.visible)
		return &api.GhostsResponse{Ghosts: ghostsOf(list), Next: next}, err
	})
}

func ghostsOf(list []citation.Ghost) []api.Ghost {
	out := make([]api.Ghost, len(list))
	for i, g := range list {
		out[i] = api.Ghost(g)
	}
	return out
}

// offeredGhosts is how many ghosts a search without results offers.
const offeredGhosts = 5

// missed are the documents that a search without results may have been for, and
// that are cited but not held.
func (s *Server) missed(r *http.Request, q index.Query, results *index.Results) ([]api.Ghost, error) {
	if s.options.Graph == nil || q.Cursor != "" || results.Total.Value+results.Total.Partial > 0 {
		return []api.Ghost{}, nil
	}
	desk, err := s.desk(r)
	if err != nil {
		return nil, err
	}
	in := results.Interpreted
	words := append(slices.Clone(in.Words), in.Phrases...)
	return ghostsOf(desk.graph.GhostsFor(append(slices.Clone(in.Numbers), wantedNumbers(q)...), words, offeredGhosts, desk.visible)), nil
}

// wantedNumbers are the document numbers that the filters of a search ask for.
func wantedNumbers(q index.Query) []string {
	var out []string
	add := func(f index.Filter) {
		for _, c := range f.Any {
			if f.Field == index.FieldNumber && !f.Not {
				out = append(out, c.Value)
			}
		}
	}
	for _, f := range q.Filters.Where {
		add(f)
	}
	q.Text.Positive(func(n index.Node) {
		if where, ok := n.(index.Where); ok {
			add(where.Filter)
		}
	})
	return out
}

// check answers POST /v1/citations/check: the citations of a draft.
func (s *Server) check(w http.ResponseWriter, r *http.Request) error {
	offsets, err := readOffsets(r)
	if err != nil {
		return err
	}
	body, err := s.readJSON(r, s.options.MaxDocument)
	if err != nil {
		return err
	}
	given, err := directive.DecodeGiven(body)
	if err != nil {
		return err
	}
	if !given.Has("text") {
		return badBody("there is nothing to check", api.ParamError{Param: "text", Reason: "is missing"})
	}
	d := ingest.Complete(given, s.options.Bodies).Directive()
	answer, err := Check(r.Context(), s.engine, s.options.Graph, s.scope(r), d)
	if err != nil {
		return err
	}
	if offsets == api.UTF16 {
		answer.ToUTF16(d.Text)
	}
	return writeJSON(w, http.StatusOK, answer)
}
