package index

import (
	"crypto/sha256"
	"errors"
)

// ErrRequestReused is the error of a Put whose Request is known with another Sum.
var ErrRequestReused = errors.New("the Idempotency-Key was used for another request")

// Request names a draft among those of one request of one caller, so that a
// request that is sent twice is carried out once. What became of the draft is kept
// in the same transaction that stores it, and for RequestLife at least a Put with
// the same Name and N gives it again and writes nothing. A refused draft leaves no
// trace: it is tried again.
type Request struct {
	Name [sha256.Size]byte // of the request, among those of all callers
	N    int               // of the draft in its request
	Sum  [sha256.Size]byte // of what was sent
}

// RequestLife is how long a Request is known at least, in hours.
const RequestLife = 24
