package extract

import "testing"

// TestRelationCues walks the example of every cue.
func TestRelationCues(t *testing.T) {
	for _, c := range relationCues {
		doc := &document{text: c.example, lexicon: newLexicon()}
		doc.body.End = len(doc.text)
		refs := references(doc)
		if len(refs) != 1 || refs[0].Relation != c.relation {
			t.Errorf("%q: got %+v, want one reference that %s", c.example, refs, c.relation)
		}
	}
}
