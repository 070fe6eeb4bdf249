package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"tracuu/index"
)

// ParamError is one parameter, field or header of a request that cannot be
// used. Offset is the byte of a query text where reading failed, where known.
type ParamError struct {
	Param  string `json:"param"`
	Reason string `json:"reason"`
	Offset *int   `json:"offset,omitempty"`
}

// Code is a stable name of a kind of failure, for programs to tell apart.
type Code string

// The codes.
const (
	CodeBadParameter     Code = "bad_parameter"           // errors names the parameters
	CodeBadBody          Code = "bad_body"                // errors names the fields, where known
	CodeUnauthorized     Code = "unauthorized"            // the token is missing or wrong
	CodeForbiddenOrigin  Code = "forbidden_origin"        // a write from a page of another site
	CodeForbidden        Code = "forbidden"               // a document outside what the caller may write
	CodeForbiddenHost    Code = "forbidden_host"          // asked by a name that is none of the server's
	CodeTooManyRequests  Code = "too_many_requests"       // Retry-After says when the next one may come
	CodeNoSuchRoute      Code = "no_such_route"           // nothing lives at this path
	CodeNoSuchDocument   Code = "no_such_document"        // no document has this id
	CodeNoSuchFile       Code = "no_such_file"            // the document's original is not kept, or not for this caller
	CodeNoSuchPage       Code = "no_such_page"            // the document's original has no such page, or none that can be drawn
	CodeNoSuchEdit       Code = "no_such_edit"            // the document's trail has no edit of this number
	CodeConflict         Code = "conflict"                // a later edit changed the same
	CodeRequestReused    Code = "idempotency_mismatch"    // the Idempotency-Key came with another body
	CodeRequestUnderWay  Code = "idempotency_in_progress" // the request of this Idempotency-Key is not done
	CodeChangesGone      Code = "changes_gone"            // begin anew at 0
	CodeMethodNotAllowed Code = "method_not_allowed"      // Allow lists the methods
	CodeSlowBody         Code = "slow_body"               // the body stopped coming
	CodeBodyTooLarge     Code = "body_too_large"          // over the limit of a document or line
	CodeUnsupportedMedia Code = "unsupported_media"       // a content type that is none of a document
	CodeUnreadableFile   Code = "unreadable_file"         // a file that no document could be read from
	CodeRefused          Code = "refused"                 // a document that may not be stored
	CodeInternal         Code = "internal"                // our fault; the log has it under request_id
	CodeMissingProgram   Code = "missing_program"         // the server's machine lacks a program that this needs
	CodeOverloaded       Code = "overloaded"              // too many searches at once; try again
	CodeTimeout          Code = "timeout"                 // the search took too long
	CodeUnavailable      Code = "unavailable"             // the collection is closed, locked or of another version
	CodeReadOnly         Code = "read_only"               // the disk or the index takes no writes; /readyz says why
)

// Problem is an error in an answer, after RFC 9457 (application/problem+json).
// It is an error: errors.Is finds the error of package index that it stands
// for, and errors.As an *index.QueryError where the query text was unreadable.
type Problem struct {
	Type      string       `json:"type"` // always about:blank: Code tells problems apart
	Title     string       `json:"title"`
	Status    int          `json:"status"`
	Detail    string       `json:"detail,omitempty"`
	Code      Code         `json:"code"`
	Errors    []ParamError `json:"errors"`
	RequestID string       `json:"request_id,omitempty"`
}

// NewProblem makes a problem with the usual title of its status.
func NewProblem(status int, code Code, detail string, errs ...ParamError) *Problem {
	return &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: detail, Code: code, Errors: listed(errs),
	}
}

// BadParams is the problem of parameters that cannot be used.
func BadParams(errs ...ParamError) *Problem {
	var reasons []string
	for _, e := range errs {
		reasons = append(reasons, e.Param+": "+e.Reason)
	}
	return NewProblem(http.StatusBadRequest, CodeBadParameter, strings.Join(reasons, "; "), errs...)
}

func (p *Problem) Error() string {
	s := fmt.Sprintf("%d %s (%s)", p.Status, p.Title, p.Code)
	if p.Detail != "" {
		s += ": " + p.Detail
	}
	return s
}

// ErrBeginAnew is what a mirror is told that follows another history than the
// collection has, which was brought back from a backup: what it copied is of no use.
var ErrBeginAnew = errors.New("the collection has another history: begin anew")

// Is reports whether the problem stands for ErrBeginAnew or a sentinel of package
// index.
func (p *Problem) Is(target error) bool {
	switch target {
	case ErrBeginAnew:
		return p.Code == CodeChangesGone
	case index.ErrNotFound:
		return p.Code == CodeNoSuchDocument
	case index.ErrCursor:
		return p.Code == CodeBadParameter &&
			slices.ContainsFunc(p.Errors, func(e ParamError) bool { return e.Param == "cursor" })
	case index.ErrScope:
		return p.Code == CodeForbidden
	case index.ErrNoEdit:
		return p.Code == CodeNoSuchEdit
	case index.ErrOverlaid:
		return p.Code == CodeConflict
	case index.ErrRequestReused:
		return p.Code == CodeRequestReused
	case index.ErrReadOnly:
		return p.Code == CodeReadOnly
	case index.ErrClosed, index.ErrLocked, index.ErrVersion:
		return p.Code == CodeUnavailable && p.Detail == target.Error()
	}
	return false
}

// As sets target, a **index.QueryError, for a query text without a reading.
func (p *Problem) As(target any) bool {
	unread, ok := target.(**index.QueryError)
	if !ok {
		return false
	}
	for _, e := range p.Errors {
		if e.Param == "q" {
			*unread = &index.QueryError{Reason: e.Reason}
			if e.Offset != nil {
				(*unread).Offset = *e.Offset
			}
			return true
		}
	}
	return false
}

// FromError is the problem that an error of an engine stands for, nil for one
// that a caller can do nothing about.
func FromError(err error) *Problem {
	var problem *Problem
	var unread *index.QueryError
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.As(err, &unread):
		return BadParams(ParamError{Param: "q", Reason: unread.Reason, Offset: &unread.Offset})
	case errors.Is(err, index.ErrCursor):
		return BadParams(ParamError{Param: "cursor", Reason: index.ErrCursor.Error()})
	case errors.Is(err, index.ErrNotFound):
		return NewProblem(http.StatusNotFound, CodeNoSuchDocument, index.ErrNotFound.Error())
	case errors.Is(err, index.ErrNoEdit):
		return NewProblem(http.StatusNotFound, CodeNoSuchEdit, index.ErrNoEdit.Error())
	case errors.Is(err, index.ErrOverlaid):
		return NewProblem(http.StatusConflict, CodeConflict, index.ErrOverlaid.Error())
	case errors.Is(err, index.ErrRequestReused):
		return NewProblem(http.StatusUnprocessableEntity, CodeRequestReused, index.ErrRequestReused.Error())
	case errors.Is(err, index.ErrReadOnly):
		return NewProblem(http.StatusServiceUnavailable, CodeReadOnly, index.ErrReadOnly.Error())
	case errors.Is(err, index.ErrScope):
		return NewProblem(http.StatusForbidden, CodeForbidden, index.ErrScope.Error())
	}
	for _, e := range []error{index.ErrClosed, index.ErrLocked, index.ErrVersion} {
		if errors.Is(err, e) {
			return NewProblem(http.StatusServiceUnavailable, CodeUnavailable, e.Error())
		}
	}
	return nil
}
