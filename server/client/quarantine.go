package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"tracuu/server/api"
)

// Quarantined lists what is held back for its mark of secrecy, after the id after
// and at most limit of it.
func (c *Client) Quarantined(ctx context.Context, after string, limit int) (*api.QuarantineResponse, error) {
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	if after != "" {
		query.Set("after", after)
	}
	var answer api.QuarantineResponse
	if err := c.call(ctx, request{method: http.MethodGet, path: "/v1/quarantine", query: query}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// Release opens a document in quarantine, in the name of by and for the reason why.
func (c *Client) Release(ctx context.Context, id, by, why string) (*api.CuratedResponse, error) {
	body, err := json.Marshal(api.ReleaseRequest{Why: why})
	if err != nil {
		return nil, err
	}
	return c.correction(ctx, request{
		method: http.MethodPost, path: "/v1/quarantine/" + url.PathEscape(id) + "/release",
		contentType: "application/json", body: bytesOf(body), curator: by,
	})
}
