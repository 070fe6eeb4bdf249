package docfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
)

// Rows reads JSON documents, one a line, as they come, without a limit in all.
// Blank lines are passed over. A row that is longer than max bytes, or no JSON
// object, is a document with Err set, and the rest goes on. An error of r comes
// last, beside an empty document, in place of the unfinished line that it cut off.
func Rows(r io.Reader, max int) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		for n := 1; ; n++ {
			row, size, err := readLine(in, max)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Document{}, err)
				return
			}
			if n == 1 {
				row = bytes.TrimPrefix(row, []byte("\xef\xbb\xbf"))
			}
			if d, ok := rowOf(n, bytes.TrimSpace(row), size, max); ok && !yield(d, nil) {
				return
			}
			if err != nil {
				return
			}
		}
	}
}

// rowOf is the document of a line, or none for a blank line.
func rowOf(n int, row []byte, size, max int) (Document, bool) {
	if size > max {
		return Document{Part: strconv.Itoa(n), Format: "jsonl",
			Err: fmt.Errorf("line %d: %w: %d bytes, at most %d are read", n, ErrTooLarge, size, max)}, true
	}
	if len(row) == 0 {
		return Document{}, false
	}
	return Row(n, row), true
}

// readLine reads up to the next line end. It keeps at most max bytes but tells
// how long the line was without its end.
func readLine(in *bufio.Reader, max int) (line []byte, size int, err error) {
	for {
		piece, err := in.ReadSlice('\n')
		size += len(piece)
		if err == nil {
			size--
		}
		if size <= max {
			line = append(line, piece...)
		} else {
			line = nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, size, err
		}
	}
}

// IsRows reports whether a file that begins with head holds a JSON document a
// line, and so can be read by Rows however long it is.
func IsRows(head []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("\n"))
	return isObject(bytes.TrimSpace(first))
}
