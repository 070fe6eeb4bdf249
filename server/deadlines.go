package server

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// pieceBytes is how much of an answer is written under one deadline.
const pieceBytes = 256 << 10

// answerWriter counts what is answered and gives each piece its own time to be
// taken, so that a large answer may be slow and a dead connection may not hang.
type answerWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	timeout time.Duration
	patient atomic.Bool // the caller may not read yet: no deadline
	status  int
	bytes   int64
	broken  bool
}

// Unwrap serves http.ResponseController.
func (w *answerWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what was written so far. What packs an answer looks for this method and
// knows nothing of Unwrap; a writer that cannot flush sends it at the end.
func (w *answerWriter) Flush() { _ = w.control.Flush() }

func (w *answerWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *answerWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	total := 0
	for {
		piece := p[:min(len(p), pieceBytes)]
		w.setDeadline()
		n, err := w.ResponseWriter.Write(piece)
		total += n
		w.bytes += int64(n)
		if p = p[len(piece):]; err != nil || len(p) == 0 {
			return total, err
		}
	}
}

// setDeadline gives the next piece its time. Writers without deadlines (in
// tests) do without.
func (w *answerWriter) setDeadline() {
	if w.patient.Load() {
		_ = w.control.SetWriteDeadline(time.Time{})
		return
	}
	_ = w.control.SetWriteDeadline(time.Now().Add(w.timeout))
}

// patientBody is the body of a request with a time limit between two pieces and,
// where until is set, one for the whole. It runs out with
// os.ErrDeadlineExceeded.
type patientBody struct {
	io.ReadCloser
	control *http.ResponseController
	idle    time.Duration
	until   time.Time

	mu      sync.Mutex // guards the deadline, which belongs to the connection
	reading bool
	over    bool

	whole  sync.Mutex // held through a read
	failed error      // of the last read
}

func (b *patientBody) Read(p []byte) (int, error) {
	b.whole.Lock()
	defer b.whole.Unlock()
	if !b.begin() {
		return 0, http.ErrBodyReadAfterClose
	}
	n, err := b.ReadCloser.Read(p)
	b.failed = err
	b.mu.Lock()
	defer b.mu.Unlock()
	b.reading = false
	return n, err
}

// begin sets the deadline of a read; false once the request is over.
func (b *patientBody) begin() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.over {
		return false
	}
	deadline := time.Now().Add(b.idle)
	if !b.until.IsZero() && b.until.Before(deadline) {
		deadline = b.until
	}
	_ = b.control.SetReadDeadline(deadline)
	b.reading = true
	return true
}

// finish ends the reading: a read that is still under way fails at once, and no
// later one may touch the connection, which then serves another request.
func (b *patientBody) finish() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	if b.reading {
		_ = b.control.SetReadDeadline(time.Unix(1, 0))
	}
}

// cause is what ended a request whose context is done. A body that stops coming
// also cancels the context, a moment before the reader hears of it; then the
// body's own error says more than "canceled".
func cause(r *http.Request, err error) error {
	b, ok := r.Body.(*patientBody)
	if !ok || !errors.Is(err, context.Canceled) || r.Context().Err() == nil {
		return err
	}
	b.whole.Lock()
	defer b.whole.Unlock()
	if errors.Is(b.failed, os.ErrDeadlineExceeded) {
		return b.failed
	}
	return err
}

// bound limits the whole of a body that is no stream.
func bound(r *http.Request, total time.Duration) {
	if b, ok := r.Body.(*patientBody); ok {
		b.until = time.Now().Add(total)
	}
}
