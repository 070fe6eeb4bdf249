package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

func writeDrafts(w io.Writer, drafts []index.Draft) error {
	lines := json.NewEncoder(w)
	for _, draft := range drafts {
		fields, err := draftFields(draft)
		if err != nil {
			return fmt.Errorf("write draft: %w", err)
		}
		if err := lines.Encode(fields); err != nil {
			return fmt.Errorf("write draft: %w", err)
		}
	}
	return nil
}

// draftFields are the fields of a draft that travel.
func draftFields(draft index.Draft) (map[string]any, error) {
	given, err := json.Marshal(draft.Given)
	if err != nil {
		return nil, err
	}
	var present map[string]json.RawMessage
	if err := json.Unmarshal(given, &present); err != nil {
		return nil, err
	}
	fields := make(map[string]any, len(present)+3)
	if !draft.Given.Has("text") {
		fields["text"], fields["source"] = draft.Read.Text, draft.Read.Source
	}
	for name, value := range present {
		fields[name] = value
	}
	if draft.ID != "" {
		fields["id"] = draft.ID
	}
	return fields, nil
}

func writtenOf(line api.Written) index.Written {
	out := index.Written{ID: line.ID, Status: line.Status}
	if line.Status == index.Refused {
		reason := "refused"
		if n := len(line.Problems); n > 0 {
			reason = line.Problems[n-1].Detail
		}
		out.Err = errors.New(reason)
	}
	return out
}

// PutFile stores the document of a file under id, or, where id is "", under
// ids of the server's making; a file that holds several gives an outcome for
// each. Its kind is known by content. A file that is an io.Seeker is sent again when
// the connection is lost, and stored once.
func (c *Client) PutFile(ctx context.Context, id, name string, file io.Reader) ([]api.Written, error) {
	open, again := source(file)
	in := onlyOnce(request{method: http.MethodPost, path: "/v1/directives", contentType: "application/octet-stream", body: open}, again)
	if id != "" {
		in.method, in.path, in.key = http.MethodPut, documentPath(id), ""
	}
	if name != "" {
		in.query = url.Values{"name": {name}}
	}
	if !again {
		return decodeLines[api.Written](ctx, c.hasty(), in)
	}
	return decodeLines[api.Written](ctx, c, in)
}

// hasty is the client for what can be sent once only.
func (c *Client) hasty() *Client {
	once := *c
	once.attempts = 1
	return &once
}

// Extract reads the documents of a file without storing them. One that could
// not be read has problems and no text.
func (c *Client) Extract(ctx context.Context, name string, file io.Reader) ([]directive.Directive, error) {
	open, again := source(file)
	in := request{method: http.MethodPost, path: "/v1/extract", contentType: "application/octet-stream", body: open, repeat: onFailure}
	if name != "" {
		in.query = url.Values{"name": {name}}
	}
	if !again {
		return decodeLines[directive.Directive](ctx, c.hasty(), in)
	}
	return decodeLines[directive.Directive](ctx, c, in)
}

// decodeLines reads an answer of one JSON value or several.
func decodeLines[T any](ctx context.Context, c *Client, in request) ([]T, error) {
	resp, err := c.do(ctx, in)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out []T
	values := json.NewDecoder(resp.Body)
	for {
		var v T
		if err := values.Decode(&v); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return out, fmt.Errorf("client: %s %s: read answer: %w", in.method, in.path, err)
		}
		out = append(out, v)
	}
}

// Delete removes a document; index.ErrNotFound when it is not held.
func (c *Client) Delete(ctx context.Context, scope index.Scope, id string) error {
	if err := unscoped(scope); err != nil {
		return err
	}
	return c.call(ctx, request{method: http.MethodDelete, path: documentPath(id)}, nil)
}
