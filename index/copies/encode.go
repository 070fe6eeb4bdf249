package copies

import (
	"encoding/binary"
	"errors"
)

// Size is the length of an encoded Fingerprint in bytes.
const Size = bins + 3*figures + 2*names + 8 + 3*4 + 2*4 + 2*2 + 1

var errSize = errors.New("copies: a fingerprint of another length")

// Append appends the fingerprint to b, in Size bytes.
func (f *Fingerprint) Append(b []byte) []byte {
	le := binary.LittleEndian
	b = append(b, f.sketch[:]...)
	for _, g := range f.figures {
		b = le.AppendUint16(b, g.near)
	}
	for _, g := range f.figures {
		b = append(b, g.value)
	}
	for _, word := range f.to {
		b = le.AppendUint16(b, word)
	}
	b = le.AppendUint64(b, f.text)
	for _, n := range []uint32{f.words, f.number, f.issuer, uint32(f.first), uint32(f.last)} {
		b = le.AppendUint32(b, n)
	}
	return append(le.AppendUint16(le.AppendUint16(b, f.year), f.kind), byte(f.marks))
}

// Decode reads what Append wrote.
func Decode(b []byte) (f Fingerprint, err error) {
	if len(b) != Size {
		return f, errSize
	}
	le := binary.LittleEndian
	b = b[copy(f.sketch[:], b):]
	for i := range f.figures {
		f.figures[i] = figure{near: le.Uint16(b[2*i:]), value: b[2*figures+i]}
	}
	b = b[3*figures:]
	for i := range f.to {
		f.to[i] = le.Uint16(b[2*i:])
	}
	b = b[2*names:]
	f.text, b = le.Uint64(b), b[8:]
	f.words, f.number, f.issuer = le.Uint32(b), le.Uint32(b[4:]), le.Uint32(b[8:])
	f.first, f.last = int32(le.Uint32(b[12:])), int32(le.Uint32(b[16:]))
	f.year, f.kind, f.marks = le.Uint16(b[20:]), le.Uint16(b[22:]), marks(b[24])
	return f, nil
}
