package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"tracuu/index/directive"
)

// Record is one document with everything that its present form follows from.
type Record struct {
	ID    string
	Given directive.Given     // what the caller supplied
	Read  directive.Directive // what was read from the text, with Text and Source
	// Curated is a JSON object of corrected fields, in the form of a supplied
	// document; nil when nobody corrected anything.
	Curated json.RawMessage
	// Decisions are what curators decided of its citations, lost ones included.
	Decisions []directive.Decision
	// At and Generation are of the last change. Put sets Generation, and At where
	// it is zero.
	At         time.Time
	Generation uint64
	// Added and Arrival are the time and the generation at which the document came,
	// and stay over its replacements: whoever puts a document in the place of one
	// hands them on. Put sets them where Arrival is 0.
	Added   time.Time
	Arrival uint64
}

// Directive is the document as it stands: what was curated before what was
// supplied before what was read, with its id and key.
func (r Record) Directive() directive.Directive {
	d := directive.Merge(r.Read, r.Given)
	if len(r.Curated) > 0 {
		// Put refuses what cannot be decoded, so an error here is not reachable.
		if curated, err := directive.DecodeGiven(r.Curated); err == nil {
			d = curate(d, curated)
		}
	}
	d.ID = r.ID
	return d
}

func curate(d directive.Directive, curated directive.Given) directive.Directive {
	d = directive.Merge(d, curated)
	for _, path := range curated.Fields() {
		field, _, _ := strings.Cut(path, ".")
		if e, ok := d.Evidence[field]; ok {
			e.Basis = directive.Curated
			d.Evidence[field] = e
		}
	}
	return d
}

// source is where the document as it stands came from.
func (r Record) source() directive.Source {
	if !r.Given.Has("source") {
		return r.Read.Source
	}
	return directive.Merge(directive.Directive{Source: r.Read.Source}, r.Given).Source
}

// The formats of records, their first byte. Each is written where the older ones
// cannot say all. With recordSpelt added, the record is spelt: see Spell.
const (
	recordFormat     = 1
	recordOfDecision = 2 // Decisions follow Curated
	recordReplaced   = 3 // Arrival and Added follow Decisions; before, they are Generation and At
	recordSpelt      = 16
)

// stored is a record but for the text of Read.
type stored struct {
	Record
	given    json.RawMessage // the fields given, nil for none
	sameText bool            // the text of Read is the one given
	format   byte
}

func (c *codec) stored(s *stored) {
	str(c, &s.ID)
	c.uint(&s.Generation)
	c.time(&s.At)
	raw(c, &s.given)
	c.bool(&s.sameText)
	raw(c, &s.Curated)
	if s.format >= recordOfDecision {
		list(c, &s.Decisions, c.decision)
	}
	if s.format >= recordReplaced {
		c.uint(&s.Arrival)
		c.time(&s.Added)
	} else if !c.writing {
		s.Arrival, s.Added = s.Generation, s.At
	}
	c.directive(&s.Read)
}

// encodeRecord lays out a record: its format, the length of the text, then text
// and metadata spelt in one compressed frame, the text first so that what the metadata
// quotes from it costs next to nothing.
func encodeRecord(r Record) ([]byte, error) {
	s, err := layOut(r)
	if err != nil {
		return nil, err
	}
	return s.pack(), nil
}

// layOut settles how a record is written, which takes little time and may fail.
func layOut(r Record) (s *stored, err error) {
	s = &stored{Record: r, format: recordFormat}
	switch {
	case r.Arrival != r.Generation, !r.Added.Equal(r.At):
		s.format = recordReplaced
	case len(r.Decisions) > 0:
		s.format = recordOfDecision
	}
	if len(r.Given.Fields()) > 0 {
		if s.given, err = json.Marshal(r.Given); err != nil {
			return nil, fmt.Errorf("store: encode what was given of %q: %w", r.ID, err)
		}
		s.sameText = r.Given.Has("text") && r.Given.Directive.Text == r.Read.Text
	}
	return s, nil
}

// pack writes a record out, which takes time and does not fail.
func (s *stored) pack() []byte {
	text := s.Read.Text
	if s.sameText {
		text = ""
	}
	c := codec{reader: reader{b: append(make([]byte, 0, len(text)+2048), text...)}, writing: true}
	c.stored(s)
	head := binary.AppendUvarint([]byte{s.format}, uint64(len(text)))
	if spelt := Spell(make([]byte, 0, len(c.b)), c.b); len(spelt) < len(c.b) {
		head[0] += recordSpelt
		return compressSpelt(head, spelt)
	}
	return compress(head, c.b) // in another language or encoding
}

func decodeRecord(b []byte) (Record, error) {
	head := reader{b: b}
	format := head.byte()
	spelt := format&recordSpelt != 0
	format &^= recordSpelt
	size := head.uvarint()
	room := unpackings.Get().(*unpacking)
	defer room.release()
	plain, err := room.unpack(head.b, spelt)
	if format < recordFormat || format > recordReplaced {
		kind := ErrCorrupt
		if (err == nil || errors.Is(err, errSpelling)) && format > recordReplaced {
			kind = ErrVersion // whole, and of a later program
		}
		return Record{}, fmt.Errorf("%w: a record has the format %d", kind, format)
	}
	if err != nil || head.err != nil || size > uint64(len(plain)) {
		return Record{}, fmt.Errorf("%w: a record cannot be unpacked", ErrCorrupt)
	}
	c := codec{reader: reader{b: plain[size:]}}
	s := stored{format: format}
	c.stored(&s)
	if c.err != nil {
		return Record{}, c.err
	}
	if len(s.given) > 0 {
		if s.Given, err = directive.DecodeGiven(s.given); err != nil {
			return Record{}, fmt.Errorf("%w: what was given of %q: %w", ErrCorrupt, s.ID, err)
		}
	}
	if s.Read.Text = string(plain[:size]); s.sameText {
		s.Read.Text = s.Given.Directive.Text
	}
	return s.Record, nil
}
