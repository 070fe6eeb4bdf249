package server

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"runtime"

	"tracuu/index"
	"tracuu/server/web"
)

// maxHeaderBytes leaves room for a query text of index.MaxQueryBytes in percent
// encoding and for one that is too long, which deserves its own answer.
const maxHeaderBytes = 256 << 10

// Server answers HTTP requests from one engine.
type Server struct {
	engine  index.Engine
	options Options
	slots   *slots
	buckets *buckets
	metrics *metrics
	running underWay
	census  census
	queries *queryLog
	answers *answers
	reading chan struct{} // has a place for each file that may be read at once
	drawing *slots        // of pages of originals
	boot    string        // differs between runs: a new version may answer a search otherwise
	pages   *web.Pages
	handler http.Handler
	http    *http.Server
	stop    context.CancelFunc // ends the streams
	stopped context.Context
}

// New makes a server for engine. The caller keeps the engine and closes it after
// Shutdown.
func New(engine index.Engine, options Options) *Server {
	o := options.withDefaults()
	s := &Server{engine: engine, options: o, boot: rand.Text(), slots: newSlots(o.Searches, o.Queue, o.QueueWait), buckets: newBuckets(), queries: newQueryLog(o.QueryLog), answers: newAnswers(), drawing: newDrawing()}
	s.stopped, s.stop = context.WithCancel(context.Background())
	s.reading = make(chan struct{}, runtime.GOMAXPROCS(0))
	s.metrics = newMetrics(s)
	s.pages = s.newPages()
	s.handler = s.guard(s.router())
	s.http = &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: o.Timeouts.Header,
		WriteTimeout:      o.Timeouts.Write, // set anew before each piece
		IdleTimeout:       o.Timeouts.Idle,
		MaxHeaderBytes:    maxHeaderBytes,
	}
	return s
}

// Handler answers requests, for a server of the caller's own. Deadlines on the
// connection work where its ResponseWriter supports them.
func (s *Server) Handler() http.Handler { return s.handler }

// Serve answers the connections of l until Shutdown, then returns
// http.ErrServerClosed.
func (s *Server) Serve(l net.Listener) error { return s.http.Serve(l) }

// Shutdown stops accepting connections, tells streams to end after the batch
// they are in, and waits for the requests under way. When ctx is done first it
// closes their connections and returns the error of ctx.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stop()
	err := s.http.Shutdown(ctx)
	if err != nil {
		_ = s.http.Close() // what is left had its time
	}
	return err
}
