package api

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tracuu/index"
)

// decoder gathers a search and everything that is wrong with it, so that a
// caller sees all faults at once.
type decoder struct {
	query  index.Query
	view   Presentation
	errs   []ParamError
	name   string // of the parameter that is being read
	values int    // filter values so far
}

func decode(values url.Values, known func(param) bool) *decoder {
	d := &decoder{query: index.Query{Limit: index.DefaultLimit}, view: Presentation{Offsets: UTF8}}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.ContainsFunc(params, func(p param) bool { return p.name == name && known(p) }) {
			d.name = strings.ToValidUTF8(name, "\uFFFD")
			d.bad("unknown parameter")
		}
	}
	for _, p := range params {
		if d.name = p.name; !known(p) {
			continue
		}
		if given := d.given(values[p.name]); len(given) > 0 {
			p.decode(d, given)
		}
	}
	d.checkBounds()
	slices.SortStableFunc(d.errs, func(a, b ParamError) int { return strings.Compare(a.Param, b.Param) })
	return d
}

// given drops empty values and refuses those that are not UTF-8.
func (d *decoder) given(values []string) []string {
	var out []string
	for _, v := range values {
		switch {
		case v == "":
		case !utf8.ValidString(v):
			d.bad("is not valid UTF-8")
		default:
			out = append(out, v)
		}
	}
	return out
}

func (d *decoder) bad(format string, args ...any) {
	d.errs = append(d.errs, ParamError{Param: d.name, Reason: fmt.Sprintf(format, args...)})
}

// one is the value of a parameter that takes one.
func (d *decoder) one(values []string) (string, bool) {
	if len(values) > 1 {
		d.bad("is given %d times", len(values))
		return "", false
	}
	return values[0], true
}

// choice is the value of a parameter that takes one of a few words.
func (d *decoder) choice(values []string, words ...string) string {
	v, ok := d.one(values)
	if ok && !slices.Contains(words, v) {
		d.bad("%q is none of %s", shorten(v), strings.Join(words, ", "))
		return ""
	}
	return v
}

// number is the value of a parameter that takes a whole number.
func (d *decoder) number(values []string, least, most int) (int, bool) {
	v, ok := d.one(values)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most {
		d.bad("%q is no whole number from %d to %d", shorten(v), least, most)
		return 0, false
	}
	return n, true
}

// items splits values at commas and drops empty and repeated items.
func items(values []string) []string {
	var out []string
	for _, v := range values {
		for item := range strings.SplitSeq(v, ",") {
			if item = strings.TrimSpace(item); item != "" && !slices.Contains(out, item) {
				out = append(out, item)
			}
		}
	}
	return out
}

// shorten keeps an error readable when a value is not.
func shorten(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
