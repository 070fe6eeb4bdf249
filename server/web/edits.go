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
	Undone  bool // by a later one
	Action  string
	Why     string
	Changes []changeView
}

type changeView struct{ Field, From, To string }

// vietnam is the time of Vietnam, which has no summer time.
var vietnam = time.FixedZone("ICT", 7*60*60)

// actionNames say what was done beside or instead of corrections.
var actionNames = map[index.Action]string{
	index.Held: "giữ lại vì dấu mật", index.Opened: "không giữ lại: đã ghi là không mật", index.Released: "mở khỏi cách ly",
}

// What the address of a trail says of an edit that was to be taken back.
const (
	UndoDone    = "da-rut"
	UndoRefused = "khong-rut"
)

// HistoryPath is the trail of a document.
func HistoryPath(id string) string { return DocumentPath(id) + "?tab=" + string(TabHistory) }

// edits are the entries of a trail, the latest first.
func edits(lang Lang, h index.History) []editView {
	var out []editView
	undone := map[int]bool{}
	for _, e := range slices.Backward(h.Edits) {
		undone[e.Undoes] = undone[e.Undoes] || !undone[e.N]
	}
	for _, e := range h.Edits {
		v := editView{N: e.N, By: e.By, At: e.At.In(vietnam), Undoes: e.Undoes, Action: lang.Say(actionNames[e.Action]), Why: e.Why}
		v.Undone = e.N > 0 && undone[e.N]
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
