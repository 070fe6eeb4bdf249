// Package api is the HTTP interface in types: the codec between URL parameters
// and index.Query, and the shapes of answers and errors. Server and client both
// speak through it, so that one cannot drift from the other.
//
// A search is a URL and a URL is a search. DecodeQuery reads one, strictly: an
// unknown parameter, a bad value or a value given twice where one is meant is a
// ParamError that names it, and nothing is quietly replaced by a default.
// EncodeQuery is the inverse.
//
// Different parameters must all hold; a repeated one holds when any of its
// values does; not.NAME excludes. Lists (facets, fields) may be repeated or
// separated by commas. A parameter without a value, as an HTML form sends it
// for an empty box, counts as absent.
package api
