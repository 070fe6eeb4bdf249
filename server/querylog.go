package server

import (
	"encoding/json"
	"io"
	"regexp"
	"sync"
	"time"

	"tracuu/index"
)

// queryLog writes what was searched for, a line of JSON each, so that those who
// run a collection see what it lacks. It holds nothing of who searched: no
// address, no key, no request id, the time to the minute only; and what looks like
// the number of a person, a telephone or an account, or a mail address, is masked.
type queryLog struct {
	mu  sync.Mutex
	out io.Writer
	now func() time.Time
}

// newQueryLog writes to out; nil writes nothing.
func newQueryLog(out io.Writer) *queryLog {
	if out == nil {
		return nil
	}
	return &queryLog{out: out, now: time.Now}
}

// queryRecord is one line.
type queryRecord struct {
	At      time.Time   `json:"at"`
	Search  string      `json:"search"` // the parameters of a URL
	Class   index.Class `json:"class"`
	Total   int         `json:"total"`
	Partial int         `json:"partial,omitempty"`
	MS      float64     `json:"ms"`
}

// personal finds what may name a person: mail addresses and runs of digits as long
// as telephone and identity numbers, spaces and stops between them included. The
// numbers of documents are shorter.
var personal = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d.-]+|\d(?:[ .-]?\d){7,}`)

func (l *queryLog) add(q index.Query, r *index.Results) {
	if l == nil {
		return
	}
	if text, err := index.Parse(personal.ReplaceAllString(q.Text.Source, "…")); err == nil {
		q.Text = text
	} else {
		q.Text = index.Text{}
	}
	line, err := json.Marshal(queryRecord{
		At: l.now().UTC().Truncate(time.Minute), Search: canonical(q), Class: q.Class(),
		Total: r.Total.Value, Partial: r.Total.Partial, MS: float64(r.Took.Microseconds()) / 1e3,
	})
	if err != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = l.out.Write(append(line, '\n')) // a full disk must not stop searches
}
