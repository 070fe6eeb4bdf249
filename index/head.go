package index

import (
	"slices"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// headWords bounds the words of one part of a document's head.
const headWords = 64

// head gives the keys without accents of the words that say what a document is: those of
// its type, its issuer and its title, each once. Who half remembers a document types
// these: "công điện ứng phó bão" looks for such a công điện, not for a long circular in
// which the five words stand anywhere.
func head(d *directive.Directive, tokenizer *viet.Tokenizer) []string {
	var keys []string
	for _, part := range []string{string(d.Type), d.Issuer, d.Title} {
		tokens := tokenizer.Append(nil, []byte(part))
		for _, token := range tokens[:min(len(tokens), headWords)] {
			if !slices.Contains(keys, token.Folded) {
				keys = append(keys, token.Folded)
			}
		}
	}
	return keys
}
