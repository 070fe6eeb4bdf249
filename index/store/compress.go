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
	dictionaryID = 1
	// window bounds how far back a document may quote itself.
	window = 4 << 20
	// maxPlain bounds what a damaged frame can make us allocate.
	maxPlain = 1 << 30
)

var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window),
		zstd.WithEncoderCRC(true), zstd.WithEncoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		panic("store: options of the compressor: " + err.Error()) // constants only
	}
	return e
})

var decoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxPlain),
		zstd.WithDecoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		panic("store: options of the decompressor: " + err.Error()) // constants only
	}
	return d
})

// compress appends the frame of plain to head. Both ways are safe for
// concurrent use.
func compress(head, plain []byte) []byte { return encoder().EncodeAll(plain, head) }

func decompress(frame []byte) ([]byte, error) { return decoder().DecodeAll(frame, nil) }
