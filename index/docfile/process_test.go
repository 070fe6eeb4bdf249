package docfile

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// needProgram skips a test that needs a program of every Unix.
func needProgram(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("no %s on this machine", name)
	}
	return path
}

func TestRun(t *testing.T) {
	t.Parallel()
	sh := needProgram(t, "sh")
	out, err := run(t.Context(), []byte("vào"), sh, "-c", "cat; echo ra")
	if err != nil || string(out) != "vàora\n" {
		t.Errorf("%q, %v", out, err)
	}
	_, err = run(t.Context(), nil, sh, "-c", "echo hỏng >&2; echo thêm >&2; exit 3")
	if err == nil || err.Error() != "sh: exit status 3: hỏng" {
		t.Errorf("a failure says %v", err)
	}
	if _, err = run(t.Context(), nil, sh, "-c", "yes"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("output without end: %v", err)
	}
	if _, err = run(t.Context(), nil, "/không/có"); err == nil || !strings.Contains(err.Error(), "cannot start có") {
		t.Errorf("no such program: %v", err)
	}
}

// A program whose time is up must go with its children, which hold its output.
func TestRunIsKilledWithItsGroup(t *testing.T) {
	t.Parallel()
	sh := needProgram(t, "sh")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := run(ctx, nil, sh, "-c", "sleep 60 & sleep 60; wait")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}
