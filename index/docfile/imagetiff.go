package docfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// isTIFF reports whether the data starts as a TIFF in either order of bytes.
func isTIFF(data []byte) bool {
	return bytes.HasPrefix(data, []byte("II*\x00")) || bytes.HasPrefix(data, []byte("MM\x00*"))
}

// tiffDirectories are the places of the pages' directories in a TIFF, which are
// chained from its head (TIFF 6.0, section 2), at most limit of them.
func tiffDirectories(data []byte, limit int) ([]uint32, error) {
	if len(data) < 8 {
		return nil, fmt.Errorf("%w: a TIFF without pages", ErrDamaged)
	}
	order := tiffOrder(data)
	var places []uint32
	seen := map[uint32]bool{}
	for at := order.Uint32(data[4:]); at != 0; {
		if uint64(at)+2 > uint64(len(data)) {
			break // cut off: the pages before it are there
		}
		if seen[at] {
			return nil, fmt.Errorf("%w: the pages of a TIFF run in a circle", ErrDamaged)
		}
		if len(places) == limit {
			return nil, fmt.Errorf("%w: over %d pages", ErrTooLarge, limit)
		}
		seen[at] = true
		places = append(places, at)
		const entry = 12
		next := uint64(at) + 2 + entry*uint64(order.Uint16(data[at:]))
		if next+4 > uint64(len(data)) {
			break
		}
		at = order.Uint32(data[next:])
	}
	if len(places) == 0 {
		return nil, fmt.Errorf("%w: a TIFF without pages", ErrDamaged)
	}
	return places, nil
}

func tiffOrder(data []byte) binary.ByteOrder {
	if data[0] == 'I' {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// tiffPage is a TIFF whose first page is the one at a place: decoders read only
// the first.
func tiffPage(data []byte, at uint32) []byte {
	page := bytes.Clone(data)
	tiffOrder(page).PutUint32(page[4:], at)
	return page
}
