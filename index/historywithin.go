package index

import (
	"encoding/json"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// Within is the history as a caller reads it who sees only the documents that
// visible allows: decisions of others on citations name no document beside those.
// A nil visible allows all.
func (h History) Within(visible func(id string) bool) History {
	if visible == nil {
		return h
	}
	h.Curation.Decisions = slices.Clone(h.Curation.Decisions)
	for i, d := range h.Curation.Decisions {
		h.Curation.Decisions[i] = decisionWithin(d, visible)
	}
	h.Edits = slices.Clone(h.Edits)
	for i := range h.Edits {
		h.Edits[i] = h.Edits[i].Within(visible)
	}
	return h
}

// Within is the edit as a caller reads it who sees only the documents that visible
// allows, as History.Within tells.
func (e Edit) Within(visible func(id string) bool) Edit {
	if visible == nil {
		return e
	}
	e.Changes = slices.Clone(e.Changes)
	for i := range e.Changes {
		if c := &e.Changes[i]; strings.HasPrefix(c.Field, citationPath+".") {
			c.From, c.To = rulingWithin(c.From, visible), rulingWithin(c.To, visible)
		}
	}
	return e
}

// rulingWithin is a decision in JSON; what is none stays.
func rulingWithin(raw json.RawMessage, visible func(id string) bool) json.RawMessage {
	var d directive.Decision
	if json.Unmarshal(raw, &d) != nil || d.Target == "" && len(d.Rejected) == 0 {
		return raw
	}
	out, err := json.Marshal(decisionWithin(d, visible))
	if err != nil {
		return nil
	}
	return out
}

func decisionWithin(d directive.Decision, visible func(id string) bool) directive.Decision {
	if d.Target != "" && !visible(d.Target) {
		d.Target = ""
	}
	d.Rejected = slices.DeleteFunc(slices.Clone(d.Rejected), func(id string) bool { return !visible(id) })
	return d
}
