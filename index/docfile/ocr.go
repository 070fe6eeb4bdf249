package docfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"runtime"
	"strconv"
	"strings"
)

// How pages are recognised.
const (
	ocrDPI = 300 // at which pages are rendered; tesseract's models expect letters of such pages
	// goodPage is the quality at which the first reading of a page is kept.
	goodPage = 0.85
	// betterMode is by how much another mode of tesseract must raise the quality:
	// less is chance, and the first mode knows columns.
	betterMode = 0.02
	// poorPage is the quality below which a page may lie on its side or head.
	poorPage = 0.50
	// emptyPage is the share of ink below which a page is blank.
	emptyPage = 0.0003
	// leastSkew is the angle below which turning a page would only blur it.
	leastSkew = 0.15
)

// Modes of tesseract in the order in which they are tried: a page with columns,
// one column of lines of any size, one block of text.
var pageModes = []int{3, 4, 6}

// processors are the slots of recognition on this machine. Several files may be
// read at once, and more pages at a time than processors only cost memory.
var processors = make(chan struct{}, runtime.GOMAXPROCS(0))

// recognised is a page as recognition read it.
type recognised struct {
	sheet
	quality float64
}

// onSide reports whether most words stand upright on their end: tesseract reads
// the lines of a page on its side, but in no order.
func (r recognised) onSide() bool {
	upright, long := 0, 0
	for _, w := range r.words {
		if len(w.text) >= 4 {
			long++
			if w.height() > w.x1-w.x0 {
				upright++
			}
		}
	}
	return upright*2 > long
}

// recogniser reads images of pages with tesseract.
type recogniser struct {
	tesseract string
}

// newRecogniser is the recogniser of a machine, or the error that names the
// package it needs.
func newRecogniser(t *Tools) (*recogniser, error) {
	if t.Tesseract == "" {
		return nil, &MissingToolError{[]string{"tesseract"}, []string{"tesseract-ocr", "tesseract-ocr-vie"}}
	}
	return &recogniser{tesseract: t.Tesseract}, nil
}

// page reads a page: set straight, in the mode of tesseract that gives the best
// quality, and turned where it lies on its side or head.
func (r *recogniser) page(ctx context.Context, img *image.Gray) (recognised, error) {
	select {
	case processors <- struct{}{}:
		defer func() { <-processors }()
	case <-ctx.Done():
		return recognised{}, context.Cause(ctx)
	}
	best, err := r.upright(ctx, img)
	if err != nil || best.quality >= poorPage && !best.onSide() {
		return best, err
	}
	for _, turns := range r.turns(ctx, img) {
		turned, err := r.upright(ctx, quarter(img, turns))
		if err != nil {
			return best, err
		}
		if turned.quality > best.quality || best.onSide() && turned.quality >= poorPage {
			best = turned
		}
		if best.quality >= poorPage && !best.onSide() {
			break
		}
	}
	return best, nil
}

// upright reads a page whose lines run from left to right, more or less.
func (r *recogniser) upright(ctx context.Context, img *image.Gray) (recognised, error) {
	ink, share := inkOf(img)
	if share < emptyPage {
		return recognised{}, nil
	}
	if angle, _ := skewOf(ink); math.Abs(angle) >= leastSkew {
		img = straighten(img, angle)
	}
	data := encodePGM(img)
	var best recognised
	for _, mode := range pageModes {
		out, err := r.read(ctx, data, mode)
		if err != nil {
			return best, err
		}
		b := img.Bounds()
		words := dropRubbish(parseTSV(out))
		page := recognised{sheet{float64(b.Dx()), float64(b.Dy()), words}, pageQuality(words)}
		if len(page.words) > 0 && page.quality > best.quality+betterMode {
			best = page
		}
		if best.quality >= goodPage || best.quality < poorPage {
			break // nothing to gain, or nothing that another mode would mend
		}
	}
	return best, nil
}

// read runs tesseract over an image.
func (r *recogniser) read(ctx context.Context, image []byte, mode int) ([]byte, error) {
	out, err := run(ctx, image, r.tesseract, "stdin", "stdout", "-l", "vie", "--dpi", strconv.Itoa(ocrDPI), "--psm", strconv.Itoa(mode), "tsv")
	if failed := (*programError)(nil); errors.As(err, &failed) && strings.Contains(failed.message, "vie.traineddata") {
		return nil, &MissingToolError{[]string{"vie.traineddata"}, []string{"tesseract-ocr-vie"}}
	}
	return out, err
}

// turns are the quarters to try on a page that could not be read as it lies: the
// one that tesseract tells from the letters, or all.
func (r *recogniser) turns(ctx context.Context, img *image.Gray) []int {
	out, err := run(ctx, encodePGM(img), r.tesseract, "stdin", "stdout", "--dpi", strconv.Itoa(ocrDPI), "--psm", "0")
	if err == nil {
		if turns, sure := parseOrientation(out); sure {
			if turns == 0 {
				return nil
			}
			return []int{turns}
		}
	}
	return []int{2, 1, 3}
}

// sureTurn is tesseract's confidence from which its word on a page's
// orientation is taken.
const sureTurn = 2

// parseOrientation reads "Rotate: 90" and "Orientation confidence: 12.3".
func parseOrientation(out []byte) (turns int, sure bool) {
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch name {
		case "Rotate":
			degrees, err := strconv.Atoi(value)
			if err != nil || degrees%90 != 0 {
				return 0, false
			}
			turns = degrees / 90 & 3
		case "Orientation confidence":
			confidence, err := strconv.ParseFloat(value, 64)
			sure = err == nil && confidence >= sureTurn
		}
	}
	return turns, sure
}

// encodePGM writes an image as a portable graymap, which costs no packing.
func encodePGM(img *image.Gray) []byte {
	b := img.Bounds()
	var out bytes.Buffer
	out.Grow(b.Dx()*b.Dy() + 32)
	fmt.Fprintf(&out, "P5\n%d %d\n255\n", b.Dx(), b.Dy())
	for y := range b.Dy() {
		out.Write(img.Pix[y*img.Stride : y*img.Stride+b.Dx()])
	}
	return out.Bytes()
}

// decodePPM reads the portable pixmap that pdftoppm writes and keeps its red
// part, in which black letters stay black and red stamps fade into the paper.
func decodePPM(data []byte) (*image.Gray, error) {
	width, height, colours, err := pixelsOfPPM(data)
	if err != nil {
		return nil, err
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = colours[3*i]
	}
	return img, nil
}

// pixelsOfPPM is the size of a portable pixmap, and red, green and blue of each of
// its pixels.
func pixelsOfPPM(data []byte) (width, height int, colours []byte, err error) {
	var depth int
	n, err := fmt.Sscanf(string(data[:min(64, len(data))]), "P6\n%d %d\n%d", &width, &height, &depth)
	if err != nil || n != 3 || width <= 0 || height <= 0 || depth != 255 || width > maxPixels/height {
		return 0, 0, nil, fmt.Errorf("%w: no page could be rendered", ErrDamaged)
	}
	size := 3 * width * height
	if len(data) < size {
		return 0, 0, nil, fmt.Errorf("%w: a rendered page is cut off", ErrDamaged)
	}
	return width, height, data[len(data)-size:], nil
}

// maxPixels bounds an image before it is decoded: a page of A1 at 300 dpi.
const maxPixels = 80_000_000
