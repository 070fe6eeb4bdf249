//go:build unix && !solaris && !aix

package store

import (
	"os"
	"syscall"
)

// unlock lets go of a file that is still mapped, which closing alone does not.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
