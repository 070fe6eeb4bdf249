package store

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"tracuu/index/directive"
)

// schemaVersion is raised with every change to what follows, the compression
// dictionary included.
const schemaVersion = 1

// The buckets. Numbers in keys are big-endian, so that the order of keys is the
// order of numbers; elsewhere they are uvarints.
var (
	bucketMeta    = []byte("meta")    // name → number
	bucketDocs    = []byte("docs")    // running number → record
	bucketIDs     = []byte("ids")     // id → idEntry; deleted ids stay
	bucketSources = []byte("sources") // source key → sourceEntry
	bucketChanges = []byte("changes") // generation → change
	buckets       = [][]byte{bucketMeta, bucketDocs, bucketIDs, bucketSources, bucketChanges}
)

// The keys of bucketMeta.
var (
	metaSchema     = []byte("schema")
	metaGeneration = []byte("generation")
	metaCount      = []byte("count")
	metaNext       = []byte("next")  // running number of the next new document
	metaEpoch      = []byte("epoch") // of the generations: see Epoch
)

// maxSourceKey keeps a source key within what bbolt takes (32 KiB).
const maxSourceKey = 16 << 10

var errEntry = errors.New("an entry cannot be read")

func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func keyNumber(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// idEntry says where a document lies and what happened to it last.
type idEntry struct {
	number     uint64
	generation uint64
	deleted    bool
	source     []byte // source key, empty without a source
}

func (e idEntry) encode() []byte {
	b := binary.AppendUvarint(nil, e.number)
	b = binary.AppendUvarint(b, e.generation)
	b = append(b, flag(e.deleted))
	return append(b, e.source...)
}

func decodeIDEntry(b []byte) (e idEntry, err error) {
	r := reader{b: b}
	e.number = r.uvarint()
	e.generation = r.uvarint()
	e.deleted = r.byte() == 1
	e.source = r.rest()
	return e, r.err
}

// sourceKey orders the entries of a root together and compares root, name and
// part byte by byte. It is nil for a document without a source name.
func sourceKey(s directive.Source) []byte {
	if s.Name == "" {
		return nil
	}
	b := appendString(nil, s.Root)
	b = appendString(b, s.Name)
	return append(b, s.Part...)
}

// sourceEntry names the document of a source, with the rest of the source.
type sourceEntry struct {
	id     string
	format string
	sha256 string
	ocr    bool
}

func (e sourceEntry) encode() []byte {
	b := appendString(nil, e.id)
	b = appendString(b, e.format)
	b = append(b, flag(e.ocr))
	if sum, err := hex.DecodeString(e.sha256); err == nil && hex.EncodeToString(sum) == e.sha256 {
		return append(append(b, 1), sum...) // half as long
	}
	return append(append(b, 0), e.sha256...)
}

func decodeSource(key, value []byte) (id string, s directive.Source, err error) {
	k, v := reader{b: key}, reader{b: value}
	s.Root, s.Name, s.Part = k.string(), k.string(), string(k.rest())
	id, s.Format, s.OCR = v.string(), v.string(), v.byte() == 1
	if packed := v.byte() == 1; packed {
		s.SHA256 = hex.EncodeToString(v.rest())
	} else {
		s.SHA256 = string(v.rest())
	}
	return id, s, errors.Join(k.err, v.err)
}

// Change is the last thing that happened to a document. Deleted is also one that
// went into quarantine; Hidden, one that nobody outside ever saw.
type Change struct {
	Generation uint64
	ID         string
	Deleted    bool
	Hidden     bool
	At         time.Time
}

// hiddenChange stands for a Change with Deleted and Hidden.
const hiddenChange = 2

func (c Change) encode() []byte {
	b := binary.AppendUvarint(nil, uint64(c.At.UnixNano()))
	kind := flag(c.Deleted)
	if c.Hidden {
		kind = hiddenChange
	}
	return append(append(b, kind), c.ID...)
}

func decodeChange(key, value []byte) (Change, error) {
	r := reader{b: value}
	c := Change{Generation: keyNumber(key)}
	c.At = time.Unix(0, int64(r.uvarint())).UTC()
	kind := r.byte()
	c.Deleted, c.Hidden = kind != 0, kind == hiddenChange
	c.ID = string(r.rest())
	return c, r.err
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// reader takes an entry apart; after the first failure it yields zero values.
type reader struct {
	b   []byte
	err error
}

func (r *reader) fail() {
	r.b, r.err = nil, fmt.Errorf("%w: %w", ErrCorrupt, errEntry)
}

func (r *reader) uvarint() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[size:]
	return n
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail()
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) string() string {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.fail()
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

// rest copies what is left, for it may lie in the memory map of a transaction.
func (r *reader) rest() []byte {
	out := append([]byte(nil), r.b...)
	r.b = nil
	return out
}
