package index

import (
	"encoding/json"
	"errors"
	"testing"

	"tracuu/index/directive"
)

// FuzzPatch holds that any patch is either refused with the field it is about, or
// can be undone to what was before.
func FuzzPatch(f *testing.F) {
	for _, seed := range []string{
		`{"title":"x","signer":{"name":"y"}}`, `{"signer":null}`, `{"citations":{"0a":{"target":"b","rejected":["c"]}}}`,
		`{"citations":{"0a":null}}`, `{"citations":{"":{"target":"b"}}}`, `[]`, `null`, `{"signer.name":"x"}`, `{"type":"cong van","keywords":[]}`,
		`{"incoming":{"date":"2021-05"}}`, `{"signer":{"name":"a","name":"b"}}`, `{"":1}`, `{"citations":null,"title":null}`,
	} {
		f.Add(seed, `{"title":"z","signer":{"title":"t"},"citations":{"0a":{"target":"d"}}}`)
	}
	f.Fuzz(func(t *testing.T, patch, earlier string) {
		before, _, err := Curation{}.Patch(json.RawMessage(earlier))
		if err != nil {
			before = Curation{}
		}
		after, changes, err := before.Patch(json.RawMessage(patch))
		if err != nil {
			var field *directive.FieldError
			if !errors.As(err, &field) {
				t.Fatalf("%q: %v", patch, err)
			}
			return
		}
		back, undone, err := after.Undo(Edit{Changes: changes})
		if err != nil {
			t.Fatalf("undo %q over %q: %v", patch, earlier, err)
		}
		want, _ := json.Marshal(before)
		if got, _ := json.Marshal(back); string(got) != string(want) || len(undone) != len(changes) {
			t.Errorf("undo %q: %s, want %s", patch, got, want)
		}
	})
}
