package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

func collect(t *testing.T, w index.Writer, r io.Reader) ([]string, error) {
	t.Helper()
	var got []string
	err := Lines(t.Context(), w, r, nil, func(l LineResult) {
		s := fmt.Sprintf("%d %s %s", l.Line, l.ID, l.Status)
		for _, p := range l.Problems {
			if l.Status == index.Refused {
				s += " " + p.Code
			}
		}
		got = append(got, s)
	})
	return got, err
}

func TestLines(t *testing.T) {
	t.Parallel()
	long := `{"id":"l","text":"` + strings.Repeat("x", MaxLine) + `"}`
	input := "\xef\xbb\xbf" + row("a", "1-CV/TU", "một") + "\n \r\n" + "[1]\n" + `{"id":"b","text":"hai"}` + "\r\n" + `{"id":"c","nothing":1}` + "\n" +
		long + "\n" + row("a", "", "lại") + "{}\n" + `{"id":"d","title":"cuối"}`
	m := indextest.NewMemory(indextest.Options{})
	want := []string{"1 a created", "4  refused invalid", "5 b created", "6  refused invalid", "7  refused too-large", "8 a replaced", "9  refused invalid", "10 d created"}
	got, err := collect(t, m, strings.NewReader(input))
	if err != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v\n%s", err, strings.Join(got, "\n"))
	}
	docs, _ := m.Get(t.Context(), index.Everything(), "a", "b", "d")
	if docs["a"].Text != "lại" || docs["a"].Number != "" || docs["b"].Text != "hai" || docs["d"].Title != "cuối" {
		t.Errorf("held %+v", docs)
	}
}

func TestLinesInOrderOverManyBatches(t *testing.T) {
	t.Parallel()
	var input strings.Builder
	for n := range 3*DefaultBatch + 7 {
		input.WriteString(row(fmt.Sprint("d", n), "", "văn bản"))
		if n%10 == 0 {
			input.WriteString("{\n")
		}
	}
	m := indextest.NewMemory(indextest.Options{})
	last := 0
	err := Lines(t.Context(), m, strings.NewReader(input.String()), nil, func(l LineResult) {
		if l.Line != last+1 {
			t.Fatalf("line %d after %d", l.Line, last)
		}
		last = l.Line
	})
	if status, _ := m.Status(t.Context()); err != nil || last != 1658 || status.Documents != 1507 {
		t.Errorf("%d lines, %d documents, %v", last, status.Documents, err)
	}
}

// A caller who waits for each answer gets it.
func TestLinesAnswersWhileTheStreamIsOpen(t *testing.T) {
	in, out := io.Pipe()
	answers := make(chan string)
	done := make(chan error)
	m := indextest.NewMemory(indextest.Options{})
	go func() {
		done <- Lines(t.Context(), m, in, nil, func(l LineResult) { answers <- l.ID })
	}()
	for _, id := range []string{"a", "b", "c"} {
		if _, err := io.WriteString(out, row(id, "", "x")); err != nil {
			t.Fatal(err)
		}
		if got := <-answers; got != id {
			t.Errorf("answer for %q, want %q", got, id)
		}
	}
	out.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestLinesThatEndBadly(t *testing.T) {
	cut := errors.New("connection reset")
	m := indextest.NewMemory(indextest.Options{})
	got, err := collect(t, m, io.MultiReader(strings.NewReader(row("a", "", "x")+`{"id":"b","te`), iotest.ErrReader(cut)))
	if !errors.Is(err, cut) || len(got) != 1 || got[0] != "1 a created" {
		t.Errorf("a stream that was cut off: %v, %v", got, err)
	}
	got, err = collect(t, &failing{Writer: m}, strings.NewReader(row("c", "", "x")))
	if !errors.Is(err, errDisk) || len(got) != 0 {
		t.Errorf("a full disk: %v, %v", got, err)
	}
	got, err = collect(t, &refusing{m, "c"}, strings.NewReader(row("c", "", "x")+row("d", "", "x")))
	if err != nil || strings.Join(got, ", ") != "1 c refused refused, 2 d created" {
		t.Errorf("a refused document: %v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	in, out := io.Pipe()
	defer out.Close()
	go func() {
		io.WriteString(out, row("e", "", "x"))
	}()
	err = Lines(ctx, m, in, nil, func(LineResult) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a done context: %v", err)
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte(row("a", "1-CV/TU", "Tỉnh ủy") + "\n{\n"))
	f.Add([]byte("\xef\xbb\xbf{\"text\":\"x\"}\r\n{\"id\":null,\"title\":\"\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		err := Lines(t.Context(), discard{}, strings.NewReader(string(data)), nil, func(l LineResult) {
			if l.Line <= last || l.Problems == nil || l.Status == "" {
				t.Errorf("%+v after line %d", l, last)
			}
			last = l.Line
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// discard is a Writer that takes everything.
type discard struct{ index.Writer }

func (discard) Put(_ context.Context, _ index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	written := make([]index.Written, len(drafts))
	for i, d := range drafts {
		whole := d.Directive()
		written[i] = index.Written{ID: directive.MintID(&whole, func(string) bool { return false }), Status: index.Created}
	}
	return written, nil
}
