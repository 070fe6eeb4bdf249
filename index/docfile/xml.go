package docfile

import (
	"bufio"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html/charset"
)

// maxElements is how deep elements may be nested in XML that programs write.
const maxElements = 512

// elements reads XML as it comes, element by element. Names are taken without
// their prefixes: the forms that are read here have no two of one name that mean
// different things in the same place. Entities are never expanded beyond the
// five of XML, and nothing outside is ever opened.
type elements struct {
	ctx   context.Context
	dec   *xml.Decoder
	from  *remembering
	depth int
	steps int
}

func newElements(ctx context.Context, r io.Reader) *elements {
	from := &remembering{r: r}
	dec := xml.NewDecoder(bufio.NewReaderSize(from, 32<<10))
	dec.CharsetReader = charset.NewReaderLabel
	return &elements{ctx: ctx, dec: dec, from: from}
}

// remembering keeps the error of a reader, in place of which a parser may
// complain of the text that the error cut off.
type remembering struct {
	r   io.Reader
	err error
}

func (r *remembering) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// attrs are the attributes of an element.
type attrs []xml.Attr

// get is the value of an attribute by its name without prefix.
func (a attrs) get(name string) string {
	v, _ := a.find(name)
	return v
}

func (a attrs) find(name string) (string, bool) {
	for i := range a {
		if a[i].Name.Local == name {
			return a[i].Value, true
		}
	}
	return "", false
}

// on reports whether an element that switches something (<w:b/>, <w:b
// w:val="0"/>) switches it on.
func (a attrs) on() bool {
	v := a.get("val")
	return v != "0" && v != "false" && v != "off" && v != "none"
}

// each calls child for each element inside the present one, and text for what
// stands between, either may be nil. What child leaves unread of an element is
// passed over.
func (e *elements) each(child func(name string, a attrs) error, text func([]byte)) error {
	level := e.depth
	for {
		token, err := e.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if child != nil {
				if err := child(t.Name.Local, t.Attr); err != nil {
					return err
				}
			}
			if err := e.leave(level); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(t)
			}
		case xml.EndElement:
			if e.depth < level {
				return nil
			}
		case nil:
			return nil
		}
	}
}

// next is the next token, nil at the end of the whole.
func (e *elements) next() (xml.Token, error) {
	if e.steps++; e.steps%4096 == 0 && e.ctx.Err() != nil {
		return nil, context.Cause(e.ctx)
	}
	token, err := e.dec.RawToken()
	switch {
	case e.from.err != nil && err != nil:
		return nil, damaged(e.from.err)
	case errors.Is(err, io.EOF):
		if e.depth > 0 {
			return nil, fmt.Errorf("%w: it ends within an element", ErrDamaged)
		}
		return nil, nil
	case err != nil:
		return nil, damaged(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if e.depth++; e.depth > maxElements {
			return nil, fmt.Errorf("%w: more than %d elements in one another", ErrTooDeep, maxElements)
		}
	case xml.EndElement:
		if e.depth--; e.depth < 0 {
			return nil, fmt.Errorf("%w: an element ends that did not begin", ErrDamaged)
		}
	}
	return token, nil
}

// leave passes over what is left of an element until depth is level again.
func (e *elements) leave(level int) error {
	for e.depth > level {
		token, err := e.next()
		if err != nil {
			return err
		}
		if token == nil {
			return nil
		}
	}
	return nil
}

// find calls found for each element of a name, however deep. Elements inside one
// that is found are only seen by what found reads itself.
func (e *elements) find(found map[string]func(a attrs) error) error {
	var child func(name string, a attrs) error
	child = func(name string, a attrs) error {
		if f := found[name]; f != nil {
			return f(a)
		}
		return e.each(child, nil)
	}
	return e.each(child, nil)
}

// textOf is all the text inside the present element.
func (e *elements) textOf() (string, error) {
	var out []byte
	var child func(string, attrs) error
	text := func(b []byte) { out = append(out, b...) }
	child = func(string, attrs) error { return e.each(child, text) }
	err := e.each(child, text)
	return string(out), err
}
