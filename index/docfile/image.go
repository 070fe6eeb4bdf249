package docfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // registers with package image how it is decoded, as do the next
	_ "image/jpeg"
	_ "image/png"
	"io"
	"iter"
	"strings"
	"sync"

	_ "golang.org/x/image/bmp"
	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/tiff"
)

// isImage reports whether the data starts as an image of a known form.
func isImage(f *file) bool { return strings.HasSuffix(nameBinary(f.data), " image") }

func readImage(ctx context.Context, f *file) iter.Seq[Document] {
	d, err := imageDocument(ctx, f)
	if err != nil {
		d = Document{Err: err}
	}
	d.Format = imageFormat(f.data)
	return single(d)
}

// imageFormat is "tiff", "jpg", "png", "gif" or "bmp".
func imageFormat(data []byte) string {
	form, _, _ := strings.Cut(strings.ToLower(nameBinary(data)), " ")
	return strings.Replace(form, "jpeg", "jpg", 1)
}

// frames are the pages of an image file, each decoded when it is asked for.
type frames []func() (image.Image, error)

func framesOf(data []byte, limit int) (frames, error) {
	if !isTIFF(data) {
		return frames{func() (image.Image, error) { return decodeImage(data, image.DecodeConfig, image.Decode) }}, nil
	}
	directories, err := tiffDirectories(data, limit)
	if err != nil {
		return nil, err
	}
	var fs frames
	for _, at := range directories {
		fs = append(fs, func() (image.Image, error) {
			if tiffHoldsJPEG(data, at) {
				return decodeTIFFJPEG(data, at)
			}
			return decodeImage(tiffPage(data, at), tiffConfig, tiffDecode)
		})
	}
	return fs, nil
}

// imageDocument recognises the pages of an image file, several at once.
func imageDocument(ctx context.Context, f *file) (Document, error) {
	fs, err := framesOf(f.data, f.options.Limits.Pages)
	if err != nil {
		return Document{}, err
	}
	r, err := newRecogniser(f.options.Tools)
	if err != nil {
		return Document{}, err
	}
	ps, errs := make(leaves, len(fs)), make([]error, len(fs))
	var group sync.WaitGroup
	slots := make(chan struct{}, f.options.workers())
	for i, frame := range fs {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			var found recognised
			if found, errs[i] = r.frame(ctx, frame); errs[i] == nil {
				ps[i].set(found)
			}
		})
	}
	group.Wait()
	d := ps.document()
	var bad []int
	for i, err := range errs {
		switch {
		case ctx.Err() != nil:
			return Document{}, context.Cause(ctx)
		case errors.Is(err, ErrMissingTool):
			return Document{}, err
		case err != nil:
			bad = append(bad, i)
		}
	}
	if len(bad) == len(fs) {
		return Document{}, errs[0]
	}
	if len(bad) > 0 {
		d.Problems = append(d.Problems, Problem{UnreadPage, fmt.Sprintf("pages %s: %v", pageList(bad), errs[bad[0]])})
	}
	if strings.TrimSpace(d.Text) == "" {
		return Document{}, fmt.Errorf("%w: no text was recognised in the image", ErrEmpty)
	}
	return d, nil
}

func (r *recogniser) frame(ctx context.Context, frame func() (image.Image, error)) (recognised, error) {
	if ctx.Err() != nil {
		return recognised{}, context.Cause(ctx)
	}
	img, err := frame()
	if err != nil {
		return recognised{}, err
	}
	return r.page(ctx, atReadingSize(redPart(img)))
}

// decodeImage decodes an image once its size is known to be bearable. A decoder
// that panics over a broken file has found it damaged.
func decodeImage(data []byte, measure func(r io.Reader) (image.Config, string, error), decode func(r io.Reader) (image.Image, string, error)) (img image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	config, _, err := measure(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return nil, tooManyPixels(config.Width, config.Height)
	}
	if img, _, err = decode(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return img, nil
}

func tooManyPixels(width, height int) error {
	return fmt.Errorf("%w: an image of %d × %d pixels, at most %d million are read", ErrTooLarge, width, height, maxPixels/1_000_000)
}

// redPart is the red of an image on white paper: black letters stay black in
// it, and red stamps fade.
func redPart(img image.Image) *image.Gray {
	b := img.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	switch img := img.(type) {
	case *image.Gray:
		draw.Draw(out, out.Bounds(), img, b.Min, draw.Src)
		return out
	case *image.YCbCr:
		for y := range b.Dy() {
			for x := range b.Dx() {
				c := img.YCbCrAt(b.Min.X+x, b.Min.Y+y)
				red, _, _ := color.YCbCrToRGB(c.Y, c.Cb, c.Cr)
				out.Pix[y*out.Stride+x] = red
			}
		}
		return out
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			red, _, _, alpha := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			out.Pix[y*out.Stride+x] = uint8((red + 0xffff - alpha) >> 8)
		}
	}
	return out
}

// The width of a page of A4 at ocrDPI, and how far images may be from it before
// they are scaled: their own resolution is often wrong or missing.
const (
	readingWidth = 2480
	narrowPage   = 1400
	widePage     = 5000
)

// atReadingSize scales an image so that letters have the size that recognition
// expects, if it is much smaller or larger than a page scanned at 300 dpi.
func atReadingSize(img *image.Gray) *image.Gray {
	b := img.Bounds()
	across := min(b.Dx(), b.Dy()) // of a page on its side, too
	if narrowPage <= across && across <= widePage || across < 16 {
		return img
	}
	scale := min(float64(readingWidth)/float64(across), 3)
	out := image.NewGray(image.Rect(0, 0, int(float64(b.Dx())*scale), int(float64(b.Dy())*scale)))
	if out.Bounds().Dx() > maxPixels/max(1, out.Bounds().Dy()) {
		return img
	}
	xdraw.BiLinear.Scale(out, out.Bounds(), img, b, xdraw.Src, nil)
	return out
}

func tiffConfig(r io.Reader) (image.Config, string, error) {
	c, err := tiff.DecodeConfig(r)
	return c, "tiff", err
}

func tiffDecode(r io.Reader) (image.Image, string, error) {
	img, err := tiff.Decode(r)
	return img, "tiff", err
}
