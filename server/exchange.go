package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"
)

// exchange is what is known of one request and its answer, for the log.
type exchange struct {
	id    string
	route string // the row's path, "" where none matched

	address netip.Addr // of the caller, as far as it can be trusted
	caller  caller

	failed int // status of what went wrong once its answer had begun, or 0

	repeatable *repeatable // with an Idempotency-Key, or nil
	admitted   func()      // called when its search need wait no longer for others, or nil
}

type exchangeKey struct{}

func exchangeOf(r *http.Request) *exchange {
	if x, ok := r.Context().Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{}
}

// requestIDHeader carries a caller's own id of a request, and ours back.
const requestIDHeader = "X-Request-Id"

// requestID is the caller's id of the request where it is short and plain, so
// that it can stand in logs, and else a new one.
func requestID(r *http.Request) string {
	id := r.Header.Get(requestIDHeader)
	if len(id) == 0 || len(id) > 64 {
		return rand.Text()
	}
	for _, c := range []byte(id) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.':
		default:
			return rand.Text()
		}
	}
	return id
}

// guard surrounds every request: its id, the headers of every answer, deadlines,
// recovery, the log.
func (s *Server) guard(next http.Handler) http.Handler {
	next = s.admitted(s.refuseForeignWrites(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		x := &exchange{id: requestID(r)}
		r = r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
		out := &answerWriter{ResponseWriter: w, control: http.NewResponseController(w), timeout: s.options.Timeouts.Write}
		body := &patientBody{ReadCloser: r.Body, control: out.control, idle: s.options.Timeouts.ReadIdle}
		r.Body = body
		standardHeaders(out.Header(), x.id)
		defer func() {
			failed := recover()
			body.finish()
			if failed != nil {
				s.recovered(out, r, failed)
			}
			s.log(out, r, x, time.Since(began))
			s.metrics.request(x, shortMethod(r.Method), x.became(out), time.Since(began))
			if failed != nil && out.broken {
				panic(http.ErrAbortHandler) // the caller must not take a part for the whole
			}
		}()
		next.ServeHTTP(out, r)
	})
}

// recovered answers a request whose handler panicked, if nothing was sent yet.
func (s *Server) recovered(out *answerWriter, r *http.Request, failed any) {
	if err, ok := failed.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		out.broken = true
		return
	}
	err := fmt.Errorf("panic: %v\n%s", failed, debug.Stack())
	if out.status != 0 {
		out.broken = true
		exchangeOf(r).failed = s.explain(r, err).Status
		return
	}
	s.fail(out, r, err)
}

func standardHeaders(h http.Header, id string) {
	h.Set(requestIDHeader, id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Vary", "Authorization, Cookie")
	h.Set("Cache-Control", "no-store") // reads that can be validated say otherwise
}

// became is the status of an answer for those who watch the server. A page that had
// begun when its search failed was sent with 200; it counts as what it failed with.
func (x *exchange) became(out *answerWriter) int {
	if x.failed != 0 {
		return x.failed
	}
	return out.status
}

// log writes a line for the access log. Query texts and bodies stay out of it.
func (s *Server) log(out *answerWriter, r *http.Request, x *exchange, took time.Duration) {
	level, status := zerolog.InfoLevel, x.became(out)
	if status >= http.StatusInternalServerError {
		level = zerolog.WarnLevel
	}
	s.options.Logger.WithLevel(level).
		Str("request_id", x.id).Str("method", shortMethod(r.Method)).Str("route", x.route).
		Int("status", status).Int64("bytes", out.bytes).
		Float64("ms", float64(took.Microseconds())/1e3).Str("remote", x.address.String()).Str("key", x.caller.id()).
		Msg("request")
}
