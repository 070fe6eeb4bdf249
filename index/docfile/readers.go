package docfile

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
)

// file is a file on its way to becoming documents.
type file struct {
	name     string // as given
	ext      string // of its name, lower case, with the dot
	data     []byte
	text     string // decoded, once the file is known to be text
	problems []Problem
	err      error
	options  Options // with its defaults
	depth    int     // archives that it lies in
	budget   *budget // shared with all that is packed in the same file
}

func newFile(name string, data []byte, o Options) *file {
	o.Limits = o.Limits.withDefaults()
	if o.Tools == nil {
		o.Tools = usualTools()
	}
	return &file{name: name, ext: extension(name), data: data, options: o, budget: newBudget(o.Limits)}
}

// member is a file that is packed in f.
func (f *file) member(name string, data []byte) *file {
	return &file{name: name, ext: extension(name), data: data, options: f.options, depth: f.depth + 1, budget: f.budget}
}

func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// reader is how one form is known and read. Binary forms are known by their
// data, the others by their text.
type reader struct {
	format string
	binary bool
	is     func(*file) bool
	read   func(context.Context, *file) iter.Seq[Document]
}

// readers are tried in order; the last takes any text.
var readers []reader

// The table names functions that read members by the table itself.
func init() {
	readers = []reader{
		{format: "office", binary: true, is: isLocked, read: readLocked},
		{format: "doc", binary: true, is: isDOC, read: readDOC},
		{format: "xls", binary: true, is: isXLS, read: readXLS},
		{format: "pdf", binary: true, is: isPDF, read: readPDF},
		{format: "image", binary: true, is: isImage, read: readImage},
		{format: "docx", binary: true, is: isDOCX, read: readDOCX},
		{format: "rtf", binary: true, is: isRTF, read: readRTF},
		{format: "odt", binary: true, is: isODT, read: readODT},
		{format: "xlsx", binary: true, is: isXLSX, read: readXLSX},
		{format: "zip", binary: true, is: isZIP, read: readZIP},
		{format: "gz", binary: true, is: isGZIP, read: readGZIP},
		{format: "eml", binary: true, is: isMail, read: readMail},
		{format: "jsonl", is: isJSONLines, read: readJSONLines},
		{format: "json", is: isJSON, read: readJSON},
		{format: "html", is: isHTML, read: readHTML},
		{format: "md", is: isMarkdown, read: readText},
		{format: "txt", is: func(*file) bool { return true }, read: readText},
	}
}

// recognise finds the reader of a file, or none, with the reason in f.err.
func (f *file) recognise() *reader {
	if limit := f.options.Limits.Size; int64(len(f.data)) > limit {
		f.err = fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, len(f.data), limit)
		return nil
	}
	if len(f.data) == 0 {
		f.err = ErrEmpty
		return nil
	}
	if i := slices.IndexFunc(readers, func(r reader) bool { return r.binary && r.is(f) }); i >= 0 {
		return &readers[i]
	}
	if known := nameBinary(f.data); known != "" {
		f.err = &UnsupportedError{Format: known}
		return nil
	}
	if f.text, f.problems, f.err = decode(f.data); f.err != nil {
		return nil
	}
	if strings.TrimSpace(f.text) == "" {
		f.err = ErrEmpty
		return nil
	}
	return &readers[slices.IndexFunc(readers, func(r reader) bool { return !r.binary && r.is(f) })]
}

// single yields one document.
func single(d Document) iter.Seq[Document] {
	return func(yield func(Document) bool) { yield(d) }
}

func readText(_ context.Context, f *file) iter.Seq[Document] {
	text, problems := decodeFonts(f.text)
	return single(Document{Text: text, Problems: problems})
}

// isMarkdown goes by the name alone: any text is Markdown.
func isMarkdown(f *file) bool { return f.ext == ".md" || f.ext == ".markdown" }

// signatures name formats by the bytes at their start.
var signatures = []struct{ prefix, format string }{
	{"%PDF-", "PDF"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97–2003 (DOC, XLS, PPT)"},
	{`{\rtf`, "RTF"},
	{"\x89PNG\r\n\x1a\n", "PNG image"},
	{"\xff\xd8\xff", "JPEG image"},
	{"GIF8", "GIF image"},
	{"II*\x00", "TIFF image"},
	{"MM\x00*", "TIFF image"},
	{"AT&TFORM", "DjVu"},
	{"\x1f\x8b", "GZIP archive"},
	{"BZh", "BZIP2 archive"},
	{"\xfd7zXZ\x00", "XZ archive"},
	{"\x28\xb5\x2f\xfd", "Zstandard archive"},
	{"7z\xbc\xaf\x27\x1c", "7-Zip archive"},
	{"Rar!\x1a\x07", "RAR archive"},
	{"\x7fELF", "executable program"},
	{"MZ\x90\x00", "executable program"},
	{"SQLite format 3\x00", "SQLite database"},
	{"%!PS", "PostScript"},
	{"ID3", "MP3 sound"},
	{"OggS", "Ogg sound"},
}

// zipMembers tell the formats that are ZIP archives apart, by the name of a
// member.
var zipMembers = []struct{ name, format string }{
	{"word/", "DOCX"},
	{"xl/", "XLSX"},
	{"ppt/", "PPTX"},
	{"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"},
	{"mimetypeapplication/epub+zip", "EPUB"},
}

// pdfHead is how far into a file the mark of PDF may stand (ISO 32000-1, Annex H).
const pdfHead = 1024

// nameBinary names the format of data, "" for one that is unknown or text.
func nameBinary(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.prefix)) {
			return s.format
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		for _, m := range zipMembers {
			if bytes.Contains(data, []byte(m.name)) {
				return m.format
			}
		}
		return "ZIP archive"
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) > 12:
		return fmt.Sprintf("RIFF (%q)", data[8:12])
	case bytes.HasPrefix(data, []byte("BM")) && len(data) > 18 && data[14] == 40 && data[15] == 0:
		return "BMP image"
	case bytes.Contains(data[:min(pdfHead, len(data))], []byte("%PDF-1.")):
		return "PDF"
	}
	return ""
}
