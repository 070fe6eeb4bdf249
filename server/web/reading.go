package web

import (
	"html/template"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/index/directive"
	"tracuu/server/api"
)

// maxShown is how many bytes of a document its page sets; the rest is a download.
const maxShown = 1 << 20

// reading is a document's text set for reading.
type reading struct {
	Blocks   []block
	Contents []block // the headings
	Marks    int
	Cut      bool // the text goes on
}

// block is a paragraph, heading or point, or a stretch that is not of the document.
type block struct {
	Kind  string // part, chapter, section, article, roman, point, letter, dash, caps, rule, table, noise or ""
	ID    string // anchor, "" for a plain paragraph
	HTML  template.HTML
	Rows  []row  // of a table, instead of HTML
	Label string // of noise: what it is; of a heading: its words
	span  directive.Span
}

// starters are the beginnings of lines that open a block, in the order in which
// they are tried (Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, chương, mục, điều, khoản,
// điểm).
var starters = []struct {
	kind    string
	heading bool
	pattern *regexp.Regexp
}{
	{"part", true, regexp.MustCompile(`^(?i:phần)\s+(?i:thứ\s+\p{L}+|[IVXLC\d]+)\b`)},
	{"part", true, regexp.MustCompile(`^(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVXLC\d]+)?\b`)},
	{"chapter", true, regexp.MustCompile(`^(?i:chương)\s+[IVXLC\d]+\b`)},
	{"section", true, regexp.MustCompile(`^(?:Mục|MỤC)\s+[IVXLC\d]+\b`)},
	{"article", true, regexp.MustCompile(`^(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]?`)},
	{"roman", true, regexp.MustCompile(`^[IVX]{1,5}\s*[.)/-]\s*\p{L}`)},
	{"point", false, regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)/]\s*\p{L}`)},
	{"point", false, regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2}){1,3}\s+\p{L}`)},
	{"letter", false, regexp.MustCompile(`^[a-zđ]\)\s*\S`)},
	{"dash", false, regexp.MustCompile(`^(?:[-–+•]\s*|\*\s+)\p{L}`)},
	{"rule", false, regexp.MustCompile(`^[-–—_*=.\s]{3,}$`)},
}

// noiseNames say what a region is that is not of the document.
var noiseNames = map[directive.NoiseKind]string{
	directive.NoiseStamp: "Dấu công văn đến", directive.NoiseNavigation: "Phần của trang web", directive.NoisePage: "Đầu trang, chân trang",
	directive.NoiseRepeated: "Chữ lặp do quét", directive.NoiseGarbage: "Chữ không đọc được",
}

// newReading sets a text, with citations as links and marks.
func newReading(lang Lang, d *directive.Directive, citations []api.Citation, marks []directive.Span, citationsTab string) reading {
	text := d.Text
	out := reading{Marks: len(marks)}
	if len(text) > maxShown {
		text, out.Cut = strings.ToValidUTF8(text[:maxShown], ""), true
	}
	painter := painter{lang: lang, text: text, citations: citations, marks: marks, tab: citationsTab}
	ids := map[string]int{}
	article := ""
	for _, b := range blocks(lang, text, directive.Span{End: len(text)}, d.Noise) {
		painter.set(&b)
		if b.ID != "" {
			switch b.Kind {
			case "article", "part", "chapter", "section", "roman":
				article = b.ID
			default:
				b.ID = strings.TrimPrefix(article+"-"+b.ID, "-")
			}
			if ids[b.ID]++; ids[b.ID] > 1 {
				b.ID += "-" + anchor(strings.Repeat("i", min(ids[b.ID], 40)))
			}
			if b.Label != "" {
				out.Contents = append(out.Contents, b)
			}
		}
		out.Blocks = append(out.Blocks, b)
	}
	if len(out.Contents) < 3 {
		out.Contents = nil
	}
	return out
}

