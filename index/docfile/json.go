package docfile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// ErrNotJSON is a row, or a file that says it is one, that is no JSON object.
var ErrNotJSON = errors.New("not a JSON object")

// isJSONLines knows a file of rows by its first row, which is a whole object,
// with more rows behind it or none.
func isJSONLines(f *file) bool {
	first, rest := firstLine(f.text)
	if !strings.HasPrefix(first, "{") {
		return false
	}
	if f.ext == ".jsonl" || f.ext == ".ndjson" {
		return true
	}
	if json.Valid([]byte(first)) {
		return rest != "" || f.ext != ".json"
	}
	// A broken first row is no reason to take all others for text.
	second, _ := firstLine(rest)
	return strings.HasPrefix(second, "{") && json.Valid([]byte(second))
}

// firstLine is the first line that is not blank, and what follows.
func firstLine(s string) (line, rest string) {
	s = strings.TrimLeft(s, " \t\r\n")
	line, rest, _ = strings.Cut(s, "\n")
	return strings.TrimRight(line, " \t\r"), strings.TrimLeft(rest, " \t\r\n")
}

func readJSONLines(_ context.Context, f *file) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		n := 0
		for line := range strings.Lines(f.text) {
			n++
			row := bytes.TrimSpace([]byte(line))
			if len(row) > 0 && !yield(Row(n, row)) {
				return
			}
		}
	}
}

// Row is the document of line n, counted from 1, of a file of rows.
func Row(n int, row []byte) Document {
	d := Document{Part: strconv.Itoa(n), Format: "jsonl"}
	if !isObject(row) {
		d.Err = fmt.Errorf("line %d: %w", n, ErrNotJSON)
		return d
	}
	d.JSON = row
	return d
}

func isObject(row []byte) bool { return bytes.HasPrefix(row, []byte("{")) && json.Valid(row) }

// isJSON knows a file that is one object, or a list of objects, over many lines.
func isJSON(f *file) bool {
	s := strings.TrimLeft(f.text, " \t\r\n")
	if !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return false
	}
	return f.ext == ".json" || json.Valid([]byte(s))
}

func readJSON(_ context.Context, f *file) iter.Seq[Document] {
	data := bytes.TrimSpace([]byte(f.text))
	if !json.Valid(data) {
		return single(Document{Err: fmt.Errorf("%w: the JSON is not valid", ErrNotJSON)})
	}
	if data[0] == '{' {
		return single(Document{JSON: data})
	}
	return func(yield func(Document) bool) {
		var rows []json.RawMessage
		if err := json.Unmarshal(data, &rows); err != nil || len(rows) == 0 {
			yield(Document{Err: ErrEmpty})
			return
		}
		for i, row := range rows {
			d := Row(i+1, row)
			d.Format = ""
			if !yield(d) {
				return
			}
		}
	}
}
