// Command tracuu searches Vietnamese directives. It reads folders of documents,
// finds in each its number, issuer, date, subject, signer and every document
// that it cites, and answers over HTTP and on the command line.
//
//	tracuu serve testdata/directives
//	tracuu search --data tracuu-data 'tổ covid'
//
// Its exit status is 0 when all was done, 1 when something failed (named on
// standard error) and 2 for wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
)

// Exit statuses, a promise to scripts.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	// What libraries say of themselves is for the log of a server, see adoptLog; for
	// other commands what is wrong stands in the error.
	log.SetFlags(0)
	log.SetOutput(io.Discard)
	boundMemory(ownSystem())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: it does what args say and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	con := &console{stdin: stdin, stdout: stdout, stderr: stderr, lang: languageOf(args, os.Getenv("TRACUU_LANG"))}
	root := newRoot(con)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errReported) {
		fmt.Fprintln(stderr, "tracuu:", printableLines(con.explain(err)))
	}
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(stderr, con.say("Xem: tracuu --help", "See: tracuu --help"))
		return exitUsage
	}
	return exitFailed
}

// errReported ends a command that has already said on standard error what failed.
var errReported = errors.New("already reported")

// usageError is a command line that cannot be carried out as written.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }
