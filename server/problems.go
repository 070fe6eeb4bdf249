package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	"tracuu/index/directive"
	"tracuu/server/api"
)

var errBusy = errors.New("too many searches at once")

// failures is the table of errors that callers can do something about, beside
// those that api.FromError knows. The first row that matches answers.
var failures = []struct {
	matches func(error) bool
	problem func(error) *api.Problem
}{
	{as[*http.MaxBytesError], func(err error) *api.Problem {
		var big *http.MaxBytesError
		errors.As(err, &big)
		return api.NewProblem(http.StatusRequestEntityTooLarge, api.CodeBodyTooLarge,
			fmt.Sprintf("a document, line or file may have %d bytes", big.Limit))
	}},
	{as[*directive.FieldError], func(err error) *api.Problem {
		var field *directive.FieldError
		errors.As(err, &field)
		if field.Field == "" { // the document as a whole
			return badBody(field.Reason)
		}
		return badBody("the document cannot be used", api.ParamError{Param: field.Field, Reason: field.Reason})
	}},
	{as[*json.SyntaxError], malformed},
	{as[*json.UnmarshalTypeError], malformed},
	{is(os.ErrDeadlineExceeded), func(error) *api.Problem {
		return api.NewProblem(http.StatusRequestTimeout, api.CodeSlowBody, "the body stopped coming")
	}},
	{is(errBusy), func(error) *api.Problem {
		return api.NewProblem(http.StatusServiceUnavailable, api.CodeOverloaded, errBusy.Error())
	}},
	{is(context.DeadlineExceeded), func(error) *api.Problem {
		return api.NewProblem(http.StatusServiceUnavailable, api.CodeTimeout, "the search took too long: use fewer or longer words")
	}},
	{is(context.Canceled), func(error) *api.Problem {
		return api.NewProblem(http.StatusServiceUnavailable, api.CodeUnavailable, "the request was given up")
	}},
}

func as[E error](err error) bool {
	var target E
	return errors.As(err, &target)
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func badBody(detail string, errs ...api.ParamError) *api.Problem {
	return api.NewProblem(http.StatusBadRequest, api.CodeBadBody, detail, errs...)
}

// problemOf is the problem that err stands for, nil for one that callers can do
// nothing about.
func problemOf(err error) *api.Problem {
	if p := api.FromError(err); p != nil {
		return p
	}
	for _, row := range failures {
		if row.matches(err) {
			return row.problem(err)
		}
	}
	return nil
}

// explain is the problem to answer err with. What no row knows is our fault: it
// is logged here, once, and the caller gets the id under which to find it.
func (s *Server) explain(r *http.Request, err error) api.Problem {
	x := exchangeOf(r)
	found := problemOf(err)
	if found == nil {
		s.options.Logger.Error().Err(err).Str("request_id", x.id).Str("route", x.route).Msg("internal error")
		found = api.NewProblem(http.StatusInternalServerError, api.CodeInternal, "internal error")
	}
	problem := *found
	problem.RequestID = x.id
	return problem
}

// fail answers with the problem of err.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	problem := s.explain(r, err)
	body, err := json.Marshal(problem)
	if err != nil {
		body = []byte(`{}`)
	}
	h := w.Header()
	for _, name := range []string{"ETag", "Last-Modified", "Content-Disposition"} {
		h.Del(name)
	}
	if problem.Status == http.StatusServiceUnavailable || problem.Code == api.CodeRequestUnderWay {
		h.Set("Retry-After", "1")
	}
	h.Set("Cache-Control", "no-store")
	if wantsProblemPage(r) && s.failPage(w, r, problem) {
		return
	}
	send(w, problem.Status, "application/problem+json", body)
}
