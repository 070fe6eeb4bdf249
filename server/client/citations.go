package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"tracuu/server/api"
)

// Citations lists what a document cites, with the documents meant.
func (c *Client) Citations(ctx context.Context, id string) ([]api.Citation, error) {
	var answer api.CitationsResponse
	err := c.call(ctx, request{method: http.MethodGet, path: documentPath(id) + "/citations"}, &answer)
	return answer.Citations, err
}

// CitedBy gives a page of the documents that cite one. Params are those of the
// route: state, issuer, type, from, to, sort, limit, cursor …; nil for the first
// page of resolved citations.
func (c *Client) CitedBy(ctx context.Context, id string, params url.Values) (*api.CitedByResponse, error) {
	var answer api.CitedByResponse
	err := c.call(ctx, request{method: http.MethodGet, path: documentPath(id) + "/cited-by", query: params}, &answer)
	if err != nil {
		return nil, err
	}
	return &answer, nil
}

// Cascade tells who carried a document out, level by level.
func (c *Client) Cascade(ctx context.Context, id string) (*api.CascadeResponse, error) {
	var answer api.CascadeResponse
	if err := c.call(ctx, request{method: http.MethodGet, path: documentPath(id) + "/cascade"}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// Ghosts gives a page of what is cited and not held: at most limit, up to 200,
// from where cursor says ("" for the start).
func (c *Client) Ghosts(ctx context.Context, limit int, cursor string) (*api.GhostsResponse, error) {
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	var answer api.GhostsResponse
	if err := c.call(ctx, request{method: http.MethodGet, path: "/v1/ghosts", query: query}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// Resolve tells which documents numbers mean, in the order asked; at most
// api.MaxResolve of them.
func (c *Client) Resolve(ctx context.Context, numbers ...api.Asked) ([]api.ResolvedNumber, error) {
	body, err := asJSON(api.ResolveRequest{Numbers: numbers})
	if err != nil {
		return nil, err
	}
	var answer api.ResolveResponse
	in := request{method: http.MethodPost, path: "/v1/resolve", contentType: "application/json", body: body, repeat: onFailure}
	if err := c.call(ctx, in, &answer); err != nil {
		return nil, err
	}
	if len(answer.Resolved) != len(numbers) {
		return nil, fmt.Errorf("client: resolve: %d answers for %d numbers", len(answer.Resolved), len(numbers))
	}
	return answer.Resolved, nil
}

// Check resolves the citations of a draft, which is stored nowhere. Draft is a
// Directive with any of its fields, in JSON, text among them.
func (c *Client) Check(ctx context.Context, draft json.RawMessage) (*api.CheckResponse, error) {
	var answer api.CheckResponse
	in := request{method: http.MethodPost, path: "/v1/citations/check", contentType: "application/json", body: bytesOf(draft), repeat: onFailure}
	if err := c.call(ctx, in, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}
