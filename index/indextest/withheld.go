package indextest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
)

// withheld runs a command on documents in quarantine; false for any other.
func (s *script) withheld(name, rest string) (string, bool) {
	ctx := context.Background()
	switch name {
	case "supply":
		return s.supply(rest), true
	case "quarantine":
		list, err := s.engine.Quarantined(ctx, s.scope, "", index.MaxLimit)
		if err != nil {
			return outcome(err), true
		}
		var out []string
		for _, w := range list {
			out = append(out, fmt.Sprintf("%s(%s)", w.ID, strings.TrimSpace(string(w.Secrecy)+" "+string(w.Basis))))
			if w.Since.IsZero() {
				s.errorf("%s is held since never", w.ID)
			}
		}
		return strings.Join(out, " "), true
	case "release":
		id, who, _ := strings.Cut(rest, " ")
		by, why, _ := strings.Cut(who, ":")
		_, err := s.engine.Release(ctx, s.scope, id, by, why)
		if errors.Is(err, index.ErrNoReason) {
			return "no reason", true
		}
		return outcome(err), true
	case "trail":
		history, err := s.engine.History(ctx, s.scope, rest)
		if err != nil {
			return outcome(err), true
		}
		var out []string
		for _, e := range history.Edits {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s: %s", e.Action, e.By, e.Why)))
		}
		return strings.Join(out, " | "), true
	}
	return "", false
}

// supply puts a document of which some was supplied and some read.
func (s *script) supply(rest string) string {
	s.t.Helper()
	supplied, read, _ := strings.Cut(rest, " over ")
	given, err := directive.DecodeGiven([]byte(supplied))
	if err != nil {
		s.t.Fatalf("%s%v", s.at, err)
	}
	draft := index.Draft{Given: given}
	if given.Has("id") {
		draft.ID = given.Directive.ID
	}
	if read != "" {
		if err := json.Unmarshal([]byte(read), &draft.Read); err != nil {
			s.t.Fatalf("%s%v", s.at, err)
		}
	}
	return s.write(draft)
}
