package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// web is what searches cost through the HTTP of a `tracuu serve` of its own, all
// classes mixed, by number of clients.
type web struct {
	Start     float64                // ms from starting the program to the first answer
	IDs       map[int]webFigures     // ids and totals, as in process
	Fragments map[int]webFigures     // whole hits, with fragments
	Usual     map[int]webFigures     // the same as a browser asks: families and advice too
	Classes   map[class][2]webFigure // at one client: ids, whole hits
	Resident  float64                // MB of the server at the end
	Own       float64
}

type webFigures struct {
	spread
	Throughput float64
	Refused    int              // answered 429 or 503
	Slowest    map[class]int    // of the slowest hundredth, how many were of a class
	Of         map[class]spread // by class
}

// webFigure is the median and 99th hundredth of a class.
type webFigure struct{ P50, P99 float64 }

// clients are how many ask the server at once.
var webClients = []int{1, manyClients, 64}

// The ways to ask, as parameters beside those of the query.
var (
	askIDs       = url.Values{"fields": {"id"}, "match": {"all"}, "expand": {"off"}}
	askFragments = url.Values{"match": {"all"}, "expand": {"off"}}
	askUsual     = url.Values{}
)

func (s settings) measureWeb(ctx context.Context, work, dir string, out *web) error {
	program, err := s.tracuuProgram(ctx, work)
	if err != nil {
		return err
	}
	s.dir = dir
	queries, err := s.readQueries()
	if err != nil {
		return err
	}
	start := time.Now()
	server, err := startServer(ctx, program, dir)
	if err != nil {
		return err
	}
	defer server.stop()
	if err := server.first(&queries[classWord][0]); err != nil {
		return err
	}
	out.Start, out.Classes = ms(time.Since(start)), map[class][2]webFigure{}
	if err := server.measure(s, queries, out); err != nil {
		return err
	}
	out.Resident, out.Own = pages(itoa(server.cmd.Process.Pid))
	return nil
}

// tracuuProgram is the program to measure: the one asked for, or one built now.
func (s settings) tracuuProgram(ctx context.Context, work string) (string, error) {
	if s.program != "" {
		return s.program, nil
	}
	program := filepath.Join(work, "tracuu-program")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/tracuu")
	build.Dir = s.root
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build tracuu: %w\n%s", err, out)
	}
	return program, nil
}

func (srv *server) measure(s settings, queries map[class][]query, out *web) (err error) {
	var mixed []query
	for i := range queriesPerClass {
		for _, c := range classes {
			if s.classes.has(string(c)) && c != classSuggest && c != classDeep {
				mixed = append(mixed, queries[c][i%len(queries[c])])
			}
		}
	}
	for _, way := range []struct {
		into   *map[int]webFigures
		values url.Values
	}{{&out.IDs, askIDs}, {&out.Fragments, askFragments}, {&out.Usual, askUsual}} {
		*way.into = map[int]webFigures{}
		for _, clients := range webClients {
			if (*way.into)[clients], err = srv.mixed(mixed, way.values, clients, 3*s.long); err != nil {
				return err
			}
		}
	}
	for _, c := range classes {
		if c == classSuggest || c == classDeep || !s.classes.has(string(c)) {
			continue
		}
		var both [2]webFigure
		for i, values := range []url.Values{askIDs, askFragments} {
			f, err := srv.mixed(queries[c], values, 1, s.long/2)
			if err != nil {
				return err
			}
			both[i] = webFigure{f.P50, f.P99}
		}
		out.Classes[c] = both
	}
	return nil
}

// answered is how long a query took.
type answered struct {
	took  time.Duration
	class class
}

// mixed asks queries by some clients for some time. Each way of asking goes on among
// the queries where it stopped, so that a server that remembers answers gains nothing
// while there are enough of them.
func (srv *server) mixed(queries []query, values url.Values, clients int, long time.Duration) (out webFigures, err error) {
	callers, err := srv.callers(clients)
	if err != nil {
		return out, err
	}
	defer closeAll(callers)
	requests, from := srv.requests(queries, values), srv.asked[values.Encode()]
	perClient := make([][]answered, clients)
	refused := make([]int, clients)
	out.Throughput, err = together(clients, long, func(client, n int) error {
		at := (from + n*clients + client) % len(requests)
		status, took, err := callers[client].ask(requests[at])
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", requests[at], err)
		case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
			refused[client]++
			return nil
		case status != http.StatusOK:
			return fmt.Errorf("%s: status %d", requests[at], status)
		}
		perClient[client] = append(perClient[client], answered{took, queries[at].Class})
		return nil
	})
	all := slices.Concat(perClient...)
	for _, n := range refused {
		out.Refused += n
	}
	srv.asked[values.Encode()] = from + len(all) + out.Refused
	out.tell(all)
	return out, err
}

// tell works out the figures of what was answered.
func (f *webFigures) tell(all []answered) {
	slices.SortFunc(all, func(a, b answered) int { return cmp.Compare(a.took, b.took) })
	times, of := make([]time.Duration, len(all)), map[class][]time.Duration{}
	f.Slowest, f.Of = map[class]int{}, map[class]spread{}
	for i, a := range all {
		times[i] = a.took
		of[a.class] = append(of[a.class], a.took)
		if i >= len(all)*99/100 {
			f.Slowest[a.class]++
		}
	}
	f.spread = spreadOf(times)
	for c, times := range of {
		f.Of[c] = spreadOf(times)
	}
}

// slowest are the classes of the slowest hundredth, the commonest first.
func (f *webFigures) slowest() string {
	classes := slices.Collect(maps.Keys(f.Slowest))
	slices.SortFunc(classes, func(a, b class) int { return cmp.Or(f.Slowest[b]-f.Slowest[a], cmp.Compare(a, b)) })
	var parts []string
	for _, c := range classes[:min(4, len(classes))] {
		parts = append(parts, fmt.Sprintf("%s %d", c, f.Slowest[c]))
	}
	return strings.Join(parts, ", ")
}

// urlValues are the parameters of a query.
func urlValues(q *query, more url.Values) url.Values {
	out := url.Values{"limit": {itoa(pageSize)}}
	for name, values := range more {
		out[name] = values
	}
	set := func(name, value string) {
		if value != "" {
			out.Set(name, value)
		}
	}
	text := q.Text
	if q.How == inRow {
		text = `"` + text + `"`
	}
	if q.How == some {
		out.Del("match")
	}
	set("q", text)
	set("number", q.Number)
	set("cites", q.Cites)
	if q.Issuer != "" {
		set("issuer", "id:"+q.Issuer)
		set("from", q.From.String())
		set("to", q.To.String())
	}
	if q.Facets {
		set("facets", strings.Join([]string{"issuer", "type", "province", "year"}, ","))
	}
	if q.Newest {
		set("sort", "newest")
	}
	return out
}
