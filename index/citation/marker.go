package citation

import "slices"

// marker is a word that says of which rank the place after it is.
type marker struct {
	level  level
	words  int
	office string // what it adds to the name of the office
}

func markerAt(words []word, i int) (marker, bool) {
	next := word{}
	if i+1 < len(words) {
		next = words[i+1]
	}
	w := words[i]
	if next.fold == "uy" {
		switch {
		case w.fold == "tinh":
			return marker{province, 2, committee}, true
		case w.fold == "thanh":
			return marker{city, 2, committee}, true
		case w.fold == "huyen", w.fold == "thi", w.exact == "quận":
			return marker{district, 2, committee}, true
		}
	}
	switch {
	case w.fold == "dang" && next.fold == "bo":
		return marker{levelUnknown, 2, committee}, true
	case w.fold == "tinh" && w.exact != "tính" && w.exact != "tình":
		return marker{level: province, words: 1}, true
	case w.fold == "thanh" && next.fold == "pho":
		return marker{level: city, words: 2}, true
	case w.fold == "huyen", w.exact == "quận":
		return marker{level: district, words: 1}, true
	case w.fold == "thi" && next.exact == "xã":
		return marker{level: district, words: 2}, true
	case w.fold == "thi" && next.fold == "tran":
		return marker{level: commune, words: 2}, true
	case w.exact == "xã" && next.fold != "hoi", w.exact == "phường":
		return marker{level: commune, words: 1}, true
	}
	return marker{}, false
}

// readPlaces reads the places from the first marker on, the lowest first.
func (b *body) readPlaces(words []word, m marker) {
	for {
		b.office = join(b.office, m.office)
		words = words[m.words:]
		end, next := 0, marker{}
		for ; end < len(words); end++ {
			if found, ok := markerAt(words, end); ok {
				next = found
				break
			}
		}
		b.readPlace(m.level, words[:end])
		if end == len(words) {
			return
		}
		words, m = words[end:], next
	}
}

// readPlace reads the name after one marker; words that are no name belong to
// the office ("Ban Chỉ đạo tỉnh về …").
func (b *body) readPlace(l level, name []word) {
	known := provinceLen(name)
	switch found := joinFolds(name[:known]); {
	case l == levelUnknown:
		b.office = join(b.office, joinFolds(name))
		return
	case l == city && centralCities[found]:
		l, b.province = province, found
	case l == province:
		b.province = found
	default:
		end := slices.IndexFunc(name, func(w word) bool { return w.fold == "ve" })
		if known = end; end < 0 {
			known = len(name)
		}
		if b.unit == "" {
			b.unit = joinFolds(name[:known])
		} else if b.level == commune {
			b.outer = joinFolds(name[:known])
		}
		if l == city && known > 0 {
			l = district
		}
	}
	b.office = join(b.office, joinFolds(name[known:]))
	if b.level == levelUnknown {
		b.level = l
	}
}

// placeAtEnd reads a province at the end of a name without markers: "Sở Y tế Hải
// Dương". A province alone is a place whose office is left open.
func (b *body) placeAtEnd(words []word) {
	for n := min(maxProvinceWords, len(words)); n > 0; n-- {
		if name := joinFolds(words[len(words)-n:]); provinces[name] {
			b.province, b.office = name, joinFolds(words[:len(words)-n])
			break
		}
	}
	if len(words) > 0 && words[0].exact == "sở" {
		b.level = province
	}
}
