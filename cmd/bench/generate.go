package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// maxCitations is the most documents that one of the usual length cites; shorter
// ones cite less.
const maxCitations = 8

// aroundWords is what stands round the sentences of a document, at least, and
// leastWords what a document cannot do without.
const (
	aroundWords = 50
	leastWords  = 60
)

func (g *generator) citations() int {
	return min(maxCitations, max(1, maxCitations*g.length/usualWords))
}

// generator makes documents by number, each the same for the same seed whatever
// was made before, so that any part of a collection can be made again.
type generator struct {
	corpus  corpus
	issuers []issuer
	seed    uint64
	count   int // documents of the collection
	length  int // words of a document, about
	// bare leaves out the words as other engines are given them.
	bare bool
}

// doc is one document as engines are given it: whole, and cut into words for
// those that have no analyzer for Vietnamese.
type doc struct {
	number    int // 0 to count-1, the id
	directive directive.Directive
	exact     string   // keys of the words with accents, joined by spaces
	folded    string   // the same without accents
	own       string   // key of the document's number
	cites     []string // keys of the numbers that it cites, each once
	day       int      // of issue, counted as directive.Date.First counts; 0 for none
}

// heading is what a document says of itself, cheap to make without its text.
type heading struct {
	kind   string
	number string
	issuer issuer
	date   directive.Date
}

var kinds = []struct{ name, code string }{
	{"Quyết định", "QĐ"}, {"Công văn", ""}, {"Thông báo", "TB"}, {"Kế hoạch", "KH"}, {"Chỉ thị", "CT"}, {"Nghị quyết", "NQ"}, {"Báo cáo", "BC"},
}

func (g *generator) random(n int, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(g.seed<<8|stream, uint64(n)))
}

// heading of the n-th document.
func (g *generator) heading(n int) heading {
	r := g.random(n, 1)
	by := g.issuers[zipf(r, 1.02, len(g.issuers))]
	kind := kinds[zipf(r, 1.1, len(kinds))]
	h := heading{kind: kind.name, issuer: by}
	h.number = fmt.Sprintf("%d/%s-%s", 1+r.IntN(900), kind.code, by.letters)
	if kind.code == "" {
		h.number = fmt.Sprintf("%d/%s-VP", 1+r.IntN(900), by.letters)
	}
	if r.IntN(20) > 0 {
		h.date = directive.Date{Year: 2010 + r.IntN(15), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}
	}
	return h
}

// zipf draws a number below n, the small ones most often.
func zipf(r *rand.Rand, s float64, n int) int {
	return int(rand.NewZipf(r, s, 4, uint64(n-1)).Uint64())
}

// make makes the n-th document.
func (g *generator) make(n int, tokens *viet.Tokenizer) *doc {
	r := g.random(n, 2)
	h := g.heading(n)
	d := &doc{number: n, own: string(keyOf(h.number))}
	if !h.date.IsZero() {
		d.day = int(h.date.First())
	}
	var text strings.Builder
	title := g.corpus.sentences[r.IntN(len(g.corpus.sentences))]
	if len(title) > 160 {
		title = title[:strings.LastIndexByte(title[:160], ' ')]
	}
	writeHead(&text, h, title)
	var refs []directive.Reference
	for range zipf(r, 1.3, g.citations()+1) {
		refs = append(refs, g.cite(&text, r, n))
	}
	for words := strings.Count(text.String(), " "); words < g.length-aroundWords; {
		s := g.corpus.sentences[r.IntN(len(g.corpus.sentences))]
		text.WriteString(s)
		text.WriteString(".\n")
		words += strings.Count(s, " ") + 1
	}
	writeFoot(&text, h)
	d.directive = directive.Directive{
		Text: text.String(), Type: directive.Kind(h.kind), Number: h.number, Issuer: h.issuer.name, IssuerID: h.issuer.id,
		Province: h.issuer.province, Issued: h.date, Title: title, References: refs,
	}
	directive.SetRefs(d.directive.References)
	if !g.bare {
		d.cut(tokens)
	}
	seen := map[string]bool{}
	for _, ref := range refs {
		if key := string(keyOf(ref.Number)); !seen[key] {
			seen[key] = true
			d.cites = append(d.cites, key)
		}
	}
	return d
}

// cite writes a citation of another document of the collection, the first ones
// most often.
func (g *generator) cite(text *strings.Builder, r *rand.Rand, from int) directive.Reference {
	cited := zipf(r, 1.1, g.count)
	if cited == from {
		cited = (cited + 1) % g.count
	}
	h := g.heading(cited)
	text.WriteString("Căn cứ ")
	start := text.Len()
	fmt.Fprintf(text, "%s số %s", h.kind, h.number)
	if !h.date.IsZero() {
		fmt.Fprintf(text, " ngày %d/%d/%d", h.date.Day, h.date.Month, h.date.Year)
	}
	fmt.Fprintf(text, " của %s", h.issuer.name)
	ref := directive.Reference{
		Text: text.String()[start:], Type: directive.Kind(h.kind), Number: h.number, Date: h.date, Issuer: h.issuer.name,
		Relation: directive.BasedOn, Span: directive.Span{Start: start, End: text.Len()},
	}
	text.WriteString(";\n")
	return ref
}

func writeHead(text *strings.Builder, h heading, title string) {
	place := h.issuer.province
	if place == "" {
		place = "Hà Nội"
	}
	fmt.Fprintf(text, "%s\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: %s\n", strings.ToUpper(h.issuer.name), h.number)
	if !h.date.IsZero() {
		fmt.Fprintf(text, "%s, ngày %02d tháng %02d năm %d\n", place, h.date.Day, h.date.Month, h.date.Year)
	}
	fmt.Fprintf(text, "%s\n%s\n", strings.ToUpper(h.kind), title)
}

func writeFoot(text *strings.Builder, h heading) {
	fmt.Fprintf(text, "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. %s\nNguyễn Văn An\n", strings.ToUpper(h.issuer.name))
}

// cut makes the words of the text.
func (d *doc) cut(tokens *viet.Tokenizer) {
	var exact, folded strings.Builder
	for _, t := range tokens.Append(nil, []byte(d.directive.Text)) {
		exact.WriteString(t.Exact)
		exact.WriteByte(' ')
		folded.WriteString(t.Folded)
		folded.WriteByte(' ')
	}
	d.exact, d.folded = exact.String(), folded.String()
}

// id is the id of the document in every engine that has ids of text.
func (d *doc) id() string { return idOf(d.number) }

func idOf(n int) string { return fmt.Sprintf("d%07d", n) }

// keyOf is the key by which numbers compare.
func keyOf(number string) directive.NumberKey {
	symbol, err := directive.ParseSymbol(number)
	if err != nil {
		return directive.NumberKey(number)
	}
	return symbol.Key()
}
