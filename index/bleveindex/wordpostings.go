package bleveindex

import (
	"encoding/binary"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// wordPostings are the documents that have a word, and how often.
type wordPostings struct {
	docs   *roaring.Bitmap // nil for none
	stream postingStream
	once   uint32 // what is added to each frequency
	// The stream lies in chunks, each of the documents whose numbers divided by
	// chunkSize are the same; ends are the places where they end. Without a size it is
	// read as one.
	ends      []uint32
	chunkSize uint32
}

// addAll adds how often each document has the word to counts by document. dense is
// room for the set of documents as bits.
func (p wordPostings) addAll(counts []uint32, dense []uint64) error {
	dense = p.bits(dense)
	at, once, stream := 0, p.once, p.stream
	for i, word := range dense {
		for base := i * 64; word != 0; word &= word - 1 {
			if at >= len(stream) {
				return errFrequencies
			}
			first := stream[at]
			doc := base + bits.TrailingZeros64(word)
			if first >= longNumber {
				number, n := binary.Uvarint(stream[at:])
				if n <= 0 {
					return errFrequencies
				}
				at += n - 1
				counts[doc] += uint32(number>>1) + once
			} else {
				counts[doc] += uint32(first>>1) + once
			}
			if at++; at < len(stream) {
				at += int(stream[at] & 1) // its norm
			}
		}
	}
	return nil
}

// addSome adds how often each of a few documents has the word, which they all have:
// chunks without any are left out, and in the others what lies between is leapt over eight
// at a time. rank counts the word's documents before one, in rising order.
func (p wordPostings) addSome(counts []uint32, rank func(doc uint32) int, docs []uint32) error {
	at, passed, chunk := 0, 0, uint32(0) // passed: postings before that place of the stream
	for _, doc := range docs {
		if p.chunkSize > 0 && doc/p.chunkSize > chunk {
			chunk = doc / p.chunkSize
			if int(chunk) >= len(p.ends) {
				return errFrequencies
			}
			at, passed = int(p.ends[chunk-1]), rank(chunk*p.chunkSize)
		}
		before := rank(doc)
		if at = p.stream.leap(at, before-passed); at >= len(p.stream) {
			return errFrequencies
		}
		passed = before
		number, n := binary.Uvarint(p.stream[at:])
		if n <= 0 {
			return errFrequencies
		}
		counts[doc] += uint32(number>>1) + p.once
	}
	return nil
}

// before counts the word's documents before one.
func (p wordPostings) before(doc uint32) int {
	if doc == 0 {
		return 0
	}
	return int(p.docs.Rank(doc - 1))
}

// ranks counts the members of a set of documents before a document, for documents in
// rising order.
type ranks struct {
	set    []uint64 // a bit for each document
	word   int      // of set, that was come to
	passed int      // members before that word
}

// before counts the members with numbers below that of a document of the set's range.
func (r *ranks) before(doc uint32) int {
	for own := int(doc / 64); r.word < own; r.word++ {
		r.passed += bits.OnesCount64(r.set[r.word])
	}
	return r.passed + bits.OnesCount64(r.set[r.word]&(1<<(doc%64)-1))
}

// bits writes the set of documents into room of a bit for each document of the segment.
func (p wordPostings) bits(room []uint64) []uint64 {
	room = room[:min(p.docs.DenseSize(), uint64(len(room)))]
	docBits(room).fill(p.docs)
	return room
}

// postingStream holds for each posting twice its frequency, and where that is not 0 the
// number 1, which is the norm of all documents. So the even bytes are the postings, as
// long as no number takes several bytes.
type postingStream []byte

const (
	longNumber  = 0x80 // and above: the byte is not the last of its number
	longNumbers = 0x8080808080808080
	lowestBits  = 0x0101010101010101
)

// leap gives the place of the posting that stands so many behind the one at a place.
func (s postingStream) leap(at, postings int) int {
	for postings > 0 && at < len(s) {
		if postings >= 8 && at+8 <= len(s) {
			if eight := binary.LittleEndian.Uint64(s[at:]); eight&longNumbers == 0 {
				at += 8
				postings -= bits.OnesCount64(^eight & lowestBits)
				continue
			}
		}
		if s[at]&1 == 0 {
			for s[at] >= longNumber && at+1 < len(s) {
				at++
			}
			postings--
		}
		at++
	}
	if at < len(s) {
		at += int(s[at] & 1) // the norm of the one before
	}
	return at
}
