package web

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"tracuu/index"
)

// editView is an entry of a document's trail, as people read it.
type editView struct {
	N       int
	By      string
	At      time.Time
	Undoes  int
	Action  string
	Why     string
	Changes []changeView
}

type changeView struct{ Field, From, To string }

// edits are the entries of a trail, the latest first.
func edits(lang Lang, h index.History) []editView {
	var out []editView
	for _, e := range h.Edits {
		v := editView{N: e.N, By: e.By, At: e.At, Undoes: e.Undoes, Action: string(e.Action), Why: e.Why}
		for _, c := range e.Changes {
			name := c.Field
			top, _, _ := strings.Cut(c.Field, ".")
			for _, f := range documentFields {
				if f.name == top {
					name = lang.Say(f.title)
				}
			}
			if top == "citations" {
				name = lang.Say("Viện dẫn") + " " + c.Text
			}
			v.Changes = append(v.Changes, changeView{name, plainJSON(c.From), plainJSON(c.To)})
		}
		out = append(out, v)
	}
	slices.Reverse(out)
	return out
}

// plainJSON is a value without the marks of JSON where it is a plain one.
func plainJSON(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if string(raw) == "null" {
		return ""
	}
	return string(raw)
}
