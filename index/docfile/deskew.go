package docfile

import (
	"image"
	"math"
)

// maxSkew is how far a page may be turned to be set straight, in degrees; one
// that lies further is on its side.
const maxSkew = 10

// skewSample is how many points of ink are looked at to find how a page lies.
const skewSample = 40_000

// point is a place of ink.
type point struct{ x, y float64 }

// inkOf are places of ink spread over an image, at most about skewSample, and
// the share of the image that is ink. Ink is darker than halfway between the
// image's mean and black: it needs no more, since only where lines of text lie
// counts.
func inkOf(img *image.Gray) (points []point, share float64) {
	b := img.Bounds()
	width, height := b.Dx(), b.Dy()
	step := max(1, int(math.Sqrt(float64(width*height)/2_000_000)))
	sum, count := 0, 0
	for y := 0; y < height; y += step {
		row := img.Pix[y*img.Stride : y*img.Stride+width]
		for x := 0; x < width; x += step {
			sum += int(row[x])
			count++
		}
	}
	if count == 0 {
		return nil, 0
	}
	threshold := uint8(sum / count * 2 / 3)
	for y := 0; y < height; y += step {
		row := img.Pix[y*img.Stride : y*img.Stride+width]
		for x := 0; x < width; x += step {
			if row[x] < threshold {
				points = append(points, point{float64(x), float64(y)})
			}
		}
	}
	share = float64(len(points)) / float64(count)
	return thin(points), share
}

// thin keeps every nth point, so that skewSample of them are left. n is odd to a
// line's length as a rule, which spreads them.
func thin(points []point) []point {
	n := len(points)/skewSample + 1
	if n == 1 {
		return points
	}
	kept := points[:0:0]
	for i := 0; i < len(points); i += n {
		kept = append(kept, points[i])
	}
	return kept
}

// skewOf is the angle in degrees by which lines of text fall to the right
// (positive) or rise, found as the one at which the ink gathers most in lines
// across the page; and by how much more it does than at a poor angle.
func skewOf(points []point) (angle, sharpness float64) {
	if len(points) < 100 {
		return 0, 0
	}
	best, total, tried := -1.0, 0.0, 0
	for a := -float64(maxSkew); a <= maxSkew; a += 0.5 {
		s := gathering(points, a)
		if s > best {
			best, angle = s, a
		}
		total += s
		tried++
	}
	for _, step := range []float64{0.1, 0.05} {
		centre := angle
		for i := -5; i <= 5; i++ {
			a := centre + float64(i)*step
			if s := gathering(points, a); s > best {
				best, angle = s, a
			}
		}
	}
	return angle, best / (total / float64(tried))
}

// gathering is how unevenly ink is spread over lines that fall by an angle: the
// sum of squares of the differences from each line to the next.
func gathering(points []point, angle float64) float64 {
	const bin = 3.0
	slope := math.Tan(angle * math.Pi / 180)
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		y := p.y - p.x*slope
		low, high = min(low, y), max(high, y)
	}
	counts := make([]float64, int((high-low)/bin)+2)
	for _, p := range points {
		counts[int((p.y-p.x*slope-low)/bin)]++
	}
	sum := 0.0
	for i := 1; i < len(counts); i++ {
		d := counts[i] - counts[i-1]
		sum += d * d
	}
	return sum
}

// straighten turns an image so that lines that fall by an angle in degrees lie
// level, about its middle, keeping its size; what comes in from outside is white.
func straighten(img *image.Gray, angle float64) *image.Gray {
	b := img.Bounds()
	width, height := b.Dx(), b.Dy()
	out := image.NewGray(image.Rect(0, 0, width, height))
	sin, cos := math.Sincos(angle * math.Pi / 180)
	cx, cy := float64(width)/2, float64(height)/2
	for y := range height {
		dy := float64(y) - cy
		row := out.Pix[y*out.Stride : y*out.Stride+width]
		for x := range row {
			dx := float64(x) - cx
			row[x] = between(img, cx+dx*cos-dy*sin, cy+dx*sin+dy*cos, width, height)
		}
	}
	return out
}

// between is the grey of an image at a place between its pixels.
func between(img *image.Gray, x, y float64, width, height int) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	if x0 < 0 || y0 < 0 || x0+1 >= width || y0+1 >= height {
		return 255
	}
	fx, fy := int((x-float64(x0))*256), int((y-float64(y0))*256)
	at := y0*img.Stride + x0
	top := int(img.Pix[at])*(256-fx) + int(img.Pix[at+1])*fx
	at += img.Stride
	bottom := int(img.Pix[at])*(256-fx) + int(img.Pix[at+1])*fx
	return uint8((top*(256-fy) + bottom*fy) >> 16)
}

// quarter turns an image clockwise by so many quarters.
func quarter(img *image.Gray, turns int) *image.Gray {
	for range turns & 3 {
		b := img.Bounds()
		width, height := b.Dx(), b.Dy()
		out := image.NewGray(image.Rect(0, 0, height, width))
		for y := range height {
			for x, v := range img.Pix[y*img.Stride : y*img.Stride+width] {
				out.Pix[x*out.Stride+height-1-y] = v
			}
		}
		img = out
	}
	return img
}
