package server

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// desk answers questions about citations for one caller: with the documents that
// its scope shows, and no trace of others.
type desk struct {
	engine  index.Engine
	graph   *citation.Graph
	edges   index.Graph // as the scope shows it
	scope   index.Scope
	visible citation.Visible
}

func newDesk(ctx context.Context, engine index.Engine, graph *citation.Graph, scope index.Scope) (*desk, error) {
	visible, err := engine.Visible(ctx, scope)
	if err != nil {
		return nil, err
	}
	return &desk{engine, graph, index.GraphWithin(graph, visible), scope, visible}, nil
}

func (s *Server) desk(r *http.Request) (*desk, error) {
	return newDesk(r.Context(), s.engine, s.options.Graph, s.scope(r))
}

// atDesk answers with what the desk finds, or 304 where nothing was written since
// the caller made this request: such answers follow from the whole collection.
func (s *Server) atDesk(w http.ResponseWriter, r *http.Request, find func(*desk) (any, error)) error {
	asked := r.URL.EscapedPath() + "?" + r.URL.RawQuery
	if _, done, err := s.unchangedSince(w, r, s.scope(r), asked); done || err != nil {
		return err
	}
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	answer, err := find(desk)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, answer)
}

// Check says of each citation in a text that is stored nowhere which document of
// the collection it means. What else d gives (issuer, date of issue, place) is
// held against what the citations leave open.
func Check(ctx context.Context, engine index.Engine, graph *citation.Graph, scope index.Scope, d directive.Directive) (*api.CheckResponse, error) {
	desk, err := newDesk(ctx, engine, graph, scope)
	if err != nil {
		return nil, err
	}
	d.ID = "" // decisions of curators are of documents held
	list, err := desk.citations(ctx, &d, graph.Check(d.References, &d, desk.visible))
	if err != nil {
		return nil, err
	}
	out := &api.CheckResponse{Citations: make([]api.Checked, len(list)), Offsets: api.UTF8}
	for i, c := range list {
		out.Citations[i] = api.Checked{Citation: c, Status: c.State, Line: 1 + strings.Count(d.Text[:c.Start], "\n")}
	}
	return out, nil
}

// citations renders the resolved citations of d.
func (k *desk) citations(ctx context.Context, d *directive.Directive, resolved []citation.Citation) ([]api.Citation, error) {
	var all []citation.Resolution
	for _, c := range resolved {
		all = append(all, c.Resolution)
	}
	heads, err := k.heads(ctx, all...)
	if err != nil {
		return nil, err
	}
	out := make([]api.Citation, len(resolved))
	for i, c := range resolved {
		out[i] = api.Citation{
			Reference: c.Reference, State: string(c.State), Count: c.Count,
			Resolution: render(&c.Reference, c.Resolution, heads), Sentence: api.NewSentence(d.Text, c.Span),
		}
	}
	return out, nil
}

// render fills in what is told of the documents of a resolution.
func render(cited *directive.Reference, r citation.Resolution, heads map[string]api.Head) api.Resolution {
	out := api.Resolution{Reason: r.Reason, Candidates: []api.Candidate{}}
	if head, ok := heads[r.Target]; ok {
		out.Target = &head
	}
	for _, c := range r.Candidates {
		if head, ok := heads[c.ID]; ok { // else deleted a moment ago
			out.Candidates = append(out.Candidates, api.Candidate{Head: head, Reason: c.Reason})
		}
	}
	out.Note = api.Note(cited, string(r.State), out)
	return out
}

// heads reads the documents that resolutions name.
func (k *desk) heads(ctx context.Context, all ...citation.Resolution) (map[string]api.Head, error) {
	ids := map[string]bool{}
	for _, r := range all {
		if r.Target != "" {
			ids[r.Target] = true
		}
		for _, c := range r.Candidates {
			ids[c.ID] = true
		}
	}
	heads := make(map[string]api.Head, len(ids))
	err := k.each(ctx, slices.Sorted(maps.Keys(ids)), func(d *directive.Directive) {
		heads[d.ID] = k.head(d)
	})
	return heads, err
}

func (k *desk) head(d *directive.Directive) api.Head { return api.NewHead(d, k.edges.CitedBy(d.ID)) }

// deskBatch is how many documents are read at once: many are long.
const deskBatch = 100

// each reads documents and hands them on, in the order of ids.
func (k *desk) each(ctx context.Context, ids []string, use func(*directive.Directive)) error {
	for some := range slices.Chunk(ids, deskBatch) {
		held, err := k.engine.Get(ctx, k.scope, some...)
		if err != nil {
			return err
		}
		for _, id := range some {
			if d, ok := held[id]; ok {
				use(&d)
			}
		}
	}
	return nil
}
