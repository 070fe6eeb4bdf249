package bleveindex

import "tracuu/index"

// readProse gives the words of a sequence as index.Prose, at most so many of
// them.
func readProse(sequence []byte, most int) (index.Prose, error) {
	words, stream, err := readKeys(sequence)
	if err != nil {
		return nil, err
	}
	var out index.Prose
	var sentence []string
	aside := false
	for len(stream) > 0 && most > 0 {
		id, n := uvarint(stream)
		if n <= 0 || id >= firstWord && id-firstWord >= uint64(len(words)) {
			return nil, errSequence
		}
		stream = stream[n:]
		if id >= firstWord {
			if !aside {
				sentence = append(sentence, words[id-firstWord])
				most--
			}
			continue
		}
		if id != markSentence {
			aside = id == markNoise || id == markAside
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

// readKeys gives the exact keys of a sequence's words in the order of their ids,
// and the rest of the sequence.
func readKeys(b []byte) (words []string, stream []byte, err error) {
	count, n := uvarint(b)
	if n <= 0 || count > uint64(len(b)) {
		return nil, nil, errSequence
	}
	b = b[n:]
	words = make([]string, 0, count)
	for range count {
		size, n := uvarint(b)
		if n <= 0 || size>>1 >= uint64(len(b)-n) {
			return nil, nil, errSequence
		}
		end := n + 1 + int(size>>1)
		exact, _ := entry{keys: b[n+1 : end], both: size&1 == 1}.split()
		words = append(words, string(exact))
		b = b[end:]
	}
	return words, b, nil
}
