package bleveindex

import "tracuu/index"

// readProse gives the words of a sequence as index.Prose, at most so many of
// them.
func readProse(sequence []byte, most int) (index.Prose, error) {
	own, stream, err := readEntries(nil, sequence)
	if err != nil {
		return nil, err
	}
	var out index.Prose
	var sentence []string
	aside := false
	for len(stream) > 0 && most > 0 {
		word, n := nextWord(stream)
		if n == 0 {
			return nil, errSequence
		}
		stream = stream[n:]
		if word >= 0 {
			exact, _, ok := keysOf(word, own)
			if !ok {
				return nil, errSequence
			}
			if !aside {
				sentence = append(sentence, exact)
				most--
			}
			continue
		}
		if mark := ^word; mark != markSentence {
			aside = mark == markNoise || mark == markAside
		}
		if len(sentence) > 0 {
			out, sentence = append(out, sentence), nil
		}
	}
	if len(sentence) > 0 {
		out = append(out, sentence)
	}
	return out, nil
}
