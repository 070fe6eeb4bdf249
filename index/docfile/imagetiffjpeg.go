package docfile

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
)

// The tags of a TIFF's directory that tell how its picture is kept (TIFF 6.0,
// sections 3 and 22, and Technical Note 2).
const (
	tiffWidth       = 256
	tiffLength      = 257
	tiffCompression = 259
	tiffStrips      = 273
	tiffStripBytes  = 279
	tiffStripRows   = 278
	tiffTables      = 347

	tiffJPEG = 7 // a value of tiffCompression
)

// tiffValues are the numbers, or the bytes, of one entry of a directory.
type tiffValues struct {
	numbers []uint32
	raw     []byte
}

// tiffEntries reads the directory at a place. What lies outside the file is left
// out.
func tiffEntries(data []byte, at uint32) map[uint16]tiffValues {
	order, out := tiffOrder(data), map[uint16]tiffValues{}
	sizes := map[uint16]int{1: 1, 3: 2, 4: 4, 7: 1} // bytes, 16 bits, 32 bits, undefined
	for i := range int(order.Uint16(data[at:])) {
		entry := uint64(at) + 2 + 12*uint64(i)
		if entry+12 > uint64(len(data)) {
			break
		}
		e := data[entry:]
		size, count := sizes[order.Uint16(e[2:])], uint64(order.Uint32(e[4:]))
		if size == 0 || count > uint64(len(data)) {
			continue
		}
		raw := e[8:12]
		if length := count * uint64(size); length > 4 {
			from := uint64(order.Uint32(e[8:]))
			if from+length > uint64(len(data)) {
				continue
			}
			raw = data[from : from+length]
		}
		v := tiffValues{raw: raw}
		for n := range int(count) {
			switch size {
			case 2:
				v.numbers = append(v.numbers, uint32(order.Uint16(raw[2*n:])))
			case 4:
				v.numbers = append(v.numbers, order.Uint32(raw[4*n:]))
			}
		}
		out[order.Uint16(e)] = v
	}
	return out
}

// first is the value of a tag that has one, 0 where it is absent.
func (v tiffValues) first() int {
	if len(v.numbers) == 0 {
		return 0
	}
	return int(v.numbers[0])
}

// tiffHoldsJPEG reports whether a page is kept as JPEG, as colour scanners do and
// package tiff does not read.
func tiffHoldsJPEG(data []byte, at uint32) bool {
	return tiffEntries(data, at)[tiffCompression].first() == tiffJPEG
}

// decodeTIFFJPEG decodes such a page. Each strip is a JPEG of its own, whose tables
// may stand once for all.
func decodeTIFFJPEG(data []byte, at uint32) (image.Image, error) {
	e := tiffEntries(data, at)
	width, length := e[tiffWidth].first(), e[tiffLength].first()
	strips, sizes := e[tiffStrips].numbers, e[tiffStripBytes].numbers
	if width <= 0 || length <= 0 || len(strips) == 0 || len(strips) != len(sizes) {
		return nil, fmt.Errorf("%w: a page of a TIFF in JPEG tiles or without strips", ErrDamaged)
	}
	if width > maxPixels/length {
		return nil, tooManyPixels(width, length)
	}
	rows := e[tiffStripRows].first()
	if rows <= 0 {
		rows = length
	}
	page := image.NewRGBA(image.Rect(0, 0, width, length))
	for i, from := range strips {
		if uint64(from)+uint64(sizes[i]) > uint64(len(data)) {
			return nil, fmt.Errorf("%w: a strip of a TIFF lies outside it", ErrDamaged)
		}
		strip, err := decodeStrip(data[from:from+sizes[i]], e[tiffTables].raw, width)
		if err != nil {
			return nil, err
		}
		draw.Draw(page, strip.Bounds().Add(image.Pt(0, i*rows)), strip, strip.Bounds().Min, draw.Src)
	}
	return page, nil
}

// decodeStrip decodes one strip with the tables that all share.
func decodeStrip(strip, tables []byte, width int) (image.Image, error) {
	const start, end = "\xff\xd8", "\xff\xd9"
	if len(tables) > 4 {
		whole := bytes.TrimSuffix(bytes.Clone(tables), []byte(end))
		strip = append(whole, bytes.TrimPrefix(strip, []byte(start))...)
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(strip))
	if err != nil {
		return nil, fmt.Errorf("%w: JPEG in a TIFF: %v", ErrDamaged, err)
	}
	if config.Width > width || config.Height > maxPixels/max(1, config.Width) {
		return nil, fmt.Errorf("%w: a strip of a TIFF is wider than its page", ErrDamaged)
	}
	img, err := jpeg.Decode(bytes.NewReader(strip))
	if err != nil {
		return nil, fmt.Errorf("%w: JPEG in a TIFF: %v", ErrDamaged, err)
	}
	return img, nil
}
