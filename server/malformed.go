package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tracuu/server/api"
)

// malformed says what is wrong with a body that is not the JSON it should be, in
// the caller's terms: where it stands in the body, never what it is called here.
func malformed(err error) *api.Problem {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	const wrong = "the body is not the JSON it should be"
	switch name, unknown := unknownField(err); {
	case unknown:
		return badBody(wrong, api.ParamError{Param: name, Reason: "unknown field"})
	case errors.As(err, &mismatch) && mismatch.Field != "":
		return badBody(wrong, api.ParamError{Param: mismatch.Field, Reason: misfit(mismatch)})
	case errors.As(err, &mismatch):
		return badBody(wrong + ": " + misfit(mismatch))
	case errors.As(err, &syntax):
		return badBody(fmt.Sprintf("%s: %s, at byte %d", wrong, syntax, syntax.Offset))
	case errors.Is(err, io.EOF):
		return badBody(wrong + ": it is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return badBody(wrong + ": it ends too soon")
	}
	return badBody(wrong)
}

// misfit says that a value is of another kind than is wanted there.
func misfit(err *json.UnmarshalTypeError) string { return "a JSON " + err.Value + " does not fit" }

// unknownField is the name of a field that nobody asked for. encoding/json has no
// type for this error, only its words.
func unknownField(err error) (name string, ok bool) {
	quoted, ok := strings.CutPrefix(err.Error(), "json: unknown field ")
	if !ok {
		return "", false
	}
	name, bad := strconv.Unquote(quoted)
	return name, bad == nil
}
