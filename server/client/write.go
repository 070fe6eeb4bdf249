package client

import (
	"bufio"
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

// Put stores drafts and returns what became of each, in order. The server reads
// the texts itself: of a draft only what was given travels, with the text and
// where it came from.
func (c *Client) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	if err := unscoped(scope); err != nil || len(drafts) == 0 {
		return nil, err
	}
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(writeDrafts(writer, drafts)) }()
	defer reader.Close()
	var out []index.Written
	err := c.Stream(ctx, reader, func(line api.Written) { out = append(out, writtenOf(line)) })
	if err == nil && len(out) != len(drafts) {
		err = fmt.Errorf("client: put: %d answers for %d documents", len(out), len(drafts))
	}
	return out, err
}

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

// Stream sends documents, one JSON object a line, and calls each with what
// became of each line, in order, while it still sends. An error after some
// lines does not undo them.
func (c *Client) Stream(ctx context.Context, lines io.Reader, each func(api.Written)) error {
	resp, err := c.do(ctx, request{method: http.MethodPost, path: "/v1/directives", contentType: "application/x-ndjson", body: lines})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answers := json.NewDecoder(bufio.NewReader(resp.Body))
	for {
		var line api.WrittenLine
		switch err := answers.Decode(&line); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("client: stream: read answer: %w", err)
		case line.Error != nil:
			return fmt.Errorf("client: stream: %w", line.Error)
		case line.Written != nil:
			each(*line.Written)
		}
	}
}

// PutFile stores the document of a file under id, or, where id is "", under
// ids of the server's making; a file that holds several gives an outcome for
// each. Its kind is known by content.
func (c *Client) PutFile(ctx context.Context, id, name string, file io.Reader) ([]api.Written, error) {
	in := request{method: http.MethodPost, path: "/v1/directives", contentType: "application/octet-stream", body: file}
	if id != "" {
		in.method, in.path = http.MethodPut, documentPath(id)
	}
	if name != "" {
		in.query = url.Values{"name": {name}}
	}
	return decodeLines[api.Written](ctx, c, in)
}

// Extract reads the documents of a file without storing them. One that could
// not be read has problems and no text.
func (c *Client) Extract(ctx context.Context, name string, file io.Reader) ([]directive.Directive, error) {
	in := request{method: http.MethodPost, path: "/v1/extract", contentType: "application/octet-stream", body: file}
	if name != "" {
		in.query = url.Values{"name": {name}}
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
