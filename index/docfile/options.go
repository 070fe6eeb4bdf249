package docfile

import (
	"runtime"
	"time"
)

// Options of Read. The zero value is the usual choice.
type Options struct {
	Limits Limits
	// Tools are the programs of the machine that some formats need; nil for those
	// that FindTools finds in the usual places.
	Tools *Tools
	// Workers bounds the pages that are recognised at once, 0 means one a processor.
	Workers int
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Limits bound what reading one file may cost. A field that is 0 has its
// default.
type Limits struct {
	Size     int64         // bytes of the file, by default DefaultSize
	Unpacked int64         // bytes of all that is packed in it, by default 512 MiB
	Ratio    int           // unpacked bytes for each packed one, by default 200
	Parts    int           // documents and members in it, by default 100,000
	Depth    int           // archives within archives, by default 3
	Pages    int           // pages of one document, by default 2,000
	Time     time.Duration // of reading it, recognition included, by default 10 minutes
}

func (l Limits) withDefaults() Limits {
	l.Size = orDefault(l.Size, DefaultSize)
	l.Unpacked = orDefault(l.Unpacked, 512<<20)
	l.Ratio = orDefault(l.Ratio, 200)
	l.Parts = orDefault(l.Parts, 100_000)
	l.Depth = orDefault(l.Depth, 3)
	l.Pages = orDefault(l.Pages, 2_000)
	l.Time = orDefault(l.Time, 10*time.Minute)
	return l
}

func orDefault[T int | int64 | time.Duration](value, usual T) T {
	if value <= 0 {
		return usual
	}
	return value
}

// DefaultSize is the largest file that is read where Limits say nothing else,
// in bytes.
const DefaultSize = 64 << 20
