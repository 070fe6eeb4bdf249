package server

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path"
	"strings"
	"time"
	"unicode"

	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/index/original"
	"tracuu/server/api"
)

// originals is where files that are sent are kept, nil where they are not.
func (s *Server) originals() ingest.Originals {
	if s.options.Originals == nil || !s.options.KeepUploads {
		return nil
	}
	return s.options.Originals
}

// fileTypes are the media types of originals, by format and by the end of a name.
var fileTypes = map[string]string{
	"txt": "text/plain", "md": "text/markdown", "html": "text/html", "htm": "text/html", "json": "application/json", "jsonl": mediaNDJSON,
	"pdf": "application/pdf", "rtf": "application/rtf", "eml": "message/rfc822", "zip": "application/zip", "gz": "application/gzip",
	"doc": "application/msword", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xls": "application/vnd.ms-excel", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
	"tiff": "image/tiff", "tif": "image/tiff", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
}

// file answers GET /v1/directives/{id}/file: the file that the document was read
// from, as it came, with ranges. It is a download and never a page: whatever a
// sender put into it must not run here.
//
// Only files that were kept are given, never one that lies in a folder. A file of
// several documents is given only to who may see everything. A document that was
// sent as JSON may name a checksum: who knows that of a file had the file, or a
// document of it.
func (s *Server) file(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	d, f, err := s.original(r)
	if err != nil {
		return err
	}
	defer f.Close()
	h := w.Header()
	h.Set("ETag", `"`+d.Source.SHA256+`"`)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Type", fileType(d.Source))
	h.Set("Content-Disposition", attachment(downloadName(d)))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	part := &partWriter{ResponseWriter: w}
	http.ServeContent(part, r, "", time.Time{}, f)
	if part.outside {
		return api.NewProblem(http.StatusRequestedRangeNotSatisfiable, api.CodeBadParameter,
			"the range lies outside the file", api.ParamError{Param: "Range", Reason: "lies outside the file"})
	}
	return nil
}

// original is a document and its file, for the caller to close; a problem where it is
// not kept or not for this caller.
func (s *Server) original(r *http.Request) (d directive.Directive, f *os.File, err error) {
	if d, err = s.held(r); err != nil {
		return d, nil, err
	}
	none := api.NewProblem(http.StatusNotFound, api.CodeNoSuchFile, "the original of this document is not kept")
	if !s.mayHaveFile(r, &d) {
		return d, nil, none
	}
	f, err = s.options.Originals.Open(d.Source.SHA256)
	if errors.Is(err, original.ErrNone) {
		err = none
	}
	return d, f, err
}

// mayHaveFile reports whether the file of a document may be given to the caller, if it
// is kept: one that holds several documents is for those who may see them all.
func (s *Server) mayHaveFile(r *http.Request, d *directive.Directive) bool {
	return s.options.Originals != nil && (d.Source.Part == "" || len(s.scope(r).Forced) == 0)
}

// fileType is the media type of a document's file. The format is the document's: of
// a file that holds several only the name tells.
func fileType(source directive.Source) string {
	format := source.Format
	if end := strings.ToLower(strings.TrimPrefix(path.Ext(source.Name), ".")); source.Part != "" || fileTypes[format] == "" {
		format = end
	}
	if kind, ok := fileTypes[format]; ok {
		return kind
	}
	return "application/octet-stream"
}

// downloadName is what to call a document's file.
func downloadName(d directive.Directive) string {
	if name := path.Base(strings.ReplaceAll(d.Source.Name, `\`, "/")); name != "." && name != "/" {
		return name
	}
	if d.Source.Format == "" || d.Source.Part != "" {
		return d.ID
	}
	return d.ID + "." + d.Source.Format
}

// attachment is a Content-Disposition after RFC 6266: the name in ASCII for old
// programs, and as it is for all others.
func attachment(name string) string {
	name = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || strings.ContainsRune(`/\`, c) {
			return '_'
		}
		return c
	}, name)
	plain := strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' || c == '"' || c == '%' {
			return '_'
		}
		return c
	}, name)
	if plain == name {
		return fmt.Sprintf(`attachment; filename="%s"`, plain)
	}
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, extended(name))
}

// extended writes a name as an ext-value of RFC 8187: attr-char as it is, any other
// byte as %XX.
func extended(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}
