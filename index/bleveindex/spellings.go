package bleveindex

import (
	"fmt"
	"strings"
)

// spellings are the words of a segment that are the same without accents, by
// their exact keys. What a segment has of the known words stays with its
// columns; others it has under fieldSpelling.
func (s *segmentView) spellings(folded string) ([]string, error) {
	if words, ok := s.spelled[folded]; ok {
		return words, nil
	}
	words, err := s.readSpellings(folded)
	if err == nil {
		s.spelled[folded] = words
	}
	return words, err
}

func (s *segmentView) readSpellings(folded string) ([]string, error) {
	var words []string
	has := func(word string) error {
		found, err := s.hasWord(word)
		if found {
			words = append(words, word)
		}
		return err
	}
	if code, ok := table.codes[folded]; !ok || table.folded[code] != folded {
		if err := has(folded); err != nil { // a word without accents that the table does not know
			return nil, err
		}
	}
	for _, code := range table.variants[folded] {
		if err := has(table.words[code]); err != nil {
			return nil, err
		}
	}
	dict, err := s.dictionary(fieldSpelling)
	if err != nil {
		return nil, err
	}
	start := append([]byte(folded), spellingSeparator)
	end := append([]byte(folded), spellingSeparator+1)
	for it := dict.AutomatonIterator(nil, start, end); ; {
		entry, err := it.Next()
		if err != nil {
			return nil, fmt.Errorf("bleveindex: read the terms of field %q: %w", fieldSpelling, err)
		}
		if entry == nil {
			return words, nil
		}
		_, exact, _ := strings.Cut(entry.Term, string(spellingSeparator))
		words = append(words, exact)
	}
}

// spellingSeparator stands between the keys of a word in fieldSpelling, the one
// without accents first. No key holds it.
const spellingSeparator = ' '

func spellingTerm(exact, folded string) string {
	return folded + string(spellingSeparator) + exact
}

// hasWord reports whether a segment has a word, by its exact key.
func (s *segmentView) hasWord(word string) (bool, error) {
	dict, err := s.dictionary(fieldExact)
	if err != nil {
		return false, err
	}
	found, err := dict.Contains([]byte(word))
	if err != nil {
		return false, fmt.Errorf("bleveindex: look up a word: %w", err)
	}
	return found, nil
}
