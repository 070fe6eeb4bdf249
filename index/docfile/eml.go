package docfile

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// mailHead knows a message by its headers: two at least of those that programs
// write, at the start of the file (RFC 5322).
var (
	mailHead   = regexp.MustCompile(`(?i)^(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+`)
	mailFields = regexp.MustCompile(`(?im)^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type|delivered-to):`)
)

func isMail(f *file) bool {
	head := f.data[:min(sampled, len(f.data))]
	if i := bytes.IndexByte(head, ':'); i < 2 || i > 60 || bytes.ContainsAny(head[:i], " \t\n<") {
		return false
	}
	head = bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n"))
	return len(mailFields.FindAll(mailHead.Find(head), 3)) >= 3
}

// message is a mail on its way to documents.
type message struct {
	f     *file
	ctx   context.Context
	yield func(Document) bool
	names map[string]int // of parts so far
	texts []Document     // of the body
	done  bool
}

// readMail yields the message with its text, then each attachment.
func readMail(ctx context.Context, f *file) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		if f.depth > f.options.Limits.Depth {
			yield(Document{Err: fmt.Errorf("%w: over %d messages in one another", ErrTooDeep, f.options.Limits.Depth)})
			return
		}
		parsed, err := mail.ReadMessage(bytes.NewReader(f.data))
		if err != nil {
			yield(Document{Err: damaged(err)})
			return
		}
		m := &message{f: f, ctx: ctx, names: map[string]int{}}
		var attached []Document
		m.yield = func(d Document) bool {
			attached = append(attached, d)
			return true
		}
		m.part(textproto.MIMEHeader(parsed.Header), parsed.Body, 0)
		body := m.body(parsed.Header)
		if body.Err == nil || len(attached) == 0 {
			if !yield(body) {
				return
			}
		}
		for _, d := range attached {
			if !yield(d) {
				return
			}
		}
	}
}

// mailHeaders are those that are read, with the words for them.
var mailHeaders = []struct{ name, label string }{
	{"From", "Từ"}, {"To", "Đến"}, {"Cc", "Đồng gửi"}, {"Date", "Gửi lúc"}, {"Subject", "Chủ đề"},
}

// body is the document of the message itself: its headers, marked as not of the
// text but for the subject, and what it says.
func (m *message) body(h mail.Header) Document {
	var c column
	for _, row := range mailHeaders {
		if value := decodeHeader(h.Get(row.name)); value != "" {
			p := para{text: row.label + ": " + value}
			if row.name != "Subject" {
				p.noise = PageMatter
			}
			c.add(p)
		}
	}
	c.add(para{})
	d := c.composed()
	if d.Err != nil {
		d = Document{}
	}
	empty := true
	for _, t := range m.texts {
		if t.Err != nil {
			d.Problems = append(d.Problems, Problem{UnreadPart, t.Err.Error()})
			continue
		}
		empty = false
		if d.Text != "" {
			d.Text += "\n"
		}
		for _, r := range t.Noise {
			d.Noise = append(d.Noise, Region{r.Start + len(d.Text), r.End + len(d.Text), r.Kind})
		}
		d.Text += t.Text
		d.Problems = append(d.Problems, t.Problems...)
	}
	if empty && decodeHeader(h.Get("Subject")) == "" {
		return Document{Err: ErrEmpty}
	}
	return d
}

// UnreadPart: a part of the file could not be read; the detail says why.
const UnreadPart = "unread-part"

// mailDepth is how deep the parts of one message may be nested.
const mailDepth = 20

// part reads a part of a message: other parts, a text of the body, or an
// attachment.
func (m *message) part(h textproto.MIMEHeader, body io.Reader, depth int) {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	disposition, placed, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := decodeHeader(orElse(placed["filename"], params["name"]))
	switch {
	case depth > mailDepth:
		m.attach(Document{Part: m.name(name, kind), Err: fmt.Errorf("%w: over %d parts of the message in one another", ErrTooDeep, mailDepth)})
	case strings.HasPrefix(kind, "multipart/"):
		m.parts(kind, params["boundary"], body, depth)
	case strings.HasPrefix(kind, "text/") && disposition != "attachment" && name == "":
		data, err := m.content(h, body)
		m.text(kind, params["charset"], data, err)
	case strings.HasPrefix(kind, "image/") && disposition != "attachment":
		// A picture within the text: a logo, a signature.
	default:
		data, err := m.content(h, body)
		m.document(m.name(name, kind), data, err)
	}
}

