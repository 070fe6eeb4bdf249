package bleveindex

import "bytes"

// needle is a run of codes to find in streams of words. It is looked for by its
// rarest byte, which rules most of a stream out thirty bytes at a time.
type needle struct {
	codes []byte
	rare  int // place of the rarest byte
}

func newNeedle(codes []byte) needle {
	n := needle{codes: codes}
	for i, b := range codes {
		if byteShares[b] < byteShares[codes[n.rare]] {
			n.rare = i
		}
	}
	return n
}

// byteShares tells how often each byte stands in a stream, up to a factor, when
// the n-th commonest word is as frequent as words are by Zipf.
var byteShares = func() (shares [256]float64) {
	for code := range table.words {
		for _, b := range appendCode(nil, uint16(code)) {
			shares[b] += 1 / float64(code+10)
		}
	}
	return shares
}()

// in reports whether the codes stand in a stream.
func (n needle) in(stream []byte) bool { return n.next(stream, 0) >= 0 }

// next is the first place at or behind one where the codes stand in a stream, -1
// for none.
func (n needle) next(stream []byte, after int) int {
	// Where the rarest byte may stand if all the others have room beside it.
	from, to := after+n.rare, len(stream)-(len(n.codes)-1-n.rare)
	for from < to {
		at := bytes.IndexByte(stream[from:to], n.codes[n.rare])
		if at < 0 {
			return -1
		}
		start := from + at - n.rare
		if bytes.Equal(stream[start:start+len(n.codes)], n.codes) && aligned(stream, start) {
			return start
		}
		from += at + 1
	}
	return -1
}

// share tells how often the rarest byte stands in a stream, as a part of all bytes.
func (n needle) share() float64 { return byteShares[n.codes[n.rare]] / allShares }

var allShares = func() (sum float64) {
	for _, share := range byteShares {
		sum += share
	}
	return sum
}()
