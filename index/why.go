package index

import (
	"slices"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// The words that Hit.Why and Shared.Why are made of, besides those of Tier.Why.
// They are stable: callers may tell them apart.
const (
	WhyTitle        = "title"            // all words stand in the title
	WhyIssuer       = "issuer"           // all words stand in the issuer's name; or the same issuer
	WhyMentioned    = "mentioned number" // a number that was asked for stands in the text, and is not its own
	WhyFamily       = "family"           // without all words typed: a family of keywords that they name
	WhyAbbreviation = "abbreviation"     // without all words typed: an abbreviation, or what it stands for
	WhyKeystrokes   = "keystrokes"       // words were read from keystrokes of an input method
	WhyCitations    = "citations"        // both cite the same documents
	WhyWords        = "words"            // both use the same telling words
)

// Why says what put a document into its tier, in stable English words: first
// the tier, then the fields that have all the words, then the variants without
// which it would not match. Has reports whether the document has a word, with
// any accents.
func Why(d *directive.Directive, t Tier, p Plan, has func(Word) bool) []string {
	why := []string{t.Why()}
	words, numbers := typedTerms(p.Query.Text)
	if len(words) > 0 {
		for _, field := range []struct{ text, why string }{{d.Title, WhyTitle}, {d.Issuer, WhyIssuer}} {
			if holdsAll(field.text, words) {
				why = append(why, field.why)
			}
		}
	}
	if len(numbers) > 0 && mentionsOnly(d, numbers) && t != TierNone {
		why = append(why, WhyMentioned)
	}
	why = append(why, variants(t, p, has)...)
	if len(p.Interpreted.Decoded) > 0 {
		why = append(why, WhyKeystrokes)
	}
	return why
}

// typedTerms are the bare words and the numbers that a text asks for.
func typedTerms(t Text) (words []Word, numbers []Number) {
	t.Positive(func(n Node) {
		switch n := n.(type) {
		case Run:
			words = append(words, n.Words...)
		case Number:
			numbers = append(numbers, n)
		}
	})
	return words, numbers
}

// holdsAll reports whether a text has all the words, with accents as typed.
func holdsAll(text string, words []Word) bool {
	in := tokenize(text)
	return !slices.ContainsFunc(words, func(w Word) bool {
		key := w.Key()
		return !slices.ContainsFunc(in, func(t viet.Token) bool { return t.Folded == key || t.Exact == key })
	})
}

// mentionsOnly reports whether none of the numbers is the document's own.
func mentionsOnly(d *directive.Directive, numbers []Number) bool {
	own := numberKeys(d.Number, d.Issued)
	return !slices.ContainsFunc(numbers, func(n Number) bool { return slices.Contains(own, n.NumberKey()) })
}

// variants tells by which of the alternatives that were added to the words typed
// a document matches, where it does not by the words themselves.
func variants(t Tier, p Plan, has func(Word) bool) []string {
	if len(p.Interpreted.Expanded) == 0 {
		return nil
	}
	var out []string
	note := func(why string) {
		if !slices.Contains(out, why) {
			out = append(out, why)
		}
	}
	holds := func(n Node) bool {
		r, ok := n.(Run)
		return ok && !slices.ContainsFunc(r.Words, func(w Word) bool { return !has(w) })
	}
	walkAdded(p.Query.Text.Root, p.Text.Root, func(typed, added []Node) {
		switch {
		case slices.ContainsFunc(typed, holds):
		case slices.ContainsFunc(added, holds):
			note(WhyAbbreviation)
		case slices.ContainsFunc(added, func(n Node) bool { _, family := n.(Where); return family }):
			note(WhyFamily)
		case t == TierExactPhrase && slices.ContainsFunc(added, asNumber):
			note(WhyMentioned)
		}
	})
	return out
}

// asNumber reports whether an alternative is a number read from the words: a text
// has it, or the row of words that it begins with.
func asNumber(n Node) bool {
	switch n.(type) {
	case Number, Phrase:
		return true
	}
	return false
}

// walkAdded calls use with the alternatives that were typed and all those that
// stand in their place in the expanded tree. Where nothing was added it is not
// called.
func walkAdded(typed, expanded Node, use func(typed, added []Node)) {
	alternatives, widened := expanded.(Or)
	switch n := typed.(type) {
	case Run:
		if widened {
			use([]Node{n}, alternatives.Nodes)
		}
	case Or:
		if widened && len(alternatives.Nodes) > len(n.Nodes) {
			use(n.Nodes, alternatives.Nodes)
		}
	case And:
		left := liftedOut(n.Nodes)
		if len(left) == 1 {
			walkAdded(left[0], expanded, use)
			return
		}
		all, _ := expanded.(And)
		for i, inner := range left {
			if i < len(all.Nodes) {
				walkAdded(inner, all.Nodes[i], use)
			}
		}
	}
}

// liftedOut are the nodes that NewPlan left in the tree: all but the field terms
// that became filters.
func liftedOut(nodes []Node) []Node {
	var out []Node
	for _, n := range nodes {
		if !(&Plan{}).liftNode(n) {
			out = append(out, n)
		}
	}
	return out
}
