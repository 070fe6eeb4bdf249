package server

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server/api"
)

const asLines = "Content-Type: application/x-ndjson"

func linesOf(t *testing.T, body string) []api.WrittenLine {
	t.Helper()
	var out []api.WrittenLine
	dec := json.NewDecoder(strings.NewReader(body))
	for {
		var line api.WrittenLine
		if err := dec.Decode(&line); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatalf("%v in %.300s", err, body)
		}
		out = append(out, line)
	}
}

func TestStreamAnswersEveryLine(t *testing.T) {
	s := newSite(t, Options{})
	got := s.do("POST", "/v1/directives", asLines, strings.NewReader(
		`{"id":"a","text":"một"}`+"\n\n"+`{"text":`+"\n"+`{"id":"a","text":"hai"}`+"\r\n"+`{"colour":1}`+"\n"+
			`{"text":"ba","source":{"root":"/srv","name":"x"}}`))
	lines := linesOf(t, got.body)
	var outcomes []string
	for _, l := range lines {
		outcomes = append(outcomes, fmt.Sprint(l.Line, " ", l.Status))
		if l.Status == index.Refused && len(l.Problems) == 0 {
			t.Errorf("line %d is refused without a reason", l.Line)
		}
	}
	if want := "1 created, 3 refused, 4 replaced, 5 refused, 6 created"; got.status != 200 || strings.Join(outcomes, ", ") != want {
		t.Errorf("%d %s", got.status, got.body)
	}
	if strings.Contains(got.body, "null") || got.header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("%s as %s", got.body, got.header.Get("Content-Type"))
	}
	if s.ids("q=hai") != "a" {
		t.Error("not searchable")
	}
	held, err := s.engine.Sources(context.Background(), index.Everything(), "/srv")
	if err != nil || len(held) != 0 {
		t.Errorf("a posted document passes for one of a folder: %v %v", held, err)
	}
	if got := s.do("POST", "/v1/directives", asLines, strings.NewReader("")); got.status != 200 || got.body != "" {
		t.Errorf("an empty stream: %d %q", got.status, got.body)
	}
	wantProblem(t, s.do("POST", "/v1/directives?name=x", asLines, strings.NewReader("")), 400, api.CodeBadParameter, "name")
}

// A caller may wait for each answer before it sends the next line.
func TestStreamAnswersWhileItReads(t *testing.T) {
	s := newSite(t, Options{})
	reader, writer := io.Pipe()
	req, _ := http.NewRequest("POST", s.url+"/v1/directives", reader)
	req.Header.Set("Content-Type", "application/x-ndjson")
	replies := make(chan *http.Response, 1)
	go func() {
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Error(err)
			close(replies)
			return
		}
		replies <- resp
	}()
	var answers *bufio.Scanner
	for i := range 3 {
		fmt.Fprintf(writer, `{"id":"d%d","text":"a"}`+"\n", i)
		if answers == nil {
			resp, ok := <-replies
			if !ok {
				return
			}
			defer resp.Body.Close()
			answers = bufio.NewScanner(resp.Body)
		}
		if !answers.Scan() || !strings.Contains(answers.Text(), fmt.Sprintf(`"d%d"`, i)) {
			t.Fatalf("answer %d: %q %v", i, answers.Text(), answers.Err())
		}
	}
	writer.Close()
	if answers.Scan() {
		t.Errorf("more: %q", answers.Text())
	}
}

// A caller that reads nothing before it has sent all must not be waited for.
func TestStreamToACallerWhoDoesNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // its clock stands while anything runs
		s := New(indextest.NewMemory(indextest.Options{}), Options{Timeouts: Timeouts{Write: 2 * time.Second}})
		listener := pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
		stopped := make(chan error, 1)
		go func() { stopped <- s.Serve(listener) }()
		defer func() {
			if err := s.Shutdown(context.Background()); err != nil {
				t.Error(err)
			}
			if err := <-stopped; !errors.Is(err, http.ErrServerClosed) {
				t.Error(err)
			}
		}()
		conn, far := net.Pipe() // holds nothing: what is written waits until it is read
		defer conn.Close()
		listener.conns <- far
		fmt.Fprint(conn, "POST /v1/directives HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
		const rows = 5000
		line := strings.Repeat("x", 200) + "\n" // refused with a reason, which is longer
		for i := range rows {
			if i == rows/2 {
				time.Sleep(2500 * time.Millisecond) // longer than a piece may take otherwise
			}
			if _, err := fmt.Fprintf(conn, "%x\r\n%s\r\n", len(line), line); err != nil {
				t.Fatalf("row %d: %v", i, err)
			}
		}
		fmt.Fprint(conn, "0\r\n\r\n")
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if n := strings.Count(string(body), "\n"); err != nil || n != rows {
			t.Errorf("%d answers, %v", n, err)
		}
	})
}

