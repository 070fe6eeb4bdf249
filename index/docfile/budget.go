package docfile

import (
	"errors"
	"fmt"
	"io"
)

// budget is what is left of the limits of one file, all that is packed in it,
// at any depth, included.
type budget struct {
	ratio    int64
	unpacked int64 // bytes left
	allowed  int64 // bytes at first
	parts    int   // left
}

func newBudget(l Limits) *budget {
	return &budget{ratio: int64(l.Ratio), unpacked: l.Unpacked, allowed: l.Unpacked, parts: l.Parts}
}

// ratioFloor is how many bytes a member may unpack to whatever its ratio: what
// is small harms nobody, and empty forms shrink to nearly nothing.
const ratioFloor = 4 << 20

// part takes one part.
func (b *budget) part() error {
	if b.parts <= 0 {
		return fmt.Errorf("%w: it has too many parts", ErrTooLarge)
	}
	b.parts--
	return nil
}

// unpack is a reader of a member that takes what it reads from the budget and
// fails where that is spent, or where packed bytes give more than the ratio
// allows.
func (b *budget) unpack(r io.Reader, packed int64) io.Reader {
	return &unpacking{from: r, budget: b, left: max(ratioFloor, packed*b.ratio)}
}

type unpacking struct {
	from   io.Reader
	budget *budget
	left   int64 // bytes that the ratio allows
}

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.from.Read(p)
	u.left -= int64(n)
	u.budget.unpacked -= int64(n)
	switch {
	case u.budget.unpacked < 0:
		return 0, fmt.Errorf("%w: it unpacks to more than %d bytes", ErrTooLarge, u.budget.allowed)
	case u.left < 0:
		return 0, fmt.Errorf("%w: its bytes unpack to more than %d each", ErrTooLarge, u.budget.ratio)
	case err != nil && !errors.Is(err, io.EOF):
		err = damaged(err)
	}
	return n, err
}

// damaged wraps the error of a parser, unless it is one of ours that came
// through it.
func damaged(err error) error {
	for _, ours := range []error{ErrTooLarge, ErrTooDeep, ErrTooSlow, ErrEncrypted, ErrDamaged, ErrEmpty} {
		if errors.Is(err, ours) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
