package indextest

import (
	"context"
	"errors"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

// requestKey is the name of a draft of a request.
type requestKey struct {
	name [32]byte
	n    int
}

// answer is what became of it.
type answer struct {
	sum     [32]byte
	written index.Written
}

// putBefore gives what became of the drafts that were put already.
func (m *Memory) putBefore(drafts []index.Draft) ([]index.Written, error) {
	out := make([]index.Written, len(drafts))
	for i := range drafts {
		r := drafts[i].Request
		if r == nil {
			continue
		}
		a, known := m.requests[requestKey{r.Name, r.N}]
		if known && a.sum != r.Sum {
			return nil, index.ErrRequestReused
		}
		if out[i] = a.written; known {
			out[i].Again = true
		}
	}
	return out, nil
}

func (m *Memory) putOnce(scope index.Scope, draft index.Draft) index.Written {
	w := m.put(scope, draft)
	if r := draft.Request; r != nil && w.Err == nil {
		m.requests[requestKey{r.Name, r.N}] = answer{r.Sum, w}
	}
	return w
}

// requests is the part of the suite on drafts that are sent twice.
func requests(t *testing.T, e index.Engine) {
	ctx := context.Background()
	draft := func(n int, sum byte, text string) index.Draft {
		return index.Draft{Read: directive.Directive{Text: text}, Request: &index.Request{Name: [32]byte{7}, N: n, Sum: [32]byte{sum}}}
	}
	put := func(drafts ...index.Draft) []index.Written {
		t.Helper()
		w, err := e.Put(ctx, everything, drafts...)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	first := put(draft(0, 1, "một"), draft(1, 1, "hai"))
	before, err := e.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	again := put(draft(0, 1, "một"), draft(1, 1, "hai"))
	for i := range first {
		if first[i].Again || !again[i].Again || again[i].ID != first[i].ID || again[i].Status != index.Created {
			t.Errorf("%+v, then %+v", first[i], again[i])
		}
	}
	if after, err := e.Status(ctx); err != nil || after != before {
		t.Errorf("sent twice: %+v, then %+v %v", before, after, err)
	}
	if _, err := e.Put(ctx, everything, draft(2, 1, "ba"), draft(1, 2, "hai!")); !errors.Is(err, index.ErrRequestReused) {
		t.Errorf("another draft under the same name: %v", err)
	}
	if after, err := e.Status(ctx); err != nil || after != before {
		t.Errorf("a part of a refused request was written: %+v, then %+v %v", before, after, err)
	}
	if more := put(draft(1, 1, "hai"), draft(2, 1, "ba")); !more[0].Again || more[1].Again {
		t.Errorf("a request that goes on: %+v", more)
	}
	if refused := put(draft(3, 1, "bốn"), index.Draft{ID: "\x00", Request: &index.Request{N: 9}}); refused[0].Err != nil || refused[1].Err == nil {
		t.Errorf("%+v", refused)
	}
}
