package index

import (
	"fmt"
	"regexp"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Parse reads a query text. The language:
//
//	tổ covid            all the words, with any accents; better with the accents
//	                    typed, and better in a row
//	"tổ covid"          these words in a row; accents count when any is typed
//	-trường  -"a b"     without; only at the start of a word, before a letter, a
//	                    quote, a parenthesis or digits joined to letters (-5K)
//	a OR b              either; OR takes the terms beside it, where words typed
//	                    side by side are one term, and binds before "all"
//	(a OR b) c          parentheses group; those that change nothing are dropped
//	cq: so: loai: vd:   fields, with English names beside (see the table in
//	tk: tinh: cap:      fields.go): issuer, number, type, cites, keyword,
//	khan: tu: den:      province, level, urgency, from, to, year
//	nam:
//	107-CV/BDVTU        a document number in any spelling, with or without "số"
//
// A number typed from memory (CT16, 16 ct ttg, chỉ thị 16) is words here; NewPlan
// looks its document up beside them.
//
// What has no reading in the language is plain text: a colon after any other
// word, an unpaired quote or parenthesis, a lone hyphen, OR at an end. The
// errors, all *QueryError, are a text longer than MaxQueryBytes, parentheses
// nested deeper than MaxDepth, more than MaxAlternatives beside OR, more than
// MaxPhrases and a date that the calendar lacks. Parse takes time linear in the
// text.
func Parse(q string) (Text, error) {
	if len(q) > MaxQueryBytes {
		return Text{}, &QueryError{Offset: MaxQueryBytes, Reason: fmt.Sprintf("longer than %d bytes", MaxQueryBytes)}
	}
	p := parser{text: q, open: []frame{{}}}
	lexemes := lex(q)
	for i, x := range lexemes {
		p.beforeOr = i+1 < len(lexemes) && lexemes[i+1].kind == lexOr
		if err := p.take(x); err != nil {
			return Text{}, err
		}
	}
	p.beforeOr = false
	for len(p.open) > 1 {
		if err := p.close(); err != nil {
			return Text{}, err
		}
	}
	root := p.open[0].node()
	if root == nil && p.lastOr != nil {
		root = p.run(*p.lastOr)
	}
	return Text{Source: q, Root: root}, bounded(root)
}

// parser builds the tree with a stack of its own, so that the depth of the text
// is not the depth of Go's stack.
type parser struct {
	text     string
	open     []frame
	passed   int             // parentheses passed over beyond maxOpen
	beforeOr bool            // the next lexeme is OR
	lastOr   *directive.Span // an OR that may turn out to be all there is
}

// maxOpen is how many parentheses may be open at once; more of them are passed
// over, which keeps the time linear. What says something at that depth is an
// error by MaxDepth.
const maxOpen = 2 * MaxDepth

// frame is a group that is being read.
type frame struct {
	terms    []term
	or       bool // OR stands after the last term
	minus    bool // "-" stands after the last term
	excluded bool // the group itself follows "-"
	start    int
}

// term is one term of a group. Or joins it to the term before; closed says that
// plain words after it do not belong to it.
type term struct {
	node   Node
	or     bool
	closed bool
}

func (p *parser) take(x lexeme) error {
	top := &p.open[len(p.open)-1]
	switch x.kind {
	case lexPlain:
		p.plain(top, x.span)
	case lexQuoted:
		top.add(p.phrases(x.span))
	case lexNumber:
		top.dropWordNumber()
		top.add(Number{Symbol: x.symbol, Span: x.span})
	case lexField:
		n, err := p.where(x)
		if err != nil {
			return err
		}
		top.add(n)
	case lexMinus:
		top.minus = true
	case lexOr:
		top.or = len(top.terms) > 0
		p.lastOr = &x.span
	case lexOpen:
		if len(p.open) > maxOpen {
			p.passed++
			return nil
		}
		p.open = append(p.open, frame{excluded: top.minus, start: x.span.Start})
		top.minus = false
	case lexClose:
		if p.passed > 0 {
			p.passed--
			return nil
		}
		if len(p.open) > 1 {
			return p.close()
		}
	}
	return nil
}

// add appends a node as a term, excluded when a "-" stands before it. Nothing
// becomes of a nil node, nor of the signs before it.
func (f *frame) add(n Node) {
	minus, or := f.minus, f.or
	f.minus = false
	if n == nil {
		return
	}
	if minus {
		n = Not{Node: strict(n)}
	}
	f.or = false
	f.terms = append(f.terms, term{node: n, or: or})
}

// plain adds words to the run before them, or starts a run.
func (p *parser) plain(f *frame, span directive.Span) {
	if f.minus {
		f.add(p.phrases(span)) // -vắc-xin excludes the row, not each word
		return
	}
	n := p.run(span)
	if n == nil || f.or || len(f.terms) == 0 {
		f.add(n)
		return
	}
	last := &f.terms[len(f.terms)-1]
	before, isRun := last.node.(Run)
	if !isRun || last.closed {
		f.add(n)
		return
	}
	last.node = joinRuns(before, n.(Run))
}

// dropWordNumber takes away the word "số" before a document number: it belongs
// to the number ("Số: 107-CV/BDVTU"), and documents need not have it.
func (f *frame) dropWordNumber() {
	if len(f.terms) == 0 || f.minus || f.or {
		return
	}
	last := &f.terms[len(f.terms)-1]
	run, isRun := last.node.(Run)
	if !isRun || last.closed {
		return
	}
	w := run.Words[len(run.Words)-1]
	if w.Exact != "số" && w.Exact != "so" {
		return
	}
	f.or = last.or && len(run.Words) == 1
	run.Words = run.Words[:len(run.Words)-1]
	last.node = run
	if len(run.Words) == 0 {
		f.terms = f.terms[:len(f.terms)-1]
	}
}

func joinRuns(a, b Run) Run {
	return Run{
		Words: append(a.Words, b.Words...),
		Span:  directive.Span{Start: a.Span.Start, End: b.Span.End},
	}
}

// close ends the innermost group. A group of bare words is part of the words
// around it, as in "Đảng (khóa XIII)", unless OR stands beside it.
func (p *parser) close() error {
	group := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	top := &p.open[len(p.open)-1]
	n := group.node()
	if depth(n, 0) > MaxDepth {
		return &QueryError{Offset: group.start, Reason: fmt.Sprintf("parentheses nested deeper than %d", MaxDepth)}
	}
	run, bare := n.(Run)
	if bare && !group.excluded && !top.or && !p.beforeOr && len(top.terms) > 0 {
		last := &top.terms[len(top.terms)-1]
		if before, ok := last.node.(Run); ok && !last.closed {
			last.node = joinRuns(before, run)
			return nil
		}
	}
	top.minus = group.excluded
	joined := top.or
	count := len(top.terms)
	top.add(n)
	if len(top.terms) > count && (joined || p.beforeOr || !bare) {
		top.terms[count].closed = true
	}
	return nil
}

// run reads plain text; nil when it has no words.
func (p *parser) run(span directive.Span) Node {
	words, _ := p.words(span)
	if len(words) == 0 {
		return nil
	}
	return Run{Words: words, Span: span}
}

// words gives the words of a span, and the positions among them where a
// sentence starts.
func (p *parser) words(span directive.Span) (words []Word, sentences []int) {
	part := p.text[span.Start:span.End]
	for i, t := range tokenize(part) {
		if i > 0 && t.Gap == viet.GapSentence {
			sentences = append(sentences, i)
		}
		words = append(words, Word{Text: part[t.Start:t.End], Exact: t.Exact, Folded: t.Folded, Marked: t.Marked})
	}
	return words, sentences
}

// phrases reads quoted text. Phrases never cross the end of a sentence, in a
// document or here, so a quote of several sentences is a phrase for each.
func (p *parser) phrases(span directive.Span) Node {
	words, sentences := p.words(span)
	if len(words) == 0 {
		return nil
	}
	nodes := make([]Node, 0, len(sentences)+1)
	start := 0
	for _, end := range append(sentences, len(words)) {
		nodes = append(nodes, phrase(words[start:end], span))
		start = end
	}
	return all(nodes)
}

func phrase(words []Word, span directive.Span) Phrase {
	p := Phrase{Words: words, Span: span}
	for _, w := range words {
		p.Accents = p.Accents || w.Marked
	}
	return p
}

// looksLikeDate tells a date that is wrong from a text that is no date.
var looksLikeDate = regexp.MustCompile(`^\d{1,4}([-/.]\d{1,4}){0,2}$`)

// where reads a field; a date field whose value is no date is plain text.
func (p *parser) where(x lexeme) (Node, error) {
	f, _ := fieldByName(x.name)
	value := p.text[x.value.Start:x.value.End]
	if !f.from && !f.to {
		filter := Filter{Field: f.field, Any: []Condition{ParseCondition(f.field, value)}}
		return Where{Filter: filter, Span: x.span}, nil
	}
	date, ok := readDate(value)
	if !ok {
		if looksLikeDate.MatchString(value) {
			return nil, &QueryError{Offset: x.value.Start, Reason: "no such date: " + value}
		}
		return p.run(x.span), nil
	}
	w := Where{Span: x.span}
	if f.from {
		w.From = date
	}
	if f.to {
		w.To = date
	}
	return w, nil
}
