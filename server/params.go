package server

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gorilla/mux"

	"tracuu/index/directive"
	"tracuu/server/api"
)

// parameters are the URL's parameters. A part that is not percent-encoded as it
// should be is a bad request that names it, never a parameter silently lost.
func parameters(r *http.Request) (url.Values, error) {
	values := url.Values{}
	for part := range strings.SplitSeq(r.URL.RawQuery, "&") {
		if part == "" {
			continue
		}
		one, err := url.ParseQuery(part)
		if err != nil {
			name, _, _ := strings.Cut(part, "=")
			return nil, api.BadParams(api.ParamError{Param: strings.ToValidUTF8(name, "\uFFFD"), Reason: "is not percent-encoded: " + err.Error()})
		}
		for name, v := range one {
			values[name] = append(values[name], v...)
		}
	}
	return values, nil
}

// settings reads the few parameters of a request that is no search.
type settings struct {
	values url.Values
	errs   []api.ParamError
}

// readSettings refuses parameters that are not known.
func readSettings(r *http.Request, known ...string) (*settings, error) {
	values, err := parameters(r)
	if err != nil {
		return nil, err
	}
	s := &settings{values: values}
	for name, list := range values {
		switch {
		case !slices.Contains(known, name):
			s.bad(strings.ToValidUTF8(name, "\uFFFD"), "unknown parameter")
		case len(list) > 1:
			s.bad(name, "is given %d times", len(list))
		case !utf8.ValidString(list[0]):
			s.bad(name, "is not valid UTF-8")
		}
	}
	slices.SortFunc(s.errs, func(a, b api.ParamError) int { return strings.Compare(a.Param, b.Param) })
	return s, nil
}

func (s *settings) bad(name, format string, args ...any) {
	s.errs = append(s.errs, api.ParamError{Param: name, Reason: fmt.Sprintf(format, args...)})
}

// number is a whole number from least to most, or standard when it is absent.
func (s *settings) number(name string, standard, least, most uint64) uint64 {
	v := s.values.Get(name)
	if v == "" {
		return standard
	}
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil || n < least || n > most {
		s.bad(name, "is no whole number from %d to %d", least, most)
		return standard
	}
	return n
}

// choice is one of a few words, the first when it is absent.
func (s *settings) choice(name string, words ...string) string {
	v := cmp.Or(s.values.Get(name), words[0])
	if !slices.Contains(words, v) {
		s.bad(name, "is none of %s", strings.Join(words, ", "))
	}
	return v
}

// offsets is the unit of positions, "" when the caller names none.
func (s *settings) offsets() api.Offsets {
	switch v := api.Offsets(s.values.Get("offsets")); v {
	case "", api.UTF8, api.UTF16:
		return v
	}
	s.bad("offsets", "is none of %s, %s", api.UTF8, api.UTF16)
	return ""
}

// err is the problem of everything that was bad.
func (s *settings) err() error {
	if len(s.errs) == 0 {
		return nil
	}
	return api.BadParams(s.errs...)
}

// noParameters refuses every parameter.
func noParameters(r *http.Request) error {
	settings, err := readSettings(r)
	if err != nil {
		return err
	}
	return settings.err()
}

// readOffsets is the unit of positions of a request that takes no other parameter.
func readOffsets(r *http.Request) (api.Offsets, error) {
	settings, err := readSettings(r, "offsets")
	if err != nil {
		return "", err
	}
	return settings.offsets(), settings.err()
}

// pathID is the document's id in the path.
func pathID(r *http.Request) (string, error) {
	id, err := url.PathUnescape(mux.Vars(r)["id"])
	if err == nil {
		err = directive.ValidateID(id)
	}
	if err != nil {
		return "", api.BadParams(api.ParamError{Param: "id", Reason: strings.TrimPrefix(err.Error(), "directive: ")})
	}
	return id, nil
}
