package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"tracuu/index"
	"tracuu/server/api"
)

// Problem is what a server answers instead of a result.
type Problem = api.Problem

// ErrForcedScope means that a Scope was set, which only a server can enforce.
var ErrForcedScope = errors.New("client: a scope is set by the server")

// Options are the settings of a Client.
type Options struct {
	Token string       // sent as a bearer token, "" for none
	HTTP  *http.Client // nil: http.DefaultClient; its Timeout cuts streams too
}

// Client speaks to one server. Its methods are safe for concurrent use.
type Client struct {
	base  string // without a slash at the end
	token string
	http  *http.Client
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
	c := &Client{base: strings.TrimRight(u.String(), "/"), token: o.Token, http: o.HTTP}
	if c.http == nil {
		c.http = http.DefaultClient
	}
	return c, nil
}

// request is one request to be made.
type request struct {
	method, path string
	query        url.Values
	contentType  string
	curator      string // who corrects, "" for nobody in particular
	body         io.Reader
}

// do makes a request. An answer that is no success is a *Problem.
func (c *Client) do(ctx context.Context, in request) (*http.Response, error) {
	target := c.base + in.path
	if len(in.query) > 0 {
		target += "?" + in.query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, in.method, target, in.body)
	if err != nil {
		return nil, fmt.Errorf("client: %s %s: %w", in.method, in.path, err)
	}
	if in.contentType != "" {
		req.Header.Set("Content-Type", in.contentType)
	}
	if in.curator != "" {
		req.Header.Set("X-Curator", in.curator)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("client: %s %s: %w", in.method, in.path, err)
	}
	if resp.StatusCode >= 300 {
		defer resp.Body.Close()
		return nil, fmt.Errorf("client: %s %s: %w", in.method, in.path, problemOf(resp))
	}
	return resp, nil
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

// asJSON is v as the body of a request.
func asJSON(v any) (io.Reader, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("client: write request: %w", err)
	}
	return bytes.NewReader(body), nil
}

func unscoped(scope index.Scope) error {
	if len(scope.Forced) > 0 {
		return ErrForcedScope
	}
	return nil
}
