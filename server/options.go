package server

import (
	"context"
	"io"
	"runtime"
	"time"

	"github.com/rs/zerolog"

	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/index/original"
)

// Options are the settings of a Server. The zero value of each field means its
// default.
type Options struct {
	Version string
	Logger  zerolog.Logger // zero: nothing is logged
	// Loading says how far the first pass over the folders is, and whether
	// searches may be relied on. Nil: there is none, and the server is ready.
	Loading func() (done, total int, ready bool)
	Local   *Local // nil: the local routes do not exist
	Access  Access // the zero value: whoever reaches the server may do everything
	// Graph is that of the engine's documents, kept in step by the engine. Nil: the
	// routes on citations do not exist.
	Graph *citation.Graph
	// QueryLog takes a line for each search, without a trace of who searched. Nil:
	// nothing is kept.
	QueryLog io.Writer
	// Originals keeps the files that are sent, and gives them back. Nil: none is kept
	// or given. KeepUploads false: what is kept already is given.
	Originals   *original.Store
	KeepUploads bool
	// Bodies is the registry that issuers are identified by, nil for the one that
	// comes with tracuu.
	Bodies   *directive.Bodies
	Timeouts Timeouts
	// MaxDocument bounds a document, a line of a stream and a file, in bytes
	// (default 32 MiB).
	MaxDocument int64
	// Searches may run at once (default as many as there are processors, two at least:
	// what runs beside others only takes their time, and the slow ones then make all slow);
	// Queue more may wait (default 32 a processor) in the order they came, each for
	// QueueWait (default one second).
	Searches  int
	Queue     int
	QueueWait time.Duration
}

// Timeouts bound the phases of a request. Streams have no total limit, only
// ReadIdle between two pieces of the body.
type Timeouts struct {
	Header   time.Duration // to read the request line and headers (10 s)
	ReadIdle time.Duration // between two pieces of a body (30 s)
	Body     time.Duration // for the whole body of a single document (5 min)
	Write    time.Duration // for each piece of an answer to be taken (30 s)
	Idle     time.Duration // between two requests of a connection (2 min)
	Search   time.Duration // for a search (10 s)
}

// Local is what the command line may ask of the server that holds its data
// folder: things that need the server's own file system or all its machine.
// A request is authorised by Token, which only the folder's owner can read.
type Local struct {
	Token   string
	Index   func(ctx context.Context, paths []string, prune bool, progress func(ingest.Progress)) (ingest.Report, error)
	Reindex func(ctx context.Context, reread bool) error
	// Backup copies what is held to dest, as a folder or as lines of JSON, and returns
	// what it wrote.
	Backup func(ctx context.Context, dest string, lines bool, progress func(any)) (any, error)
	// Import takes in the lines of an export and returns how many documents they were.
	Import func(ctx context.Context, src string) (int, error)
}

func (o Options) withDefaults() Options {
	standard(&o.MaxDocument, 32<<20)
	standard(&o.Access.Rate, 600)
	standard(&o.Searches, max(2, runtime.GOMAXPROCS(0)))
	standard(&o.Queue, 32*runtime.GOMAXPROCS(0))
	standard(&o.QueueWait, time.Second)
	standard(&o.Timeouts.Header, 10*time.Second)
	standard(&o.Timeouts.ReadIdle, 30*time.Second)
	standard(&o.Timeouts.Body, 5*time.Minute)
	standard(&o.Timeouts.Write, 30*time.Second)
	standard(&o.Timeouts.Idle, 2*time.Minute)
	standard(&o.Timeouts.Search, 10*time.Second)
	return o
}

func standard[T int | int64 | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}
