package index

import (
	"io"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// abbreviation is a short word and the words it stands for.
type abbreviation struct {
	short Word
	long  []Word
}

// AddAbbreviations reads more abbreviations, one a line ("short: long"; # starts
// a comment line), which queries are widened by both ways. The error is a
// *FamilyError; the lines before it have been added.
func (f *Families) AddAbbreviations(r io.Reader) error {
	return eachEntry(r, func(short, long string) string {
		words := wordsOf(short)
		if len(words) != 1 {
			return "an abbreviation is one word"
		}
		f.short = append(f.short, abbreviation{short: words[0], long: wordsOf(long)})
		return ""
	})
}

// wordsOf gives the words of a text.
func wordsOf(text string) []Word {
	var words []Word
	for _, t := range tokenize(text) {
		words = append(words, Word{Text: text[t.Start:t.End], Exact: t.Exact, Folded: t.Folded, Marked: t.Marked})
	}
	return words
}

// typed reports whether a word as typed means this one.
func (w Word) typed(as Word) bool {
	if as.Marked {
		return w.Exact == as.Exact
	}
	return w.Folded == as.Folded
}

// expand widens the bare words of a tree: a run that names a family also finds
// the documents of the family, abbreviations are tried both ways, and a number as
// people type it also finds its document. Phrases stay as typed, and so does what
// is excluded.
func (f *Families) expand(n Node) (Node, []Expansion) {
	added := []Expansion{}
	if f == nil {
		return n, added
	}
	return f.expandNode(n, &added), added
}

func (f *Families) expandNode(n Node, added *[]Expansion) Node {
	switch n := n.(type) {
	case Run:
		return f.expandRun(n, added)
	case Number:
		return withBody(n, added)
	case And:
		out := make([]Node, len(n.Nodes))
		for i, inner := range n.Nodes {
			out[i] = f.expandNode(inner, added)
		}
		return And{Nodes: out}
	case Or:
		out := make([]Node, len(n.Nodes))
		for i, inner := range n.Nodes {
			out[i] = f.expandNode(inner, added)
		}
		return either(out)
	}
	return n
}

func (f *Families) expandRun(r Run, added *[]Expansion) Node {
	nodes := []Node{r}
	for _, replace := range []func([]Word, *[]Expansion) []Word{f.spellOut, f.abbreviate} {
		if words := replace(r.Words, added); words != nil {
			nodes = append(nodes, Run{Words: words, Span: r.Span})
		}
	}
	nodes = append(nodes, withTypedNumber(r, added)...)
	tokens := make([]viet.Token, len(r.Words))
	for i, w := range r.Words {
		tokens[i] = viet.Token{Exact: w.Exact, Folded: w.Folded, Marked: w.Marked}
	}
	if name, ok := f.lookup(tokens); ok {
		filter := Filter{Field: FieldKeyword, Any: []Condition{{Value: name}}}
		nodes = append(nodes, Where{Filter: filter, Span: r.Span})
		*added = append(*added, Expansion{Term: wordsText(r.Words), Also: f.spoken(name)})
	}
	return either(nodes)
}

// spellOut replaces abbreviations by what they stand for; nil when there is
// none.
func (f *Families) spellOut(words []Word, added *[]Expansion) []Word {
	var out []Word
	changed := false
	for _, w := range words {
		i := slices.IndexFunc(f.short, func(a abbreviation) bool { return a.short.typed(w) })
		if i < 0 {
			out = append(out, w)
			continue
		}
		changed = true
		out = append(out, f.short[i].long...)
		*added = append(*added, Expansion{Term: w.Text, Also: []string{wordsText(f.short[i].long)}})
	}
	if !changed {
		return nil
	}
	return out
}

// abbreviate replaces what can be said shorter, the longest first; nil when
// nothing can.
func (f *Families) abbreviate(words []Word, added *[]Expansion) []Word {
	var out []Word
	changed := false
	for len(words) > 0 {
		best := f.longest(words)
		if best == nil {
			out = append(out, words[0])
			words = words[1:]
			continue
		}
		changed = true
		out = append(out, best.short)
		also := []string{best.short.Text}
		*added = append(*added, Expansion{Term: wordsText(words[:len(best.long)]), Also: also})
		words = words[len(best.long):]
	}
	if !changed {
		return nil
	}
	return out
}

// longest finds the abbreviation of the most words at the start.
func (f *Families) longest(words []Word) *abbreviation {
	var best *abbreviation
	for i := range f.short {
		a := &f.short[i]
		if len(a.long) > len(words) || best != nil && len(a.long) <= len(best.long) {
			continue
		}
		if slices.EqualFunc(a.long, words[:len(a.long)], Word.typed) {
			best = a
		}
	}
	return best
}

// spellOutKey spells abbreviations out in a folded key, so that "UBND tỉnh"
// and "Ủy ban nhân dân tỉnh" name one body.
func (f *Families) spellOutKey(key string) string {
	if f == nil {
		return key
	}
	parts := strings.Fields(key)
	for i, part := range parts {
		for _, a := range f.short {
			if a.short.Folded == part {
				parts[i] = foldedKey(a.long)
				break
			}
		}
	}
	return strings.Join(parts, " ")
}

// foldedKey joins the folded keys of words.
func foldedKey(words []Word) string {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = w.Folded
	}
	return strings.Join(keys, " ")
}
