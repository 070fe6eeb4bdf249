package bleveindex

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"tracuu/index"
	"tracuu/index/durable"
)

// What a Keeper holds is put aside in one file of the data folder: keptMagic, a
// SHA-256 of all that follows, the generation of the store that the keeper had been
// told of, its version behind a length, and what it saved. The file is derived: one
// that is missing, damaged, of another version or of a later state of the store is
// as good as none, and one that is older is brought up by telling what it lacks.
const keptMagic = "tracuuK1"

// When what a keeper holds is put aside: at the latest after keptAfter changes, or a
// keptShare of all documents where that is more, so that bringing an old file up
// takes less time than a start may; sooner, after keptIdle without a write, where at
// least keptLeast changes are new; and when the collection is closed.
const (
	keptAfter = 2000
	keptShare = 16
	keptLeast = 500
	keptIdle  = 5 * time.Second
)

// kept is the state of the file. Only the writer uses it while the engine is open.
type kept struct {
	keeper     index.Keeper // nil where the follower is none
	path       string
	generation uint64 // of the file
	writing    atomic.Bool
	idle       *time.Timer
}

// load takes up what was put aside, and gives the generation that the follower has:
// 0 where there is nothing of use and it holds nothing. The store is at now.
func (k *kept) load(now uint64) uint64 {
	if k.keeper == nil {
		return 0
	}
	generation, saved, err := readKept(k.path, k.keeper.Version())
	if err != nil || generation > now || k.keeper.Load(saved) != nil {
		return 0
	}
	k.generation = generation
	return generation
}

var errKept = errors.New("no use: damaged, or of another version")

// readKept reads what a keeper of a version saved.
func readKept(path, version string) (generation uint64, saved []byte, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return 0, nil, err
	}
	rest, ok := bytes.CutPrefix(b, []byte(keptMagic))
	if !ok || len(rest) < sha256.Size {
		return 0, nil, errKept
	}
	sum, rest := rest[:sha256.Size], rest[sha256.Size:]
	if now := sha256.Sum256(rest); !bytes.Equal(sum, now[:]) {
		return 0, nil, errKept
	}
	generation, rest = binary.BigEndian.Uint64(rest), rest[8:]
	length, rest := int(binary.BigEndian.Uint16(rest)), rest[2:]
	if string(rest[:length]) != version {
		return 0, nil, errKept
	}
	return generation, rest[length:], nil
}

// encode writes out what the keeper holds at a generation.
func (k *kept) encode(generation uint64) ([]byte, error) {
	return sealKept(generation, k.keeper.Version(), k.keeper.Save)
}

// sealKept makes a file of what save writes at a generation.
func sealKept(generation uint64, version string, save func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(keptMagic)
	b.Write(make([]byte, sha256.Size))
	b.Write(binary.BigEndian.AppendUint64(nil, generation))
	b.Write(binary.BigEndian.AppendUint16(nil, uint16(len(version))))
	b.WriteString(version)
	if err := save(&b); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b.Bytes()[len(keptMagic)+sha256.Size:])
	copy(b.Bytes()[len(keptMagic):], sum[:])
	return b.Bytes(), nil
}

// keep puts aside what the follower was told up to a generation, if it is time to.
// The writer calls it, so that nothing is told meanwhile; the disk is written
// beside it. A file that cannot be written is left out: it only spares time.
func (e *Engine) keep(generation uint64, enough uint64) {
	k := &e.kept
	if k.keeper == nil || generation < k.generation+enough || !k.writing.CompareAndSwap(false, true) {
		return
	}
	b, err := k.encode(generation)
	if err != nil {
		k.writing.Store(false)
		return
	}
	k.generation = generation
	e.writer.Go(func() { // Close waits for it
		defer k.writing.Store(false)
		_ = durable.WriteFile(k.path, b)
	})
}

// keepAfterWrite is keep, and keepCopies, when writes are under way.
func (e *Engine) keepAfterWrite(generation uint64) {
	e.kept.idle.Reset(keptIdle)
	held, err := e.store.Count()
	if err != nil {
		return
	}
	enough := max(keptAfter, uint64(held)/keptShare)
	e.keep(generation, enough)
	e.keepCopies(generation, enough)
}

// keepIdle is the same when nothing was written for a while. What the follower puts off
// is done now, when nobody waits.
func (e *Engine) keepIdle() {
	generation, err := e.live.written()
	if err != nil {
		return
	}
	e.keepCopiesIdle(generation)
	if e.kept.keeper != nil && generation >= e.kept.generation+keptLeast {
		e.kept.keeper.Settle()
		e.keep(generation, keptLeast)
	}
}

// keepLast puts aside what the follower holds, and the families of copies, when the writer
// has stopped.
func (e *Engine) keepLast() error {
	if e.readOnly() {
		return nil
	}
	generation, err := e.live.written()
	if err != nil {
		return err
	}
	return errors.Join(e.keepFollower(generation), e.keepCopiesLast(generation))
}

func (e *Engine) keepFollower(generation uint64) error {
	k := &e.kept
	if k.keeper == nil || generation == k.generation {
		return nil
	}
	k.keeper.Settle()
	b, err := k.encode(generation)
	if err == nil {
		err = durable.WriteFile(k.path, b)
	}
	if err != nil {
		return fmt.Errorf("bleveindex: put aside what the follower holds: %w", err)
	}
	return nil
}
