package main

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"
)

// loaded is how long answers take while documents are taken in at full rate.
type loaded struct {
	Idle   spread  // all classes mixed, one client, nothing else running, as long before as after
	Busy   spread  // the same while one writer adds batches
	Rate   float64 // documents a second that were added meanwhile
	Ratio  float64 // of the 99th hundredths
	Median float64 // of the medians
	Peak   memory
}

// loadMost is the most documents that are added while searching; they are made
// beforehand.
const loadMost = 20000

func (s settings) loadHere(string) (any, error) {
	queries, err := s.readQueries()
	if err != nil {
		return nil, err
	}
	g, err := s.generator()
	if err != nil {
		return nil, err
	}
	g.bare = true
	more := slices.Collect(g.batches(g.count, g.count+loadMost)) // making them takes nothing from the searches
	e := &tracuu{}
	if err := e.open(s.dir, false); err != nil {
		return nil, err
	}
	defer e.close()
	watching := watch()
	out := loaded{}
	ask, err := mixedAsker(s, e, queries)
	if err != nil {
		return nil, err
	}
	if _, err := ask(5 * s.long); err != nil { // warms up
		return nil, err
	}
	idle, err := ask(10 * s.long)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*s.long)
	defer cancel()
	var added atomic.Int64
	failed := make(chan error, 1)
	go func() { failed <- keepAdding(ctx, more, e, &added) }()
	start := time.Now()
	busy, err := ask(30 * s.long)
	if err != nil {
		return nil, err
	}
	out.Rate = float64(added.Load()) / time.Since(start).Seconds()
	if err := <-failed; err != nil {
		return nil, err
	}
	if err := settle(s.dir); err != nil {
		return nil, err
	}
	// The collection has grown: what searches take in it then counts as much as what
	// they took before.
	after, err := ask(10 * s.long)
	if err != nil {
		return nil, err
	}
	out.Idle, out.Busy = spreadOf(append(idle, after...)), spreadOf(busy)
	out.Ratio, out.Median = out.Busy.P99/out.Idle.P99, out.Busy.P50/out.Idle.P50
	out.Peak = watching.end()
	return out, nil
}

// keepAdding adds documents that are not held yet until ctx is done.
func keepAdding(ctx context.Context, more [][]*doc, e engine, added *atomic.Int64) error {
	for _, batch := range more {
		if ctx.Err() != nil {
			break
		}
		if err := e.add(batch); err != nil {
			return fmt.Errorf("add while searching: %w", err)
		}
		added.Add(int64(len(batch)))
	}
	return nil
}

// mixedAsker asks all classes in turn for some time.
func mixedAsker(s settings, e engine, queries map[class][]query) (func(time.Duration) ([]time.Duration, error), error) {
	var mixed []query
	for i := range 200 {
		for _, c := range classes {
			if s.classes.has(string(c)) && c != classDeep {
				mixed = append(mixed, queries[c][i%len(queries[c])])
			}
		}
	}
	client, err := e.session()
	if err != nil {
		return nil, err
	}
	at := 0 // goes on from one time to the next
	return func(long time.Duration) (times []time.Duration, err error) {
		for begun := time.Now(); time.Since(begun) < long; {
			start := time.Now()
			at++
			if _, err := client.search(&mixed[at%len(mixed)]); err != nil {
				return nil, err
			}
			times = append(times, time.Since(start))
		}
		return times, nil
	}, nil
}
