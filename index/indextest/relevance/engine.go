package relevance

import (
	"context"
	"fmt"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
)

// batch is how many documents are put at once.
const batch = 256

// knownEmpty are the fields that a document of a set has nothing in. They are
// supplied as empty, so that no reading of the text takes part in the figures.
var knownEmpty = []string{
	"number", "type", "issuer", "issuer_id", "province", "place", "issued", "title", "urgency", "secrecy",
	"signer", "recipients", "distribution", "incoming", "dates", "keywords", "references", "noise",
}

// Put writes the documents of a set, with title and text and all else empty.
func Put(ctx context.Context, w index.Writer, s *Set) error {
	for page := range slices.Chunk(s.Documents, batch) {
		drafts := make([]index.Draft, len(page))
		for i, d := range page {
			drafts[i] = index.Draft{ID: d.ID, Read: directive.Directive{Text: d.Text}}
			drafts[i].Given.Directive.Title, drafts[i].Given.Directive.Type = d.Title, directive.Kind(d.Type)
			if err := drafts[i].Given.Set(knownEmpty...); err != nil {
				return fmt.Errorf("relevance: put %s: %w", d.ID, err)
			}
		}
		written, err := w.Put(ctx, index.Everything(), drafts...)
		if err != nil {
			return fmt.Errorf("relevance: put documents of %s: %w", s.Name, err)
		}
		for _, x := range written {
			if x.Err != nil {
				return fmt.Errorf("relevance: put %s of %s: %w", x.ID, s.Name, x.Err)
			}
		}
	}
	return nil
}

// through is an engine as a Ranker.
type through struct{ searcher index.Searcher }

// Through ranks with an engine. The texts are read as what a person types into
// its box.
func Through(s index.Searcher) Ranker { return through{s} }

func (t through) Rank(ctx context.Context, text string, n int) ([]string, error) {
	parsed, err := index.Parse(text)
	if err != nil {
		return nil, err
	}
	r, err := t.searcher.Search(ctx, index.Everything(), index.Query{Text: parsed, Limit: n})
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(r.Hits))
	for i, h := range r.Hits {
		ids[i] = h.Directive.ID
	}
	return ids, nil
}
