package client

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

func documentPath(id string) string { return "/v1/directives/" + url.PathEscape(id) }

// Get returns the documents that the server holds among ids.
func (c *Client) Get(ctx context.Context, scope index.Scope, ids ...string) (map[string]directive.Directive, error) {
	if err := unscoped(scope); err != nil {
		return nil, err
	}
	out := make(map[string]directive.Directive, len(ids))
	for some := range slices.Chunk(ids, api.MaxGet) {
		body, err := asJSON(api.GetRequest{IDs: some})
		if err != nil {
			return nil, err
		}
		var answer api.GetResponse
		in := request{method: http.MethodPost, path: "/v1/directives/get", contentType: "application/json", body: body, repeat: onFailure}
		if err := c.call(ctx, in, &answer); err != nil {
			return nil, err
		}
		for _, d := range answer.Directives {
			out[d.ID] = d
		}
	}
	return out, nil
}

// Text returns a document's text; index.ErrNotFound when there is none.
func (c *Client) Text(ctx context.Context, id string) (string, error) {
	resp, err := c.do(ctx, request{method: http.MethodGet, path: documentPath(id) + "/text"})
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", fmt.Errorf("client: text of %q: %w", id, err)
	}
	return string(text), nil
}

// File is the original of a document, for the caller to close.
type File struct {
	io.ReadCloser
	Name string // what its sender called it, without folders
	Type string // media type
}

// File gives the file that a document was read from, as it came. A *Problem of
// code api.CodeNoSuchFile says that it is not kept.
func (c *Client) File(ctx context.Context, id string) (*File, error) {
	resp, err := c.do(ctx, request{method: http.MethodGet, path: documentPath(id) + "/file"})
	if err != nil {
		return nil, err
	}
	_, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition"))
	if err != nil {
		resp.Body.Close()
		return nil, fmt.Errorf("client: file of %q: %w", id, err)
	}
	return &File{ReadCloser: resp.Body, Name: path.Base(params["filename"]), Type: resp.Header.Get("Content-Type")}, nil
}

// Changes lists what was written after generation since, oldest first, at most
// limit of them; the server gives no more than api.MaxChanges at once. Who keeps what
// it copied uses Following, which notices that the collection has another history.
func (c *Client) Changes(ctx context.Context, scope index.Scope, since uint64, limit int) ([]index.Change, error) {
	if err := unscoped(scope); err != nil || limit <= 0 {
		return nil, err
	}
	changes, _, err := c.Following(ctx, Place{Generation: since}, limit)
	return changes, err
}

// Place is up to where a mirror follows a collection: a generation, and the history
// that it counts in. The zero Place is the beginning.
type Place struct {
	Generation uint64 `json:"generation"`
	Epoch      string `json:"epoch"`
}

// Following lists what was written after a place, oldest first, at most limit changes
// (api.MaxChanges where that is less), and gives the place after them. The error is
// ErrBeginAnew where the place is not in the history of the collection.
func (c *Client) Following(ctx context.Context, from Place, limit int) (changes []index.Change, next Place, err error) {
	query := url.Values{
		"since": {strconv.FormatUint(from.Generation, 10)},
		"limit": {strconv.Itoa(max(1, min(limit, api.MaxChanges)))},
	}
	if from.Epoch != "" {
		query.Set("epoch", from.Epoch)
	}
	var answer api.ChangesResponse
	if err := c.call(ctx, request{method: http.MethodGet, path: "/v1/changes", query: query}, &answer); err != nil {
		return nil, from, err
	}
	return answer.Changes, Place{Generation: answer.Next, Epoch: answer.Epoch}, nil
}

// Ready says whether searches may be relied on, and of what. A server that is
// still loading is no error.
func (c *Client) Ready(ctx context.Context) (api.ReadyResponse, error) {
	var answer api.ReadyResponse
	err := c.call(ctx, request{method: http.MethodGet, path: "/readyz"}, &answer)
	return answer, err
}
