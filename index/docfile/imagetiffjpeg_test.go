package docfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// tiffOfJPEG makes a TIFF of one page whose strips are JPEGs.
func tiffOfJPEG(t testing.TB, width, rows int, shades ...uint8) []byte {
	t.Helper()
	var strips [][]byte
	for _, shade := range shades {
		img := image.NewGray(image.Rect(0, 0, width, rows))
		for i := range img.Pix {
			img.Pix[i] = shade
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, nil); err != nil {
			t.Fatal(err)
		}
		strips = append(strips, b.Bytes())
	}
	le := binary.LittleEndian
	out := append([]byte("II*\x00"), 0, 0, 0, 0)
	var starts, sizes []byte
	for _, s := range strips {
		starts, sizes = le.AppendUint32(starts, uint32(len(out))), le.AppendUint32(sizes, uint32(len(s)))
		out = append(out, s...)
	}
	at := func(list []byte) uint32 { // where a list stands: in the entry if it fits
		if len(list) <= 4 {
			return le.Uint32(list)
		}
		place := uint32(len(out))
		out = append(out, list...)
		return place
	}
	n := uint32(len(strips))
	startsAt, sizesAt := at(starts), at(sizes)
	le.PutUint32(out[4:], uint32(len(out)))
	entries := [][3]uint32{
		{tiffWidth, 1, uint32(width)}, {tiffLength, 1, uint32(rows * len(shades))}, {tiffCompression, 1, tiffJPEG},
		{tiffStrips, n, startsAt}, {tiffStripRows, 1, uint32(rows)}, {tiffStripBytes, n, sizesAt},
	}
	out = le.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = le.AppendUint16(le.AppendUint16(out, uint16(e[0])), 4)
		out = le.AppendUint32(le.AppendUint32(out, e[1]), e[2])
	}
	return le.AppendUint32(out, 0)
}

func TestTIFFKeptAsJPEG(t *testing.T) {
	for _, shades := range [][]uint8{{200}, {10, 120, 250}} {
		data := tiffOfJPEG(t, 64, 16, shades...)
		fs, err := framesOf(data, 10)
		if err != nil || len(fs) != 1 {
			t.Fatalf("%d pages, %v", len(fs), err)
		}
		img, err := fs[0]()
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds() != image.Rect(0, 0, 64, 16*len(shades)) {
			t.Errorf("size %v", img.Bounds())
		}
		for i, want := range shades {
			got := color.GrayModel.Convert(img.At(32, 16*i+8)).(color.Gray).Y
			if got < want-3 && want > 3 || int(got) > int(want)+3 {
				t.Errorf("strip %d of %v: %d", i, shades, got)
			}
		}
	}
}

func TestDamagedTIFFKeptAsJPEG(t *testing.T) {
	data := tiffOfJPEG(t, 64, 16, 10, 120)
	for cut := 1; cut < len(data); cut += 7 {
		fs, err := framesOf(data[:len(data)-cut], 10)
		if err != nil {
			continue
		}
		for _, frame := range fs {
			if _, err := frame(); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) {
				t.Errorf("cut by %d: %v", cut, err)
			}
		}
	}
}

func FuzzTIFF(f *testing.F) {
	f.Add(tiffOfJPEG(f, 16, 8, 1, 2))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00"))
	f.Add([]byte("MM\x00*\x00\x00\x00\x08\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !isTIFF(data) || len(data) > 1<<16 {
			return
		}
		fs, err := framesOf(data, 5)
		if err != nil {
			return
		}
		for _, frame := range fs {
			if _, err := frame(); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) {
				t.Error(err)
			}
		}
	})
}
