package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"tracuu/index"
	"tracuu/server/api"
)

var _ index.Suggester = (*Client)(nil)

// Suggest completes text; see index.Suggester.
func (c *Client) Suggest(ctx context.Context, scope index.Scope, text string, limit int) ([]index.Suggestion, error) {
	if err := unscoped(scope); err != nil {
		return nil, err
	}
	query := url.Values{"q": {text}, "limit": {strconv.Itoa(index.SuggestionLimit(limit))}}
	var answer api.SuggestResponse
	err := c.call(ctx, request{method: http.MethodGet, path: "/v1/suggest", query: query}, &answer)
	return answer.Suggestions, err
}

// Related gives documents like the one with this id; see index.Suggester.
func (c *Client) Related(ctx context.Context, scope index.Scope, id string, limit int) ([]index.Related, error) {
	if err := unscoped(scope); err != nil {
		return nil, err
	}
	query := url.Values{"limit": {strconv.Itoa(index.RelatedLimit(limit))}}
	var answer api.RelatedResponse
	err := c.call(ctx, request{method: http.MethodGet, path: documentPath(id) + "/related", query: query}, &answer)
	return answer.Results(), err
}
