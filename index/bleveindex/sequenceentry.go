package bleveindex

import (
	"encoding/binary"
	"strings"

	"tracuu/analyzers/viet"
)

// entry is a word of a document's own in its sequence, as it stands there.
type entry struct {
	hash byte
	keys []byte
	both bool // both keys stand there
}

func appendEntry(b []byte, exact, folded string) []byte {
	keys, both := exact, uint64(0)
	if viet.Fold(exact) != folded {
		keys, both = exact+keySeparator+folded, 1
	}
	b = binary.AppendUvarint(b, uint64(len(keys))<<1|both)
	b = append(b, hashKey(folded))
	return append(b, keys...)
}

// readEntries appends the entries of a sequence to a list and returns the words
// that follow them.
func readEntries(list []entry, b []byte) (_ []entry, stream []byte, err error) {
	count, n := uvarint(b)
	if n <= 0 || count > uint64(len(b)) {
		return list, nil, errSequence
	}
	b = b[n:]
	for range count {
		size, n := uvarint(b)
		if n <= 0 || size>>1 >= uint64(len(b)-n) {
			return list, nil, errSequence
		}
		end := n + 1 + int(size>>1)
		list = append(list, entry{hash: b[n], keys: b[n+1 : end], both: size&1 == 1})
		b = b[end:]
	}
	return list, b, nil
}

// skipEntries returns the words of a sequence.
func skipEntries(b []byte) (stream []byte, err error) {
	count, n := uvarint(b)
	if n <= 0 || count > uint64(len(b)) {
		return nil, errSequence
	}
	b = b[n:]
	for range count {
		size, n := uvarint(b)
		if n <= 0 || size>>1 >= uint64(len(b)-n) {
			return nil, errSequence
		}
		b = b[n+1+int(size>>1):]
	}
	return b, nil
}

// keysOf gives both keys of a word that stands in a sequence with such entries.
// It reports false for a code that means none.
func keysOf(word int, own []entry) (exact, folded string, ok bool) {
	if word < len(table.words) {
		return table.words[word], table.folded[word], true
	}
	if word -= firstOwn; word < 0 || word >= len(own) {
		return "", "", false
	}
	exact, folded = own[word].split()
	return exact, folded, true
}

// split gives both keys.
func (e entry) split() (exact, folded string) {
	if e.both {
		exact, folded, _ = strings.Cut(string(e.keys), keySeparator)
		return exact, folded
	}
	exact = string(e.keys)
	return exact, viet.Fold(exact)
}

// hashKey makes one byte of a key without accents, which rules out nearly all
// words before any letters are compared.
func hashKey(folded string) byte {
	h := uint32(2166136261) // FNV-1a
	for i := range len(folded) {
		h = (h ^ uint32(folded[i])) * 16777619
	}
	return byte(h ^ h>>8 ^ h>>16 ^ h>>24)
}
