package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strconv"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// Export is all that a search finds, whole, as it comes from the server.
type Export struct {
	api.ExportHead
	body  io.Closer
	lines *json.Decoder
}

// Export asks for all that q finds, newest first unless q.Sort says otherwise; at
// most q.Limit documents where that is above 0. The caller closes it.
func (c *Client) Export(ctx context.Context, q index.Query) (*Export, error) {
	values, err := exportValues(q)
	if err != nil {
		return nil, err
	}
	resp, err := c.do(ctx, request{method: http.MethodGet, path: "/export.jsonl", query: values})
	if err != nil {
		return nil, err
	}
	var first struct {
		Export api.ExportHead `json:"export"`
	}
	lines := json.NewDecoder(bufio.NewReader(resp.Body))
	if err := lines.Decode(&first); err != nil {
		resp.Body.Close()
		return nil, fmt.Errorf("client: export: read its head: %w", err)
	}
	return &Export{ExportHead: first.Export, body: resp.Body, lines: lines}, nil
}

// Close ends the export.
func (e *Export) Close() error { return e.body.Close() }

// Documents gives the documents, once. It ends after an error: an export that was
// broken off is io.ErrUnexpectedEOF.
func (e *Export) Documents() iter.Seq2[directive.Directive, error] {
	return func(yield func(directive.Directive, error) bool) {
		for {
			var d directive.Directive
			err := e.lines.Decode(&d)
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(directive.Directive{}, fmt.Errorf("client: export: %w", err))
				return
			case !yield(d, nil):
				return
			}
		}
	}
}

// ExportCSV is the same as a table that spreadsheets open, for the caller to close.
// Lang is that of the headings, "vi" or "en".
func (c *Client) ExportCSV(ctx context.Context, q index.Query, lang string) (io.ReadCloser, error) {
	values, err := exportValues(q)
	if err != nil {
		return nil, err
	}
	values.Set("lang", lang)
	resp, err := c.do(ctx, request{method: http.MethodGet, path: "/export.csv", query: values})
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func exportValues(q index.Query) (url.Values, error) {
	limit := q.Limit
	q = index.Query{Text: q.Text, Filters: q.Filters, Sort: q.Sort, MatchAll: q.MatchAll, Literal: q.Literal, Collapse: q.Collapse, Limit: index.NoLimit}
	values, err := api.EncodeQuery(q, api.Presentation{})
	if err == nil && limit > 0 {
		values.Set("limit", strconv.Itoa(limit))
	}
	return values, err
}

// Found is the answer to one of several searches: Results, or why there are none.
type Found struct {
	Results *index.Results
	Err     error // a *Problem
}

// MultiSearch makes several searches in one request, at most api.MaxSearches, and
// gives their answers in order.
func (c *Client) MultiSearch(ctx context.Context, queries ...index.Query) ([]Found, error) {
	searches := make([]api.SearchParameters, len(queries))
	for i, q := range queries {
		values, err := api.EncodeQuery(q, everything)
		if err != nil {
			return nil, err
		}
		searches[i] = api.SearchParameters(values)
	}
	body, err := asJSON(api.MultiSearchRequest{Searches: searches})
	if err != nil {
		return nil, err
	}
	var answer api.MultiSearchResponse
	in := request{method: http.MethodPost, path: "/v1/multi-search", contentType: "application/json", body: body, repeat: onFailure}
	if err := c.call(ctx, in, &answer); err != nil {
		return nil, err
	}
	if len(answer.Results) != len(queries) {
		return nil, fmt.Errorf("client: multi-search: %d answers for %d searches", len(answer.Results), len(queries))
	}
	out := make([]Found, len(queries))
	for i, r := range answer.Results {
		switch {
		case r.Search != nil:
			out[i].Results = r.Search.Results()
		case r.Problem != nil:
			out[i].Err = r.Problem
		}
	}
	return out, nil
}
