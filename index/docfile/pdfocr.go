package docfile

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strconv"
	"sync"
)

// The codes of problems of pages.
const (
	// BrokenText: a page's text cannot be read as Vietnamese; recognition was
	// tried instead.
	BrokenText = "broken-text"
	// UnreadPage: a page holds an image of text that could not be recognised.
	UnreadPage = "unread-page"
)

// When the text of a page is doubted.
const (
	// readableShare is the share of words that are syllables below which text is
	// none, or of another language. Vietnamese has over .9, with names and
	// abbreviations; other languages in Latin letters .1 to .3.
	readableShare = 0.60
	// accentedShare is the share of words with a letter outside ASCII below which
	// text is doubted: in Vietnamese three words in four have one, but where an
	// English reader of scans read it, one in four.
	accentedShare = 0.45
	judgedWords   = 8   // fewer words tell nothing
	scannedShare  = 0.5 // images that cover more of a page may be its scan
	stampWords    = 60  // words that a digital signature may put on a scan
	// doubtsTried is how many pages without a better reading are recognised in
	// vain, one after the other, before a document is taken for one of another
	// language.
	doubtsTried = 4
)

// doubt is why a page is to be recognised.
type doubt int

const (
	noDoubt doubt = iota
	noText        // there is none, or only that of a stamp on a scan
	badText       // its words are none of Vietnamese
)

// doubted judges the text that a page came with.
func (p *pdf) doubted(ps leaves, i int) doubt {
	text := ps[i].text()
	real, words := syllables(text)
	switch covered := p.scanned[min(i, len(p.scanned)-1)]; {
	case len(ps[i].lines) == 0, covered >= scannedShare && len(ps[i].words) < stampWords:
		return noText
	case words >= judgedWords && float64(real) < readableShare*float64(words),
		words >= judgedWords && float64(accented(text)) < accentedShare*float64(words):
		return badText
	}
	return noDoubt
}

// recognise reads by recognition the pages whose text is missing or broken,
// several at once, and keeps the better of the two.
func (p *pdf) recognise(ctx context.Context, ps leaves, o Options) ([]Problem, error) {
	var missingText, broken []int
	for i := range ps {
		switch p.doubted(ps, i) {
		case noText:
			missingText = append(missingText, i)
		case badText:
			broken = append(broken, i)
		}
	}
	if len(missingText)+len(broken) == 0 {
		return nil, nil
	}
	r, err := newRecogniser(o.Tools)
	if err != nil {
		return p.without(ps, missingText, broken, err)
	}
	unread, err := p.recogniseEach(ctx, r, ps, missingText, o.workers())
	if err != nil {
		return nil, err
	}
	var kept []int
	for len(broken) > 0 {
		some := broken[:min(doubtsTried, len(broken))]
		broken = broken[len(some):]
		worse, err := p.recogniseEach(ctx, r, ps, some, o.workers())
		if err != nil {
			return nil, err
		}
		if kept = append(kept, worse...); len(worse) == len(some) && len(some) == doubtsTried {
			kept = append(kept, broken...)
			break
		}
	}
	var problems []Problem
	if len(unread) > 0 {
		problems = append(problems, Problem{UnreadPage, "no text could be recognised on pages " + pageList(unread)})
	}
	if len(kept) > 0 {
		problems = append(problems, Problem{BrokenText, "few words are Vietnamese, and recognition finds no more, on pages " + pageList(kept)})
	}
	if replaced := ps.replaced(missingText); len(replaced) > 0 {
		problems = append(problems, Problem{BrokenText, "the text in the file cannot be read; it was recognised in the image of pages " + pageList(replaced)})
	}
	return problems, nil
}

// replaced are the pages that were recognised though they had text.
func (ps leaves) replaced(missingText []int) []int {
	had := map[int]bool{}
	for _, i := range missingText {
		had[i] = true
	}
	var out []int
	for i, p := range ps {
		if p.recognised && !had[i] {
			out = append(out, i)
		}
	}
	return out
}

// without says what a machine that cannot recognise pages leaves unread.
func (p *pdf) without(ps leaves, missingText, broken []int, err error) ([]Problem, error) {
	if len(missingText) == len(ps) {
		return nil, err
	}
	var problems []Problem
	if len(missingText) > 0 {
		problems = append(problems, Problem{UnreadPage, fmt.Sprintf("pages %s: %v", pageList(missingText), err)})
	}
	if len(broken) > 0 {
		problems = append(problems, Problem{BrokenText, fmt.Sprintf("few words are Vietnamese on pages %s: %v", pageList(broken), err)})
	}
	return problems, nil
}

// recogniseEach recognises pages, so many at once, and returns those on which
// that found nothing better than what they had.
func (p *pdf) recogniseEach(ctx context.Context, r *recogniser, ps leaves, which []int, workers int) ([]int, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	better := make([]bool, len(which))
	var group sync.WaitGroup
	slots := make(chan struct{}, workers)
	for n, i := range which {
		slots <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		group.Go(func() {
			defer func() { <-slots }()
			found, err := p.recognisePage(ctx, r, i, ps[i].sheet)
			if err != nil {
				cancel(err)
				return
			}
			if better[n] = isBetter(found, &ps[i]); better[n] {
				ps[i].set(found)
			}
		})
	}
	group.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	var worse []int
	for n, i := range which {
		if !better[n] {
			worse = append(worse, i)
		}
	}
	return worse, nil
}

// clearlyMore is by how much more Vietnamese recognition must find, as sure as
// it is of it, before it replaces text.
const clearlyMore = 1.25

func isBetter(found recognised, p *leaf) bool {
	now := leaf{lines: found.lines()}
	return len(found.words) > 0 && (len(p.lines) == 0 || found.quality*vietnamese(now.text()) > clearlyMore*vietnamese(p.text()))
}

// vietnamese weighs how much Vietnamese a text has: each syllable one, or half
// where it has no letter outside ASCII, since words of other languages pass for
// such syllables, too.
func vietnamese(text string) float64 {
	real, _ := syllables(text)
	return float64(real+accented(text)) / 2
}

// recognisePage renders a page and recognises it. One that poppler cannot
// render has nothing on it.
func (p *pdf) recognisePage(ctx context.Context, r *recogniser, i int, s sheet) (recognised, error) {
	img, err := p.render(ctx, i, s)
	if err != nil {
		if ctx.Err() != nil || errors.Is(err, ErrTooLarge) {
			return recognised{}, err
		}
		return recognised{}, nil
	}
	return r.page(ctx, img)
}

// render draws a page at ocrDPI unless it is so large that it would
// have over maxPixels.
func (p *pdf) render(ctx context.Context, i int, s sheet) (*image.Gray, error) {
	number, dpi := strconv.Itoa(i+1), ocrDPI
	for dpi > 1 && s.width/72*s.height/72*float64(dpi*dpi) > maxPixels {
		dpi /= 2
	}
	out, err := run(ctx, nil, p.tools.PDFToPPM, "-r", strconv.Itoa(dpi), "-f", number, "-l", number, p.path)
	if err != nil {
		return nil, err
	}
	return decodePPM(out)
}
