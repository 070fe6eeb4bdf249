package index

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// readable writes an exact key as offices do: hòa, ủy rather than the hoà, uỷ
// of keys, and kỹ, lý for their kĩ, lí. What is no syllable stays.
func readable(exact string) string {
	s, ok := viet.ParseSyllable(exact)
	if !ok {
		return exact
	}
	if s.Nucleus == "i" && s.Coda == "" && longI[s.Onset] {
		s.Nucleus = "y"
	}
	if s.Coda == "" && openNuclei[s.Nucleus] && s.Onset != "qu" {
		return viet.Compose(s.Onset + s.Nucleus[:1] + toneMarks[s.Tone] + s.Nucleus[1:])
	}
	return s.String()
}

var toneMarks = map[viet.Tone]string{
	viet.Sắc: "\u0301", viet.Huyền: "\u0300", viet.Hỏi: "\u0309", viet.Ngã: "\u0303", viet.Nặng: "\u0323",
}

// longI are the onsets after which offices write a lone i as y.
var longI = map[string]bool{"h": true, "k": true, "l": true, "m": true, "t": true, "qu": true}

// openNuclei are the pairs whose tone stands on the first letter in the older
// way of writing, which offices keep.
var openNuclei = map[string]bool{"oa": true, "oe": true, "uy": true}

// spellingsIn counts how the words of texts are written, and gives for each
// exact key the way met most often, ties in byte order. Words in capitals and at
// the start of a sentence count as written small.
func spellingsIn(texts []string) map[string]string {
	met := map[string]map[string]int{}
	for _, text := range texts {
		for _, t := range tokenize(text) {
			if met[t.Exact] == nil {
				met[t.Exact] = map[string]int{}
			}
			met[t.Exact][viet.Compose(strings.ToLower(text[t.Start:t.End]))]++
		}
	}
	out := make(map[string]string, len(met))
	for exact, written := range met {
		out[exact] = commonest(written)
	}
	return out
}

// commonest is the key with the highest count, of several the first.
func commonest(counts map[string]int) string {
	keys := slices.Sorted(maps.Keys(counts))
	if len(keys) == 0 {
		return ""
	}
	return slices.MaxFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[a], counts[b]), cmp.Compare(b, a))
	})
}
