package docfile

import (
	"context"
	"errors"
	"iter"
	"strings"
)

// readDOC reads a document of Word 97 to 2003. One of Word 6 or 95 is read as
// LibreOffice writes it anew, or where there is none as antiword prints it.
func readDOC(ctx context.Context, f *file) iter.Seq[Document] {
	w, err := openWord(f.data)
	if err == nil {
		d, err := w.document(ctx, int(f.options.Limits.Size))
		if err != nil {
			return single(Document{Err: err})
		}
		return single(d)
	}
	if !errors.Is(err, errOldWord) {
		return single(Document{Err: err})
	}
	if f.options.Tools.LibreOffice == "" && f.options.Tools.Antiword != "" {
		return single(f.printed(ctx))
	}
	c, err := f.converted(ctx, ".doc", "docx", "libreoffice-writer-nogui")
	if err != nil {
		return single(Document{Err: err})
	}
	return readDOCX(ctx, c)
}

// printed is a document as antiword prints it: a paragraph a line.
func (f *file) printed(ctx context.Context) Document {
	out, err := runIn(ctx, "", f.data, f.options.Tools.Antiword, "-m", "UTF-8.txt", "-w", "0", "-")
	if err != nil {
		if ctx.Err() != nil {
			return Document{Err: context.Cause(ctx)}
		}
		return Document{Err: damaged(err)}
	}
	var c column
	for line := range strings.Lines(valid(string(out))) {
		c.add(para{text: strings.TrimRight(line, "\r\n")})
	}
	return c.composed()
}
