//go:build !linux

package ingest

import "syscall"

var limitErrors = []error{syscall.ENOSPC, syscall.EMFILE}

// openness says whether somebody has a file open for writing.
type openness int

const (
	unsure openness = iota
	closed
	written
)

// beingWritten cannot be told here.
func beingWritten(string) openness { return unsure }

// remoteReason cannot be told here.
func remoteReason(string) error { return nil }
