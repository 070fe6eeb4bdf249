package server

import (
	"compress/gzip"
	"net/http"

	"github.com/klauspost/compress/gzhttp"

	"tracuu/server/keys"
)

// packedBytes is the size from which an answer is worth packing: less goes in one
// packet whatever it is.
const packedBytes = 1024

// packedTypes are what shrinks. Originals, images and fonts are packed already; a text
// is read in ranges, and keeps the strong validator of its bytes.
var packedTypes = []string{
	"application/json", "application/problem+json", "application/x-ndjson", "application/atom+xml", "text/html", "text/css", "text/javascript",
	"text/csv", "image/svg+xml",
}

// pack is gzip for callers who take it. The size of a packed answer would betray a
// secret that stands in it beside what a caller chose (BREACH). There is none: a
// session is a cookie, and forms are held by where they are sent from, not by tokens.
var pack = func() func(http.Handler) http.HandlerFunc {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(packedBytes), gzhttp.CompressionLevel(gzip.BestSpeed),
		gzhttp.ContentTypes(packedTypes), gzhttp.EnableZstd(false))
	if err != nil {
		panic("server: options of the packer: " + err.Error()) // constants only
	}
	return wrap
}()

// packed packs the answers of a row, unless they may be streams that are written
// while the request is read, whose lines must not wait for each other.
func packed(row route, next http.Handler) http.Handler {
	if row.method != http.MethodGet && row.needs != keys.Search && row.needs != keys.Read {
		return next
	}
	return pack(next)
}
