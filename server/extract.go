package server

import (
	"net/http"

	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
)

// extract answers POST /v1/extract: what a document says of itself, stored
// nowhere. A file that holds several gives a line for each.
func (s *Server) extract(w http.ResponseWriter, r *http.Request) error {
	kind, err := mediaType(r)
	if err != nil {
		return err
	}
	items, err := s.readItems(r, kind, nil)
	if err != nil {
		return err
	}
	if len(items) == 1 {
		return writeJSON(w, http.StatusOK, items[0].Draft.Directive())
	}
	var lines []any
	for _, item := range items {
		lines = append(lines, extracted(item))
	}
	return writeLines(w, lines)
}

func extracted(item ingest.Item) any {
	if item.Err == nil {
		return item.Draft.Directive()
	}
	return api.Unreadable{
		Source:   item.Draft.Read.Source,
		Problems: append(item.Problems, directive.Problem{Code: string(api.CodeUnreadableFile), Detail: item.Err.Error()}),
	}
}
