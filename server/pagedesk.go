package server

import (
	"net/http"

	"tracuu/server/keys"
	"tracuu/server/web"
)

// deskRoutes are the pages at which people work, beside those that search and read.
func (s *Server) deskRoutes() []route {
	table := []route{
		{http.MethodGet, web.HelpPath, keys.Public, s.helpPage},
		{http.MethodGet, web.ReferencePath, keys.Public, s.referencePage},
		{http.MethodGet, web.DemoPath, keys.Public, s.demoPage},
		{http.MethodGet, web.ScriptPath, keys.Public, s.embedScript},
		{http.MethodGet, web.OverviewPath, keys.Search, s.overviewPage},
		{http.MethodGet, web.ListPath, keys.Read, s.listPage},
		{http.MethodGet, web.IntakePath, keys.Write, s.intakePage},
		{http.MethodPost, web.IntakePath, keys.Write, s.takeFiles},
		{http.MethodGet, web.QuarantinePath, keys.Admin, s.quarantinePage},
		{http.MethodPost, web.QuarantinePath, keys.Admin, s.releasePage},
		{http.MethodGet, "/nap/van-ban/{id}", keys.Curate, s.reviewPage},
		{http.MethodPost, "/nap/van-ban/{id}", keys.Curate, s.confirm},
	}
	if s.options.Graph != nil {
		table = append(table,
			route{http.MethodGet, web.GhostsPath, keys.Search, s.ghostsPage},
			route{http.MethodGet, web.GhostPath, keys.Read, s.ghostPage},
			route{http.MethodGet, web.CheckPath, keys.Search, s.checkPage},
			route{http.MethodPost, web.CheckPath, keys.Search, s.checkDraft},
			route{http.MethodGet, web.NumbersPath, keys.Search, s.numbersPage},
			route{http.MethodPost, web.NumbersPath, keys.Search, s.takeNumbers},
			route{http.MethodGet, "/lien-ket/{id}", keys.Read, s.linksPage},
			route{http.MethodPost, "/lien-ket/{id}", keys.Curate, s.decide},
		)
	}
	return table
}
