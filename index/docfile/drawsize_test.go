package docfile

import (
	"math"
	"testing"
)

func TestSizeOfPage(t *testing.T) {
	for _, row := range []struct {
		info         string
		across, down float64
		ok           bool
	}{
		{"Pages:           2\nPage    2 size:  595.32 x 841.92 pts (A4)\nPage    2 rot:   0\nFile size: 1\n", 595.32, 841.92, true},
		{"Page    2 size:  595 x 842 pts\nPage    2 rot:   270\n", 842, 595, true},
		{"Page    2 size:  595 x 842 pts\nPage    2 rot:   180\n", 595, 842, true},
		{"Page    1 size:  595 x 842 pts\n", 0, 0, false}, {"Page    2 size:  0 x 842 pts\n", 0, 0, false}, {"Page 2 size: x\n", 0, 0, false}, {"", 0, 0, false},
	} {
		across, down, ok := sizeOfPage([]byte(row.info), 2)
		if ok != row.ok || ok && (across != row.across || down != row.down) {
			t.Errorf("%q: %v × %v, %v", row.info, across, down, ok)
		}
	}
}

func FuzzDrawnSize(f *testing.F) {
	f.Add(595.0, 842.0, 1240)
	f.Add(1.0, 14400.0, 2400)
	f.Add(1e-9, 1e300, 100)
	f.Add(14400.0, 1.0, 2400)
	f.Fuzz(func(t *testing.T, across, down float64, width int) {
		if !(across > 0) || !(down > 0) || width < MinDrawn || width > MaxDrawn {
			return
		}
		w, h := drawnSize(across, down, width)
		if w < 1 || h < 1 || w > MaxDrawn || h > drawnTall || w*h > drawnMost+MaxDrawn+drawnTall {
			t.Fatalf("%v × %v at %d: %d × %d", across, down, width, w, h)
		}
		if tall := float64(width) * down / across; tall > 10 && float64(width)*tall <= drawnMost && tall <= drawnTall && (w != width || math.Abs(float64(h)-tall) > .51) {
			t.Fatalf("%v × %v at %d: %d × %d", across, down, width, w, h)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	for _, name := range []string{"directive.pdf", "scan.pdf", "scan.tiff"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Draw(b.Context(), "../../testdata/files/pdf/"+name, 1, 1240, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