// blocks cuts a stretch of a text into blocks. Lines that go on with the sentence of the line
// before are one paragraph with it: their ends are those of the page they were on.
func blocks(lang Lang, text string, within directive.Span, noise []directive.Noise) []block {
	var out []block
	at := within.Start
	for line := range strings.SplitAfterSeq(text[within.Start:within.End], "\n") {
		span := directive.Span{Start: at, End: at + len(line)}
		at = span.End
		trimmed := strings.TrimSpace(line)
		if trimmed == "" {
			out = append(out, block{Kind: "blank", span: span})
			continue
		}
		if kind := noiseAt(noise, span); kind != "" {
			label := lang.Say(noiseNames[kind])
			if n := len(out); n > 0 && out[n-1].Kind == "noise" && out[n-1].Label == label {
				out[n-1].span.End = span.End
				continue
			}
			out = append(out, block{Kind: "noise", Label: label, span: span})
			continue
		}
		b := opened(trimmed)
		b.span = span
		if n := len(out); n > 0 && (heads(text, out[n-1], b) || goesOn(text, out[n-1], b, trimmed)) {
			out[n-1].span.End = span.End
			continue
		}
		out = append(out, b)
	}
	var shown []block
	for _, b := range tables(out) {
		switch b.Kind {
		case "blank":
		case "table":
			shown = append(shown, b)
		default:
			shown = append(shown, inParts(text, b)...)
		}
	}
	return shown
}

// longest is how many bytes a block may have: browsers take a time that grows with
// the square of it to set a paragraph without blanks.
const longest = 8 << 10

// inParts cuts a block that is too long, behind a blank where there is one.
func inParts(text string, b block) []block {
	var out []block
	for b.span.Len() > longest {
		cut := b.span.Start + longest
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		if blank := strings.LastIndexAny(text[b.span.Start:cut], " \n"); blank > longest/2 {
			cut = b.span.Start + blank + 1
		}
		piece := b
		piece.span.End = cut
		out = append(out, piece)
		b.span.Start, b.ID = cut, ""
		if b.Kind != "noise" {
			b.Kind, b.Label = "", ""
		}
	}
	return append(out, b)
}

// opened is the block that a line opens.
func opened(line string) block {
	if isRow(line) {
		return block{Kind: "row"}
	}
	for _, s := range starters {
		found := s.pattern.FindString(line)
		if found == "" {
			continue
		}
		b := block{Kind: s.kind}
		if s.kind != "dash" && s.kind != "rule" {
			b.ID = anchor(strings.TrimRightFunc(found, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) }))
			if s.kind == "point" || s.kind == "roman" || s.kind == "letter" {
				b.ID = anchor(strings.TrimRightFunc(strings.TrimRightFunc(found, unicode.IsLetter), func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) }))
			}
		}
		if s.heading {
			b.Label = shortened(line, 90)
		}
		return b
	}
	if capitals(line) {
		return block{Kind: "caps"}
	}
	return block{}
}

// signs begins a line of who signs for whom (Nghị định 30/2020/NĐ-CP, Phụ lục I: thay
// mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền), which stands alone.
var signs = regexp.MustCompile(`^(?:TM|KT|TL|TUQ|Q)\.|^(?:T/M|K/T|T/L)\b`)

// heads reports whether two lines in capitals are one heading.
func heads(text string, before, b block) bool {
	return before.Kind == "caps" && b.Kind == "caps" &&
		!signs.MatchString(strings.TrimSpace(text[before.span.Start:before.span.End])) && !signs.MatchString(strings.TrimSpace(text[b.span.Start:b.span.End]))
}

// goesOn reports whether a line is the rest of the sentence of the block before.
func goesOn(text string, before, b block, line string) bool {
	if b.Kind != "" || before.Kind == "noise" || before.Kind == "rule" || before.Kind == "caps" || before.Kind == "row" || before.Kind == "blank" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	if unicode.IsLower(first) || unicode.IsDigit(first) {
		return true
	}
	said := strings.TrimSpace(text[before.span.Start:before.span.End])
	last, _ := utf8.DecodeLastRuneInString(said)
	return len(said) > 60 && !strings.ContainsRune(".:;!?…”\"/", last)
}

// capitals reports whether a line is in capitals, as names of bodies and titles are.
func capitals(line string) bool {
	letters := 0
	for _, r := range line {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}

// noiseAt is the kind of noise that a line lies in for the most part.
func noiseAt(noise []directive.Noise, span directive.Span) directive.NoiseKind {
	for _, n := range noise {
		if inside := min(n.End, span.End) - max(n.Start, span.Start); 2*inside > span.Len() {
			return n.Kind
		}
	}
	return ""
}

// shortened cuts a text between words where it is long.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)[:most]
	short := string(runes)
	if blank := strings.LastIndexByte(short, ' '); blank > most/2 {
		short = short[:blank]
	}
	return short + "…"
}
