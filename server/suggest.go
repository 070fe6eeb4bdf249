package server

import (
	"context"
	"net/http"
	"time"

	"tracuu/index"
	"tracuu/server/api"
)

// suggest answers GET /v1/suggest: what completes a text.
func (s *Server) suggest(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "q", "limit")
	if err != nil {
		return err
	}
	text := settings.values.Get("q")
	limit := settings.number("limit", index.DefaultSuggestions, 1, index.MaxSuggestions)
	if len(text) > index.MaxQueryBytes {
		settings.bad("q", "has more than %d bytes", index.MaxQueryBytes)
	}
	if err := settings.err(); err != nil {
		return err
	}
	if _, same, err := s.unchangedSince(w, r, s.scope(r), r.URL.RequestURI()); same || err != nil {
		return err
	}
	var found []index.Suggestion
	generation, took, err := s.help(r.Context(), func(ctx context.Context) error {
		found, err = s.engine.Suggest(ctx, s.scope(r), text, int(limit))
		return err
	})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, api.NewSuggestResponse(found, generation, took))
}

// related answers GET /v1/directives/{id}/related: documents like one.
func (s *Server) related(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "limit")
	if err != nil {
		return err
	}
	limit := settings.number("limit", index.DefaultRelated, 1, index.MaxRelated)
	if err := settings.err(); err != nil {
		return err
	}
	id, err := pathID(r)
	if err != nil {
		return err
	}
	if _, same, err := s.unchangedSince(w, r, s.scope(r), r.URL.RequestURI()); same || err != nil {
		return err
	}
	var found []index.Related
	generation, took, err := s.help(r.Context(), func(ctx context.Context) error {
		found, err = s.engine.Related(ctx, s.scope(r), id, int(limit))
		return err
	})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, api.NewRelatedResponse(found, s.presentation(r), generation, took))
}

// help asks the engine something beside searches, in a slot and within the time
// that a search may take. The generation is read first, so that it never claims
// a write that was not seen.
func (s *Server) help(ctx context.Context, ask func(context.Context) error) (generation uint64, took time.Duration, err error) {
	release, err := s.slots.take(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer release()
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeouts.Search)
	defer cancel()
	status, err := s.engine.Status(ctx)
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	err = ask(ctx)
	return status.Generation, time.Since(start), err
}
