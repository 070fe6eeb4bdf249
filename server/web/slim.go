package web

import (
	"bytes"
	"html/template"
	"net/url"
	"path"
	"regexp"
	"unicode"
	"unicode/utf8"
)

// slim writes the same page in fewer bytes. A page of results has over a hundred links
// that each hold the whole search; html/template writes "+" as a reference of five
// bytes, for the sake of pages in UTF-7, and a Vietnamese letter as up to nine. Pages
// say that they are in UTF-8, so that either stands as itself, which browsers encode
// when they follow the link (URL Standard, 4.3).
func slim(page []byte) []byte {
	page = bytes.ReplaceAll(page, []byte("&#43;"), []byte("+"))
	const opens = ` href="`
	out := make([]byte, 0, len(page))
	for {
		at := bytes.Index(page, []byte(opens))
		if at < 0 {
			return append(out, page...)
		}
		at += len(opens)
		out, page = append(out, page[:at]...), page[at:]
		end := bytes.IndexByte(page, '"')
		if end < 0 {
			return append(out, page...)
		}
		out, page = appendLetters(out, page[:end]), page[end:]
	}
}

// appendLetters appends an address with its letters outside ASCII as they are. All else
// that is percent-encoded stays so: it would mean something else, or hide.
func appendLetters(out, address []byte) []byte {
	for len(address) > 0 {
		if n := lettersAt(address); n > 0 {
			letter, _ := url.PathUnescape(string(address[:n])) // lettersAt has read it
			out, address = append(out, letter...), address[n:]
			continue
		}
		out, address = append(out, address[0]), address[1:]
	}
	return out
}

// lettersAt is how many bytes at the start of an address are one letter outside ASCII in
// percent encoding, 0 for none.
func lettersAt(address []byte) int {
	var raw [utf8.UTFMax]byte
	for i := range raw {
		at := 3 * i
		if len(address) < at+3 || address[at] != '%' {
			return 0
		}
		one, err := url.PathUnescape(string(address[at : at+3]))
		if err != nil || one[0] < utf8.RuneSelf {
			return 0
		}
		raw[i] = one[0]
		if r, size := utf8.DecodeRune(raw[:i+1]); size == i+1 && r != utf8.RuneError {
			if unicode.IsLetter(r) {
				return at + 3
			}
			return 0
		}
	}
	return 0
}

// indent is what stands before the markup of a template, for its readers alone: pages
// show the line end before it as one blank.
var indent = regexp.MustCompile(`\n\s+`)

// parse reads templates without their indents, as ParseFS does.
func parse(t *template.Template, names ...string) (*template.Template, error) {
	for _, name := range names {
		source, err := templateFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		into := t
		if base := path.Base(name); base != t.Name() {
			into = t.New(base)
		}
		if _, err := into.Parse(indent.ReplaceAllString(string(source), "\n")); err != nil {
			return nil, err
		}
	}
	return t, nil
}
