package client

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/server/api"
)

// Problem is what a server answers instead of a result.
type Problem = api.Problem

// ErrForcedScope means that a Scope was set, which only a server can enforce.
var ErrForcedScope = errors.New("client: a scope is set by the server")

// ErrBeginAnew means that a mirror has to forget what it copied and to follow the
// collection from the zero Place: it was brought back from a backup since.
var ErrBeginAnew = api.ErrBeginAnew

// Options are the settings of a Client. The zero value of each field means its
// default.
type Options struct {
	Token string       // sent as a bearer token, "" for none
	HTTP  *http.Client // nil: http.DefaultClient; its Timeout cuts streams too
	// Attempts is how often a request is made at most (default 4; 1: never again). It
	// is made again after 429, and where twice is as once (all that only reads, PUT,
	// and writes with an Idempotency-Key) after a lost connection, 502, 503 and 504.
	Attempts int
	// Backoff bounds the wait before the second attempt (default 200 ms), and doubles
	// with each; a wait is drawn at random below its bound, and no shorter than what
	// the server asks for.
	Backoff time.Duration
	// Patience is the longest wait; what would take longer is an error at once
	// (default 30 s).
	Patience time.Duration
}

// Client speaks to one server. Its methods are safe for concurrent use.
type Client struct {
	base     string // without a slash at the end
	token    string
	http     *http.Client
	attempts int
	backoff  time.Duration
	patience time.Duration
}

var (
	_ index.Searcher = (*Client)(nil)
	_ index.Reader   = (*Client)(nil)
)

// New makes a client of the server at base, such as "http://127.0.0.1:8080". It
// does not connect yet.
func New(base string, o Options) (*Client, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("client: address %q: %w", base, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("client: address %q: want http://HOST:PORT or https://HOST", base)
	}
	return &Client{
		base: strings.TrimRight(u.String(), "/"), token: o.Token, http: cmp.Or(o.HTTP, http.DefaultClient),
		attempts: cmp.Or(max(o.Attempts, 0), defaultAttempts),
		backoff:  cmp.Or(max(o.Backoff, 0), defaultBackoff),
		patience: cmp.Or(max(o.Patience, 0), defaultPatience),
	}, nil
}

// request is one request to be made.
type request struct {
	method, path string
	query        url.Values
	contentType  string
	curator      string // who corrects, "" for nobody in particular
	key          string // Idempotency-Key, "" for none
	repeat       repeat
	// body gives the body from its start, for each attempt; nil for none.
	body func() (io.Reader, error)
}

// do makes a request, and makes it again where that may help. An answer that is no
// success is a *Problem.
func (c *Client) do(ctx context.Context, in request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := c.once(ctx, &in)
		if err == nil {
			return resp, nil
		}
		err = fmt.Errorf("client: %s %s: %w", in.method, in.path, err)
		wait, again := c.pause(attempt, &in, err)
		if !again {
			return nil, err
		}
		if stopped := sleep(ctx, wait); stopped != nil {
			return nil, errors.Join(stopped, err)
		}
	}
}

// once makes a request once.
func (c *Client) once(ctx context.Context, in *request) (*http.Response, error) {
	target := c.base + in.path
	if len(in.query) > 0 {
		target += "?" + in.query.Encode()
	}
	var body io.Reader
	if in.body != nil {
		var err error
		if body, err = in.body(); err != nil {
			return nil, err
		}
	}
	req, err := http.NewRequestWithContext(ctx, in.method, target, body)
	if err != nil {
		return nil, err
	}
	for name, value := range map[string]string{"Content-Type": in.contentType, "X-Curator": in.curator, "Idempotency-Key": in.key} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.unanswered(err)
	}
	if resp.StatusCode >= 300 {
		defer resp.Body.Close()
		return nil, &refusal{problem: problemOf(resp), after: retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	}
	return resp, nil
}

// unanswered is why a request got no answer, with the server's address in place of
// the whole URL: a long query would hide the reason.
func (c *Client) unanswered(err error) error {
	if failed := (*url.Error)(nil); errors.As(err, &failed) {
		return fmt.Errorf("%s: %w", c.base, failed.Err)
	}
	return err
}

// call makes a request and reads the answer's JSON into out, unless it is nil.
func (c *Client) call(ctx context.Context, in request, out any) error {
	resp, err := c.do(ctx, in)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return fmt.Errorf("client: %s %s: read answer: %w", in.method, in.path, err)
	}
	return nil
}

// maxProblemBytes bounds what is read of an answer that should be a problem.
const maxProblemBytes = 1 << 20

// problemOf reads the problem of an answer; something between us and the server
// may have answered in its stead, so anything will do.
func problemOf(resp *http.Response) *Problem {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxProblemBytes))
	problem := api.NewProblem(resp.StatusCode, api.CodeInternal, "")
	if err != nil || json.Unmarshal(body, problem) != nil || problem.Status == 0 {
		problem = api.NewProblem(resp.StatusCode, api.CodeInternal, "the answer is no problem that tracuu would give")
	}
	return problem
}

// bytesOf is a body that is held whole.
func bytesOf(body []byte) func() (io.Reader, error) {
	return func() (io.Reader, error) { return bytes.NewReader(body), nil }
}

// asJSON is v as the body of a request.
func asJSON(v any) (func() (io.Reader, error), error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("client: write request: %w", err)
	}
	return bytesOf(body), nil
}

func unscoped(scope index.Scope) error {
	if len(scope.Forced) > 0 {
		return ErrForcedScope
	}
	return nil
}
