package ingest

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

var limitErrors = []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE}

// openness says whether somebody has a file open for writing.
type openness int

const (
	unsure openness = iota
	closed
	written
)

// fSetLease is F_SETLEASE of fcntl(2), which package syscall does not name.
const fSetLease = 1024

// beingWritten asks for a read lease, which the kernel gives only on a file that
// nobody has open for writing, and gives it back at once. Who is not the owner of
// the file, and some file systems, get no answer.
func beingWritten(path string) openness {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return unsure
	}
	defer f.Close()
	_, _, failed := syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), fSetLease, uintptr(syscall.F_RDLCK))
	switch {
	case failed == 0:
		_, _, _ = syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), fSetLease, uintptr(syscall.F_UNLCK))
		return closed
	case errors.Is(failed, syscall.EAGAIN):
		return written
	}
	return unsure
}

// remoteTypes are file systems on which other machines write: the kernel tells
// only of changes that this one makes (statfs(2)).
var remoteTypes = map[int64]string{
	0x6969: "NFS", 0x517b: "SMB", 0xff534d42: "CIFS", 0xfe534d42: "SMB2", 0x01021997: "9P", 0x00c36400: "Ceph", 0x5346414f: "AFS", 0x65735546: "FUSE",
}

// remoteReason says why changes below a folder are not told of, nil where they are.
func remoteReason(dir string) error {
	var fs syscall.Statfs_t
	if syscall.Statfs(dir, &fs) != nil {
		return nil
	}
	if name, ok := remoteTypes[int64(fs.Type)&0xffffffff]; ok {
		return fmt.Errorf("%w: %s", errRemote, name)
	}
	return nil
}
