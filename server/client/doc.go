// Package client speaks to a tracuu server. A Client is an index.Searcher and an
// index.Reader, so that a program can hold a collection on another machine as it
// holds one of its own; it writes as far as HTTP lets it.
//
//	c, err := client.New("http://127.0.0.1:8080", client.Options{})
//	for hit, err := range c.Hits(ctx, query) { … }
//
// All takes a context. What can be made twice is made again when the connection is
// lost or the server is busy: reading, PUT, and the writes that the client itself
// marks with an Idempotency-Key, so that Put, Stream and PutFile store each document
// once whatever happens on the way. See Options.
//
// What comes in pages is walked by iterators: Hits, Citing, Missing, Since, and the
// Documents of an Export. Following and Since keep a mirror in step by its Place.
//
// What a server refuses comes as a *Problem: errors.Is finds index.ErrNotFound,
// index.ErrCursor and their like in it, errors.As an *index.QueryError.
//
// Rights are the server's business: it knows who asks. A Scope other than
// index.Everything() is therefore an error here, never silently dropped.
package client
