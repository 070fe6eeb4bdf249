package client

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"tracuu/server/api"
)

// Correct applies a JSON Merge Patch to a document, in the name of by ("" for the
// server's own). Members of a Directive are corrections, null takes one back;
// "citations" decides on citations by their Ref.
func (c *Client) Correct(ctx context.Context, id, by string, patch json.RawMessage) (*api.CuratedResponse, error) {
	return c.correction(ctx, request{
		method: http.MethodPatch, path: documentPath(id), contentType: "application/merge-patch+json", body: bytesOf(patch), curator: by,
	})
}

// Undo takes an edit of a document back, by its number; index.ErrNoEdit when there
// is none, index.ErrOverlaid where a later edit changed the same.
func (c *Client) Undo(ctx context.Context, id, by string, n int) (*api.CuratedResponse, error) {
	return c.correction(ctx, request{method: http.MethodPost, path: documentPath(id) + "/audit/" + strconv.Itoa(n) + "/undo", curator: by})
}

func (c *Client) correction(ctx context.Context, in request) (*api.CuratedResponse, error) {
	var answer api.CuratedResponse
	if err := c.call(ctx, in, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// Audit gives the corrections of a document and how they came about.
func (c *Client) Audit(ctx context.Context, id string) (*api.AuditResponse, error) {
	var answer api.AuditResponse
	if err := c.call(ctx, request{method: http.MethodGet, path: documentPath(id) + "/audit"}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}
