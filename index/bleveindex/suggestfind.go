package bleveindex

import (
	"cmp"
	"slices"
)

// starting are the values that start with the words, of which the last may be
// only the beginning of one.
func (c *completions) starting(keys []string, open bool) []uint32 {
	row := make([]uint32, len(keys), len(keys)+1)
	last := len(keys) - 1
	for i, key := range keys {
		at, ok := c.words.find(key)
		if !ok && !(open && i == last) {
			return nil
		}
		row[i] = at
	}
	after := row[last] + 1
	if open {
		row[last], after = c.words.starting(keys[last])
	}
	from := c.first(row)
	row[last] = after
	end := c.first(row)
	out := make([]uint32, 0, max(from, end)-from)
	for entry := from; entry < end; entry++ {
		out = append(out, entry)
	}
	return out
}

// holding are the values that have all the words, in any order. The beginning of a
// word stands for no more than openedWords.
func (c *completions) holding(keys []string, open bool) []uint32 {
	return c.withWords(keys, open, openedWords)
}

// holdingAll are the same without a bound, which hidden values would share.
func (c *completions) holdingAll(keys []string, open bool) []uint32 {
	return c.withWords(keys, open, c.words.count)
}

func (c *completions) withWords(keys []string, open bool, words int) []uint32 {
	var out []uint32
	for i, key := range keys {
		var list []uint32
		if open && i == len(keys)-1 {
			list = c.opened(key, words)
		} else if at, ok := c.words.find(key); ok {
			list = c.having.of(at)
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

// opened are the values that have a word which starts so. Of more words than most
// those are taken that most values have.
func (c *completions) opened(letters string, most int) []uint32 {
	var lists [][]uint32
	for word, end := c.words.starting(letters); word < end; word++ {
		lists = append(lists, c.having.of(word))
	}
	if len(lists) > most {
		slices.SortFunc(lists, func(a, b []uint32) int { return cmp.Compare(len(b), len(a)) })
		lists = lists[:most]
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

// tried is a value and how many documents have it.
type tried struct {
	entry     uint32
	documents int
}

// best are the values that most documents have, as many as are tried.
func (c *completions) best(entries []uint32) []tried {
	out := make([]tried, len(entries))
	for at, i := range entries {
		out[at] = tried{i, c.documents(i)}
	}
	if len(out) <= triedCompletions {
		return out
	}
	slices.SortStableFunc(out, func(a, b tried) int { return cmp.Compare(b.documents, a.documents) })
	return out[:triedCompletions]
}
