package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"tracuu/index"
	"tracuu/server/api"
)

// everything asks for every field of a hit, so that nothing is lost on the way.
var everything = api.Presentation{Fields: api.HitFields(), Offsets: api.UTF8}

// Search answers q as the server's engine does. A query that no URL can express
// is api.ErrNoURL.
func (c *Client) Search(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	if err := unscoped(scope); err != nil {
		return nil, err
	}
	values, err := api.EncodeQuery(q, everything)
	if err != nil {
		return nil, err
	}
	var answer api.SearchResponse
	if err := c.call(ctx, request{method: http.MethodGet, path: "/v1/search", query: values}, &answer); err != nil {
		return nil, err
	}
	return answer.Results(), nil
}

// Pages gives the pages of q from q.Cursor on, until the last one or an error.
func (c *Client) Pages(ctx context.Context, q index.Query) iter.Seq2[*index.Results, error] {
	return func(yield func(*index.Results, error) bool) {
		for {
			results, err := c.Search(ctx, index.Everything(), q)
			if !yield(results, err) || err != nil || results.Next == "" {
				return
			}
			q.Cursor = results.Next
		}
	}
}

// Hits gives the hits of every page of q. It ends after an error.
func (c *Client) Hits(ctx context.Context, q index.Query) iter.Seq2[index.Hit, error] {
	return func(yield func(index.Hit, error) bool) {
		for page, err := range c.Pages(ctx, q) {
			if err != nil {
				yield(index.Hit{}, err)
				return
			}
			for _, hit := range page.Hits {
				if !yield(hit, nil) {
					return
				}
			}
		}
	}
}

// Facet counts what q finds in one way. Of q only the text, the filters and
// FacetLimit matter.
func (c *Client) Facet(ctx context.Context, facet index.Facet, q index.Query) (*api.FacetResponse, error) {
	counted := index.Query{
		Text: q.Text, Filters: q.Filters, MatchAll: q.MatchAll, Literal: q.Literal,
		FacetLimit: q.FacetLimit, Limit: index.DefaultLimit,
	}
	values, err := api.EncodeQuery(counted, api.Presentation{})
	if err != nil {
		return nil, err
	}
	var answer api.FacetResponse
	path := "/v1/facets/" + url.PathEscape(string(facet))
	if err := c.call(ctx, request{method: http.MethodGet, path: path, query: values}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}
