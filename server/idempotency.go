package server

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"tracuu/index"
	"tracuu/server/api"
)

// The headers of a request that may be sent again, and of an answer to one that was
// carried out before.
const (
	idempotencyHeader = "Idempotency-Key"
	replayedHeader    = "Idempotency-Replayed"
)

// maxRequestKey is the length of an Idempotency-Key.
const maxRequestKey = 255

// repeatable is a request with an Idempotency-Key. Its documents are numbered in
// the order in which they are put, which is the same whenever the same body comes,
// so that what was done of a request that broke off is not done again.
type repeatable struct {
	name [sha256.Size]byte
	next int
	body [sha256.Size]byte // where it is known before it is read, zero for streams
}

// readRepeatable reads the Idempotency-Key of a request, nil for none. Keys of
// different callers have nothing to do with each other.
func readRepeatable(r *http.Request) (*repeatable, error) {
	values := r.Header.Values(idempotencyHeader)
	if len(values) == 0 {
		return nil, nil
	}
	key := values[0]
	plain := !strings.ContainsFunc(key, func(c rune) bool { return c < '!' || c > '~' })
	if len(values) > 1 || !plain || key == "" || len(key) > maxRequestKey {
		return nil, api.BadParams(api.ParamError{Param: idempotencyHeader, Reason: "is no name of 1 to 255 letters, digits and signs of ASCII"})
	}
	return &repeatable{name: sha256.Sum256([]byte(exchangeOf(r).caller.id() + "\x00" + key))}, nil
}

// of names a draft as the next of the request.
func (p *repeatable) of(d *index.Draft) (*index.Request, error) {
	given, err := json.Marshal(d.Given)
	if err != nil {
		return nil, fmt.Errorf("name a draft: %w", err)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%x %q %q %q ", p.body, d.ID, d.Read.Source.SHA256, d.Read.Source.Part)
	sum.Write(given)
	request := &index.Request{Name: p.name, N: p.next}
	sum.Sum(request.Sum[:0])
	p.next++
	return request, nil
}

// underWay are the requests with an Idempotency-Key that are being carried out.
type underWay struct {
	mu    sync.Mutex
	names map[[sha256.Size]byte]bool
}

var errUnderWay = api.NewProblem(http.StatusConflict, api.CodeRequestUnderWay,
	"a request with this Idempotency-Key is being carried out")

// begin takes a request on, unless it is under way. The caller calls end.
func (u *underWay) begin(p *repeatable) (end func(), err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.names[p.name] {
		return nil, errUnderWay
	}
	if u.names == nil {
		u.names = map[[sha256.Size]byte]bool{}
	}
	u.names[p.name] = true
	return func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		delete(u.names, p.name)
	}, nil
}

// repeated carries a write out once, however often it is sent with the same
// Idempotency-Key.
func (s *Server) repeated(write handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		request, err := readRepeatable(r)
		if err != nil {
			return err
		}
		if request == nil {
			return write(w, r)
		}
		end, err := s.running.begin(request)
		if err != nil {
			return err
		}
		defer end()
		exchangeOf(r).repeatable = request
		return write(w, r)
	}
}
