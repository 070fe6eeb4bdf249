package ingest

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"tracuu/index/docfile"
)

// Load reads a file of at most limit bytes whole; 0 means docfile.DefaultSize. A
// larger one is docfile.ErrTooLarge before any of it is read, and what is no
// regular file (a pipe, a socket, a device, a folder) is an error too.
func Load(path string, limit int64) ([]byte, error) {
	data, _, err := load(path, limit)
	return data, err
}

// load also gives the stamp of what was read, the zero one where the file changed
// meanwhile.
func load(path string, limit int64) ([]byte, stamp, error) {
	if limit <= 0 {
		limit = docfile.DefaultSize
	}
	// Without O_NONBLOCK a pipe that took the place of the file would block for ever.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, stamp{}, err
	}
	defer f.Close()
	return loadFrom(f, limit)
}

// openFile is what load asks of an *os.File.
type openFile interface {
	io.Reader
	Stat() (fs.FileInfo, error)
}

func loadFrom(f openFile, limit int64) ([]byte, stamp, error) {
	before, err := f.Stat()
	switch {
	case err != nil:
		return nil, stamp{}, err
	case before.IsDir():
		return nil, stamp{}, errFolder
	case !before.Mode().IsRegular():
		return nil, stamp{}, errSpecial
	case before.Size() > limit:
		return nil, stamp{}, tooLarge(before.Size(), limit)
	}
	var data bytes.Buffer
	data.Grow(int(before.Size()) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, stamp{}, err
	}
	if n := int64(data.Len()); n > limit { // it grew
		return nil, stamp{}, tooLarge(n, limit)
	}
	after, err := f.Stat()
	if err != nil {
		return nil, stamp{}, err
	}
	if s := stampOf(before); s == stampOf(after) {
		return data.Bytes(), s, nil
	}
	return data.Bytes(), stamp{}, nil
}

func tooLarge(size, limit int64) error {
	return fmt.Errorf("%w: %d bytes, at most %d are read", docfile.ErrTooLarge, size, limit)
}
