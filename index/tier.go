package index

// Matched answers what ranking asks about one document. Exact asks for accents
// as typed: a word with a mark compares by its exact key, one without by its
// folded key, since accents that were not typed match all. Otherwise all words
// compare by folded keys.
type Matched interface {
	// Word reports whether the word occurs, in any section.
	Word(w Word, exact bool) bool
	// Row reports whether the words occur in a row within one section, not
	// across the end of a sentence.
	Row(words []Word, exact bool) bool
	// Phrase is Row for a quoted phrase: with accents all its words compare by
	// their exact keys, without by the folded ones.
	Phrase(p Phrase) bool
	// Own reports whether the number is the document's own, Mentions whether its
	// text has it.
	Own(n Number) bool
	Mentions(n Number) bool
	// Where reports whether a field term holds.
	Where(w Where) bool
}

// Rank gives the tier of a document under a tree, and whether it matches.
//
//   - Run: the highest of exact phrase, exact words, folded phrase, folded
//     words that holds for it; a single word is a phrase of one.
//   - Phrase: exact phrase; without accents typed, all accents are as typed.
//   - Number: TierNumber for the document's own, TierExactPhrase for one it
//     mentions.
//   - And: the lowest of its nodes, but TierNumber when one of them is the
//     document's own number. Or: the highest. Where and Not only decide whether
//     the document matches; alone they give TierNone.
func Rank(n Node, m Matched) (Tier, bool) {
	switch n := n.(type) {
	case Run:
		return rankRun(n, m)
	case Phrase:
		return TierExactPhrase, m.Phrase(n)
	case Number:
		if m.Own(n) {
			return TierNumber, true
		}
		return TierExactPhrase, m.Mentions(n)
	case Where:
		return TierNone, m.Where(n)
	case And:
		return rankAll(n.Nodes, m)
	case Or:
		return rankEither(n.Nodes, m)
	case Not:
		_, holds := Rank(n.Node, m)
		return TierNone, !holds
	}
	return TierNone, true
}

func rankRun(r Run, m Matched) (Tier, bool) {
	hasAll := func(exact bool) bool {
		for _, w := range r.Words {
			if !m.Word(w, exact) {
				return false
			}
		}
		return true
	}
	switch {
	case !hasAll(false):
		return TierNone, false
	case hasAll(true):
		if m.Row(r.Words, true) {
			return TierExactPhrase, true
		}
		return TierExact, true
	case m.Row(r.Words, false):
		return TierFoldedPhrase, true
	}
	return TierFolded, true
}

func rankAll(nodes []Node, m Matched) (Tier, bool) {
	lowest := TierNone
	own := false
	for _, n := range nodes {
		t, ok := Rank(n, m)
		if !ok {
			return TierNone, false
		}
		own = own || t == TierNumber
		if t != TierNone && (lowest == TierNone || t < lowest) {
			lowest = t
		}
	}
	if own {
		return TierNumber, true
	}
	return lowest, true
}

func rankEither(nodes []Node, m Matched) (Tier, bool) {
	highest, matches := TierNone, false
	for _, n := range nodes {
		if t, ok := Rank(n, m); ok {
			highest, matches = max(highest, t), true
		}
	}
	return highest, matches
}

// Why says in stable English words what put a document into a tier.
func (t Tier) Why() string {
	switch t {
	case TierNumber:
		return "number"
	case TierExactPhrase:
		return "exact phrase"
	case TierExact:
		return "exact words"
	case TierFoldedPhrase:
		return "phrase with other accents"
	case TierFolded:
		return "words with other accents"
	case TierSome:
		return "some of the words"
	}
	return "filters"
}
