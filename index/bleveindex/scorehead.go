package bleveindex

import "github.com/RoaringBitmap/roaring/v2"

// headShare is what a word adds that stands in a document's type, issuer or title,
// against its idf.
const headShare = 1.0

// addHead adds to the scores of documents what words in their heads give. It is for
// short texts, whose words all stand in each document: what tells them apart is where.
func (s *scorer) addHead(seg *segmentView, docs []uint32, set *roaring.Bitmap, out []float64) error {
	for _, w := range s.words {
		weight := s.headWeight(w)
		if weight == 0 {
			continue
		}
		heads, err := seg.docs(fieldHead, []byte(w.Folded))
		if err != nil {
			return err
		}
		if heads.IsEmpty() {
			continue
		}
		at := 0
		for it := roaring.And(heads, set).Iterator(); it.HasNext(); {
			doc := it.Next()
			for docs[at] < doc {
				at++
			}
			out[at] += weight
		}
	}
	return nil
}

// headWeight is what a word adds where it stands in a head: nothing for another
// spelling of a word that counts already.
func (s *scorer) headWeight(w scoreWord) float64 {
	if w.folded == 0 {
		return 0
	}
	return headShare * (w.exact + w.folded)
}
