package bleveindex

import (
	"fmt"
	"runtime/debug"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"tracuu/index/copies"
)

// storedPrints gives back fingerprints as they stand in an index.
type storedPrints struct {
	live     *liveIndex            // whose newest state it opens when it is asked
	snapshot *scorch.IndexSnapshot // or a state that is open
	opened   bool
	err      error // the first that was met
}

// Fingerprint implements copies.Source.
func (p *storedPrints) Fingerprint(id string) (copies.Fingerprint, bool) {
	if p.err == nil && p.snapshot == nil {
		p.open()
	}
	if p.err != nil {
		return copies.Fingerprint{}, false
	}
	f, ok, err := p.find(id)
	if err != nil {
		p.err = fmt.Errorf("bleveindex: read the fingerprint of %q: %w", id, err)
	}
	return f, ok
}

func (p *storedPrints) open() {
	reader, err := p.live.scorch.Reader()
	if err != nil {
		p.err = fmt.Errorf("bleveindex: open a reader: %w", err)
		return
	}
	p.snapshot, p.opened = reader.(*scorch.IndexSnapshot)
	if !p.opened {
		p.err = fmt.Errorf("bleveindex: a reader of type %T", reader)
	}
}

func (p *storedPrints) close() {
	if p.opened {
		_ = p.snapshot.Close()
	}
}

func (p *storedPrints) find(id string) (f copies.Fingerprint, ok bool, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // the writer reads mapped files here
	for _, s := range p.snapshot.Segments() {
		docs, err := s.Segment().DocNumbers([]string{id})
		if err != nil {
			return f, false, err
		}
		if deleted := s.Deleted(); deleted != nil {
			docs = minus(docs, deleted)
		}
		if docs.IsEmpty() {
			continue
		}
		stored, err := s.Segment().DocID(uint64(docs.Minimum()))
		if err != nil {
			return f, false, err
		}
		f, err = copies.Decode(splitStored(stored).fingerprint)
		return f, err == nil, err
	}
	return f, false, nil
}
