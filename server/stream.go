package server

import (
	"context"
	"fmt"
	"net/http"

	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
)

// postStream answers POST /v1/directives of ndjson: a line for each line, in
// order, while the body still comes. A stream has no total limit. What ends it
// early is a last line with an error, or a plain problem when nothing was
// answered yet.
func (s *Server) postStream(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	answers, err := s.stream(w)
	if err != nil {
		return err
	}
	ctx, cancel := s.untilStopped(r.Context())
	defer cancel()
	failed := ingest.Lines(ctx, s.writer(r), r.Body, s.options.Bodies, func(line ingest.LineResult) {
		// When the caller is gone the reading fails too, and says so.
		_ = answers.add(lineOf(line))
	})
	return answers.finish(cause(r, failed), func(err error) any {
		problem := s.explain(r, err)
		return api.WrittenLine{Error: &problem}
	})
}

// untilStopped is ctx that also ends when the server is told to stop.
func (s *Server) untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	release := context.AfterFunc(s.stopped, cancel)
	return ctx, func() { release(); cancel() }
}

// stream is an answer of many lines: an outbox that opens at the first.
type stream struct {
	w   *answerWriter
	out *outbox
}

func (s *Server) stream(w http.ResponseWriter) (*stream, error) {
	answer, ok := w.(*answerWriter)
	if !ok {
		return nil, fmt.Errorf("stream to %T", w)
	}
	// Without full duplex the server would swallow the rest of the body before
	// the first line of the answer.
	_ = answer.control.EnableFullDuplex()
	return &stream{w: answer}, nil
}

func (s *stream) add(line any) error {
	if s.out == nil {
		s.out = newOutbox(s.w)
	}
	return s.out.add(line)
}

// finish ends the answer. An error becomes its last line, or the result when
// there is no line yet.
func (s *stream) finish(failed error, last func(error) any) error {
	if s.out == nil {
		if failed != nil {
			return failed
		}
		s.out = newOutbox(s.w)
	}
	if failed != nil {
		_ = s.out.add(last(failed))
	}
	s.out.close()
	return nil
}

func lineOf(line ingest.LineResult) api.WrittenLine {
	problems := append([]directive.Problem{}, line.Problems...)
	return api.WrittenLine{Written: &api.Written{Line: line.Line, ID: line.ID, Status: line.Status, State: api.StateOf(line.Status), Problems: problems}}
}