// pipes is a listener that hands on connections made in the process.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error { close(p.closed); return nil }

func (p pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// raw sends bytes, leaves the request unfinished, and reads what comes back.
func (s *site) raw(bytes string) reply {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	fmt.Fprint(conn, bytes)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		s.t.Fatalf("no answer: %v", err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return reply{resp.StatusCode, resp.Header, string(body)}
}

func TestSlowBodies(t *testing.T) {
	s := newSite(t, Options{Timeouts: Timeouts{ReadIdle: 300 * time.Millisecond}})
	const head = "POST /v1/directives HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Type: "
	wantProblem(t, s.raw(head+"application/json\r\n\r\n{"), 408, api.CodeSlowBody, "")
	wantProblem(t, s.raw(head+"application/x-ndjson\r\n\r\n{"), 408, api.CodeSlowBody, "")

	// A stream that stops after some lines keeps their answers and ends with why.
	got := s.raw(head + "application/x-ndjson\r\n\r\n" + `{"id":"a","text":"b"}` + "\n")
	lines := linesOf(t, got.body)
	if len(lines) != 2 || lines[0].Status != index.Created || lines[1].Error == nil || lines[1].Error.Code != api.CodeSlowBody || lines[1].Error.RequestID == "" {
		t.Errorf("%d %s", got.status, got.body)
	}
	if s.ids("") != "a" {
		t.Error("the answered line is not stored")
	}
}

// Dripping keeps a stream alive, but not the body of a single document.
func TestDrippingBodies(t *testing.T) {
	s := newSite(t, Options{Timeouts: Timeouts{ReadIdle: 10 * time.Second, Body: 100 * time.Millisecond}})
	drip := func(contentType string) reply {
		reader, writer := io.Pipe()
		go func() {
			defer writer.Close()
			for _, piece := range []string{`{"id":"a",`, `"text":`, `"mo`, `t"`, `}`, ` `, ` `, ` `, ` `, "\n"} {
				time.Sleep(30 * time.Millisecond)
				if _, err := writer.Write([]byte(piece)); err != nil {
					return
				}
			}
		}()
		return s.do("POST", "/v1/directives", "Content-Type: "+contentType, reader)
	}
	if lines := linesOf(t, drip("application/x-ndjson").body); len(lines) != 1 || lines[0].Status != index.Created {
		t.Errorf("stream: %+v", lines)
	}
	wantProblem(t, drip("application/json"), 408, api.CodeSlowBody, "")
}

// The deadlines of one request must not fall on the next of its connection.
func TestConnectionOutlivesDeadlines(t *testing.T) {
	s := newSite(t, Options{Timeouts: Timeouts{ReadIdle: 200 * time.Millisecond, Write: 200 * time.Millisecond}})
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
	for range 2 {
		resp, err := client.Post(s.url+"/v1/directives", "application/json", strings.NewReader(`{"id":"a","text":"b"}`))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(250 * time.Millisecond)
	}
}

// A search longer than the time for a body is not cut by it.
func TestLongWorkAfterTheBody(t *testing.T) {
	engine := faulty{Engine: indextest.NewMemory(indextest.Options{}), put: func(ctx context.Context) ([]index.Written, error) {
		time.Sleep(300 * time.Millisecond)
		return []index.Written{{ID: "a", Status: index.Created}}, ctx.Err()
	}}
	s := newSiteOf(t, engine, Options{Timeouts: Timeouts{ReadIdle: 200 * time.Millisecond, Write: 200 * time.Millisecond}})
	if got := s.do("POST", "/v1/directives", asJSON, strings.NewReader(`{"id":"a","text":"b"}`)); got.status != 201 {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// Shutdown ends a stream after what was answered, and waits for it.
func TestShutdownEndsStreams(t *testing.T) {
	s := newSite(t, Options{})
	reader, writer := io.Pipe()
	req, _ := http.NewRequest("POST", s.url+"/v1/directives", reader)
	req.Header.Set("Content-Type", "application/x-ndjson")
	go fmt.Fprintln(writer, `{"id":"a","text":"b"}`)
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answers := bufio.NewReader(resp.Body)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "created") {
		t.Fatalf("%q %v", line, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := s.server.Shutdown(ctx); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(answers)
	if lines := linesOf(t, string(rest)); len(lines) != 1 || lines[0].Error == nil || lines[0].Error.Code != api.CodeUnavailable {
		t.Errorf("%s", rest)
	}
	writer.Close()
}
