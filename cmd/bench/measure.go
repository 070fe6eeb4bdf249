package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// spread are the times of a class at one client, in milliseconds.
type spread struct {
	P50, P95, P99, Max float64
	Count              int
}

func spreadOf(times []time.Duration) spread {
	if len(times) == 0 {
		return spread{}
	}
	slices.Sort(times)
	at := func(share float64) float64 { return ms(times[min(len(times)-1, int(share*float64(len(times))))]) }
	return spread{P50: at(.5), P95: at(.95), P99: at(.99), Max: ms(times[len(times)-1]), Count: len(times)}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// figures are what a class costs in one engine.
type figures struct {
	spread
	Throughput float64 // queries a second at manyClients
	Totals     []int   // matches of each query
	Left       string  // why the class is left out, else ""
	Differs    string  // why totals are not those of tracuu, else ""
}

// manyClients is how many search at once where throughput is measured.
const manyClients = 8

// Bounds of the times at one client: each query is asked once, until there are
// none or the time is over, but then at least some.
const (
	leastAsked = 20
	longMost   = 5 // times settings.long
	warmUp     = 20
)

// measure asks queries of an engine, first one at a time, then by many clients.
func measure(e engine, queries []query, long time.Duration) (f figures, err error) {
	s, err := e.session()
	if err != nil {
		return f, err
	}
	defer s.close()
	if err := e.ready(queries); err != nil {
		return f, err
	}
	first, second := queries[:len(queries)/2], queries[len(queries)/2:]
	for i := range second[:min(warmUp, len(second))] {
		if _, err := s.search(&second[i]); err != nil {
			return f, fmt.Errorf("%s %q: %w", second[i].Class, second[i].Text, err)
		}
	}
	var times []time.Duration
	begun := time.Now()
	for i := range first {
		start := time.Now()
		a, err := s.search(&first[i])
		if err != nil {
			return f, fmt.Errorf("%s %q: %w", first[i].Class, first[i].Text, err)
		}
		times = append(times, time.Since(start))
		f.Totals = append(f.Totals, a.total)
		if i+1 >= leastAsked && time.Since(begun) > longMost*long {
			break
		}
	}
	f.spread = spreadOf(times)
	f.Throughput, err = throughput(e, second, long)
	return f, err
}

// throughput counts the queries that many clients get answered in a second.
func throughput(e engine, queries []query, long time.Duration) (float64, error) {
	sessions := make([]session, manyClients)
	for i := range sessions {
		s, err := e.session()
		if err != nil {
			return 0, err
		}
		defer s.close()
		sessions[i] = s
	}
	return together(manyClients, long, func(client, n int) error {
		_, err := sessions[client].search(&queries[(n*manyClients+client)%len(queries)])
		return err
	})
}

// together lets clients work side by side for some time and gives the calls a
// second.
func together(clients int, long time.Duration, call func(client, n int) error) (float64, error) {
	var done atomic.Int64
	var group sync.WaitGroup
	failures := make(chan error, clients)
	begun := time.Now()
	for client := range clients {
		group.Go(func() {
			for n := 0; time.Since(begun) < long; n++ {
				if err := call(client, n); err != nil {
					failures <- err
					return
				}
				done.Add(1)
			}
		})
	}
	group.Wait()
	took := time.Since(begun)
	select {
	case err := <-failures:
		return 0, err
	default:
		return float64(done.Load()) / took.Seconds(), nil
	}
}

// unequal counts the queries whose totals are not those of the other engine.
func unequal(a, b []int) int {
	n := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
