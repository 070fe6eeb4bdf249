package ingest

import (
	"context"
	"sync"
)

// flightBytes is how many bytes of files are read at once where Options say
// nothing else. What is made of a file on the way (its letters decoded, a tree of
// its elements, its directive) can take ten times its size.
const flightBytes = 32 << 20

// budget bounds the bytes of the files under way. A file that is larger than all
// of it goes alone. Files must be admitted in the order in which they are taken,
// or one could wait for bytes that only come free after its own turn.
type budget struct {
	mu    sync.Mutex
	freed sync.Cond
	all   int64
	left  int64
}

func newBudget(bytes int64) *budget {
	if bytes <= 0 {
		bytes = flightBytes
	}
	b := &budget{all: bytes, left: bytes}
	b.freed.L = &b.mu
	return b
}

// take waits for the bytes of a file; false once ctx is done.
func (b *budget) take(ctx context.Context, size int64) bool {
	wake := context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.freed.Broadcast()
	})
	defer wake()
	size = min(size, b.all)
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.left < size && ctx.Err() == nil {
		b.freed.Wait()
	}
	if ctx.Err() != nil {
		return false
	}
	b.left -= size
	return true
}

func (b *budget) free(size int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left += min(size, b.all)
	b.freed.Broadcast()
}
