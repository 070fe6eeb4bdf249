package docfile_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tracuu/index/docfile"
)

// drawn is a page of a file.
func drawn(t *testing.T, path string, page, width int) (image.Image, error) {
	t.Helper()
	data, err := docfile.Draw(t.Context(), path, page, width, docfile.Options{})
	if err != nil {
		return nil, err
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: page %d is no JPEG: %v", path, page, err)
	}
	return img, nil
}

// darkShare is the share of pixels that are ink.
func darkShare(img image.Image) float64 {
	b, dark := img.Bounds(), 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 128 {
				dark++
			}
		}
	}
	return float64(dark) / float64(b.Dx()*b.Dy())
}

// TestDraw draws both pages of one directive from every form that pages come in.
func TestDraw(t *testing.T) {
	docfile.NeedTools(t)
	for _, name := range []string{"directive.pdf", "scan.pdf", "mixed.pdf", "scan.tiff"} {
		path := filepath.Join(pdfs, name)
		for page := 1; page <= 2; page++ {
			img, err := drawn(t, path, page, 600)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			b := img.Bounds()
			if ratio := float64(b.Dy()) / float64(b.Dx()); b.Dx() != 600 || ratio < 1.37 || ratio > 1.42 {
				t.Errorf("%s: page %d has %v", name, page, b)
			}
			if ink := darkShare(img); ink < .005 || ink > .2 {
				t.Errorf("%s: page %d has %.4f of ink", name, page, ink)
			}
			if _, grey := img.(*image.Gray); !grey {
				t.Errorf("%s: page %d is black on white, but kept in colours", name, page)
			}
		}
		for _, page := range []int{0, -1, 3, 1 << 40} {
			if _, err := drawn(t, path, page, 600); !errors.Is(err, docfile.ErrNoPage) {
				t.Errorf("%s: page %d of 2: %v", name, page, err)
			}
		}
	}
}

func TestDrawKeepsColours(t *testing.T) {
	scan := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	for x := range 300 {
		for y := range 100 {
			scan.Set(x, y, color.NRGBA{200, 20, 30, 255}) // a stamp; below it nothing, which is paper
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, scan); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "scan")
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	img, err := drawn(t, path, 1, 5000)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 300 {
		t.Errorf("a scan of 300 pixels was drawn with %d", img.Bounds().Dx())
	}
	if red, green, _, _ := img.At(150, 50).RGBA(); red>>8 < 180 || green>>8 > 60 {
		t.Errorf("the stamp is %v", img.At(150, 50))
	}
	if red, _, _, _ := img.At(150, 150).RGBA(); red>>8 < 250 {
		t.Errorf("the paper is %v", img.At(150, 150))
	}
}

func TestWhatCannotBeDrawn(t *testing.T) {
	docfile.NeedTools(t)
	dir := t.TempDir()
	for _, row := range []struct {
		data string
		want error
	}{
		{"", nil}, {"Số 5-CV/TU", nil}, {"PK\x03\x04word/", nil},
		{"%PDF-1.7\n%\xe2\xe3", docfile.ErrDamaged}, {"\x89PNG\r\n\x1a\nxx", docfile.ErrDamaged}, {"II*\x00\xff\xff\xff\xff", docfile.ErrDamaged},
	} {
		path := filepath.Join(dir, "file")
		if err := os.WriteFile(path, []byte(row.data), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := docfile.Draw(t.Context(), path, 1, 600, docfile.Options{})
		var unsupported *docfile.UnsupportedError
		if row.want != nil && !errors.Is(err, row.want) || row.want == nil && !errors.As(err, &unsupported) {
			t.Errorf("%q: %v", row.data, err)
		}
	}
	if _, err := docfile.Draw(t.Context(), filepath.Join(dir, "none"), 1, 600, docfile.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	path := filepath.Join(pdfs, "scan.pdf")
	if _, err := docfile.Draw(t.Context(), path, 1, 600, docfile.Options{Tools: &docfile.Tools{}}); !errors.Is(err, docfile.ErrMissingTool) {
		t.Errorf("without poppler: %v", err)
	}
	if _, err := docfile.Draw(t.Context(), path, 1, 600, docfile.Options{Limits: docfile.Limits{Time: time.Nanosecond}}); !errors.Is(err, docfile.ErrTooSlow) {
		t.Errorf("in no time: %v", err)
	}
	given, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := docfile.Draw(given, path, 1, 600, docfile.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestCanDraw(t *testing.T) {
	var unsupported *docfile.UnsupportedError
	if err := docfile.CanDraw("docx", nil); !errors.As(err, &unsupported) {
		t.Error(err)
	}
	if err := docfile.CanDraw("pdf", &docfile.Tools{}); !errors.Is(err, docfile.ErrMissingTool) {
		t.Error(err)
	}
	if err := docfile.CanDraw("tiff", &docfile.Tools{}); err != nil {
		t.Error(err)
	}
}
