// Package client speaks to a tracuu server. A Client is an index.Searcher and an
// index.Reader, so that a program can hold a collection on another machine as it
// holds one of its own; it writes as far as HTTP lets it.
//
//	c, err := client.New("http://127.0.0.1:8080", client.Options{})
//	for hit, err := range c.Hits(ctx, query) { … }
//
// What a server refuses comes as a *Problem: errors.Is finds index.ErrNotFound,
// index.ErrCursor and their like in it, errors.As an *index.QueryError.
//
// Rights are the server's business: it knows who asks. A Scope other than
// index.Everything() is therefore an error here, never silently dropped.
package client
