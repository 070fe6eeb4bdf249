package bleveindex

import (
	"tracuu/index"
	"tracuu/index/store"
)

// hits reads the documents of a page from the store. One that is no longer held
// is left out if last, else it is errVanished.
func (s *search) hits(page []found, last bool) ([]index.Hit, error) {
	ids := make([]string, len(page))
	for i, f := range page {
		ids[i] = f.key.ID
	}
	records, err := s.engine.store.Get(ids...)
	if err != nil {
		return nil, storeError("search", err)
	}
	hits, cutter := make([]index.Hit, 0, len(page)), index.NewCutter(s.plan.Text)
	for _, f := range page {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		record, held := records[f.key.ID]
		switch {
		case held:
			hits = append(hits, s.hit(f, record, cutter))
		case !last:
			return nil, errVanished
		}
	}
	return hits, nil
}

// bareHits are hits without documents; see index.Query.
func bareHits(page []found) []index.Hit {
	hits := make([]index.Hit, len(page))
	for i, f := range page {
		hits[i].Directive.ID, hits[i].Score, hits[i].Tier = f.key.ID, f.key.Score, f.tier
	}
	return hits
}

// has tells whether a document has a word, with any accents.
func (f found) has(w index.Word) bool {
	docs, err := f.answer.segment.folded(w.Folded)
	return err == nil && docs.Contains(f.doc)
}

func (s *search) hit(f found, record store.Record, cutter *index.Cutter) index.Hit {
	d := record.Directive()
	hit := index.Hit{
		Score: f.key.Score, Tier: f.tier, Why: index.Why(&d, f.tier, s.plan, f.has),
		Fragments: cutter.Fragments(&d, index.DefaultFragments),
		CitedBy:   s.citedBy(d.ID),
		Added:     record.Added, Updated: record.At,
	}
	for _, r := range d.References {
		if !r.Navigation {
			hit.Cites++
		}
	}
	d.Text = ""
	hit.Directive = d
	return hit
}
