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

	"tracuu/index"
)

// appender is an answer that writes its own JSON.
type appender interface {
	AppendJSON(b []byte) ([]byte, error)
}

// encode is v in JSON and a line end, with < and & as they are: answers are
// never inlined in HTML.
func encode(v any) ([]byte, error) {
	if a, ok := v.(appender); ok {
		body, err := a.AppendJSON(nil)
		if err != nil {
			return nil, fmt.Errorf("encode answer: %w", err)
		}
		return append(body, '\n'), nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return b.Bytes(), nil
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	send(w, status, "application/json", body)
	return nil
}

// writeValidated answers with v, or 304 where the caller holds the same bytes.
func writeValidated(w http.ResponseWriter, r *http.Request, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	if !unchanged(w, r, tag(body)) {
		send(w, http.StatusOK, "application/json", body)
	}
	return nil
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

// unchangedSince answers 304 when nothing was written since the caller asked the
// same within the same scope. The validator is weak: it says nothing of the bytes.
func (s *Server) unchangedSince(w http.ResponseWriter, r *http.Request, scope index.Scope, asked string) (bool, error) {
	status, err := s.engine.Status(r.Context())
	if err != nil {
		return false, err
	}
	seed := fmt.Sprint(asked, " ", scope.Hash(), " ", status.Generation, " ", s.options.Version, " ", s.boot)
	return unchanged(w, r, "W/"+tag([]byte(seed))), nil
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
