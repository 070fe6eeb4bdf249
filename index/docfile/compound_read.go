package docfile

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// compound is an opened compound file (MS-CFB): a small file system of streams,
// in sectors that tables chain.
type compound struct {
	data    []byte
	shift   uint     // of the size of sectors
	next    []uint32 // sector after each sector
	mini    []uint32 // the same of the small sectors
	small   []byte   // what holds the small sectors
	cutoff  uint32   // streams that are shorter are in small sectors
	entries []compoundEntry
}

type compoundEntry struct {
	name  string
	kind  byte
	start uint32
	size  uint32
}

// Marks in the tables of sectors, and the kinds of entries.
const (
	lastSector     = 0xfffffffa // this and beyond are no sectors
	compoundStream = 2
	compoundRoot   = 5
)

var errCompound = fmt.Errorf("%w: its table of sectors is broken", ErrDamaged)

func openCompound(data []byte) (*compound, error) {
	if len(data) < 512 || !strings.HasPrefix(string(data[:8]), compoundMark) {
		return nil, errCompound
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	c := &compound{data: data, shift: uint(binary.LittleEndian.Uint16(data[30:])), cutoff: u32(56)}
	if c.shift != 9 && c.shift != 12 {
		return nil, errCompound
	}
	if err := c.readTable(u32(68)); err != nil {
		return nil, err
	}
	directory, err := c.chain(u32(48), -1)
	if err != nil {
		return nil, err
	}
	c.readEntries(directory)
	if len(c.entries) == 0 {
		return nil, errCompound
	}
	if c.small, err = c.chain(c.entries[0].start, -1); err != nil {
		return nil, err
	}
	mini, err := c.chain(u32(60), -1)
	c.mini = sectorNumbers(mini)
	return c, err
}

// readTable reads the table of sectors, whose own sectors are listed in the head
// of the file, and those beyond 109 in a chain of their own.
func (c *compound) readTable(more uint32) error {
	list := sectorNumbers(c.data[76:512])
	for steps := 0; more < lastSector; steps++ {
		s, ok := c.sector(more)
		if !ok || steps > len(c.data)>>c.shift {
			return errCompound
		}
		n := sectorNumbers(s)
		list, more = append(list, n[:len(n)-1]...), n[len(n)-1]
	}
	for _, at := range list {
		if at >= lastSector {
			continue
		}
		s, ok := c.sector(at)
		if !ok || len(c.next) > len(c.data) {
			return errCompound
		}
		c.next = append(c.next, sectorNumbers(s)...)
	}
	return nil
}

func sectorNumbers(b []byte) []uint32 {
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

// sector is a sector by its number. The last one of a file may be cut short.
func (c *compound) sector(n uint32) ([]byte, bool) {
	size := int64(1) << c.shift
	start := (int64(n) + 1) * size
	if start >= int64(len(c.data)) {
		return nil, false
	}
	if end := start + size; end <= int64(len(c.data)) {
		return c.data[start:end], true
	}
	return append(make([]byte, 0, size), c.data[start:]...)[:size], true
}

// chain is what a chain of sectors holds, of size bytes unless that is negative.
func (c *compound) chain(start uint32, size int64) ([]byte, error) {
	var out []byte
	for at := start; at < lastSector && (size < 0 || int64(len(out)) < size); at = c.next[at] {
		s, ok := c.sector(at)
		if !ok || int(at) >= len(c.next) || len(out) > len(c.data) {
			return nil, errCompound
		}
		out = append(out, s...)
	}
	return cut(out, size)
}

func cut(out []byte, size int64) ([]byte, error) {
	switch {
	case size < 0:
		return out, nil
	case int64(len(out)) < size:
		return nil, errCompound
	}
	return out[:size], nil
}

func (c *compound) readEntries(directory []byte) {
	for ; len(directory) >= 128; directory = directory[128:] {
		length := int(binary.LittleEndian.Uint16(directory[64:]))
		units := make([]uint16, min(max(length-2, 0), 62)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(directory[2*i:])
		}
		c.entries = append(c.entries, compoundEntry{string(utf16.Decode(units)), directory[66],
			binary.LittleEndian.Uint32(directory[116:]), binary.LittleEndian.Uint32(directory[120:])})
	}
}

// stream is the content of a stream; the first of that name is the document's
// own, others are of what is embedded.
func (c *compound) stream(name string) ([]byte, error) {
	for _, e := range c.entries {
		if e.kind != compoundStream || e.name != name {
			continue
		}
		if e.size >= c.cutoff {
			return c.chain(e.start, int64(e.size))
		}
		var out []byte
		for at := e.start; at < lastSector && len(out) < int(e.size); at = c.mini[at] {
			if int(at) >= len(c.mini) || int(at)*64+64 > len(c.small) || len(out) > len(c.data) {
				return nil, errCompound
			}
			out = append(out, c.small[at*64:at*64+64]...)
		}
		return cut(out, int64(e.size))
	}
	return nil, fmt.Errorf("%w: it has no stream %s", ErrDamaged, name)
}
