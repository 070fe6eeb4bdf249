package web

import (
	"net/http"
	"sync"
	"time"

	"tracuu/server/api"
)

// SearchPage is the answer to one look at a page of results. Its opening (head, search
// box, menu) needs nothing of what is found, so that it may leave while the search runs:
// the browser fetches styles and letters meanwhile, and a person sees what is searched
// for. From then on the status is 200, and what fails is told in the page.
type SearchPage struct {
	pages *Pages
	w     http.ResponseWriter
	visit Visit
	asked Asked
	timer *time.Timer
	once  sync.Once // the opening leaves, or will not
	open  bool      // it has left
	err   error     // of making it
}

// NewSearch prepares the answer to a search.
func (p *Pages) NewSearch(w http.ResponseWriter, v Visit, asked Asked) *SearchPage {
	return &SearchPage{pages: p, w: w, visit: v, asked: asked}
}

// OpenAfter sends the opening after a while, unless the rest is known by then. Nothing
// else may be written to the answer until Settle has returned.
func (s *SearchPage) OpenAfter(wait time.Duration) {
	s.timer = time.AfterFunc(wait, func() { s.once.Do(s.send) })
}

// Settle ends the waiting, and reports whether the opening has left. It may be called
// again.
func (s *SearchPage) Settle() bool {
	if s.timer != nil {
		s.timer.Stop()
	}
	s.once.Do(func() {})
	return s.open
}

// send sends the opening.
func (s *SearchPage) send() {
	body, err := s.pages.render("search", "opening", s.frame())
	if err != nil {
		s.err = err
		return
	}
	s.open = true
	standing(s.w, s.visit.Lang)
	s.w.Header().Set("Content-Type", htmlType)
	_, _ = s.w.Write(body)
	_ = http.NewResponseController(s.w).Flush() // what cannot be flushed leaves with the rest
}

// frame is what stands round the results; its search box keeps the filters.
func (s *SearchPage) frame() frame {
	f := frame{
		Visit: s.visit, Title: s.visit.Lang.Say("Tra cứu văn bản chỉ đạo, điều hành"), Box: s.asked.Typed, Home: s.asked.home(s.visit),
		Page: searchPage{Keep: hidden(s.asked.Query, "q")},
	}
	if s.asked.Typed != "" {
		f.Title = s.asked.Typed
	}
	return f
}

// Found answers with what was found.
func (s *SearchPage) Found(found Found) error {
	f := s.frame()
	f.Page = s.pages.results(s.visit, s.asked, found)
	return s.end("search", f)
}

// Problem ends a page whose opening has left with what went wrong.
func (s *SearchPage) Problem(problem api.Problem) error {
	f := s.frame()
	f.Page = newProblemPage(s.visit, problem)
	return s.end("problem", f)
}

// end writes the page, or what is missing of it.
func (s *SearchPage) end(name string, f frame) error {
	opened := s.Settle()
	if s.err != nil {
		return s.err
	}
	if !opened {
		return s.pages.write(s.w, http.StatusOK, name, f)
	}
	body, err := s.pages.render(name, "rest", f)
	if err == nil {
		_, _ = s.w.Write(body)
	}
	return err
}
