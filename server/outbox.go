package server

import (
	"bytes"
	"net/http"
	"sync"
	"time"
)

// outboxBytes is how much of an answer waits for a caller that does not read.
const outboxBytes = 64 << 20

// outbox writes the lines of an answer while the request is still being read.
// Many callers send all before they read anything; for them the lines wait here,
// so that neither side waits for the other for ever.
type outbox struct {
	w       *answerWriter
	mu      sync.Mutex
	changed *sync.Cond
	waiting bytes.Buffer
	closed  bool
	err     error // of writing
	done    chan struct{}
}

// newOutbox answers 200 and starts writing. The caller must close it.
func newOutbox(w *answerWriter) *outbox {
	o := &outbox{w: w, done: make(chan struct{})}
	o.changed = sync.NewCond(&o.mu)
	w.patient.Store(true)
	w.Header().Set("Content-Type", mediaNDJSON)
	w.WriteHeader(http.StatusOK)
	go o.run()
	return o
}

// add appends a line. It waits only when far too much is waiting already.
func (o *outbox) add(line any) error {
	b, err := encode(line)
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.waiting.Len() > outboxBytes && o.err == nil {
		o.impatient()
		o.changed.Wait()
	}
	o.waiting.Write(b)
	o.changed.Broadcast()
	return o.err
}

// impatient gives the caller the usual time to read on.
func (o *outbox) impatient() {
	if o.w.patient.Swap(false) {
		_ = o.w.control.SetWriteDeadline(time.Now().Add(o.w.timeout))
	}
}

// close writes what is left: from now on the caller has nothing to do but read.
func (o *outbox) close() {
	o.mu.Lock()
	o.closed = true
	o.impatient()
	o.changed.Broadcast()
	o.mu.Unlock()
	<-o.done
}

func (o *outbox) run() {
	defer close(o.done)
	for {
		o.mu.Lock()
		for o.waiting.Len() == 0 && !o.closed {
			o.changed.Wait()
		}
		if o.waiting.Len() == 0 {
			o.mu.Unlock()
			return
		}
		lines := bytes.Clone(o.waiting.Bytes())
		o.waiting.Reset()
		o.changed.Broadcast()
		o.mu.Unlock()
		_, err := o.w.Write(lines)
		if err == nil {
			err = o.w.control.Flush()
		}
		if err != nil {
			o.fail(err)
			return
		}
	}
}

// fail makes every later add return err.
func (o *outbox) fail(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.err = err
	o.changed.Broadcast()
}
