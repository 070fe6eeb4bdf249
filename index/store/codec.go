package store

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"time"

	"tracuu/index/directive"
)

// codec writes values to b, or reads them from it: one description of a record
// serves both ways, so that the two cannot come apart. JSON would take five times
// as long to read, on the way of every hit of a search.
type codec struct {
	reader
	writing bool
}

func (c *codec) uint(n *uint64) {
	if c.writing {
		c.b = binary.AppendUvarint(c.b, *n)
	} else {
		*n = c.uvarint()
	}
}

// int is for numbers that are seldom negative.
func (c *codec) int(n *int) {
	u := uint64(*n)
	if c.uint(&u); !c.writing { // who is written may be read meanwhile
		*n = int(u)
	}
}

// time is a moment, to the nanosecond.
func (c *codec) time(t *time.Time) {
	n := uint64(t.UnixNano())
	if c.uint(&n); !c.writing {
		*t = time.Unix(0, int64(n)).UTC()
	}
}

func (c *codec) bool(v *bool) {
	if c.writing {
		c.b = append(c.b, flag(*v))
	} else {
		*v = c.byte() == 1
	}
}

func (c *codec) float(f *float64) {
	if c.writing {
		c.b = binary.LittleEndian.AppendUint64(c.b, math.Float64bits(*f))
		return
	}
	if len(c.b) < 8 {
		c.fail()
		return
	}
	*f = math.Float64frombits(binary.LittleEndian.Uint64(c.b))
	c.b = c.b[8:]
}

func str[T ~string](c *codec, s *T) {
	if c.writing {
		c.b = appendString(c.b, string(*s))
	} else {
		*s = T(c.string())
	}
}

func raw[T ~[]byte](c *codec, b *T) {
	s := string(*b)
	if str(c, &s); !c.writing && s != "" {
		*b = T(s)
	}
}

// list codes the length of a list and each of its elements; nil and empty are
// the same.
func list[T any](c *codec, l *[]T, element func(*T)) {
	n := uint64(len(*l))
	c.uint(&n)
	if !c.writing {
		if n > uint64(len(c.b)) { // an element takes a byte or more
			c.fail()
		}
		if n == 0 || c.err != nil {
			*l = nil
			return
		}
		*l = make([]T, n)
	}
	for i := range *l {
		element(&(*l)[i])
	}
}

func (c *codec) date(d *directive.Date) {
	c.int(&d.Year)
	c.int(&d.Month)
	c.int(&d.Day)
}

func (c *codec) span(s *directive.Span) {
	c.int(&s.Start)
	c.int(&s.End)
}

// directive codes all of a directive but its text.
func (c *codec) directive(d *directive.Directive) {
	str(c, &d.ID)
	str(c, &d.Key)
	str(c, &d.Number)
	str(c, &d.Type)
	str(c, &d.Issuer)
	str(c, &d.IssuerID)
	str(c, &d.Province)
	str(c, &d.Place)
	c.date(&d.Issued)
	str(c, &d.Title)
	str(c, &d.Urgency)
	str(c, &d.Secrecy)
	str(c, &d.Signer.Name)
	str(c, &d.Signer.Title)
	str(c, &d.Signer.Authority)
	str(c, &d.Incoming.Number)
	c.date(&d.Incoming.Date)
	str(c, &d.Incoming.Office)
	c.source(&d.Source)
	c.lists(d)
	c.evidence(&d.Evidence)
}

func (c *codec) source(s *directive.Source) {
	str(c, &s.Name)
	str(c, &s.Root)
	str(c, &s.Part)
	str(c, &s.Format)
	str(c, &s.SHA256)
	c.bool(&s.OCR)
}

func (c *codec) lists(d *directive.Directive) {
	list(c, &d.Recipients, func(s *string) { str(c, s) })
	list(c, &d.Distribution, func(s *string) { str(c, s) })
	list(c, &d.Keywords, func(s *string) { str(c, s) })
	list(c, &d.References, c.reference)
	list(c, &d.Dates, func(o *directive.OtherDate) {
		str(c, &o.Kind)
		c.date(&o.Value)
		c.span(&o.Span)
	})
	list(c, &d.Pages, func(p *directive.Page) {
		c.int(&p.Start)
		c.float(&p.Quality)
	})
	list(c, &d.Noise, func(n *directive.Noise) {
		c.span(&n.Span)
		str(c, &n.Kind)
	})
	list(c, &d.Repairs, func(r *directive.Repair) {
		str(c, &r.Field)
		str(c, &r.Raw)
		str(c, &r.Repaired)
		str(c, &r.Rule)
	})
	list(c, &d.Problems, func(p *directive.Problem) {
		str(c, &p.Code)
		str(c, &p.Detail)
		c.span(&p.Span)
	})
}

func (c *codec) reference(r *directive.Reference) {
	str(c, &r.Ref)
	str(c, &r.Text)
	str(c, &r.Type)
	str(c, &r.Number)
	c.date(&r.Date)
	str(c, &r.Issuer)
	str(c, &r.Title)
	str(c, &r.Relation)
	str(c, &r.Pinpoint)
	c.span(&r.Span)
	c.bool(&r.Navigation)
}

func (c *codec) decision(d *directive.Decision) {
	str(c, &d.Ref)
	str(c, &d.Target)
	list(c, &d.Rejected, func(s *string) { str(c, s) })
}

// evidence codes the fields in order of name, so that equal records are equal
// bytes.
func (c *codec) evidence(m *map[string]directive.Evidence) {
	fields := slices.Sorted(maps.Keys(*m))
	list(c, &fields, func(field *string) {
		str(c, field)
		e := (*m)[*field]
		c.span(&e.Span)
		str(c, &e.Basis)
		c.float(&e.Confidence)
		if !c.writing {
			if *m == nil {
				*m = make(map[string]directive.Evidence, len(fields))
			}
			(*m)[*field] = e
		}
	})
}
