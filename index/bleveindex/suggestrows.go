package bleveindex

import (
	"sort"
	"strings"
)

// wordRow is a list of words in order, one behind the other.
type wordRow struct {
	text   string
	starts packed // and an end
	count  int
}

func newWordRow(words []string) wordRow {
	starts := make([]uint32, len(words)+1)
	for i, word := range words {
		starts[i+1] = starts[i] + uint32(len(word))
	}
	return wordRow{text: strings.Join(words, ""), starts: packRow(starts), count: len(words)}
}

func (w *wordRow) at(i uint32) string {
	return w.text[w.starts.at(int(i)):w.starts.at(int(i)+1)]
}

// from is the first word that is not before another.
func (w *wordRow) from(word string) uint32 {
	return uint32(sort.Search(w.count, func(i int) bool { return w.at(uint32(i)) >= word }))
}

func (w *wordRow) find(word string) (uint32, bool) {
	at := w.from(word)
	return at, int(at) < w.count && w.at(at) == word
}

// starting are the words that start with letters: from one to before another.
func (w *wordRow) starting(letters string) (from, end uint32) {
	from = w.from(letters)
	for end = from; int(end) < w.count && strings.HasPrefix(w.at(end), letters); end++ {
	}
	return from, end
}

// lists are rows of numbers, one behind the other.
type lists struct{ starts, items packed }

// bounds tell where a list begins and ends among the items.
func (l *lists) bounds(list uint32) (from, end int) {
	return int(l.starts.at(int(list))), int(l.starts.at(int(list) + 1))
}

// of is a list as it is.
func (l *lists) of(list uint32) []uint32 {
	from, end := l.bounds(list)
	out := make([]uint32, 0, end-from)
	for i := from; i < end; i++ {
		out = append(out, l.items.at(i))
	}
	return out
}
