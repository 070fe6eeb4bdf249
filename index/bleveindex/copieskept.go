package bleveindex

import (
	"bytes"
	"fmt"
	"io"
	"runtime/debug"

	"tracuu/index/copies"
	"tracuu/index/durable"
)

// The families of copies are put aside in a file of the data folder as what the follower
// holds is (see kept), so that the first page after a start does not wait until each
// document is compared with those like it. The file has the documents with copies alone.
// Where it is of the state that is searched nothing else is read before an answer; the
// others, which are looked through when a document is written, are read beside the
// searches, at the latest for the first write. An older file spares comparing what did not change.
//
// Until families are there, searches that hide copies wait for them. An answer without
// would count otherwise and stand under the same validator, and its next page would repeat
// or leave out hits.

// smallCopies is up to how many bytes of it the file is written whenever nothing was
// written for a while: else a few more documents are compared at the next start.
const smallCopies = 1 << 20

// copiesVersion is what the file must have been written by, and for which store.
func (e *Engine) copiesVersion() string {
	return copies.SavedVersion + " " + e.version() + " " + e.epoch()
}

// keptCopies are the families of a state before, of which some documents have changed.
type keptCopies struct {
	index      *copies.Index // nil for none
	generation uint64
	changed    map[string]bool
}

// readCopies takes up what was put aside, if it is of use to a state of the index.
func (e *Engine) readCopies(now uint64) (k keptCopies) {
	generation, saved, err := readKept(e.layout.copies(), e.copiesVersion())
	if err != nil || generation > now {
		return k
	}
	changes, err := e.store.Changes(generation, 0)
	if err != nil {
		return k
	}
	if held, err := e.store.Count(); err != nil || len(changes) > max(keptAfter, held/keptShare*2) {
		return k // comparing all at once takes less
	}
	index, err := copies.Load(saved)
	if err != nil {
		return k
	}
	k = keptCopies{index: index, generation: generation, changed: make(map[string]bool, len(changes))}
	for _, c := range changes {
		k.changed[c.ID] = true
	}
	e.copies.large = len(saved) > smallCopies
	return k
}

// load takes up the families of a view, from what was kept of them where it can; f.mu is
// held, so that later writes wait.
func (f *copyFamilies) load(v *view, kept keptCopies) error {
	f.segments = nil
	f.saved = kept.generation
	if kept.index != nil && len(kept.changed) == 0 {
		f.index, f.whole = kept.index, false
		return nil
	}
	index, held := kept.index, storedPrints{snapshot: v.snapshot}
	if index == nil {
		index = copies.NewIndex()
	} else {
		for id := range kept.changed {
			index.Delete(id)
		}
		if err := v.eachPrint(func(id string, print copies.Fingerprint) {
			if !kept.changed[id] {
				index.Restore(id, print)
			}
		}, never); err != nil {
			return err
		}
	}
	if err := v.eachPrint(func(id string, print copies.Fingerprint) {
		if kept.index == nil || kept.changed[id] {
			index.Put(id, print, &held)
		}
	}, never); err != nil {
		return err
	}
	if held.err != nil {
		return held.err
	}
	f.index, f.whole = index, true
	return nil
}

// eachPrint calls use with the fingerprint of each document of a view, unless it is to
// stop before.
func (v *view) eachPrint(use func(id string, print copies.Fingerprint), stop func() bool) error {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // mapped files are read here
	for _, segment := range v.segments {
		for n, doc := range segment.live.ToArray() {
			if n%copiesStep == 0 && stop() {
				return nil
			}
			stored, err := segment.segment.DocID(uint64(doc))
			if err != nil {
				return fmt.Errorf("bleveindex: read the fingerprint of %q: %w", segment.ids[doc], err)
			}
			if print, err := copies.Decode(splitStored(stored).fingerprint); err == nil {
				use(segment.ids[doc], print)
			}
		}
	}
	return nil
}

// copiesStep is after how many documents it is looked whether to stop.
const copiesStep = 4096

func never() bool { return false }

// complete gives the families the documents without copies, where they lack them, unless
// it is to stop before. Searches do not wait for it: it is done to families of its own, of
// an index that may be newer already, since what was written then is put in or deleted next.
func (f *copyFamilies) complete(live *liveIndex, stop func() bool) error {
	f.completing.Lock()
	defer f.completing.Unlock()
	before, whole, err := f.again()
	if err != nil || before == nil || stop() {
		return err
	}
	v, err := live.newest()
	if err != nil {
		return err
	}
	defer v.close()
	if err := guard(func() error { return v.eachPrint(whole.Restore, stop) }); err != nil || stop() {
		return err
	}
	whole.Sort()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index == before {
		if f.segments != nil && f.version == before.Version() { // the same documents, by the same numbers
			f.version = whole.Version()
		}
		f.index, f.whole = whole, true
	}
	return nil
}

// again is the index that lacks documents, nil for none, and another like it.
func (f *copyFamilies) again() (index, other *copies.Index, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index == nil || f.whole {
		return nil, nil, nil
	}
	var b bytes.Buffer
	if err := f.index.Save(&b); err != nil {
		return nil, nil, err
	}
	other, err = copies.Load(b.Bytes())
	return f.index, other, err
}

// completeCopies completes the families before a write needs it.
func (e *Engine) completeCopies() error {
	live, release, err := e.acquire()
	if err != nil {
		return err
	}
	defer release()
	return e.copies.complete(live, e.closing)
}

// closing reports whether Close was called.
func (e *Engine) closing() bool {
	select {
	case <-e.done:
		return true
	default:
		return false
	}
}

// saveCopies is the file of the families as they are at a generation; nil where none are
// held, or fewer than enough changes are new. Only the writer calls it.
func (e *Engine) saveCopies(generation, enough uint64) ([]byte, error) {
	f := &e.copies
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index == nil || generation < f.saved+enough {
		return nil, nil
	}
	b, err := sealKept(generation, e.copiesVersion(), func(w io.Writer) error { return f.index.Save(w) })
	if err == nil {
		f.saved, f.large = generation, len(b) > smallCopies
	}
	return b, err
}

// keepCopies puts the families aside if enough changes are new; the disk is written beside
// the writer. A file that cannot be written is left out: it only spares time.
func (e *Engine) keepCopies(generation, enough uint64) {
	if e.readOnly() || !e.keeping.CompareAndSwap(false, true) {
		return
	}
	b, err := e.saveCopies(generation, enough)
	if err != nil || b == nil {
		e.keeping.Store(false)
		return
	}
	e.writer.Go(func() { // Close waits for it
		defer e.keeping.Store(false)
		_ = durable.WriteFile(e.layout.copies(), b)
	})
}

// keepCopiesIdle is keepCopies when nothing was written for a while.
func (e *Engine) keepCopiesIdle(generation uint64) {
	e.copies.mu.Lock()
	large := e.copies.large
	e.copies.mu.Unlock()
	if large {
		e.keepCopies(generation, keptLeast)
	} else {
		e.keepCopies(generation, 1)
	}
}

// keepCopiesLast puts the families aside when the writer has stopped.
func (e *Engine) keepCopiesLast(generation uint64) error {
	b, err := e.saveCopies(generation, 1)
	if err == nil && b != nil {
		err = durable.WriteFile(e.layout.copies(), b)
	}
	if err != nil {
		return fmt.Errorf("bleveindex: put aside the families of copies: %w", err)
	}
	return nil
}
