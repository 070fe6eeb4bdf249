package extract

import (
	_ "embed"
	"regexp"
	"sort"
	"strings"
	"sync"

	"tracuu/index/directive"
)

//go:embed data/furniture.tsv
var furnitureTSV string

// phrase is one mark of page furniture.
type phrase struct {
	fold    string
	how     string // line, start, any: where in a line it stands
	reach   string // item, rest, lead: how far it carries
	example string
}

var furniture = sync.OnceValue(func() []phrase {
	var ps []phrase
	for _, row := range tableRows(furnitureTSV, 4) {
		ps = append(ps, phrase{fold: row[0], how: row[1], reach: row[2], example: row[3]})
	}
	return ps
})

// furnitureLines are the phrases that take a whole line, by their folded words, and
// their places in furniture; furnitureInside the places of all others.
var furnitureLines, furnitureInside = func() (map[string]int, []int) {
	lines, inside := map[string]int{}, []int(nil)
	for i, p := range furniture() {
		if _, known := lines[p.fold]; p.how == "line" && !known {
			lines[p.fold] = i
		} else if p.how != "line" {
			inside = append(inside, i)
		}
	}
	return lines, inside
}()

// furnitureOf is the first phrase that the core of a line carries.
func furnitureOf(core string) (phrase, bool) {
	phrases := furniture()
	first, found := furnitureLines[core]
	for _, i := range furnitureInside {
		if found && i > first {
			break
		}
		if phrases[i].matches(core) {
			return phrases[i], true
		}
	}
	if !found {
		return phrase{}, false
	}
	return phrases[first], true
}

// furnitureCore is a folded line as phrases are compared with it: without commas and
// signs at its edges.
func furnitureCore(fold string) string {
	return strings.ReplaceAll(strings.TrimFunc(fold, func(r rune) bool { return !isWordRune(r) }), ",", "")
}

// matches reports whether the core of a line carries the phrase. Lines of running
// text are too long to be furniture by one word of theirs.
func (p phrase) matches(fold string) bool {
	switch p.how {
	case "line":
		return fold == p.fold
	case "start":
		return strings.HasPrefix(fold, p.fold) && len(fold) <= len(p.fold)+120
	}
	return len(fold) <= 240 && strings.Contains(fold, p.fold)
}

// markNoise finds what is on the page but not of the document. Order matters:
// the front matter and page furniture are taken out first, so that what stands
// first or last afterwards is the document's own.
func (d *document) markNoise() {
	d.markFrontMatter()
	d.markPageMarks()
	d.markSignatureStamp()
	d.markPageBox()
	d.markFurniture()
	d.markStamps()
}

// mark sets lines[from:to] as noise, without overriding what was found before.
func (d *document) mark(from, to int, kind directive.NoiseKind) {
	for i := max(from, 0); i < to && i < len(d.lines); i++ {
		if d.lines[i].noise == "" {
			d.lines[i].noise = kind
		}
	}
}

// collectNoise turns the marked lines into regions, one for each run of a kind.
func (d *document) collectNoise() {
	for i := 0; i < len(d.lines); {
		kind := d.lines[i].noise
		j := i + 1
		for j < len(d.lines) && d.lines[j].noise == kind {
			j++
		}
		if kind != "" {
			d.noise = append(d.noise, directive.Noise{
				Span: directive.Span{Start: d.lines[i].Start, End: d.lines[j-1].End}, Kind: kind})
		}
		i = j
	}
	sort.Slice(d.noise, func(i, j int) bool { return d.noise[i].Start < d.noise[j].Start })
}

var frontMatterLine = regexp.MustCompile(`^[a-z_ -]{2,40}:( |$)`)

// markFrontMatter takes out the block between two rules of dashes that converters
// put before a text, and keeps its title as a hint.
func (d *document) markFrontMatter() {
	body := strings.TrimLeft(d.text, " \r\n\ufeff")
	if !strings.HasPrefix(body, "---") {
		return
	}
	offset := len(d.text) - len(body)
	end := strings.Index(body[3:], "\n---")
	if end < 0 || end > 4096 {
		return
	}
	end += offset + 3
	n := 0
	for ; n < len(d.lines) && d.lines[n].Start < end; n++ {
		l := &d.lines[n]
		if !frontMatterLine.MatchString(l.fold) {
			return
		}
		if strings.HasPrefix(l.fold, "title:") {
			d.hint = strings.Trim(strings.TrimSpace(l.text[len("title:"):]), `"`)
		}
	}
	d.mark(0, n, directive.NoisePage)
}

