package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"tracuu/server/api"
)

// What passes can be tried again, a list whose page is gone can be begun anew, and all
// else leads nowhere but home.
func TestWaysOutOfProblems(t *testing.T) {
	for _, row := range []struct {
		problem      *api.Problem
		again, start string
	}{
		{api.NewProblem(503, api.CodeOverloaded, ""), "/search?cursor=x&q=a+b", ""},
		{api.NewProblem(429, api.CodeTooManyRequests, ""), "/search?cursor=x&q=a+b", ""},
		{api.NewProblem(503, api.CodeReadOnly, ""), "", ""},
		{api.BadParams(api.ParamError{Param: "cursor"}), "", "/search?q=a+b"},
		{api.BadParams(api.ParamError{Param: "theo"}), "", ""},
		{api.NewProblem(500, api.CodeInternal, ""), "", ""},
	} {
		visit := NewVisit(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/search?q=a+b&cursor=x&lang=vi", nil), Visitor{})
		page := newProblemPage(visit, *row.problem)
		if page.Again != row.again || page.Start != row.start || page.Heading == "" || page.Detail == "" {
			t.Errorf("%s: %+v", row.problem.Code, page)
		}
	}
}

func TestFaultsAreSaidInPlainWords(t *testing.T) {
	for said, want := range map[string]string{
		"the file is damaged: zip: not a valid zip file": "Tệp hỏng. (the file is damaged: zip: not a valid zip file)",
		"something new": "something new",
	} {
		if got := Vietnamese.Fault(said); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got := English.Fault(said); got != said {
			t.Errorf("in English: %q", got)
		}
	}
}
