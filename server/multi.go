package server

import (
	"net/http"

	"tracuu/server/api"
)

// multiSearch answers POST /v1/multi-search: several searches at once, each with
// an answer or a problem of its own, in order. They take their turns among all
// searches, so that many in one request get no more than many requests.
func (s *Server) multiSearch(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	var request api.MultiSearchRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	if n := len(request.Searches); n == 0 || n > api.MaxSearches {
		return badBody("wrong number of searches", api.ParamError{Param: "searches", Reason: "takes 1 to 20 searches"})
	}
	answer := api.MultiSearchResponse{Results: make([]api.MultiSearchResult, len(request.Searches))}
	for i, params := range request.Searches {
		query, view, bad := api.DecodeQuery(params.Values())
		var err error
		if len(bad) > 0 {
			err = api.BadParams(bad...)
		} else {
			answer.Results[i].Search, err = s.found(r, query, view)
		}
		if r.Context().Err() != nil {
			return r.Context().Err()
		}
		if err != nil {
			problem := s.explain(r, err)
			answer.Results[i].Problem = &problem
		}
	}
	return writeJSON(w, http.StatusOK, answer)
}
