package server

import (
	"context"
	"sync/atomic"
	"time"

	"tracuu/index"
)

// slots lets a number of searches run at once. Some more may wait a short while, first
// come, first served: with a processor each, searches end one after the other,
// where many at once would all end late. Beyond that an answer "try again" serves
// everybody better than a queue.
type slots struct {
	running chan struct{}
	waiting atomic.Int64
	queue   int64
	wait    time.Duration
}

func newSlots(running, queue int, wait time.Duration) *slots {
	return &slots{running: make(chan struct{}, running), queue: int64(queue), wait: wait}
}

// take waits for a slot and returns what gives it back, or errBusy.
func (s *slots) take(ctx context.Context) (func(), error) {
	release := func() { <-s.running }
	select {
	case s.running <- struct{}{}:
		return release, nil
	default:
	}
	defer s.waiting.Add(-1)
	if s.waiting.Add(1) > s.queue {
		return nil, errBusy
	}
	timer := time.NewTimer(s.wait)
	defer timer.Stop()
	select {
	case s.running <- struct{}{}:
		return release, nil
	case <-timer.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// find runs one search in a slot, within the time a search may take.
func (s *Server) find(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	release, err := s.slots.take(ctx)
	if err != nil {
		s.metrics.fail(err)
		return nil, err
	}
	defer release()
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok && x.admitted != nil {
		x.admitted()
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeouts.Search)
	defer cancel()
	began := time.Now()
	results, err := s.engine.Search(ctx, scope, q)
	s.metrics.search(q, time.Since(began), err)
	return results, err
}
