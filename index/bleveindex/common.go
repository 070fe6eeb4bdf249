package bleveindex

import (
	_ "embed"
	"strings"
)

//go:embed common.txt
var commonData string

// common are the syllables, by their keys without accents, so frequent that two
// of them stand somewhere in most documents. Only where both words of a pair
// are common is the pair a term of its own, whatever the accents: a rarer word
// leaves so few documents that reading their word sequences is cheaper than more
// terms. Over recombined legal text the median phrase of two, three and four words
// leaves 21, 6 and 2 % of the documents to read, without pairs 42, 24 and 16 %; a
// segment keeps three bytes for each pair of a document.
// The list is part of the schema, as the table of known words is.
var common = readCommon(commonData)

// commonList numbers the common syllables.
type commonList struct {
	numbers map[string]uint8 // by key, from 1; 0 for what is not common
	terms   []string         // of pairs, by pairNumber
}

func readCommon(data string) commonList {
	list := commonList{numbers: map[string]uint8{}}
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			list.numbers[word] = uint8(len(list.numbers) + 1)
		}
	}
	list.terms = make([]string, maxPairs)
	for number := range list.terms {
		list.terms[number] = string([]byte{byte(number / commonSize), byte(number % commonSize)})
	}
	return list
}

const (
	commonSize = 129 // numbers of common syllables, 0 included
	maxPairs   = commonSize * commonSize
)

func pairNumber(first, second uint8) int { return int(first)*commonSize + int(second) }

// pair is the term of two words in a row, by their keys without accents, if they
// are one.
func (l *commonList) pair(first, second string) (term string, ok bool) {
	a, b := l.numbers[first], l.numbers[second]
	if a == 0 || b == 0 {
		return "", false
	}
	return l.terms[pairNumber(a, b)], true
}
