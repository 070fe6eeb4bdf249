package bleveindex

import (
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// shown is the state of the index that searches are answered from. It is put in
// place when all that searches need of its segments is in memory: by the writer
// before a write is answered, and beside the searches when segments were merged
// or written to disk. A search so never reads the columns of a segment first.
type shown struct {
	base *view

	mu   sync.Mutex
	idle []*view // that searches are done with, and what they have read
	next *shown  // what is shown instead, nil as long as this is
	lent uint64  // how often, and at the last rest
	then uint64
}

// What is kept for the next searches.
const (
	mostIdle  = 8   // views
	mostTerms = 256 // of a segment, in each view
)

// lend gives a view to a search, which closes it when done. The caller holds the
// snapshot.
func (s *shown) lend() *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lent++
	if last := len(s.idle) - 1; last >= 0 {
		v := s.idle[last]
		s.idle = s.idle[:last]
		return v
	}
	return s.fresh()
}

// fresh is another view of the state, which has read nothing; s.mu is held.
func (s *shown) fresh() *view {
	v := s.base.fork()
	v.shown = s
	return v
}

// giveBack takes a view that a search is done with. What it has read of segments that are
// shown still goes over to the state that is shown now.
func (s *shown) giveBack(v *view) {
	for _, segment := range v.segments {
		if len(segment.sets) > mostTerms {
			clear(segment.sets)
		}
		if len(segment.spelled) > mostTerms {
			clear(segment.spelled)
		}
	}
	s.mu.Lock()
	next := s.next
	if next == nil && len(s.idle) < mostIdle {
		s.idle = append(s.idle, v)
	}
	s.mu.Unlock()
	if next != nil {
		next.giveBack(next.takeOver(v))
	}
}

// replacedBy hands on what searches have read to what is shown from now on.
func (s *shown) replacedBy(next *shown) {
	s.mu.Lock()
	idle := s.idle
	s.idle, s.next = nil, next
	s.mu.Unlock()
	for _, v := range idle {
		next.giveBack(next.takeOver(v))
	}
}

// takeOver makes a view of this state of one of a state before: a segment of which
// nothing was deleted since stays with what was read of it. Its file is the same, which
// this state holds open too.
func (s *shown) takeOver(before *view) *view {
	s.mu.Lock()
	v := s.fresh()
	s.mu.Unlock()
	for i, segment := range v.segments {
		for _, old := range before.segments {
			if old.segment == segment.segment && deletions(old.deleted) == deletions(segment.deleted) {
				v.segments[i] = old
			}
		}
	}
	return v
}

// restEvery is how long nobody searches until what searches have read is forgotten: up
// to mostTerms sets of documents in each view and segment, some tens of megabytes for
// 100,000 documents, which take milliseconds to read again.
const restEvery = time.Minute

// rest forgets what searches have read, where there was none since it was called last.
func (l *liveIndex) rest() {
	l.mu.RLock()
	s := l.shown
	l.mu.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lent == s.then {
		s.idle = nil
	}
	s.then = s.lent
}

// show makes the index as it is now what searches are answered from, but for a state
// that a failed batch has spoiled: the one before goes on being shown.
func (l *liveIndex) show() error {
	l.showing.Lock()
	defer l.showing.Unlock()
	if l.spoiled {
		return nil
	}
	base, err := l.newest()
	if err != nil {
		return err
	}
	if err := guard(func() error { return l.columns.warm(base) }); err != nil {
		base.drop()
		return err
	}
	l.mu.Lock()
	before, now := l.shown, &shown{base: base}
	l.shown = now
	l.mu.Unlock()
	if before != nil {
		before.replacedBy(now)
		before.base.drop()
	}
	return nil
}

// view is the state that is shown.
func (l *liveIndex) view() *view {
	l.mu.RLock()
	now := l.shown
	now.base.snapshot.AddRef()
	l.mu.RUnlock()
	return now.lend()
}

// generation of the store up to which searches answer.
func (l *liveIndex) generation() uint64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.shown.base.generation
}

// What bleve does beside the writer (merging segments, writing them to disk) it
// tells by one function for the whole process, by name.
const eventsName = "tracuu"

var changing sync.Map // *scorch.Scorch to *liveIndex

func init() {
	scorch.RegistryEventCallbacks[eventsName] = func(event scorch.Event) bool {
		switch event.Kind {
		case scorch.EventKindPreMergeCheck: // on the goroutine that merges
			standAside()
		case scorch.EventKindMergeTaskIntroduction, scorch.EventKindPersisterProgress:
			if l, ok := changing.Load(event.Scorch); ok {
				l.(*liveIndex).wellBeside()
				l.(*liveIndex).changedBeside()
			}
		}
		return true
	}
}

// changedBeside lets keepUp know; it never waits.
func (l *liveIndex) changedBeside() {
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// keepUp shows what bleve changes beside the writer, until the index is closed. It
// alone does so beside the writer: bleve must not be written to once it is closed.
// Where that fails the state before goes on being shown: the next write, which
// shows its own, meets the same failure and tells it.
func (l *liveIndex) keepUp() {
	standAside()
	for {
		select {
		case <-l.closing:
			return
		case <-l.changed:
			if l.failure.now.Load() == nil { // else what is new may not be whole in memory
				_ = l.show()
			}
		case <-l.merged:
			_ = l.letGo()
		}
	}
}