var pageMark = regexp.MustCompile(`^(-+ ?)?(page break|page [0-9]+|trang [0-9]+( ?/ ?[0-9]+)?|[0-9]+ ?/ ?[0-9]+)( ?-+)?$`)

// markPageMarks takes out page breaks and the page numbers beside them.
func (d *document) markPageMarks() {
	for i := range d.lines {
		l := &d.lines[i]
		if len(l.fold) > 24 {
			continue
		}
		core := strings.TrimSpace(strings.Trim(l.fold, "-–—[]()"))
		switch {
		case pageMark.MatchString(core) && (l.fold != core || strings.HasPrefix(core, "page") || strings.HasPrefix(core, "trang")):
			l.noise = directive.NoisePage
		case isDigits(core) && len(core) <= 3 && i > 0 && (l.gap || d.lines[i-1].noise == directive.NoisePage) &&
			(d.lines[i-1].noise == directive.NoisePage || d.startsPage(l.Start) || i+1 < len(d.lines) && strings.Contains(d.lines[i+1].fold, "page break")):
			l.noise = directive.NoisePage
		}
	}
}

// startsPage reports whether nothing but blanks stands between a page's start
// and offset.
func (d *document) startsPage(offset int) bool {
	i := sort.Search(len(d.out.Pages), func(i int) bool { return d.out.Pages[i].Start > offset })
	if i == 0 {
		return false
	}
	start := d.out.Pages[i-1].Start
	return start >= 0 && start <= offset && strings.TrimSpace(d.text[start:offset]) == ""
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

var signatureLabel = regexp.MustCompile(`^(nguoi ky|ky boi|email|co quan|thoi gian ky|ngay ky|dia chi|signature|ky ngay)\s*:`)

// markSignatureStamp takes out the text of a digital signature's appearance
// ("Ký bởi: … Thời gian ký: …") where it stands above the letterhead.
func (d *document) markSignatureStamp() {
	first, last, labels := -1, -1, 0
	for i := 0; i < len(d.lines) && i < 36; i++ {
		if d.lines[i].noise == "" && signatureLabel.MatchString(d.lines[i].fold) {
			if first < 0 {
				first = i
			}
			last = i
			labels++
		}
	}
	if labels >= 2 && last-first <= 6 {
		d.mark(first, last+1, directive.NoiseStamp)
	}
}

// markFurniture takes out menus, banners, link lists and what follows the
// document on a web page.
func (d *document) markFurniture() {
	lead, long := -1, -1
	top := d.firstMotto()
	rest := len(d.lines)
	receivers := d.firstFold("noi nhan")
	for i := range d.lines {
		l := &d.lines[i]
		if l.noise != "" || len(l.fold) > 300 {
			if l.noise == "" {
				long = i
			}
			continue
		}
		if len(l.text) >= 90 && long < 0 && top < 0 {
			long = i
		}
		p, found := furnitureOf(furnitureCore(l.fold))
		if !found {
			continue
		}
		d.furniture++
		switch {
		case p.reach == "lead" && (top < 0 && long < 0 || i < top):
			lead = i
		case p.reach == "rest" && i < rest && (long >= 0 && i > long || top >= 0 && i > top+4) && i > receivers:
			rest = i
		}
		l.noise = directive.NoiseNavigation
	}
	d.mark(0, lead+1, directive.NoiseNavigation)
	d.mark(rest, len(d.lines), directive.NoiseNavigation)
}

// firstMotto is the index of the first line of the national or the party motto.
func (d *document) firstMotto() int {
	for i := 0; i < len(d.lines) && i < 200; i++ {
		if d.lines[i].noise == "" && isMotto(d.lines[i].fold) {
			return i
		}
	}
	return -1
}

// firstFold is the index of the first line that starts with the folded words.
func (d *document) firstFold(prefix string) int {
	for i := range d.lines {
		if d.lines[i].noise == "" && strings.HasPrefix(d.lines[i].fold, prefix) {
			return i
		}
	}
	return -1
}

var mottoParts = []string{"conghoaxahoi", "hoaxahoichu", "chunghiavietnam", "xahoichunghia", "doclaptudo", "tudohanhphuc", "dangcongsanviet"}

// isMotto recognises the national motto (quốc hiệu, tiêu ngữ) and the party's
// header, by the parts that scanners leave whole.
func isMotto(fold string) bool {
	if len(fold) > 160 {
		return false
	}
	s := squash(fold)
	for _, part := range mottoParts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return s == "sanvietnam" || s == "hoichunghiavietnam"
}
