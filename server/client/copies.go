package client

import (
	"context"
	"net/http"

	"tracuu/index"
	"tracuu/server/api"
)

// Copies gives the other members of a document's family; index.ErrNotFound for a
// document that is not held.
func (c *Client) Copies(ctx context.Context, id string) ([]index.Copy, error) {
	var answer api.CopiesResponse
	err := c.call(ctx, request{method: http.MethodGet, path: documentPath(id) + "/copies"}, &answer)
	return answer.Copies, err
}
