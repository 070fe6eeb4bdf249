// Package server answers HTTP for a collection of directives: search, reading,
// writing, extraction, changes and health, as openapi.json describes them.
//
// Every route is a row of one table (routes.go). A handler returns an error
// instead of writing one; one table (problems.go) turns errors into RFC 9457
// problems, and what no caller can mend becomes "internal error" with the
// request's id, logged once. Around the table stand the same few guards for all:
// a request id, an access log without query texts, recovery from panics,
// deadlines on every phase of a request, and refusal of writes that a page of
// another site makes a browser send.
//
// A Server holds no state of its own besides its limits, so any number may serve
// one engine, and all methods are safe for concurrent use.
package server
