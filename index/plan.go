package index

import (
	"math"
	"strings"

	"tracuu/index/directive"
)

// Mode is how a text is searched.
type Mode string

// The modes. Without words nothing is ranked; up to MaxTieredWords words all
// must occur and tiers order the documents; a longer text, or a sentence that
// ends with a question mark, is a question, and a document qualifies with the
// weight of its words.
const (
	ModeAll      Mode = "all"
	ModeTiers    Mode = "tiers"
	ModeQuestion Mode = "question"
)

// Plan is a query as engines carry it out. What is common to all of them
// happens here: field terms become filters, so that a facet can leave out its
// own, abbreviations and families are added, the mode and order are settled.
type Plan struct {
	Query       Query
	Text        Text     // expanded, without the field terms that became filters
	Filters     Filters  // those chosen and those typed
	Mode        Mode     //
	Question    Question // set in ModeQuestion
	Order       Sort     // never ""
	Interpreted Interpreted
}

// NewPlan settles how q is carried out. Families may be nil for none.
func NewPlan(q Query, families *Families) Plan {
	p := Plan{Query: q, Filters: q.Filters, Interpreted: interpret(q.Text)}
	p.Filters.Where = append([]Filter(nil), q.Filters.Where...)
	p.Text = Text{Source: q.Text.Source, Root: p.lift(q.Text.Root)}
	p.Question = newQuestion(p.Text.Root)
	switch {
	case !ranks(p.Text):
		p.Mode, p.Question = ModeAll, Question{}
	case (p.Question.typed > MaxTieredWords || p.Question.typed > 0 && asks(q.Text)) && !q.MatchAll:
		p.Mode = ModeQuestion
		p.Text.Root = firstWords(p.Text.Root, MaxQuestionWords)
		p.Question = newQuestion(p.Text.Root)
	default:
		p.Mode, p.Question = ModeTiers, Question{}
	}
	p.Order = q.Sort
	if p.Order == "" || p.Order == ByRelevance && p.Mode == ModeAll {
		p.Order = Newest
		if p.Mode != ModeAll {
			p.Order = ByRelevance
		}
	}
	p.Interpreted.Mode = string(p.Mode)
	p.Interpreted.Sentence = sentence(p)
	if p.Mode == ModeTiers && !q.Literal {
		p.Text.Root, p.Interpreted.Expanded = families.expand(p.Text.Root)
	}
	return p
}

// WithDecoded is the plan with a note of the keystrokes that Query.Decode read
// before it was made.
func (p Plan) WithDecoded(decoded []Decoding) Plan {
	if len(decoded) > 0 {
		p.Interpreted.Decoded = decoded
		p.Interpreted.Sentence += decodedSentence(decoded)
	}
	return p
}

// minAsked is how many words make a sentence of a text that ends with a
// question mark; a stray mark after a keyword makes none.
const minAsked = 5

// asks reports whether a text is put as a question. Then no document need have
// all its words: "Ai có thể làm đơn kháng cáo?" (who may lodge an appeal?) is
// answered by an article that never says "ai".
func asks(t Text) bool {
	return strings.HasSuffix(strings.TrimSpace(t.Source), "?") && t.Words() >= minAsked
}

// ranks reports whether the text asks for words or a number.
func ranks(t Text) bool {
	found := false
	t.Positive(func(n Node) {
		if _, where := n.(Where); !where {
			found = true
		}
	})
	return found
}

// lift moves the field terms that must hold from the tree into the filters and
// returns the tree that is left.
func (p *Plan) lift(root Node) Node {
	nodes := []Node{root}
	if and, ok := root.(And); ok {
		nodes = and.Nodes
	}
	var left []Node
	for _, n := range nodes {
		if n != nil && !p.liftNode(n) {
			left = append(left, n)
		}
	}
	return all(left)
}

func (p *Plan) liftNode(n Node) bool {
	not, excluded := n.(Not)
	if excluded {
		n = not.Node
	}
	w, ok := n.(Where)
	if !ok {
		return false
	}
	if w.Filter.Field == "" {
		if excluded {
			return false
		}
		p.Filters.From = laterStart(p.Filters.From, w.From)
		p.Filters.To = earlierEnd(p.Filters.To, w.To)
		return true
	}
	f := w.Filter
	f.Not = f.Not != excluded
	p.Filters.Where = append(p.Filters.Where, f)
	return true
}

func laterStart(a, b directive.Date) directive.Date {
	if a.IsZero() || !b.IsZero() && b.First() > a.First() {
		return b
	}
	return a
}

func earlierEnd(a, b directive.Date) directive.Date {
	if a.IsZero() || !b.IsZero() && b.Last() < a.Last() {
		return b
	}
	return a
}

// Question is a long text: the words and numbers that count towards the share a
// document must carry, and what must hold besides (phrases, alternatives,
// exclusions), nil for nothing. Of a text that is longer the first
// MaxQuestionWords words are asked for: they tell what it is about, and the time
// that a search takes grows with its words.
type Question struct {
	Words   []Word // distinct: by the exact key where marked, else by the folded one
	Numbers []Number
	Must    Node
	typed   int // words as typed, repetitions counted
}

func newQuestion(root Node) Question {
	nodes := []Node{root}
	if and, ok := root.(And); ok {
		nodes = and.Nodes
	}
	var q Question
	var must []Node
	seen := map[string]bool{}
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case Run:
			q.typed += len(n.Words)
			for _, w := range n.Words {
				if !seen[w.Key()] {
					seen[w.Key()] = true
					q.Words = append(q.Words, w)
				}
			}
		case Number:
			q.Numbers = append(q.Numbers, n)
		default:
			must = append(must, n)
		}
	}
	q.Must = all(must)
	return q
}

// Key is what a document's word must have: the exact key of a word that was
// typed with a mark, else the folded one.
func (w Word) Key() string {
	if w.Marked {
		return w.Exact
	}
	return w.Folded
}

// QualifyingShare is the part of a question's weight that a document must
// carry. Asking for most of the words instead loses answers: of 529 real
// questions only 12 had a document with all their words.
const QualifyingShare = 0.2

// Weight is the inverse document frequency that weighs a word of a question:
// found in some of all documents, in any accents and anywhere in them, noise
// included. A word that no document has weighs nothing.
func Weight(all, found int) float64 {
	if found <= 0 {
		return 0
	}
	return math.Log1p((float64(all-found) + 0.5) / (float64(found) + 0.5))
}

// Qualifies reports whether a document whose words weigh carried answers a
// question whose words weigh total. The document whose own number stands in the
// question qualifies always; engines see to that.
func Qualifies(carried, total float64) bool {
	const rounding = 1e-9 // sums in another order must not differ
	return carried > 0 && carried >= QualifyingShare*total-rounding
}
