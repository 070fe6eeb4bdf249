package analyzers

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// The names under which bleve knows the tokenizers and analyzers; a tokenizer
// and its analyzer share a name.
const (
	Name       = "vi"        // keeps accents
	FoldedName = "vi_folded" // drops them
)

// Version names the way of cutting and keying. Terms of different versions must
// not be mixed in one index.
const Version = "vi-1"

func init() {
	for name, tokenizer := range map[string]Tokenizer{Name: {}, FoldedName: {Folded: true}} {
		if err := register(name, tokenizer); err != nil {
			panic(fmt.Sprintf("analyzers: register %q: %v", name, err))
		}
	}
}

func register(name string, tokenizer Tokenizer) error {
	err := registry.RegisterTokenizer(name,
		func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) { return tokenizer, nil })
	if err != nil {
		return err
	}
	return registry.RegisterAnalyzer(name,
		func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return &analysis.DefaultAnalyzer{Tokenizer: tokenizer}, nil
		})
}
