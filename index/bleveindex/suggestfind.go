package bleveindex

import (
	"cmp"
	"slices"
	"strings"
)

// starting are the values that start with the words, of which the last may be
// only the beginning of one.
func (c *completions) starting(keys []string, open bool) []uint32 {
	start := strings.Join(keys, " ")
	first, _ := slices.BinarySearchFunc(c.entries, start, func(e completion, s string) int { return cmp.Compare(e.key, s) })
	var out []uint32
	for i := first; i < len(c.entries) && strings.HasPrefix(c.entries[i].key, start); i++ {
		rest := c.entries[i].key[len(start):]
		if open || rest == "" || rest[0] == ' ' {
			out = append(out, uint32(i))
		}
	}
	return out
}

// holding are the values that have all the words, in any order.
func (c *completions) holding(keys []string, open bool) []uint32 {
	var out []uint32
	for i, key := range keys {
		var list []uint32
		if open && i == len(keys)-1 {
			list = c.opened(key)
		} else if at, ok := slices.BinarySearch(c.words, key); ok {
			list = c.having[at]
		}
		if i == 0 {
			out = list
		} else {
			out = inBoth(out, list)
		}
		if len(out) == 0 {
			return nil
		}
	}
	return out
}

// opened are the values that have a word which starts so. Of very many words
// those that most values have are taken.
func (c *completions) opened(letters string) []uint32 {
	first, _ := slices.BinarySearch(c.words, letters)
	var lists [][]uint32
	for i := first; i < len(c.words) && strings.HasPrefix(c.words[i], letters); i++ {
		lists = append(lists, c.having[i])
	}
	if len(lists) > openedWords {
		slices.SortFunc(lists, func(a, b []uint32) int { return cmp.Compare(len(b), len(a)) })
		lists = lists[:openedWords]
	}
	out := slices.Concat(lists...)
	slices.Sort(out)
	return slices.Compact(out)
}

// inBoth is what two ordered lists have in common.
func inBoth(a, b []uint32) []uint32 {
	var out []uint32
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case b[0] < a[0]:
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}

// best are the values that most documents have, as many as are tried.
func (c *completions) best(entries []uint32) []uint32 {
	if len(entries) <= triedCompletions {
		return entries
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b uint32) int {
		return cmp.Compare(len(c.entries[b].docs), len(c.entries[a].docs))
	})
	return entries[:triedCompletions]
}
