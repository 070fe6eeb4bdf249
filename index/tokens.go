package index

import (
	"sync"

	"tracuu/analyzers/viet"
)

// tokenizers are kept between calls, since they remember the keys of words.
var tokenizers = sync.Pool{New: func() any { return viet.NewTokenizer() }}

// bench is what reading one document needs and leaves behind for the next: a
// tokenizer that knows the words, and room for the tokens and for the spots.
type bench struct {
	tokenizer      *viet.Tokenizer
	tokens         []viet.Token
	spots, glanced []spot
}

var benches = sync.Pool{New: func() any { return &bench{tokenizer: viet.NewTokenizer()} }}

// tokenize cuts a text with a tokenizer from the pool.
func tokenize(text string) []viet.Token {
	t := tokenizers.Get().(*viet.Tokenizer)
	defer tokenizers.Put(t)
	return t.Append(nil, []byte(text))
}
