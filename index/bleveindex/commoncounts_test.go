package bleveindex

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
)

// TestCountCommon holds what is counted of word sequences to counting words, own
// words among them, and to what does not fit into a byte.
func TestCountCommon(t *testing.T) {
	texts := []string{
		"quy định, quý vị. Quy QUY", "định quỹ 12", "không có gì",
		strings.Repeat("rất ", 300) + "quy", "dịnh dĩnh địnk quy định",
	}
	var words []commonWord
	for _, w := range wordsIn("quy định rất") {
		words = append(words, commonWord{code: table.codes[w.Exact]}, commonWord{code: table.codes[w.Exact], folded: true})
	}
	c := newCommonCounter(words, len(texts))
	for doc, text := range texts {
		if err := c.count(uint32(doc), sequenceOf(text)); err != nil {
			t.Fatal(err)
		}
	}
	for i, w := range words {
		want := make([]uint8, len(texts))
		most := 0
		for doc, text := range texts {
			n := 0
			for _, token := range wordsIn(text) {
				if w.folded && token.Folded == table.folded[w.code] || !w.folded && token.Exact == table.words[w.code] {
					n++
				}
			}
			want[doc], most = uint8(n), max(most, n)
		}
		switch {
		case most > 255 && c.counts[i] != nil:
			t.Errorf("%s: %d occurrences in a byte", c.keys[i], most)
		case most <= 255 && !slices.Equal(c.counts[i], want):
			t.Errorf("%s: %v, want %v", c.keys[i], c.counts[i], want)
		}
	}
}

// TestCommonCountsAreThoseOfPostings counts a segment both ways.
func TestCommonCountsAreThoseOfPostings(t *testing.T) {
	e, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	var drafts []index.Draft
	for i := range 200 {
		var d index.Draft
		d.ID = fmt.Sprint(i)
		d.Read.Text = fmt.Sprintf("Quy định %d về quý. %s", i, strings.Repeat("Định giá quỹ đất dĩnhx. ", i%5))
		drafts = append(drafts, d)
	}
	if _, err := e.Put(t.Context(), index.Everything(), drafts...); err != nil {
		t.Fatal(err)
	}
	err = e.withView(func(v *view) error {
		for _, s := range v.segments {
			words, err := s.commonest(countedPerDocument)
			if err == nil {
				err = s.countWords(words)
			}
			if err != nil {
				return err
			}
			counted := maps.Clone(s.columns.counts.words)
			if w := wordsIn("quý")[0]; counted[w.Exact].small == nil || counted[foldedSets+w.Folded].small == nil {
				t.Errorf("counted only %v", slices.Sorted(maps.Keys(counted)))
			}
			for key, own := range counted {
				read := wordCounts{small: make([]uint8, len(s.ids))}
				spellings := []string{key}
				if folded, any := strings.CutPrefix(key, foldedSets); any {
					if spellings, err = s.spellings(folded); err != nil {
						return err
					}
				}
				for _, word := range spellings {
					if err := s.readCounts(&read, word); err != nil {
						return err
					}
				}
				if !slices.Equal(own.small, read.small) {
					t.Errorf("%q is counted in another way from the sequences than from the postings", key)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
