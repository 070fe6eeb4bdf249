package client_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

// mirror is a copy of a collection: its documents, and the place up to which it has
// them. One that keeps them on disk writes both in one transaction.
type mirror struct {
	documents map[string]directive.Directive
	place     client.Place
}

// follow takes over what changed. A document that changes meanwhile is taken over
// once more by the next call; one that is not found is gone, as its change will say,
// or hidden from the key.
func (m *mirror) follow(ctx context.Context, c *client.Client) error {
	for {
		changes, next, err := c.Following(ctx, m.place, api.MaxGet)
		switch {
		case errors.Is(err, client.ErrBeginAnew):
			*m = mirror{documents: map[string]directive.Directive{}} // begin anew
			continue
		case err != nil || len(changes) == 0:
			return err
		}
		var ids []string
		for _, change := range changes {
			ids = append(ids, change.ID)
		}
		found, err := c.Get(ctx, index.Everything(), ids...)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if d, held := found[id]; held {
				m.documents[id] = d
			} else {
				delete(m.documents, id)
			}
		}
		m.place = next
	}
}

// A mirror follows a collection.
func Example_mirror() {
	site := httptest.NewServer(server.New(indextest.NewMemory(indextest.Options{}), server.Options{}).Handler())
	defer site.Close()
	c, err := client.New(site.URL, client.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	write := func(lines string) error {
		return c.Stream(ctx, strings.NewReader(lines), func(api.Written) {})
	}
	copied := mirror{documents: map[string]directive.Directive{}}
	show := func() {
		if err := copied.follow(ctx, c); err != nil {
			fmt.Println(err)
		}
		fmt.Println(copied.place.Generation, slices.Sorted(maps.Keys(copied.documents)))
	}
	_ = write(`{"id":"a","text":"một"}` + "\n" + `{"id":"b","text":"hai"}`)
	show()
	_ = c.Delete(ctx, index.Everything(), "a")
	_ = write(`{"id":"c","text":"ba"}`)
	show()
	// The collection was brought back from a backup: it has another history.
	copied.place.Epoch = "that of before"
	show()
	// Output:
	// 2 [a b]
	// 4 [b c]
	// 4 [b c]
}
