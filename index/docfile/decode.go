package docfile

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"tracuu/analyzers/viet"
)

const replacement = "\uFFFD"

// decode makes valid UTF-8 of a file's bytes, or says that they are no text.
func decode(data []byte) (text string, problems []Problem, err error) {
	if e, skip := utf16Of(data); e != nil {
		return decodeWith(e, data[skip:]), nil, nil
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if looksBinary(data) {
		return "", nil, ErrBinary
	}
	if utf8.Valid(data) {
		return string(data), nil, nil
	}
	if enc, sure := viet.Detect(data); enc != viet.Unknown {
		detail := fmt.Sprintf("decoded from %s (%.0f %% of %d words are Vietnamese)", enc, 100*sure.Score, sure.Words)
		return valid(viet.Decode(enc, data)), []Problem{{LegacyEncoding, detail}}, nil
	}
	if e, name := declared(data); e != nil {
		return decodeWith(e, data), []Problem{{DeclaredEncoding, "decoded from " + name + ", as the page declares"}}, nil
	}
	text = valid(string(data))
	detail := fmt.Sprintf("%d places are not UTF-8 and of no encoding that could be told", strings.Count(text, replacement))
	return text, []Problem{{UnknownEncoding, detail}}, nil
}

func valid(s string) string { return strings.ToValidUTF8(s, replacement) }

func decodeWith(e encoding.Encoding, data []byte) string {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil { // no decoder of ours fails; keep what is readable if one does
		return valid(string(data))
	}
	return valid(string(text))
}

// utf16Of tells UTF-16 by its mark, or by its letters, and how long the mark is.
func utf16Of(data []byte) (e encoding.Encoding, skip int) {
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return little, 2
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return big, 2
	case looksUTF16(data, 1):
		return little, 0
	case looksUTF16(data, 0):
		return big, 0
	}
	return nil, 0
}

// sampled is how much of a file is looked at to judge what it is.
const sampled = 64 << 10

// looksUTF16 reports whether the bytes at high, high+2, … are those of
// Vietnamese text: nearly all from the blocks it uses, blanks and ASCII letters
// (0) the most of them.
func looksUTF16(data []byte, high int) bool {
	data = data[:min(sampled, len(data))&^1]
	units, used, ascii := len(data)/2, 0, 0
	for i := high; i < len(data); i += 2 {
		switch data[i] {
		case 0x00:
			if low := data[i^1]; low != 0 {
				ascii++
				used++
			}
		case 0x01, 0x03, 0x1e, 0x20:
			used++
		}
	}
	return units >= 8 && used*100 >= units*95 && ascii*100 >= units*40
}

// looksBinary judges bytes that may be no text. In text of any encoding control
// characters are rare, and even where every accented letter is unreadable about
// one byte in four is; in anything else both abound.
func looksBinary(data []byte) bool {
	data = data[:min(sampled, len(data))]
	controls, invalid := 0, 0
	for i := 0; i < len(data); {
		if c := data[i]; c < utf8.RuneSelf {
			if c < 0x20 && !isTextControl(c) || c == 0x7f {
				controls++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			invalid++
		}
		i += size
	}
	return (4*controls+invalid)*5 > len(data)*2
}

// isTextControl reports whether a control character is usual in text: tab, line
// ends, form feed, escape, and the end mark of old files.
func isTextControl(c byte) bool { return '\t' <= c && c <= '\r' || c == 0x1a || c == 0x1b }

var declaredCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([a-z0-9_:.-]{2,40})`)

// declared is the encoding that a web page names in its first 4 KiB, but for
// UTF-8, which the bytes are not.
func declared(data []byte) (encoding.Encoding, string) {
	m := declaredCharset.FindSubmatch(data[:min(4096, len(data))])
	if m == nil {
		return nil, ""
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || strings.HasPrefix(name, "utf-") || name == "replacement" {
		return nil, ""
	}
	return e, name
}
