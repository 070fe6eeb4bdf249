package client

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"tracuu/index"
	"tracuu/server/api"
)

// source gives what is sent from its start, each time it is called. Again is false
// for what can be read once only.
func source(r io.Reader) (open func() (io.Reader, error), again bool) {
	seeker, again := r.(io.Seeker)
	if !again {
		return func() (io.Reader, error) { return r, nil }, false
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil { // a pipe has the method, too
		return func() (io.Reader, error) { return r, nil }, false
	}
	if _, closes := r.(io.Closer); closes {
		r = io.NopCloser(r) // the caller closes it
	}
	return func() (io.Reader, error) {
		_, err := seeker.Seek(start, io.SeekStart)
		return r, err
	}, true
}

// onlyOnce marks a write, so that the server carries it out once however often it is
// sent, where it can be sent again.
func onlyOnce(in request, again bool) request {
	if again {
		in.key, in.repeat = rand.Text(), onFailure
	}
	return in
}

// Stream sends documents, one JSON object a line, and calls each with what
// became of each line, in order, while it still sends. An error after some
// lines does not undo them. Lines that are an io.Seeker are sent again, from where
// they stood, when the connection is lost; nothing is written twice and each is
// called for no line twice.
func (c *Client) Stream(ctx context.Context, lines io.Reader, each func(api.Written)) error {
	open, again := source(lines)
	return c.stream(ctx, open, again, each)
}

func (c *Client) stream(ctx context.Context, open func() (io.Reader, error), again bool, each func(api.Written)) error {
	in := onlyOnce(request{method: http.MethodPost, path: "/v1/directives", contentType: "application/x-ndjson", body: open}, again)
	told := 0
	for attempt := 1; ; attempt++ {
		resp, err := c.do(ctx, in)
		if err != nil {
			return err
		}
		known := told
		err = readWritten(resp.Body, func(line api.Written) {
			if known > 0 {
				known--
				return
			}
			told++
			each(line)
		})
		resp.Body.Close()
		if err == nil {
			return nil
		}
		err = fmt.Errorf("client: stream: %w", err)
		wait, retry := c.pause(attempt, &in, err)
		if !retry {
			return err
		}
		if stopped := sleep(ctx, wait); stopped != nil {
			return errors.Join(stopped, err)
		}
	}
}

// readWritten reads the answer to a stream. The last line may say what ended it.
func readWritten(answer io.Reader, each func(api.Written)) error {
	lines := json.NewDecoder(bufio.NewReader(answer))
	for {
		var line api.WrittenLine
		switch err := lines.Decode(&line); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read answer: %w", err)
		case line.Error != nil:
			return &refusal{problem: line.Error}
		case line.Written != nil:
			each(*line.Written)
		}
	}
}

// Put stores drafts and returns what became of each, in order. The server reads
// the texts itself: of a draft only what was given travels, with the text and
// where it came from. Whatever happens on the way, each is stored once.
func (c *Client) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	if err := unscoped(scope); err != nil || len(drafts) == 0 {
		return nil, err
	}
	var out []index.Written
	open := func() (io.Reader, error) {
		reader, writer := io.Pipe()
		go func() { writer.CloseWithError(writeDrafts(writer, drafts)) }()
		return reader, nil // closed by the transport, which ends the writing
	}
	err := c.stream(ctx, open, true, func(line api.Written) { out = append(out, writtenOf(line)) })
	if err == nil && len(out) != len(drafts) {
		err = fmt.Errorf("client: put: %d answers for %d documents", len(out), len(drafts))
	}
	return out, err
}
