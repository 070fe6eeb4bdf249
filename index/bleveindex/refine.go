package bleveindex

import (
	"tracuu/index"
)

var _ index.Sampler = probe{}

// Sample reads matches of the search, spread evenly over it; see index.Sampler.
func (p probe) Sample() ([]index.Sampled, error) {
	total := 0
	for _, a := range p.answers {
		total += int(a.match.GetCardinality())
	}
	step := max(1, (total+index.RefineSample-1)/index.RefineSample)
	var out []index.Sampled
	at := 0
	for _, a := range p.answers {
		for it := a.match.Iterator(); it.HasNext(); at++ {
			doc := it.Next()
			if at%step != 0 {
				continue
			}
			if err := p.ctx.Err(); err != nil {
				return nil, err
			}
			err := a.segment.sequence(doc, func(sequence []byte) error {
				prose, err := readProse(sequence, index.RefineWords)
				out = append(out, index.Sampled{ID: a.segment.ids[doc], Prose: prose})
				return err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
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
