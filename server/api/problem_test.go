package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"tracuu/index"
)

// A problem that went through JSON must still be the error it stands for.
func TestProblemStandsForItsError(t *testing.T) {
	sentinels := []error{index.ErrNotFound, index.ErrCursor, index.ErrScope, index.ErrClosed, index.ErrLocked, index.ErrVersion}
	for _, want := range sentinels {
		var problem *Problem
		body, err := json.Marshal(FromError(fmt.Errorf("search: %w", want)))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(body, &problem); err != nil {
			t.Fatal(err)
		}
		for _, target := range sentinels {
			if errors.Is(problem, target) != (target == want) {
				t.Errorf("problem of %q: errors.Is(%q) is %v", want, target, target != want)
			}
		}
	}
}

func TestProblemOfAQuery(t *testing.T) {
	problem := FromError(&index.QueryError{Offset: 7, Reason: "no such day"})
	if len(problem.Errors) != 1 || problem.Errors[0].Param != "q" {
		t.Fatalf("errors %v", problem.Errors)
	}
	var unread *index.QueryError
	if !errors.As(problem, &unread) || unread.Offset != 7 || unread.Reason != "no such day" {
		t.Errorf("read back as %v", unread)
	}
	if errors.As(BadParams(ParamError{Param: "limit"}), &unread) {
		t.Error("a bad limit is no query error")
	}
}

func TestUnknownErrorsHaveNoProblem(t *testing.T) {
	if p := FromError(errors.New("disk on fire")); p != nil {
		t.Errorf("%v", p)
	}
}
