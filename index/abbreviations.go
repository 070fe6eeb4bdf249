package index

import (
	"io"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// abbreviation is a short form, of one word or of parts joined by dots, which are
// words of their own (TP.HCM), and the words it stands for.
type abbreviation struct {
	short []Word
	long  []Word
}

// AddAbbreviations reads more abbreviations, one a line ("short: long"; # starts
// a comment line), which queries are widened by both ways. The error is a
// *FamilyError; the lines before it have been added.
func (f *Families) AddAbbreviations(r io.Reader) error {
	return eachEntry(r, func(short, long string) string {
		words := wordsOf(short)
		if len(words) == 0 || len(strings.Fields(short)) != 1 {
			return "an abbreviation is one word"
		}
		f.short = append(f.short, abbreviation{short: words, long: wordsOf(long)})
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
	for _, words := range f.otherForms(r.Words, added) {
		nodes = append(nodes, Run{Words: words, Span: r.Span})
	}
	nodes = append(nodes, withTypedNumber(r, added)...)
	nodes = append(nodes, withTypedDate(r, added)...)
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

// otherForms are words with their abbreviations spelt out, abbreviated, and, where
// something has several short forms, with another one than was typed.
func (f *Families) otherForms(words []Word, added *[]Expansion) [][]Word {
	var forms [][]Word
	spelt := f.spellOut(words, added)
	for _, form := range [][]Word{spelt, f.abbreviate(words, added)} {
		if form != nil {
			forms = append(forms, form)
		}
	}
	other := f.abbreviate(spelt, new([]Expansion)) // told of below, in the words that were typed
	known := func(form []Word) bool {
		return slices.EqualFunc(form, other, func(a, b Word) bool { return a.Exact == b.Exact })
	}
	if other != nil && !known(words) && !slices.ContainsFunc(forms, known) {
		forms = append(forms, other)
		*added = append(*added, Expansion{Term: wordsText(words), Also: []string{wordsText(other)}})
	}
	return forms
}

// spellOut replaces abbreviations by what they stand for; nil when there is
// none.
func (f *Families) spellOut(words []Word, added *[]Expansion) []Word {
	return f.replace(words, added, func(a *abbreviation) (from, to []Word) { return a.short, a.long })
}

// abbreviate replaces what can be said shorter; nil when nothing can.
func (f *Families) abbreviate(words []Word, added *[]Expansion) []Word {
	return f.replace(words, added, func(a *abbreviation) (from, to []Word) { return a.long, a.short })
}

// replace puts the other form of the longest abbreviations for those found in the
// words, the first listed among equals; nil when there is none.
func (f *Families) replace(words []Word, added *[]Expansion, forms func(*abbreviation) (from, to []Word)) []Word {
	var out []Word
	changed := false
	for len(words) > 0 {
		var from, to []Word
		for i := range f.short {
			a, b := forms(&f.short[i])
			if len(a) > len(from) && len(a) <= len(words) && slices.EqualFunc(a, words[:len(a)], Word.typed) {
				from, to = a, b
			}
		}
		if from == nil {
			out, words = append(out, words[0]), words[1:]
			continue
		}
		changed = true
		out = append(out, to...)
		*added = append(*added, Expansion{Term: wordsText(words[:len(from)]), Also: []string{wordsText(to)}})
		words = words[len(from):]
	}
	if !changed {
		return nil
	}
	return out
}

// spellOutKey spells abbreviations out in a folded key, so that "UBND tỉnh"
// and "Ủy ban nhân dân tỉnh" name one body.
func (f *Families) spellOutKey(key string) string {
	if f == nil {
		return key
	}
	parts := strings.Fields(key)
	out := make([]string, 0, len(parts))
	for len(parts) > 0 {
		i := slices.IndexFunc(f.short, func(a abbreviation) bool { return startsWith(parts, a.short) })
		if i < 0 {
			out, parts = append(out, parts[0]), parts[1:]
			continue
		}
		out, parts = append(out, foldedKey(f.short[i].long)), parts[len(f.short[i].short):]
	}
	return strings.Join(out, " ")
}

// startsWith reports whether folded keys begin with those of the words.
func startsWith(keys []string, words []Word) bool {
	return len(keys) >= len(words) &&
		slices.EqualFunc(words, keys[:len(words)], func(w Word, key string) bool { return w.Folded == key })
}

// foldedKey joins the folded keys of words.
func foldedKey(words []Word) string {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = w.Folded
	}
	return strings.Join(keys, " ")
}
