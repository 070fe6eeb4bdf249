package index

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// find adds the numbers of the families that the tokens name to found. Accents
// count, but a token without any compares by its folded key, for texts typed
// without them.
func (f *Families) find(tokens []viet.Token, found map[int]bool) {
	if f == nil {
		return
	}
	for i := range tokens {
		for _, r := range f.first[tokens[i].Folded] {
			if !found[r.family] && r.matches(tokens[i:]) >= 0 {
				found[r.family] = true
			}
		}
	}
}

// matches gives the number of tokens that the row takes from the start, or -1.
func (r row) matches(tokens []viet.Token) int { return matchWords(r.words, tokens, 0) }

func matchWords(words []rowWord, tokens []viet.Token, at int) int {
	for i, w := range words {
		if w.gap {
			for skip := 0; skip <= maxGap; skip++ {
				if end := matchWords(words[i+1:], tokens, at+skip); end >= 0 {
					return end
				}
				if at+skip >= len(tokens) || tokens[at+skip].Gap == viet.GapSentence {
					break
				}
			}
			return -1
		}
		if at >= len(tokens) || !w.matches(tokens[at]) {
			return -1
		}
		if at > 0 && tokens[at].Gap == viet.GapSentence {
			return -1
		}
		at++
	}
	return at
}

func (w rowWord) matches(t viet.Token) bool {
	return t.Exact == w.exact || !t.Marked && t.Folded == w.folded
}

// Lookup finds the family that a text names, by its own name or one of its
// variants in full, and gives the family's name.
func (f *Families) Lookup(text string) (name string, ok bool) {
	if f == nil {
		return "", false
	}
	return f.lookup(tokenize(text))
}

func (f *Families) lookup(tokens []viet.Token) (name string, ok bool) {
	if f == nil || len(tokens) == 0 {
		return "", false
	}
	tokens = slices.Clone(tokens)
	for i := range tokens {
		tokens[i].Gap = viet.GapNone
	}
	for number, name := range f.nameKeys {
		if sameWords(name, tokens) {
			return f.names[number], true
		}
	}
	for _, r := range f.first[tokens[0].Folded] {
		if r.matches(tokens) == len(tokens) {
			return f.names[r.family], true
		}
	}
	return "", false
}

// sameWords compares what was typed with a name; accents that were not typed
// match all.
func sameWords(name, typed []viet.Token) bool {
	return slices.EqualFunc(name, typed, func(n, t viet.Token) bool {
		return n.Exact == t.Exact || !t.Marked && n.Folded == t.Folded
	})
}

// Names lists the families in the order added.
func (f *Families) Names() []string {
	if f == nil {
		return nil
	}
	return slices.Clone(f.names)
}

// Variants lists the ways to say a family, as written in its file; nil for a
// name that is not one.
func (f *Families) Variants(name string) []string {
	if f == nil {
		return nil
	}
	number, ok := f.named[viet.FoldKey(name)]
	if !ok {
		return nil
	}
	return slices.Clone(f.variants[number])
}

// spoken are the variants of a family as one says them, with all that may be
// missing.
func (f *Families) spoken(name string) []string {
	said := f.Variants(name)
	for i, variant := range said {
		said[i] = strings.NewReplacer("[", "", "]", "").Replace(variant)
	}
	return said
}
