package ingest

import (
	"io/fs"
	"time"
)

// stamp is what the file system says of a file without reading it. Equal stamps
// mean equal bytes where the stamp is trusted.
type stamp struct {
	Size     int64
	Modified int64  // nanoseconds since 1970
	Changed  int64  // the same, of the inode: no program can set it back; 0 where unknown
	Inode    uint64 // with the device
	Device   uint64
}

// racy is how old a change must be for a stamp to show the next one: file systems
// count in steps of up to two seconds.
const racy = 2 * time.Second

// trusted reports whether a change after the reading at time read would give
// another stamp. Where the system does not tell when the inode changed none is: a
// program that sets back the time of modification would go unnoticed.
func (s stamp) trusted(read time.Time) bool {
	return s.Changed != 0 && max(s.Changed, s.Modified) < read.Add(-racy).UnixNano()
}

func stampOf(info fs.FileInfo) stamp {
	s := stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	s.ofSystem(info)
	return s
}