// parts reads the parts of a part. Of alternatives the plainest is read: they say
// the same.
func (m *message) parts(kind, boundary string, body io.Reader, depth int) {
	if boundary == "" {
		m.texts = append(m.texts, Document{Err: fmt.Errorf("%w: a part of several without a boundary", ErrDamaged)})
		return
	}
	before := len(m.texts)
	r := multipart.NewReader(body, boundary)
	for !m.done {
		p, err := r.NextRawPart()
		if err != nil {
			if err != io.EOF {
				m.texts = append(m.texts, Document{Err: damaged(err)})
			}
			break
		}
		if err := m.f.budget.part(); err != nil {
			m.attach(Document{Part: m.name("", ""), Err: err})
			m.done = true
			return
		}
		m.part(p.Header, p, depth+1)
	}
	if kind == "multipart/alternative" && len(m.texts) > before+1 {
		m.texts = append(m.texts[:before], bestText(m.texts[before:]))
	}
}

// bestText chooses among alternatives: the first with a text. Programs put the
// plain one first; an empty one stands before some pages.
func bestText(texts []Document) Document {
	for _, t := range texts {
		if t.Err == nil && strings.TrimSpace(t.Text) != "" {
			return t
		}
	}
	return texts[0]
}

// content decodes the transfer encoding of a part.
func (m *message) content(h textproto.MIMEHeader, body io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	data, err := io.ReadAll(m.f.budget.unpack(body, int64(len(m.f.data))))
	if err != nil {
		err = damaged(err)
	}
	return data, err
}

// text reads a text of the body, what there is of it, in the encoding that the part names unless it
// is UTF-8 all the same.
func (m *message) text(kind, encoding string, data []byte, err error) {
	if err != nil {
		m.texts = append(m.texts, Document{Err: err})
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return
	}
	if e, lookup := htmlindex.Get(encoding); lookup == nil && !isUTF8(encoding) {
		data = []byte(decodeWith(e, data))
	}
	part := m.f.member(map[bool]string{true: "body.html", false: "body.txt"}[kind == "text/html"], data)
	if part.text, part.problems, part.err = decode(data); part.err != nil {
		m.texts = append(m.texts, Document{Err: part.err})
		return
	}
	if strings.TrimSpace(part.text) == "" {
		return
	}
	read := readText
	if kind == "text/html" {
		read = readHTML
	}
	for d := range read(m.ctx, part) {
		d.Problems = append(part.problems, d.Problems...)
		m.texts = append(m.texts, d)
	}
}

func isUTF8(name string) bool {
	return strings.EqualFold(name, "utf-8") || strings.EqualFold(name, "utf8")
}

// document yields the documents of an attachment.
func (m *message) document(name string, data []byte, err error) {
	if err != nil {
		m.attach(Document{Part: name, Err: err})
		return
	}
	if skippedAttachment(name) {
		return
	}
	for d := range m.f.member(name, data).documents(m.ctx) {
		d.Part = joinPart(name, d.Part)
		m.attach(d)
	}
	m.done = m.done || m.ctx.Err() != nil
}

// skippedAttachment reports whether a part belongs to the mail, not to what was
// sent: signatures, cards, invitations.
func skippedAttachment(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".p7s", ".asc", ".vcf", ".ics":
		return true
	}
	return false
}

func (m *message) attach(d Document) {
	if !m.done && !m.yield(d) {
		m.done = true
	}
}

// name is the name of a part, its own or one by its number; equal ones are told
// apart.
func (m *message) name(name, kind string) string {
	name = strings.ReplaceAll(strings.ReplaceAll(name, `\`, "/"), "/", "_")
	if name == "" {
		name = "part"
		if kind == "message/rfc822" {
			name = "message"
		}
		m.names[name]++
		return name + "-" + strconv.Itoa(m.names[name])
	}
	if m.names[name]++; m.names[name] > 1 {
		ext := path.Ext(name)
		return strings.TrimSuffix(name, ext) + " (" + strconv.Itoa(m.names[name]) + ")" + ext
	}
	return name
}

// words decodes the words of headers that are encoded (RFC 2047).
var words = mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, err
	}
	return e.NewDecoder().Reader(r), nil
}}

// decodeHeader is the text of a header on one line. Bytes that nobody encoded
// are read as in files.
func decodeHeader(value string) string {
	decoded, err := words.DecodeHeader(value)
	if err != nil {
		decoded = value
	}
	if text, _, err := decode([]byte(decoded)); err == nil {
		decoded = text
	}
	return strings.Join(strings.Fields(valid(decoded)), " ")
}
