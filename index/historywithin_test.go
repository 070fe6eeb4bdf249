package index_test

import (
	"encoding/json"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

func TestHistoryNamesNothingHidden(t *testing.T) {
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	h := index.History{
		Curation: index.Curation{Decisions: []directive.Decision{{Ref: "a", Target: "hidden-1"}, {Ref: "b", Target: "open-1", Rejected: []string{"hidden-2", "open-2"}}}},
		Edits: []index.Edit{{N: 1, Changes: []index.Correction{
			{Field: "citations.a", From: raw(`null`), To: raw(`{"ref":"a","target":"hidden-1"}`)},
			{Field: "citations.b", From: raw(`{"ref":"b","rejected":["hidden-2"]}`), To: raw(`{"ref":"b","target":"open-1","rejected":["hidden-2","open-2"]}`)},
			{Field: "title", From: raw(`null`), To: raw(`"về việc"`)},
		}}},
	}
	whole, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal(h.Within(func(id string) bool { return strings.HasPrefix(id, "open") }))
	if err != nil {
		t.Fatal(err)
	}
	if s := string(shown); strings.Contains(s, "hidden") || !strings.Contains(s, "open-1") || !strings.Contains(s, "open-2") || !strings.Contains(s, "về việc") {
		t.Errorf("shown: %s", s)
	}
	if all, _ := json.Marshal(h.Within(nil)); string(all) != string(whole) {
		t.Errorf("to who sees all: %s", all)
	}
	if again, _ := json.Marshal(h); string(again) != string(whole) {
		t.Errorf("the history itself changed: %s", again)
	}
}
