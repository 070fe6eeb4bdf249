package docfile

import (
	"regexp"
	"strings"
)

// Where running headers, footers and page numbers stand: this share of a page's
// height from its top or foot, in this many of its outermost lines.
const (
	matterShare = 0.12
	matterLines = 2
	// matterPages is on how many pages a line stands before it is a running one.
	matterPages = 3
)

// pageNumber is a line that numbers a page: 2, - 2 -, Trang 2, 2/5, Trang 2 / 5.
var pageNumber = regexp.MustCompile(`(?i)^(?:trang|page|tr\.?)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|trên|of)\s*\d{1,4})?$`)

var digits = regexp.MustCompile(`\d+`)

// matter finds for each page the lines that are not of the text: page numbers,
// and headers and footers that run over pages, numbers in them aside.
func (ps leaves) matter() [][]int {
	seen := map[string]int{}
	for _, p := range ps {
		counted := map[string]bool{}
		for _, i := range p.outer() {
			if key := runningKey(p.lines[i]); !counted[key] {
				counted[key] = true
				seen[key]++
			}
		}
	}
	found := make([][]int, len(ps))
	for n, p := range ps {
		for _, i := range p.outer() {
			text := strings.TrimSpace(p.lines[i].text)
			running := len(text) > 1 && seen[runningKey(p.lines[i])] >= matterPages
			if running || pageNumber.MatchString(text) {
				found[n] = append(found[n], i)
			}
		}
	}
	return found
}

func runningKey(l pageLine) string {
	return digits.ReplaceAllString(strings.Join(strings.Fields(strings.ToLower(l.text)), " "), "0")
}

// outer are the lines at the very top and foot of a page. A page of a few lines
// has its text there.
func (p leaf) outer() []int {
	if p.height <= 0 || len(p.lines) == 0 {
		return nil
	}
	var out []int
	for i, l := range p.lines {
		above, below := 0, 0
		for _, other := range p.lines {
			if other.y1 <= l.y0 {
				above++
			}
			if other.y0 >= l.y1 {
				below++
			}
		}
		top := l.y1 < matterShare*p.height && above < matterLines
		foot := l.y0 > (1-matterShare)*p.height && below < matterLines
		if top || foot {
			out = append(out, i)
		}
	}
	return out
}
