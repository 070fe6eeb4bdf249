package client

import (
	"context"
	"iter"
	"maps"
	"net/url"

	"tracuu/index"
	"tracuu/server/api"
)

// pages gives the items of page after page, until a page has no next one or an
// error, which comes last.
func pages[T any](first string, page func(cursor string) (items []T, next string, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for cursor, more := first, true; more; more = cursor != "" {
			items, next, err := page(cursor)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			cursor = next
		}
	}
}

// Citing gives all documents that cite one, page by page; params are those of
// CitedBy. It ends after an error.
func (c *Client) Citing(ctx context.Context, id string, params url.Values) iter.Seq2[api.Citing, error] {
	return pages(params.Get("cursor"), func(cursor string) ([]api.Citing, string, error) {
		asked := url.Values{}
		maps.Copy(asked, params)
		if asked.Del("cursor"); cursor != "" {
			asked.Set("cursor", cursor)
		}
		page, err := c.CitedBy(ctx, id, asked)
		if err != nil {
			return nil, "", err
		}
		return page.Citing, page.Next, nil
	})
}

// Missing gives all that is cited and not held, the most wanted first. It ends after
// an error.
func (c *Client) Missing(ctx context.Context) iter.Seq2[api.Ghost, error] {
	return pages("", func(cursor string) ([]api.Ghost, string, error) {
		page, err := c.Ghosts(ctx, index.MaxLimit, cursor)
		if err != nil {
			return nil, "", err
		}
		return page.Ghosts, page.Next, nil
	})
}

// Since gives all changes after a place, oldest first, one for each document, until
// there are no more, and moves the place along: before each change is given it is
// that after the one before, so that a loop that ends early goes on there. It ends
// after an error, which is ErrBeginAnew where the place is not in the collection's
// history.
func (c *Client) Since(ctx context.Context, place *Place) iter.Seq2[index.Change, error] {
	return func(yield func(index.Change, error) bool) {
		for {
			changes, next, err := c.Following(ctx, *place, api.MaxChanges)
			if err != nil {
				yield(index.Change{}, err)
				return
			}
			for _, change := range changes {
				if !yield(change, nil) {
					return
				}
				*place = Place{Generation: change.Generation, Epoch: next.Epoch}
			}
			if *place = next; len(changes) == 0 {
				return
			}
		}
	}
}
