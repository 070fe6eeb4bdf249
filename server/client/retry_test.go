package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

// troubled is a server that answers well only from the nth request on; before, it
// does what trouble does.
func troubled(t *testing.T, n int32, trouble func(w http.ResponseWriter, r *http.Request, real http.Handler)) (*client.Client, *indextest.Memory, *atomic.Int32) {
	t.Helper()
	engine := indextest.NewMemory(indextest.Options{})
	real := server.New(engine, server.Options{}).Handler()
	var asked atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) < n {
			trouble(w, r, real)
			return
		}
		real.ServeHTTP(w, r)
	}))
	t.Cleanup(site.Close)
	return connect(t, site.URL, client.Options{Attempts: 3, Backoff: time.Millisecond}), engine, &asked
}

// answering answers a status and nothing else.
func answering(status int) func(http.ResponseWriter, *http.Request, http.Handler) {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(status) }
}

// lost carries the request out, and the answer never comes.
func lost(_ http.ResponseWriter, r *http.Request, real http.Handler) {
	real.ServeHTTP(httptest.NewRecorder(), r)
	panic(http.ErrAbortHandler)
}

func TestWhatMayBeRepeatedIs(t *testing.T) {
	ctx := context.Background()
	search := func(c *client.Client) error {
		_, err := c.Search(ctx, index.Everything(), index.Query{})
		return err
	}
	get := func(c *client.Client) error {
		_, err := c.Get(ctx, index.Everything(), "a")
		return err
	}
	undo := func(c *client.Client) error {
		_, err := c.Undo(ctx, "a", "", 1)
		return err
	}
	for _, row := range []struct {
		name    string
		trouble func(http.ResponseWriter, *http.Request, http.Handler)
		do      func(*client.Client) error
		asked   int32 // of at most 3
	}{
		{"search, busy", answering(503), search, 3},
		{"search, a proxy without a server", answering(502), search, 3},
		{"search, lost", lost, search, 3},
		{"search, wrong", answering(400), search, 1},
		{"search, broken", answering(500), search, 1},
		{"get, busy", answering(503), get, 3},
		{"undo, busy", answering(503), undo, 1},
		{"undo, lost", lost, undo, 1},
		{"undo, too many", answering(429), undo, 3},
	} {
		c, _, asked := troubled(t, 3, row.trouble)
		err := row.do(c)
		if asked.Load() != row.asked {
			t.Errorf("%s: asked %d times, want %d", row.name, asked.Load(), row.asked)
		}
		if row.asked == 3 && err != nil && !errors.Is(err, index.ErrNotFound) {
			t.Errorf("%s: %v", row.name, err)
		}
		if row.asked == 1 && err == nil {
			t.Errorf("%s: no error", row.name)
		}
	}
}

// A write whose answer is lost is sent again, and carried out once.
func TestALostAnswerWritesOnce(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("Số 1-CV/TU"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*client.Client) error{
		"put": func(c *client.Client) error {
			w, err := c.Put(ctx, index.Everything(), draft(t, "", `{"text":"một"}`))
			if err == nil && w[0].Status != index.Created {
				err = fmt.Errorf("%+v", w)
			}
			return err
		},
		"file": func(c *client.Client) error {
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer file.Close()
			_, err = c.PutFile(ctx, "", "a.txt", file)
			return err
		},
	} {
		c, engine, asked := troubled(t, 2, lost)
		err := write(c)
		status, _ := engine.Status(ctx)
		if err != nil || asked.Load() != 2 || status.Documents != 1 {
			t.Errorf("%s: %v, asked %d times, %d documents", name, err, asked.Load(), status.Documents)
		}
	}
	// What can be read once only is sent once.
	c, _, asked := troubled(t, 2, answering(503))
	if _, err := c.PutFile(ctx, "", "", io.MultiReader(strings.NewReader("x"))); err == nil || asked.Load() != 1 {
		t.Errorf("a stream: %v, asked %d times", err, asked.Load())
	}
}

// cutAfter lets some bytes of an answer through.
type cutAfter struct {
	http.ResponseWriter
	left int
}

func (w *cutAfter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *cutAfter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p[:min(len(p), w.left)])
	if w.left -= n; w.left == 0 {
		_ = http.NewResponseController(w.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	return n, err
}

// A stream that breaks off goes on where it was.
func TestAStreamThatBreaksOffGoesOn(t *testing.T) {
	ctx := context.Background()
	engine := indextest.NewMemory(indextest.Options{})
	real := server.New(engine, server.Options{}).Handler()
	var asked atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) > 1 {
			real.ServeHTTP(w, r)
			return
		}
		rec := httptest.NewRecorder()
		real.ServeHTTP(rec, r)
		w.Header().Set("Content-Type", rec.Header().Get("Content-Type"))
		(&cutAfter{ResponseWriter: w, left: rec.Body.Len() / 2}).Write(rec.Body.Bytes())
	}))
	defer site.Close()
	c := connect(t, site.URL, client.Options{Attempts: 2, Backoff: time.Millisecond})
	var lines []string
	err := c.Stream(ctx, strings.NewReader(`{"text":"một"}`+"\n"+`{"text":"hai"}`+"\n"+`{"text":"ba"}`+"\n"), func(w api.Written) {
		lines = append(lines, fmt.Sprint(w.Line, w.Status))
	})
	status, _ := engine.Status(ctx)
	if err != nil || strings.Join(lines, " ") != "1created 2created 3created" || status.Documents != 3 || asked.Load() != 2 {
		t.Errorf("%v: %q, %d documents, asked %d times", err, lines, status.Documents, asked.Load())
	}
}

func TestPatience(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	defer site.Close()
	c := connect(t, site.URL, client.Options{Attempts: 3})
	var problem *client.Problem
	if _, err := c.Search(context.Background(), index.Everything(), index.Query{}); !errors.As(err, &problem) || problem.Status != 503 {
		t.Errorf("a server that asks for an hour: %v", err)
	}
	patient := connect(t, site.URL, client.Options{Attempts: 3, Patience: 2 * time.Hour})
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := patient.Search(ctx, index.Everything(), index.Query{}); !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &problem) {
		t.Errorf("waiting is given up: %v", err)
	}
}
