package analyzers

import (
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"

	"tracuu/analyzers/viet"
)

// SentenceGap is by how much positions rise where a sentence ends, instead of
// by one. A bleve phrase query matches positions that rise by exactly one.
const SentenceGap = 2

// Tokenizer cuts text into syllables, words and numbers with true offsets. The
// zero value keeps accents in its terms. It is safe for concurrent use.
type Tokenizer struct {
	// Folded makes the terms the keys without accents.
	Folded bool
}

// cutter is what one call to Tokenize needs; cutters are used again because
// they remember the words they met.
type cutter struct {
	tokenizer *viet.Tokenizer
	tokens    []viet.Token
}

var cutters = sync.Pool{New: func() any { return &cutter{tokenizer: viet.NewTokenizer()} }}

// Tokenize implements analysis.Tokenizer. It never fails, on any bytes.
func (t Tokenizer) Tokenize(text []byte) analysis.TokenStream {
	c := cutters.Get().(*cutter)
	defer cutters.Put(c)
	c.tokens = c.tokenizer.Append(c.tokens[:0], text)

	stream := make(analysis.TokenStream, len(c.tokens))
	tokens := make([]analysis.Token, len(c.tokens))
	position := 0
	for i, token := range c.tokens {
		position++
		if i > 0 && token.Gap == viet.GapSentence {
			position += SentenceGap - 1
		}
		term := token.Exact
		if t.Folded {
			term = token.Folded
		}
		tokens[i] = analysis.Token{
			Term: []byte(term), Start: token.Start, End: token.End,
			Position: position, Type: kindOf(term),
		}
		stream[i] = &tokens[i]
	}
	return stream
}

func kindOf(term string) analysis.TokenType {
	for i := range len(term) {
		if term[i] < '0' || term[i] > '9' {
			return analysis.AlphaNumeric
		}
	}
	return analysis.Numeric
}
