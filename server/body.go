package server

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tracuu/server/api"
)

// The media types that are not files.
const (
	mediaJSON   = "application/json"
	mediaNDJSON = "application/x-ndjson"
)

// notFiles are the types that forms send. A form is no document: curl -d, which
// says so without being asked, must not store its JSON as a text.
var notFiles = []string{"application/x-www-form-urlencoded", "multipart/form-data"}

// mediaType is the media type of the body, "" when the caller names none.
func mediaType(r *http.Request) (string, error) {
	header := r.Header.Get("Content-Type")
	if header == "" {
		return "", nil
	}
	kind, _, err := mime.ParseMediaType(header)
	if err != nil {
		return "", unsupported(header, "a media type")
	}
	for _, form := range notFiles {
		if kind == form {
			return "", unsupported(kind, mediaJSON+", "+mediaNDJSON+" or the type of a file")
		}
	}
	return kind, nil
}

func unsupported(kind, want string) error {
	if kind == "" {
		kind = "none"
	}
	return api.NewProblem(http.StatusUnsupportedMediaType, api.CodeUnsupportedMedia,
		fmt.Sprintf("the Content-Type is %.60s, want %s", kind, want))
}

// patience is how many times the limit of a body is read and dropped when it is
// too large.
const patience = 4

// readBody reads a whole body of at most limit bytes, in the time that a single
// document may take.
func readBody(r *http.Request, limit int64, within time.Duration) ([]byte, error) {
	bound(r, within)
	if r.ContentLength <= limit {
		body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
		if err != nil {
			return nil, fmt.Errorf("read body: %w", err)
		}
		if int64(len(body)) <= limit {
			return body, nil
		}
	}
	// Many callers read no answer before all is sent, and would only see the
	// connection break; who asks first (Expect: 100-continue) is told at once.
	if r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, r.Body, patience*limit)
	}
	return nil, &http.MaxBytesError{Limit: limit}
}

const maxNameBytes = 1024

// fileName is what the caller calls a file: ?name=, or the file name of
// Content-Disposition, without folders.
func fileName(r *http.Request, given string) (string, error) {
	param := "name"
	if given == "" {
		header := r.Header.Get("Content-Disposition")
		if header == "" {
			return "", nil
		}
		param = "Content-Disposition"
		_, values, err := mime.ParseMediaType(header)
		if err != nil {
			return "", api.BadParams(api.ParamError{Param: param, Reason: err.Error()})
		}
		given = values["filename"]
	}
	name, ok := baseName(given)
	if !ok {
		return "", api.BadParams(api.ParamError{Param: param, Reason: "is no name of a file"})
	}
	return name, nil
}

// baseName is the name of a file without folders, "" for none; false for what is
// no name.
func baseName(given string) (string, bool) {
	name := path.Base(strings.ReplaceAll(given, `\`, "/"))
	if len(name) > maxNameBytes || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || name == ".." {
		return "", false
	}
	if name == "." || name == "/" {
		return "", true
	}
	return name, true
}
