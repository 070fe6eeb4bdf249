package server

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// told is what may differ between two answers that tell the same, by the name of
// the field: which state of the whole collection they are of, how long they took,
// when a thing was stored, and the bytes of a cursor.
var told = []string{"generation", "epoch", "took_ms", "at", "since", "exported", "request_id"}

// difference says in which way two answers to a request tell different things, ""
// when in none.
func difference(q inquiry, full, part reply) string {
	if full.status != part.status {
		return fmt.Sprintf("answered %d %.300s\nwant     %d %.300s", full.status, full.body, part.status, part.body)
	}
	for _, name := range []string{"Content-Type", "Location", "Retry-After", "Tracuu-Total", "Content-Disposition", "Link"} {
		if a, b := full.header.Get(name), part.header.Get(name); a != b {
			return fmt.Sprintf("%s is %q, want %q", name, a, b)
		}
	}
	if strings.Contains(full.body, `"score"`) {
		return "there is a score: " + full.body
	}
	kind := full.header.Get("Content-Type")
	if !strings.HasSuffix(kind, "json") && kind != mediaNDJSON {
		return differentLines(full.body, part.body)
	}
	a, b := values(full.body), values(part.body)
	if q.ranked {
		byID(a)
		byID(b)
	}
	return differentValues("", a, b)
}

// toldInText is what may differ in texts and pages: moments, generations, cursors
// and how long it took.
var toldInText = regexp.MustCompile(`20\d\d-\d\d-\d\dT[0-9:.]+Z|Phiên dữ liệu,\d+|cursor=[0-9A-Za-z_-]+|[0-9.,]+ ms`)

// differentLines compares texts and pages.
func differentLines(a, b string) string {
	lines := func(s string) []string { return strings.Split(toldInText.ReplaceAllString(s, "…"), "\n") }
	x, y := lines(a), lines(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d is %.600q\nwant %.600q", i+1, x[i], y[i])
		}
	}
	if len(x) != len(y) {
		return fmt.Sprintf("%d lines, want %d", len(x), len(y))
	}
	return ""
}

// values reads the JSON values of a body.
func values(body string) []any {
	var out []any
	for dec := json.NewDecoder(strings.NewReader(body)); ; {
		var v any
		if dec.Decode(&v) != nil {
			return out
		}
		out = append(out, v)
	}
}

// byID puts hits in another order than that of relevance.
func byID(v []any) {
	for _, answer := range v {
		if m, ok := answer.(map[string]any); ok {
			if hits, ok := m["hits"].([]any); ok {
				slices.SortFunc(hits, func(a, b any) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
			}
		}
	}
}

// differentValues names the first place where two values differ.
func differentValues(at string, a, b any) string {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		names := maps.Clone(x)
		maps.Copy(names, y)
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if slices.Contains(told, name) {
				continue
			}
			if name == "next" {
				if (x[name] == nil) != (y[name] == nil) {
					return fmt.Sprintf("%s.next: %v, want %v", at, x[name], y[name])
				}
				continue
			}
			if d := differentValues(at+"."+name, x[name], y[name]); d != "" {
				return d
			}
		}
		return ""
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			break
		}
		for i := range x {
			if d := differentValues(fmt.Sprintf("%s[%d]", at, i), x[i], y[i]); d != "" {
				return d
			}
		}
		return ""
	}
	if fmt.Sprint(a) == fmt.Sprint(b) {
		return ""
	}
	return fmt.Sprintf("%s is %.600s\nwant %.600s", at, inJSON(a), inJSON(b))
}

func inJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
