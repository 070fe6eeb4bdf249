package index

// Vocabulary is what a collection knows of its own words, by their exact keys.
// Shares may be estimated from a sample of the documents.
type Vocabulary interface {
	// Documents is the size of the collection.
	Documents() int
	// Spellings are the words of the collection that have a folded key, the
	// commonest first, ties in byte order.
	Spellings(folded string) []Spelling
	// Share is the part of all documents, 0 to 1, that have the words in a row;
	// it is asked of one word or two.
	Share(words ...string) float64
}

// Spelling is a word with its accents and the number of documents that have it.
type Spelling struct {
	Exact string
	Count int
}

// Proposal is another text for a query, which finds documents. It is only ever
// offered; nothing is searched in its place.
type Proposal struct {
	Query string `json:"query"` // in the query language, with the field terms of the query
	Count int    `json:"count"` // documents that it finds with the same filters
	Kind  string `json:"kind"`  // ProposalAccents or ProposalSpelling
}

// The kinds of proposals: accents put on words that were typed without, and
// other words in place of those typed.
const (
	ProposalAccents  = "accents"
	ProposalSpelling = "spelling"
)

const (
	maxProposals   = 3
	triedProposals = 5    // verified by a search at most
	maxSpelled     = 32   // words of a row that are looked at; the rest stays
	rowEvidence    = 10.0 // times as many documents must have the proposed row as the typed one
	leastEvidence  = 3.0  // documents with the proposed row, where the query found enough
)

// speller works proposals out for one query.
type speller struct {
	vocabulary Vocabulary
	find       func(Query) (*Results, error)
	query      Query
	poor       bool // the query found nothing or little
	tiers      bool // all words must occur
	found      int  // documents that the query found
	shown      map[string]string
}

// propose gives other texts for the query, the likeliest first. Each finds
// documents that have the words exactly as proposed.
func (s *speller) propose() ([]Proposal, error) {
	var out []Proposal
	seen := map[string]bool{s.query.Text.String(): true}
	tried := 0
	for _, r := range s.rewritings() {
		if len(out) == maxProposals || tried == triedProposals || len(out) > 0 && !s.poor {
			break
		}
		text, err := Parse(printNode(r.root))
		if err != nil || seen[text.String()] {
			continue
		}
		seen[text.String()] = true
		tried++
		p, ok, err := s.verify(r, text, len(out) > 0)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, p)
		}
	}
	return out, nil
}

// verify searches for a rewriting: it must find documents, with the words as
// they are proposed, and in the case of other words clearly more of them. One
// that is offered beside a likelier one must find its words in a row.
func (s *speller) verify(r rewriting, text Text, second bool) (Proposal, bool, error) {
	if s.tiers {
		as, err := s.count(r.exact)
		if err != nil || as == 0 {
			return Proposal{}, false, err
		}
		if ok, err := s.better(r, as); err != nil || !ok {
			return Proposal{}, false, err
		}
	}
	if second && rowShare(s.vocabulary, r.row) == 0 {
		return Proposal{}, false, nil
	}
	if r.kind == ProposalAccents && s.tiers && onlyRuns(text) {
		// Words compare without accents where they need not stand in a row.
		return Proposal{Query: text.String(), Count: s.found, Kind: r.kind}, s.found > 0, nil
	}
	q := s.query
	q.Text = text
	found, err := s.find(q)
	if err != nil {
		return Proposal{}, false, err
	}
	n := found.Total.Value + found.Total.Partial
	return Proposal{Query: text.String(), Count: n, Kind: r.kind}, n > 0, nil
}

// onlyRuns reports whether a text asks for bare words alone.
func onlyRuns(t Text) bool {
	only := true
	t.Positive(func(n Node) {
		_, run := n.(Run)
		only = only && run
	})
	return only
}

// better reports whether a proposal, whose words as many documents have, stands
// against what was typed.
func (s *speller) better(r rewriting, as int) (bool, error) {
	if r.kind == ProposalAccents {
		return true, nil
	}
	if s.poor {
		typed, err := s.count(r.typed)
		return as > typed, err
	}
	row, typed := s.documents(r.row), s.documents(r.typedRow)
	return row >= leastEvidence && row >= rowEvidence*typed, nil
}

// documents reckons how many documents have rows of words: at most as many as
// have the rarest pair of neighbours in them. Counting would mean to read the
// words of all documents that have them somewhere.
func (s *speller) documents(rows [][]Word) float64 {
	return rowShare(s.vocabulary, rows) * float64(s.vocabulary.Documents())
}

func rowShare(v Vocabulary, rows [][]Word) float64 {
	least := 1.0
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			least = min(least, v.Share(row[i-1].Exact, row[i].Exact))
		}
	}
	return least
}

// count is the number of documents that a tree finds with the query's filters.
func (s *speller) count(root Node) (int, error) {
	q := s.query
	q.Text, q.Literal = Text{Root: root}, true
	found, err := s.find(q)
	if err != nil {
		return 0, err
	}
	return found.Total.Value, nil
}
