package index

import (
	"sync"

	"tracuu/analyzers/viet"
)

// tokenizers are kept between calls, since they remember the keys of words.
var tokenizers = sync.Pool{New: func() any { return viet.NewTokenizer() }}

// tokenize cuts a text with a tokenizer from the pool.
func tokenize(text string) []viet.Token {
	t := tokenizers.Get().(*viet.Tokenizer)
	defer tokenizers.Put(t)
	return t.Append(nil, []byte(text))
}
