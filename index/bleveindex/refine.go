package bleveindex

import (
	"tracuu/analyzers/viet"
	"tracuu/index"
)

var _ index.Sampler = probe{}

// Sample reads the first of the matches; see index.Sampler.
func (p probe) Sample() ([]index.Sampled, error) {
	first := *p.search
	first.after, first.plan.Query.Limit = nil, index.RefineSample
	if first.plan.Mode != index.ModeAll {
		first.plan.Order = index.ByRelevance
	}
	page, _, err := first.page()
	if err != nil {
		return nil, err
	}
	out := make([]index.Sampled, 0, len(page))
	for _, f := range page {
		if err := p.ctx.Err(); err != nil {
			return nil, err
		}
		sequence, err := f.answer.segment.sequence(f.doc)
		if err != nil {
			return nil, err
		}
		prose, err := readProse(sequence, index.RefineWords)
		if err != nil {
			return nil, err
		}
		out = append(out, index.Sampled{ID: f.key.ID, Prose: prose})
	}
	return out, nil
}

// CountRow counts matches with words in a row; see index.Sampler.
func (p probe) CountRow(words []string) (count int, exact bool, err error) {
	row := make([]phraseWord, len(words))
	for i, word := range words {
		row[i] = phraseWord{Word: index.Word{Exact: word, Folded: viet.Fold(word)}, exact: true}
	}
	exact = true
	for _, a := range p.answers {
		n, all, err := countClean(p.evaluator(a.segment), row, a.match)
		if err != nil {
			return 0, false, err
		}
		count, exact = count+n, exact && all
	}
	return count, exact, nil
}

// Texts gives the texts of documents outside noise; see index.Sampler.
func (p probe) Texts(ids []string) ([]string, error) {
	records, err := p.engine.store.Get(ids...)
	if err != nil {
		return nil, storeError("refine", err)
	}
	var out []string
	for _, id := range ids {
		if record, held := records[id]; held {
			d := record.Directive()
			out = append(out, index.ShownText(&d))
		}
	}
	return out, nil
}
