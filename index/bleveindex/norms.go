package bleveindex

// normTable is up to how many words of a document its norm is looked up.
const normTable = 2048

// norm is what the length of a document adds to a frequency in BM25: what more
// occurrences are held against.
func norm(length int32, average float64) float64 {
	return saturation * (1 - lengthShare + lengthShare*float64(length)/average)
}

// norms are the norms by length, as far as they are kept. They belong to the
// average of the view.
func (v *view) norms() []float64 {
	if v.normed == nil {
		v.normed = make([]float64, normTable)
		for length := range v.normed {
			v.normed[length] = norm(int32(length), v.average)
		}
	}
	return v.normed
}

func (s *scorer) norm(length int32) float64 {
	if int(length) < len(s.norms) {
		return s.norms[length]
	}
	return norm(length, s.average)
}

// saturate is the BM25 value of a term that occurs so often in a document of
// that many words.
func (s *scorer) saturate(frequency float64, length int32) float64 {
	return frequency * (saturation + 1) / (frequency + s.norm(length))
}

// addCounts adds what a word gives to the scores of documents, where it is known
// how often each document has it.
func (s *scorer) addCounts(seg *segmentView, w *wordCounts, weight float64, docs []uint32, out []float64) {
	out = out[:len(docs)]
	for i, doc := range docs {
		if n := w.counts[doc]; n > 0 {
			out[i] += weight * s.saturate(float64(n), seg.lengths[doc])
		}
	}
}
