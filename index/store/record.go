package store

import (
	"encoding/binary"
	"encoding/json"
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
	// At and Generation are of the last change. Put sets Generation, and At where
	// it is zero.
	At         time.Time
	Generation uint64
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

// stored is a record but for the text of Read.
type stored struct {
	ID         string               `json:"i"`
	Generation uint64               `json:"n"`
	At         int64                `json:"a"` // nanoseconds since 1970, UTC
	Given      json.RawMessage      `json:"g,omitempty"`
	SameText   bool                 `json:"t,omitempty"` // Read.Text is the text given
	Curated    json.RawMessage      `json:"c,omitempty"`
	Read       *directive.Directive `json:"r"`
}

// encodeRecord lays out a record: the length of the text, then text and
// metadata in one compressed frame, the text first so that what the metadata
// quotes from it costs next to nothing.
func encodeRecord(r Record) ([]byte, error) {
	read := r.Read
	text := read.Text
	read.Text = ""
	st := stored{ID: r.ID, Generation: r.Generation, At: r.At.UnixNano(), Curated: r.Curated, Read: &read}
	if len(r.Given.Fields()) > 0 {
		given, err := json.Marshal(r.Given)
		if err != nil {
			return nil, fmt.Errorf("store: encode what was given of %q: %w", r.ID, err)
		}
		st.Given = given
		if r.Given.Has("text") && r.Given.Directive.Text == text {
			st.SameText, text = true, ""
		}
	}
	meta, err := json.Marshal(st)
	if err != nil {
		return nil, fmt.Errorf("store: encode %q: %w", r.ID, err)
	}
	plain := make([]byte, 0, len(text)+len(meta))
	plain = append(append(plain, text...), meta...)
	return compress(binary.AppendUvarint(nil, uint64(len(text))), plain), nil
}

func decodeRecord(b []byte) (Record, error) {
	head := reader{b: b}
	size := head.uvarint()
	plain, err := decompress(head.b)
	if err != nil || head.err != nil || size > uint64(len(plain)) {
		return Record{}, fmt.Errorf("%w: a record cannot be unpacked", ErrCorrupt)
	}
	var st stored
	if err := json.Unmarshal(plain[size:], &st); err != nil || st.Read == nil {
		return Record{}, fmt.Errorf("%w: a record cannot be decoded: %w", ErrCorrupt, err)
	}
	r := Record{ID: st.ID, Generation: st.Generation, At: time.Unix(0, st.At).UTC(), Curated: st.Curated, Read: *st.Read}
	r.Read.Text = string(plain[:size])
	if len(st.Given) > 0 {
		if r.Given, err = directive.DecodeGiven(st.Given); err != nil {
			return Record{}, fmt.Errorf("%w: what was given of %q: %w", ErrCorrupt, st.ID, err)
		}
	}
	if st.SameText {
		r.Read.Text = r.Given.Directive.Text
	}
	return r, nil
}
