package index

import (
	"errors"
	"time"
)

// ErrReadOnly is what writes get while a collection takes none. Nothing that is
// refused so was taken in, but a write during which the disk failed may turn out
// to have been: it is safe to write the same again.
var ErrReadOnly = errors.New("the collection takes no writes at present")

// FaultState says what kind of fault a collection has.
type FaultState string

// What can be wrong with a collection that is open. In each searches go on as far as
// what they need can be read.
const (
	// FaultReadOnly: the disk is full, may only be read, or fails. It ends by itself
	// when a write succeeds that is tried out every second; where the folder could
	// only be read from the start, with the next start.
	FaultReadOnly FaultState = "read-only"
	// FaultDamaged: the store, the truth, is damaged. It is not written any more.
	FaultDamaged FaultState = "damaged"
	// FaultIndex: the index, which is derived, is behind the store or damaged; it is
	// tried again, or built anew, by itself.
	FaultIndex FaultState = "index-failed"
)

// Fault is what is wrong with a collection that is open. While there is one it takes
// no writes.
type Fault struct {
	State  FaultState
	Reason string // for those who run it, with the paths of files
	Since  time.Time
}
