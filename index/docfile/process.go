package docfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Bounds on what a program of the machine may answer.
const (
	maxOutput  = 256 << 20 // bytes that are read of what it prints
	maxMessage = 4 << 10   // bytes that are kept of what it complains
	// afterKill is how long a killed program's children may hold its pipes open.
	afterKill = 2 * time.Second
)

// programError is a program that ended with a failure, or was stopped.
type programError struct {
	program string
	message string // the first line of what it complained
	err     error
}

func (e *programError) Error() string {
	if e.message == "" {
		return fmt.Sprintf("%s: %v", e.program, e.err)
	}
	return fmt.Sprintf("%s: %v: %s", e.program, e.err, e.message)
}

func (e *programError) Unwrap() error { return e.err }

// run starts a program with data as its standard input and returns what it
// prints. When ctx is done it is killed together with all that it started, and
// the error wraps that of ctx.
func run(ctx context.Context, stdin []byte, program string, args ...string) ([]byte, error) {
	return runIn(ctx, "", stdin, program, args...)
}

// runIn is run in a working folder of its own.
func runIn(ctx context.Context, dir string, stdin []byte, program string, args ...string) ([]byte, error) {
	out, complaint := &capped{max: maxOutput}, &capped{max: maxMessage, forgiving: true}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, complaint
	if stdin != nil {
		cmd.Stdin = bytes.NewReader(stdin)
	}
	// A page is read on one processor, since several are read at once.
	cmd.Env = append(cmd.Environ(), "OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8")
	cmd.WaitDelay = afterKill
	inOwnGroup(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("cannot start %s: %w", filepath.Base(program), err)
	}
	bound(cmd)
	err := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	case out.over:
		err = fmt.Errorf("%w: it printed over %d MiB", ErrTooLarge, maxOutput>>20)
	case err == nil:
		return out.buf.Bytes(), nil
	}
	first, _, _ := strings.Cut(strings.TrimSpace(complaint.buf.String()), "\n")
	return nil, &programError{filepath.Base(program), valid(first), err}
}

// capped keeps the first max bytes written to it. It fails beyond them, which
// ends the program that writes, or forgives.
type capped struct {
	buf       bytes.Buffer // not embedded: its ReadFrom knows no bounds
	max       int
	forgiving bool
	over      bool
}

var errCapped = errors.New("too much output")

func (c *capped) Write(b []byte) (int, error) {
	room := c.max - c.buf.Len()
	if len(b) <= room {
		return c.buf.Write(b)
	}
	c.over = true
	c.buf.Write(b[:max(room, 0)])
	if c.forgiving {
		return len(b), nil
	}
	return max(room, 0), errCapped
}
