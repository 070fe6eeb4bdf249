package docfile

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	xdraw "golang.org/x/image/draw"
)

// ErrNoPage is wrapped by the error of a page that a file does not have.
var ErrNoPage = errors.New("the file has no such page")

// Bounds on drawing a page, in pixels.
const (
	MinDrawn   = 100
	MaxDrawn   = 2400       // of the width: a page of A4 at nearly 300 dpi
	drawnMost  = 16_000_000 // of the whole, and
	drawnTall  = 20_000     // of the height: what is taller gets narrower
	drawnGrade = 80         // of the JPEG
)

// drawnFormats are the formats of documents whose pages can be drawn.
var drawnFormats = []string{"pdf", "tiff", "jpg", "png", "gif", "bmp"}

// CanDraw says why pages of documents of a format cannot be drawn here: an
// *UnsupportedError, or one that wraps ErrMissingTool. t is nil for the usual
// tools.
func CanDraw(format string, t *Tools) error {
	if t == nil {
		t = usualTools()
	}
	switch {
	case !slices.Contains(drawnFormats, format):
		return &UnsupportedError{Format: format}
	case format == "pdf" && (t.PDFInfo == "" || t.PDFToPPM == ""):
		return &MissingToolError{[]string{"pdfinfo", "pdftoppm"}, []string{"poppler-utils"}}
	}
	return nil
}

// Draw draws a page of a PDF or of a scan, counted from 1, as a person is to see
// it: a JPEG about width pixels wide (within MinDrawn and MaxDrawn), never wider
// than the scan itself. The file at path must not change meanwhile. The error
// wraps ErrNoPage, or one of those that Read gives.
func Draw(ctx context.Context, path string, page, width int, o Options) ([]byte, error) {
	f, err := openToDraw(path, o)
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", page, err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, f.options.Limits.Time, fmt.Errorf("%w: more than %v", ErrTooSlow, f.options.Limits.Time))
	defer cancel()
	var img image.Image
	width = min(max(width, MinDrawn), MaxDrawn)
	switch {
	case page < 1:
		err = ErrNoPage
	case isPDF(f):
		img, err = drawPDF(ctx, f.options.Tools, path, page, width)
	case isImage(f):
		img, err = drawImage(f, page, width)
	default:
		err = &UnsupportedError{Format: cmp.Or(nameBinary(f.data), "text")}
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	var out bytes.Buffer
	if err == nil {
		err = jpeg.Encode(&out, withoutColour(img), &jpeg.Options{Quality: drawnGrade})
	}
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", page, err)
	}
	return out.Bytes(), nil
}

// openToDraw reads an image whole, and of a PDF as much as tells that it is one:
// poppler reads the rest.
func openToDraw(path string, o Options) (*file, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	head := make([]byte, pdfHead)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	f := newFile("", head[:n], o)
	if !isImage(f) {
		return f, nil
	}
	rest, err := io.ReadAll(io.LimitReader(in, f.options.Limits.Size))
	if err != nil {
		return nil, err
	}
	f.data = append(f.data, rest...)
	if limit := f.options.Limits.Size; int64(len(f.data)) > limit {
		return nil, fmt.Errorf("%w: over %d bytes", ErrTooLarge, limit)
	}
	return f, nil
}

// drawPDF has poppler draw a page, at the size that leaves its sides in
// proportion.
func drawPDF(ctx context.Context, t *Tools, path string, page, width int) (image.Image, error) {
	if err := CanDraw("pdf", t); err != nil {
		return nil, err
	}
	number := fmt.Sprint(page)
	info, err := run(ctx, nil, t.PDFInfo, "-f", number, "-l", number, path)
	if failed := (*programError)(nil); errors.As(err, &failed) && strings.Contains(failed.message, "Wrong page range") {
		return nil, ErrNoPage
	}
	if err != nil {
		return nil, pdfError(err)
	}
	across, down, ok := sizeOfPage(info, page)
	if !ok {
		return nil, ErrNoPage
	}
	width, height := drawnSize(across, down, width)
	out, err := run(ctx, nil, t.PDFToPPM, "-cropbox", "-scale-to-x", fmt.Sprint(width), "-scale-to-y", fmt.Sprint(height), "-f", number, "-l", number, path)
	if err != nil {
		return nil, pdfError(err)
	}
	return colourPPM(out)
}

// sizeOfPage reads what pdfinfo prints of a page, turned as it is shown:
// "Page    2 size:  595.32 x 841.92 pts (A4)" and "Page    2 rot:   90".
func sizeOfPage(info []byte, page int) (across, down float64, ok bool) {
	for line := range strings.Lines(string(info)) {
		var n, turned int
		switch {
		case !strings.HasPrefix(line, "Page "):
		case strings.Contains(line, " size:"):
			read, err := fmt.Sscanf(line, "Page %d size: %f x %f", &n, &across, &down)
			ok = err == nil && read == 3 && n == page && across > 0 && down > 0
		case strings.Contains(line, " rot:"):
			if _, err := fmt.Sscanf(line, "Page %d rot: %d", &n, &turned); err == nil && n == page && turned%180 != 0 {
				across, down = down, across
			}
		}
	}
	return across, down, ok
}

// drawnSize is the size in pixels of a page of such sides that is to be so wide.
func drawnSize(across, down float64, width int) (w, h int) {
	wide, tall := float64(width), float64(width)*down/across
	shrunk := min(1, math.Sqrt(drawnMost/(wide*tall)), drawnTall/tall)
	return max(1, int(wide*shrunk+.5)), min(drawnTall, max(1, int(tall*shrunk+.5)))
}

// colourPPM is the portable pixmap that pdftoppm writes.
func colourPPM(data []byte) (image.Image, error) {
	width, height, pixels, err := pixelsOfPPM(data)
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		p, c := img.Pix[4*i:4*i+4:4*i+4], pixels[3*i:3*i+3:3*i+3]
		p[0], p[1], p[2], p[3] = c[0], c[1], c[2], 255
	}
	return img, nil
}

// drawImage draws a page of an image file on white.
func drawImage(f *file, page, width int) (image.Image, error) {
	fs, err := framesOf(f.data, f.options.Limits.Pages)
	if err != nil {
		return nil, err
	}
	if page > len(fs) {
		return nil, ErrNoPage
	}
	img, err := fs[page-1]()
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	w, h := drawnSize(float64(b.Dx()), float64(b.Dy()), min(width, b.Dx()))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	xdraw.BiLinear.Scale(out, out.Bounds(), img, b, xdraw.Over, nil)
	return out, nil
}

// withoutColour is an image in grey where nothing in it has a colour that one
// would see, which takes a third of the bytes less.
func withoutColour(img image.Image) image.Image {
	rgba, ok := img.(*image.RGBA)
	if !ok {
		return img
	}
	const seen = 12 // levels between red, green and blue
	for i := 0; i < len(rgba.Pix); i += 4 {
		r, g, b := rgba.Pix[i], rgba.Pix[i+1], rgba.Pix[i+2]
		if max(r, g, b)-min(r, g, b) > seen {
			return img
		}
	}
	out := image.NewGray(rgba.Rect)
	for i := range out.Pix {
		p := rgba.Pix[4*i : 4*i+4 : 4*i+4]
		out.Pix[i] = color.GrayModel.Convert(color.RGBA{p[0], p[1], p[2], 255}).(color.Gray).Y
	}
	return out
}
