package store

import (
	_ "embed"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// dictionary is wording that most directives share, the commonest last, as a
// prefix that every document may quote from. On documents of a page or two it
// takes a fifth off their compressed size. It is part of the schema.
//
//go:embed dictionary.txt
var dictionary []byte

const (
	dictionaryID      = 1
	speltDictionaryID = 2 // of records that are spelt
	// window bounds how far back a document may quote itself.
	window = 4 << 20
	// maxPlain bounds what a damaged frame can make us allocate.
	maxPlain = 1 << 30
)

// The compressors of records as they are and of those that are spelt, whose
// dictionary is too, each for usual records and for large ones: a compressor keeps room
// for its window and one block more.
var (
	encoder           = sync.OnceValue(func() *zstd.Encoder { return newEncoder(usualWindow, dictionaryID, dictionary) })
	largeEncoder      = sync.OnceValue(func() *zstd.Encoder { return newEncoder(window, dictionaryID, dictionary) })
	speltEncoder      = sync.OnceValue(func() *zstd.Encoder { return newEncoder(usualWindow, speltDictionaryID, speltDictionary()) })
	largeSpeltEncoder = sync.OnceValue(func() *zstd.Encoder { return newEncoder(window, speltDictionaryID, speltDictionary()) })
)

// usualWindow holds a usual record whole, and the dictionary; largeFrom is the size from
// which a record is large.
const (
	usualWindow = 256 << 10
	largeFrom   = 192 << 10
)

var speltDictionary = sync.OnceValue(func() []byte { return Spell(nil, dictionary) })

func newEncoder(window int, id uint32, dictionary []byte) *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window),
		zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(true), zstd.WithEncoderDictRaw(id, dictionary))
	if err != nil {
		panic("store: options of the compressor: " + err.Error()) // constants only
	}
	return e
}

var decoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxPlain),
		zstd.WithDecoderDictRaw(dictionaryID, dictionary),
		zstd.WithDecoderDictRaw(speltDictionaryID, speltDictionary()))
	if err != nil {
		panic("store: options of the decompressor: " + err.Error()) // constants only
	}
	return d
})

// compress appends the frame of plain to head, and compressSpelt that of what is
// spelt. All ways are safe for concurrent use.
func compress(head, plain []byte) []byte {
	if len(plain) >= largeFrom {
		return largeEncoder().EncodeAll(plain, head)
	}
	return encoder().EncodeAll(plain, head)
}

func compressSpelt(head, spelt []byte) []byte {
	if len(spelt) >= largeFrom {
		return largeSpeltEncoder().EncodeAll(spelt, head)
	}
	return speltEncoder().EncodeAll(spelt, head)
}

// unpacking is room for unpacking a record, kept for the next one: a page of hits
// unpacks ten or more, and what is read of them is copied out.
type unpacking struct{ spelt, plain []byte }

var unpackings = sync.Pool{New: func() any { return &unpacking{} }}

// maxKeptRoom is the most bytes of room that are kept; a text of a book is rare.
const maxKeptRoom = 256 << 10

// unpack gives what is packed in a frame, good until release.
func (u *unpacking) unpack(frame []byte, spelt bool) (plain []byte, err error) {
	if !spelt {
		u.plain, err = decoder().DecodeAll(frame, u.plain[:0])
		return u.plain, err
	}
	if u.spelt, err = decoder().DecodeAll(frame, u.spelt[:0]); err != nil {
		return nil, err
	}
	u.plain, err = Unspell(u.plain[:0], u.spelt)
	return u.plain, err
}

func (u *unpacking) release() {
	if cap(u.spelt)+cap(u.plain) > maxKeptRoom {
		*u = unpacking{}
	}
	unpackings.Put(u)
}
