package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"tracuu/index"
)

// appender is an answer that writes its own JSON.
type appender interface {
	AppendJSON(b []byte) ([]byte, error)
}

// encode is v in JSON and a line end, with < and & as they are: answers are
// never inlined in HTML.
func encode(v any) ([]byte, error) { return appendEncoded(nil, v) }

func appendEncoded(b []byte, v any) ([]byte, error) {
	if a, ok := v.(appender); ok {
		body, err := a.AppendJSON(b)
		if err != nil {
			return nil, fmt.Errorf("encode answer: %w", err)
		}
		return append(body, '\n'), nil
	}
	out := bytes.NewBuffer(b)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return out.Bytes(), nil
}

// answerRoom has bytes of answers that were sent, to write others into.
var answerRoom = sync.Pool{New: func() any { return new([]byte) }}

// maxKeptAnswer is the largest answer whose room is kept.
const maxKeptAnswer = 256 << 10

// encoded calls use with v as encode gives it; the bytes are good only until it
// returns.
func encoded(v any, use func(body []byte)) error {
	room := answerRoom.Get().(*[]byte)
	defer answerRoom.Put(room)
	body, err := appendEncoded((*room)[:0], v)
	if err != nil {
		return err
	}
	if cap(body) <= maxKeptAnswer {
		*room = body
	}
	use(body)
	return nil
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	return encoded(v, func(body []byte) { send(w, status, "application/json", body) })
}

// writeValidated answers with v, or 304 where the caller holds the same. The validator
// is weak, for the answer may be packed on its way.
func writeValidated(w http.ResponseWriter, r *http.Request, v any) error {
	return encoded(v, func(body []byte) {
		if !unchanged(w, r, "W/"+tag(body)) {
			send(w, http.StatusOK, "application/json", body)
		}
	})
}

// send writes a whole answer. A caller that no longer listens is no error of
// ours, so what Write returns is of no use.
func send(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// tag is a strong validator of an answer's bytes.
func tag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// unchanged sets the validator of the answer to be made, and answers 304 where
// the caller holds it already.
func unchanged(w http.ResponseWriter, r *http.Request, etag string) bool {
	w.Header().Set("ETag", etag)
	w.Header().Set("Cache-Control", "private, no-cache") // keep, but ask again
	if !matchesTag(r.Header.Get("If-None-Match"), etag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// state is what an answer is of: its validator, and the generation of the collection
// that it speaks of.
type state struct {
	tag        string
	generation uint64
}

// unchangedSince answers 304 when nothing was written since the caller asked the
// same within the same scope. The validator is weak: it says nothing of the bytes.
func (s *Server) unchangedSince(w http.ResponseWriter, r *http.Request, scope index.Scope, asked string) (state, bool, error) {
	status, err := s.engine.Status(r.Context())
	if err != nil {
		return state{}, false, err
	}
	seed := fmt.Sprint(asked, " ", scope.Hash(), " ", status.Generation, " ", s.options.Version, " ", s.boot)
	now := state{tag: "W/" + tag([]byte(seed)), generation: status.Generation}
	return now, unchanged(w, r, now.tag), nil
}

// matchesTag compares weakly, as If-None-Match does (RFC 9110, 13.1.2).
func matchesTag(header, etag string) bool {
	for item := range strings.SplitSeq(header, ",") {
		item = strings.TrimSpace(item)
		if item == "*" || strings.TrimPrefix(item, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}
