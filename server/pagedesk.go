package server

import (
	"net/http"

	"tracuu/server/keys"
	"tracuu/server/web"
)

// deskRoutes are the pages at which people work, beside those that search and read.
func (s *Server) deskRoutes() []route {
	var table []route
	if s.options.Graph != nil {
		table = append(table,
			route{http.MethodGet, web.GhostsPath, keys.Search, s.ghostsPage},
			route{http.MethodGet, web.GhostPath, keys.Read, s.ghostPage},
			route{http.MethodGet, web.CheckPath, keys.Search, s.checkPage},
			route{http.MethodPost, web.CheckPath, keys.Search, s.checkDraft},
		)
	}
	return table
}
