package relevance

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// Words that Remembered takes of a title: two pieces, since memory leaves gaps.
const (
	firstPiece  = 3
	secondPiece = 2
	leastTitle  = 10 // words of a title that there is something to leave out of
)

// Remembered is the set with queries as people make them who half remember one of its
// documents: two pieces of its title, in order, half of the time behind the name of its
// type ("Thông tư mức thu phí … khoáng sản"). All words stand in the document, and
// mostly in many others. What is chosen follows from the document's id alone.
func (s *Set) Remembered() *Set {
	out := &Set{Name: "remembered", Documents: s.Documents}
	for _, d := range s.Documents {
		words := strings.Fields(d.Title)
		if len(words) < leastTitle {
			continue
		}
		h := fnv.New64a()
		_, _ = h.Write([]byte(d.ID)) // a hash takes everything
		r := rand.New(rand.NewPCG(seed, h.Sum64()))
		first := r.IntN(len(words) - firstPiece - secondPiece)
		gap := 1 + r.IntN(len(words)-firstPiece-secondPiece-first)
		second := first + firstPiece + gap
		typed := append(words[first:first+firstPiece:first+firstPiece], words[second:second+secondPiece]...)
		if r.IntN(2) == 0 && len(strings.Fields(d.Type)) == 2 {
			typed = append([]string{d.Type}, typed...)
		}
		text := strings.Trim(strings.Join(typed, " "), " ,;.:“”\"'()-")
		out.Queries = append(out.Queries, Query{ID: "r-" + d.ID, Text: text, Relevant: map[string]bool{d.ID: true}})
	}
	return out
}
