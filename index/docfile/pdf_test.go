package docfile_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/index/extract"
)

const pdfs = "../../testdata/files/pdf"

func readPDF(t testing.TB, name string, o docfile.Options) docfile.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(pdfs, name))
	if err != nil {
		t.Fatal(err)
	}
	docs := slices.Collect(docfile.Read(context.Background(), name, data, o))
	if len(docs) != 1 {
		t.Fatalf("%s: %d documents", name, len(docs))
	}
	return docs[0]
}

var tags = regexp.MustCompile(`<style>.*?</style>|<[^>]*>`)

// printedText is what stands on the pages of the PDFs, a line each paragraph.
func printedText(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(pdfs, "directive.html"))
	if err != nil {
		t.Fatal(err)
	}
	return tags.ReplaceAllString(strings.ReplaceAll(string(data), "<br>", "\n"), "\n")
}

// TestPDF reads files made from one directive in every state that PDFs come in.
func TestPDF(t *testing.T) {
	docfile.NeedTools(t)
	truth := printedText(t)
	for _, row := range []struct {
		name, format, code string
		pages              int
		ocr                bool
		errors             float64 // letters in a hundred that may be wrong
		slow               bool    // only when asked for by name
	}{
		{"directive.pdf", "pdf", "", 2, false, 0, false},
		// LibreOffice draws no soft hyphen, which is the ư of ABC fonts.
		{"old-font.pdf", "pdf", docfile.LegacyEncoding, 2, false, 5, false},
		{"mixed.pdf", "pdf", "", 2, true, 2, false},
		{"scan.tiff", "tiff", "", 2, true, 3, true},
		{"scan.pdf", "pdf", "", 2, true, 3, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.slow && !docfile.AskedFor() {
				t.Skip("takes a while: ask for it with -run PDF")
			}
			t.Parallel()
			d := readPDF(t, row.name, docfile.Options{})
			if d.Err != nil || d.Format != row.format || d.OCR != row.ocr || problemCodes(d) != row.code || len(d.PageStarts) != row.pages {
				t.Fatalf("%s, recognised %v, pages %v, %v, %v", d.Format, d.OCR, d.PageStarts, d.Problems, d.Err)
			}
			wrong, letters := lineErrors(truth, d.Text)
			if share := 100 * float64(wrong) / float64(letters); share > row.errors {
				t.Errorf("%.2f %% of the letters are wrong:\n%s", share, d.Text)
			}
			if row.name != "old-font.pdf" {
				checkFields(t, row.name, d)
			}
		})
	}
}

func problemCodes(d docfile.Document) string {
	var codes []string
	for _, p := range d.Problems {
		codes = append(codes, p.Code)
	}
	return strings.Join(codes, " ")
}

// checkFields holds that the order of reading lets the fields of the directive
// be read.
func checkFields(t *testing.T, name string, d docfile.Document) {
	t.Helper()
	noise := make([]directive.Noise, len(d.Noise))
	for i, n := range d.Noise {
		noise[i] = directive.Noise{Span: directive.Span{Start: n.Start, End: n.End}, Kind: directive.NoiseKind(n.Kind)}
	}
	r := extract.Read(extract.Input{Text: d.Text, Noise: noise, Format: d.Format})
	got := fmt.Sprintf("%s | %s | %s | %s | %s | %s", r.Number, r.Type, r.Issuer, r.Place, r.Issued, r.Signer.Title)
	const want = "15/CT-UBND | Chỉ thị | Ủy ban nhân dân tỉnh Hải Dương | Hải Dương | 2021-08-12 | Phó Chủ tịch"
	if !strings.EqualFold(got, want) {
		t.Errorf("%s is read as\n%s, want\n%s", name, got, want)
	}
	signer, listed := "Nguyễn Văn Bình", 7
	if d.OCR { // a mark or a dash may be misread
		signer, listed = "nguyen van binh", 6
		r.Signer.Name = viet.Fold(r.Signer.Name)
	}
	if !strings.HasPrefix(r.Signer.Name, signer) || len(r.Distribution) < listed {
		t.Errorf("%s is signed by %q and goes to %q", name, r.Signer.Name, r.Distribution)
	}
}

// TestBrokenText reads PDFs whose text is not what the page shows.
func TestBrokenText(t *testing.T) {
	docfile.NeedTools(t)
	truth := printedText(t)
	for _, name := range []string{"no-unicode.pdf", "broken-text.pdf"} {
		t.Run(name, func(t *testing.T) {
			if name == "broken-text.pdf" && !docfile.AskedFor() {
				t.Skip("takes a while: ask for it with -run BrokenText")
			}
			t.Parallel()
			d := readPDF(t, name, docfile.Options{})
			if d.Err != nil || !d.OCR || problemCodes(d) != docfile.BrokenText {
				t.Errorf("recognised %v, %v, %v", d.OCR, d.Problems, d.Err)
			}
			first := truth[:strings.Index(truth, "3. Công an")]
			if wrong, letters := lineErrors(first, d.Text); wrong*100 > letters*2 {
				t.Errorf("%d of %d letters are wrong", wrong, letters)
			}
		})
	}
}

