package bleveindex

import (
	_ "embed"
	"strings"
)

//go:embed common.txt
var commonData string

// common are the syllables, by their keys without accents, so frequent that two
// of them stand somewhere in most documents. Only where both words of a pair
// are common is the pair a term of its own: a rarer word leaves so few documents
// that reading their word sequences is cheaper than three times the indexing.
// The list is part of the schema; a change of it needs another schemaVersion.
var common = readCommon(commonData)

func readCommon(data string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			words[word] = true
		}
	}
	return words
}

// paired reports whether two words in a row are a term, by their keys without
// accents.
func paired(first, second string) bool { return common[first] && common[second] }
