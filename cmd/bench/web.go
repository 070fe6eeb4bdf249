package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
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
	Refused    int // answered 429 or 503
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
	program := filepath.Join(work, "tracuu-program")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/tracuu")
	build.Dir = s.root
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build tracuu: %w\n%s", err, out)
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
	if _, _, err := server.ask(&queries[classWord][0], askFragments); err != nil {
		return err
	}
	out.Start, out.Classes = ms(time.Since(start)), map[class][2]webFigure{}
	if err := server.measure(s, queries, out); err != nil {
		return err
	}
	out.Resident, out.Own = pages(itoa(server.cmd.Process.Pid))
	return nil
}

func (srv *server) measure(s settings, queries map[class][]query, out *web) (err error) {
	var mixed []query
	for i := range 200 {
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

// mixed asks queries by some clients for some time.
func (srv *server) mixed(queries []query, values url.Values, clients int, long time.Duration) (webFigures, error) {
	var mu sync.Mutex
	var times []time.Duration
	var out webFigures
	srv.rounds++
	rate, err := together(clients, long, func(client, n int) error {
		status, took, err := srv.ask(&queries[(n*clients+client+srv.rounds*997)%len(queries)], values)
		mu.Lock()
		defer mu.Unlock()
		if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
			out.Refused++
			return nil
		}
		times = append(times, took)
		return err
	})
	out.spread, out.Throughput = spreadOf(times), rate
	return out, err
}

// server is a `tracuu serve` that was started for measuring.
type server struct {
	cmd     *exec.Cmd
	address string
	client  *http.Client
	rounds  int // measured so far; each starts elsewhere among the queries
}

func startServer(ctx context.Context, program, dir string) (*server, error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--data", dir, "--listen", "127.0.0.1:0", "--log", "json")
	log, err := os.Create(dir + ".log")
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}
	srv := &server{cmd: cmd, client: &http.Client{Transport: transport, Timeout: time.Minute}}
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		var held struct{ Address string }
		b, err := os.ReadFile(filepath.Join(dir, "server.json"))
		if err != nil || json.Unmarshal(b, &held) != nil || held.Address == "" {
			continue
		}
		srv.address = held.Address
		if r, err := srv.client.Get(srv.address + "/readyz"); err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return srv, nil
			}
		}
	}
	srv.stop()
	return nil, fmt.Errorf("tracuu serve did not become ready; see %s.log", dir)
}

func (srv *server) stop() {
	srv.cmd.Process.Signal(os.Interrupt)
	srv.cmd.Wait()
}

// ask puts a query and reads the whole answer.
func (srv *server) ask(q *query, values url.Values) (status int, took time.Duration, err error) {
	address := srv.address + "/v1/search?" + urlValues(q, values).Encode()
	start := time.Now()
	r, err := srv.client.Get(address)
	if err != nil {
		return 0, 0, err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return 0, 0, err
	}
	took = time.Since(start)
	switch r.StatusCode {
	case http.StatusOK, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return r.StatusCode, took, nil
	}
	return r.StatusCode, took, fmt.Errorf("GET %s: %s", address, r.Status)
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
