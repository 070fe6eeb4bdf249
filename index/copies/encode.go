package copies

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// wire is a Fingerprint as Append lays it out.
type wire struct {
	Sketch                [bins]uint8
	Near                  [figures]uint16
	Value                 [figures]uint8
	To                    [names]uint16
	Text                  uint64
	Words, Number, Issuer uint32
	First, Last           int32
	Year, Kind            uint16
	Marks                 uint8
}

// Size is the length of an encoded Fingerprint in bytes.
var Size = binary.Size(wire{})

var errSize = errors.New("copies: a fingerprint of another length")

// Append appends the fingerprint to b, in Size bytes.
func (f *Fingerprint) Append(b []byte) []byte {
	w := wire{
		Sketch: f.sketch, To: f.to, Text: f.text, Words: f.words, Number: f.number, Issuer: f.issuer,
		First: f.first, Last: f.last, Year: f.year, Kind: f.kind, Marks: uint8(f.marks),
	}
	for i, g := range f.figures {
		w.Near[i], w.Value[i] = g.near, g.value
	}
	b, err := binary.Append(b, binary.LittleEndian, &w)
	if err != nil {
		panic(err) // not reachable: every field has a fixed size
	}
	return b
}

// Decode reads what Append wrote.
func Decode(b []byte) (Fingerprint, error) {
	if len(b) != Size {
		return Fingerprint{}, errSize
	}
	var w wire
	if err := binary.Read(bytes.NewReader(b), binary.LittleEndian, &w); err != nil {
		return Fingerprint{}, err
	}
	f := Fingerprint{
		sketch: w.Sketch, to: w.To, text: w.Text, words: w.Words, number: w.Number, issuer: w.Issuer,
		first: w.First, last: w.Last, year: w.Year, kind: w.Kind, marks: marks(w.Marks),
	}
	for i := range f.figures {
		f.figures[i] = figure{near: w.Near[i], value: w.Value[i]}
	}
	return f, nil
}