// TestTurnedPages reads images that lie on their side and head.
func TestTurnedPages(t *testing.T) {
	docfile.NeedTools(t)
	if !docfile.AskedFor() {
		t.Skip("takes a while: ask for it with -run TurnedPages")
	}
	t.Parallel()
	for _, name := range []string{"upside-down.png", "sideways.png"} {
		d := readPDF(t, name, docfile.Options{})
		if d.Err != nil || !strings.Contains(d.Text, ": 15/CT-UBND") || !strings.Contains(d.Text, "các biện pháp cấp bách phòng, chống dịch") {
			t.Errorf("%s: %q, %v", name, d.Text, d.Err)
		}
	}
}

func TestPDFErrors(t *testing.T) {
	docfile.NeedTools(t)
	t.Setenv("TMPDIR", t.TempDir()) // others read PDFs on this machine too
	for _, row := range []struct {
		name string
		o    docfile.Options
		want error
	}{
		{"locked.pdf", docfile.Options{}, docfile.ErrEncrypted},
		{"cut.pdf", docfile.Options{}, docfile.ErrDamaged},
		{"directive.pdf", docfile.Options{Limits: docfile.Limits{Pages: 1}}, docfile.ErrTooLarge},
		{"scan.tiff", docfile.Options{Limits: docfile.Limits{Pages: 1}}, docfile.ErrTooLarge},
		{"directive.pdf", docfile.Options{Tools: &docfile.Tools{}}, docfile.ErrMissingTool},
		{"scan.jpg", docfile.Options{Tools: &docfile.Tools{}}, docfile.ErrMissingTool},
		{"scan.pdf", docfile.Options{Limits: docfile.Limits{Time: 300 * time.Millisecond}}, docfile.ErrTooSlow},
	} {
		if d := readPDF(t, row.name, row.o); !errors.Is(d.Err, row.want) {
			t.Errorf("%s: %v, want %v", row.name, d.Err, row.want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "tracuu-pdf-*")); len(left) > 0 {
		t.Errorf("folders are left behind: %v", left)
	}
}

// Without tesseract a PDF keeps the text that it has, and says what is missing.
func TestPDFWithoutRecognition(t *testing.T) {
	docfile.NeedTools(t)
	t.Parallel()
	tools := docfile.FindTools()
	tools.Tesseract = ""
	d := readPDF(t, "mixed.pdf", docfile.Options{Tools: tools})
	if d.Err != nil || problemCodes(d) != docfile.UnreadPage || !strings.Contains(d.Text, "Số: 15/CT-UBND") {
		t.Errorf("%v, %v: %q", d.Err, d.Problems, d.Text)
	}
	if d := readPDF(t, "scan.pdf", docfile.Options{Tools: tools}); !errors.Is(d.Err, docfile.ErrMissingTool) || !strings.Contains(d.Err.Error(), "tesseract-ocr-vie") {
		t.Errorf("a scan without tesseract: %v", d.Err)
	}
}

// PDFs and images that are broken on purpose end in an error of their own.
func TestHostileImages(t *testing.T) {
	docfile.NeedTools(t)
	t.Parallel()
	head := "IHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x01\x00\x00\x00\x00" // 100,000 pixels square
	bomb := "\x89PNG\r\n\x1a\n\x00\x00\x00\r" + string(binary.BigEndian.AppendUint32([]byte(head), crc32.ChecksumIEEE([]byte(head))))
	loop := "II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"
	for _, row := range []struct {
		data string
		want error
	}{
		{bomb, docfile.ErrTooLarge}, {loop, docfile.ErrDamaged}, {"II*\x00", docfile.ErrDamaged}, {"MM\x00*\xff\xff\xff\xff", docfile.ErrDamaged},
		{"\x89PNG\r\n\x1a\n\x00", docfile.ErrDamaged}, {"\xff\xd8\xff", docfile.ErrDamaged}, {"GIF89a", docfile.ErrDamaged},
		{"%PDF-1.7\n%\xe2\xe3", docfile.ErrDamaged},
		{"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", nil},
	} {
		for d := range docfile.Read(context.Background(), "a", []byte(row.data), docfile.Options{Limits: docfile.Limits{Time: 20 * time.Second}}) {
			if d.Err == nil || row.want != nil && !errors.Is(d.Err, row.want) {
				t.Errorf("%.20q: %v, want %v", row.data, d.Err, row.want)
			}
		}
	}
}

// BenchmarkOCR shows how many pages a second are recognised by so many at once.
func BenchmarkOCR(b *testing.B) {
	docfile.NeedTools(b)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for b.Loop() {
				if d := readPDF(b, "scan.tiff", docfile.Options{Workers: workers}); d.Err != nil {
					b.Fatal(d.Err)
				}
			}
			b.ReportMetric(2*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
