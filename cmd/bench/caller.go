package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// caller is one client on a connection of its own that stays open. It shares the
// processors with the server that is measured, so that it does next to nothing: requests
// are written out beforehand, an answer is read to its end and dropped unread.
type caller struct {
	conn net.Conn
	in   *bufio.Reader
}

// answerIn is the longest that a caller waits for an answer.
const answerIn = time.Minute

// callers connects some clients.
func (srv *server) callers(count int) (out []*caller, err error) {
	for range count {
		conn, err := net.Dial("tcp", strings.TrimPrefix(srv.address, "http://"))
		if err != nil {
			closeAll(out)
			return nil, err
		}
		out = append(out, &caller{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)})
	}
	return out, nil
}

func closeAll(callers []*caller) {
	for _, c := range callers {
		c.conn.Close()
	}
}

// requests writes queries out as they go over the wire.
func (srv *server) requests(queries []query, values url.Values) []string {
	out := make([]string, len(queries))
	for i := range queries {
		out[i] = fmt.Sprintf("GET /v1/search?%s HTTP/1.1\r\nHost: %s\r\n\r\n",
			urlValues(&queries[i], values).Encode(), strings.TrimPrefix(srv.address, "http://"))
	}
	return out
}

// ask sends a request and reads the whole answer.
func (c *caller) ask(request string) (status int, took time.Duration, err error) {
	start := time.Now()
	if err := c.conn.SetDeadline(start.Add(answerIn)); err != nil {
		return 0, 0, err
	}
	if _, err := io.WriteString(c.conn, request); err != nil {
		return 0, 0, err
	}
	r, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return 0, 0, err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return 0, 0, err
	}
	return r.StatusCode, time.Since(start), nil
}
