package bleveindex

import (
	"context"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
	"tracuu/index/copies"
	"tracuu/index/directive"
	"tracuu/index/store"
)

// fingerprint is what the index keeps of a document to tell its copies.
func fingerprint(d *directive.Directive, r *store.Record) []byte {
	f := copies.Read(d)
	if r.Given.Has("id") {
		f = f.Named()
	}
	return f.Append(make([]byte, 0, copies.Size))
}

// copyFamilies are the families of copies among the documents of the live index. They
// are taken up when they are first asked for (see load), and follow the writes from then
// on, after the index.
type copyFamilies struct {
	completing sync.Mutex // held while the others are read; taken before mu

	mu       sync.Mutex
	index    *copies.Index // nil until asked for
	whole    bool          // the index has all documents; else those with copies, and no write came since
	saved    uint64        // generation of the file
	large    bool          // the file is
	version  uint64
	segments map[*columns]*segmentFamilies // of version
}

// segmentFamilies are the documents of a segment that have copies.
type segmentFamilies struct {
	docs   *roaring.Bitmap
	member map[uint32]copies.Member // by document number
}

// follow takes changes up that the index has.
func (f *copyFamilies) follow(into *liveIndex, changes []store.Change, documents []*indexDocument) {
	if f == nil {
		return
	}
	unread := f.complete(into, never)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index == nil {
		return
	}
	index := f.index
	f.index = nil // should reading fail, whoever asks next reads all again, and meets the fault
	if unread != nil {
		return
	}
	held := storedPrints{live: into}
	defer held.close()
	written := make(map[string]bool, len(documents))
	for _, d := range documents {
		written[d.id] = true
		if print, err := copies.Decode(d.copies); err == nil {
			index.Put(d.id, print, &held)
		}
	}
	for _, c := range changes {
		if !written[c.ID] {
			index.Delete(c.ID)
		}
	}
	if held.err == nil {
		f.index = index
	}
}

// withCopies runs use on the families, alone.
func (e *Engine) withCopies(use func(*copyFamilies)) error {
	f := &e.copies
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index == nil {
		if err := e.loadCopies(); err != nil {
			return err
		}
	}
	use(f)
	return nil
}

// loadCopies reads the fingerprints of the newest state of the index: what is
// shown may lack a write that was taken up already.
func (e *Engine) loadCopies() error {
	live, release, err := e.acquire()
	if err != nil {
		return err
	}
	defer release()
	v, err := live.newest()
	if err != nil {
		return err
	}
	defer v.close()
	return guard(func() error { return e.copies.load(v, e.readCopies(v.generation)) })
}

// of gives the members of families in a segment.
func (f *copyFamilies) of(segment *segmentView) (*segmentFamilies, error) {
	if now := f.index.Version(); f.segments == nil || now != f.version {
		f.version, f.segments = now, map[*columns]*segmentFamilies{}
	}
	if s := f.segments[segment.columns]; s != nil {
		return s, nil
	}
	s, err := f.newSegment(segment)
	if err != nil {
		return nil, err
	}
	f.segments[segment.columns] = s
	return s, nil
}

func (f *copyFamilies) newSegment(segment *segmentView) (*segmentFamilies, error) {
	s := &segmentFamilies{docs: roaring.New(), member: map[uint32]copies.Member{}}
	for id, m := range f.index.Members() {
		docs, err := segment.segment.DocNumbers([]string{id})
		if err != nil {
			return nil, fmt.Errorf("bleveindex: look for copy %q: %w", id, err)
		}
		for it := docs.Iterator(); it.HasNext(); {
			doc := it.Next()
			s.docs.Add(doc)
			s.member[doc] = m
		}
	}
	return s, nil
}

// Copies gives the other members of a document's family; see index.CopyFinder.
func (e *Engine) Copies(ctx context.Context, scope index.Scope, id string) ([]index.Copy, error) {
	held, err := e.Get(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	if _, ok := held[id]; !ok {
		return nil, fmt.Errorf("copies of %q: %w", id, index.ErrNotFound)
	}
	visible, err := e.Visible(ctx, scope)
	if err != nil {
		return nil, err
	}
	out := []index.Copy{}
	err = e.withCopies(func(f *copyFamilies) { out = f.copies(id, visible) })
	return out, err
}

// copies are the other members of a document's family that may be seen.
func (f *copyFamilies) copies(id string, visible func(id string) bool) []index.Copy {
	out := []index.Copy{}
	for _, c := range f.index.Family(id) {
		if visible == nil || visible(c.ID) {
			out = append(out, index.Copy{ID: c.ID, Basis: string(c.Basis), Likeness: c.Likeness})
		}
	}
	return out
}
