package server

import (
	"container/list"
	"sync"

	"tracuu/index"
)

// Bounds of the answers that are remembered: of one, and of all.
const (
	maxRemembered = 64 << 10
	answersBytes  = 8 << 20
)

// answers remembers what searches were answered with, by their validators: a search
// that was made before in the same scope, with nothing written since, is answered with
// the same bytes and takes no turn among the searches. The least recently asked for go
// first, and all when something was written.
type answers struct {
	mu         sync.Mutex
	generation uint64 // of all that is held
	bytes      int
	held       map[string]*list.Element // of remembered, by validator
	recent     *list.List               // the last asked for first
}

// remembered is one answer, never changed.
type remembered struct {
	tag   string
	body  []byte
	total index.Total
}

func newAnswers() *answers { return &answers{held: map[string]*list.Element{}, recent: list.New()} }

// find gives the answer of a validator.
func (a *answers) find(tag string) (remembered, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	e, known := a.held[tag]
	if !known {
		return remembered{}, false
	}
	a.recent.MoveToFront(e)
	return e.Value.(remembered), true
}

// keep remembers an answer of a generation of the collection.
func (a *answers) keep(generation uint64, r remembered) {
	if len(r.body) > maxRemembered {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if generation != a.generation {
		if generation < a.generation {
			return // was overtaken by a write
		}
		a.generation, a.bytes = generation, 0
		a.recent.Init()
		clear(a.held)
	}
	if _, known := a.held[r.tag]; known {
		return // asked twice at once
	}
	a.held[r.tag] = a.recent.PushFront(r)
	for a.bytes += len(r.body); a.bytes > answersBytes; {
		oldest := a.recent.Remove(a.recent.Back()).(remembered)
		delete(a.held, oldest.tag)
		a.bytes -= len(oldest.body)
	}
}
