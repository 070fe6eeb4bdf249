package docfile

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// isPDF reports whether the mark of PDF stands at the start, or near it.
func isPDF(f *file) bool { return nameBinary(f.data) == "PDF" }

// pdf is a PDF on its way to text.
type pdf struct {
	tools *Tools
	path  string // of its copy, for poppler's programs
	dir   string
	pages int
	// scanned says for each page how much of it images cover, 0 to 1.
	scanned []float64
}

func readPDF(ctx context.Context, f *file) iter.Seq[Document] {
	d, err := pdfDocument(ctx, f)
	if err != nil {
		return single(Document{Err: err})
	}
	return single(d)
}

func pdfDocument(ctx context.Context, f *file) (Document, error) {
	p, err := openPDF(ctx, f)
	if err != nil {
		return Document{}, err
	}
	defer os.RemoveAll(p.dir)
	out, err := run(ctx, nil, p.tools.PDFToText, "-bbox-layout", "-enc", "UTF-8", p.path, "-")
	if err != nil {
		return Document{}, pdfError(err)
	}
	pages := newLeaves(parseWords(out), p.pages)
	problems := pages.decodeFonts()
	more, err := p.recognise(ctx, pages, f.options)
	if err != nil {
		return Document{}, err
	}
	if pages.allRecognised() {
		problems = nil // they are of a text that gave way to that of the images
	}
	d := pages.document()
	d.Problems = append(append(problems, more...), p.attachments(ctx)...)
	if strings.TrimSpace(d.Text) == "" {
		return Document{}, ErrEmpty
	}
	return d, nil
}

// openPDF copies a PDF to where poppler can read it, and finds what it holds.
func openPDF(ctx context.Context, f *file) (*pdf, error) {
	t := f.options.Tools
	for _, path := range []string{t.PDFToText, t.PDFInfo, t.PDFToPPM, t.PDFImages} {
		if path == "" {
			return nil, &MissingToolError{[]string{"pdftotext", "pdfinfo", "pdftoppm", "pdfimages"}, []string{"poppler-utils"}}
		}
	}
	dir, err := os.MkdirTemp("", "tracuu-pdf-")
	if err != nil {
		return nil, fmt.Errorf("cannot make a folder for a PDF: %w", err)
	}
	p := &pdf{tools: t, dir: dir, path: filepath.Join(dir, "file.pdf")}
	if err = os.WriteFile(p.path, f.data, 0o600); err == nil {
		err = p.examine(ctx, f.options.Limits.Pages)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return p, nil
}

// examine counts the pages and measures the images on them.
func (p *pdf) examine(ctx context.Context, limit int) error {
	out, err := run(ctx, nil, p.tools.PDFInfo, p.path)
	if err != nil {
		return pdfError(err)
	}
	if p.pages, err = strconv.Atoi(infoOf(out, "Pages")); err != nil || p.pages <= 0 {
		return fmt.Errorf("%w: a PDF without pages", ErrDamaged)
	}
	if p.pages > limit {
		return fmt.Errorf("%w: %d pages, at most %d are read", ErrTooLarge, p.pages, limit)
	}
	out, err = run(ctx, nil, p.tools.PDFImages, "-list", p.path)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		out = nil // only a help in judging pages
	}
	p.scanned = parseImages(out, p.pages)
	return nil
}

// infoOf is a value of what pdfinfo prints, "Pages:  3".
func infoOf(out []byte, name string) string {
	for line := range strings.Lines(string(out)) {
		if value, found := strings.CutPrefix(line, name+":"); found {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// pdfError says what poppler's complaint means.
func pdfError(err error) error {
	var failed *programError
	if !errors.As(err, &failed) || errors.Is(err, ErrTooLarge) || errors.Is(err, ErrTooSlow) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if strings.Contains(failed.message, "Incorrect password") {
		return fmt.Errorf("%w: the PDF asks for a password", ErrEncrypted)
	}
	return fmt.Errorf("%w: %v", ErrDamaged, failed)
}

// squarePoints are the square points that an A4 page has; images are compared
// with that, as pdfimages does not tell the page's own size.
const squarePoints = 595.0 * 842

// parseImages reads what pdfimages -list prints: for each page the share of an
// A4 page that its images cover. Its columns are page, number, type, width,
// height, colour, components, bits, encoding, interpolation, object, generation,
// and pixels an inch across and down.
func parseImages(out []byte, pages int) []float64 {
	covered := make([]float64, pages)
	for line := range strings.Lines(string(out)) {
		cells := strings.Fields(line)
		if len(cells) < 14 || cells[2] != "image" && cells[2] != "stencil" {
			continue
		}
		var n [5]float64
		ok := true
		for i, column := range []int{0, 3, 4, 12, 13} {
			value, err := strconv.ParseFloat(cells[column], 64)
			n[i] = value
			ok = ok && err == nil && value > 0
		}
		if page := int(n[0]); ok && page >= 1 && page <= pages {
			covered[page-1] += n[1] / n[3] * 72 * n[2] / n[4] * 72 / squarePoints
		}
	}
	return covered
}

// PDFAttachments: a PDF carries other files, which are not read.
const PDFAttachments = "pdf-attachments"

// attachments reports files that the PDF carries.
func (p *pdf) attachments(ctx context.Context) []Problem {
	if p.tools.PDFDetach == "" {
		return nil
	}
	out, err := run(ctx, nil, p.tools.PDFDetach, "-list", p.path)
	if err != nil {
		return nil // poppler cannot tell; the text stands
	}
	var names []string
	for line := range strings.Lines(valid(string(out))) {
		if number, name, found := strings.Cut(strings.TrimSpace(line), ": "); found {
			if _, err := strconv.Atoi(number); err == nil {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	const shown = 10
	detail := fmt.Sprintf("%d attached files are not read: %s", len(names), strings.Join(names[:min(shown, len(names))], ", "))
	return []Problem{{PDFAttachments, detail}}
}
