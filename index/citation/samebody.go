package citation

import "strings"

// likeness is how two bodies compare.
type likeness uint8

const (
	unknownBody likeness = iota // nothing settles it
	sameBody
	otherBody
	otherPlace // the same office of another place
)

// boundTo completes a relative body, such as "UBND tỉnh", by the place of the
// document that names it. A "tỉnh" is no city of the centre.
func (b body) boundTo(at place) body {
	switch b.level {
	case province:
		if b.province == "" && !centralCities[at.province] {
			b.province = at.province
		}
	case city:
		if b.province != "" || b.unit != "" {
			break
		}
		if centralCities[at.province] {
			b.level, b.province = province, at.province
		}
	case district, commune:
		if b.unit == "" && b.province == "" && at.level == b.level {
			b.unit = at.unit
		}
		if b.province == "" {
			b.province = at.province
		}
	}
	return b
}

// compareBodies compares the body that a citation names, bound to the place of
// the citing document, with that of a document.
func compareBodies(cited, held *body) likeness {
	if cited.level != levelUnknown && held.level != levelUnknown && levelsDiffer(cited.level, held.level) {
		return otherBody
	}
	if differ(cited.province, held.province) && cited.level != nationwide && held.level != nationwide {
		return otherPlace
	}
	office := compareOffices(cited.office, held.office)
	if office == otherBody {
		return otherBody
	}
	if differ(cited.unit, held.unit) || differ(cited.outer, held.outer) {
		return otherPlace
	}
	if office == unknownBody || cited.level != held.level {
		return unknownBody
	}
	switch cited.level {
	case nationwide:
		return sameBody
	case province:
		if cited.province != "" && cited.province == held.province {
			return sameBody
		}
	case district, commune:
		// Communes of one name lie in several districts of a province.
		if cited.unit != "" && cited.unit == held.unit && cited.province != "" && cited.province == held.province &&
			(cited.level == district || cited.outer != "" && cited.outer == held.outer) {
			return sameBody
		}
	}
	return unknownBody
}

// compareOffices compares what bodies are, places aside. A name inside the other
// settles nothing; nor does "Chính phủ" for its Prime Minister, which texts say
// loosely.
func compareOffices(a, b string) likeness {
	switch {
	case a == "" || b == "":
		return unknownBody
	case a == b:
		return sameBody
	case strings.HasPrefix(a, b+" "), strings.HasPrefix(b, a+" "), strings.HasSuffix(a, " "+b), strings.HasSuffix(b, " "+a):
		return unknownBody
	}
	return otherBody
}

func levelsDiffer(a, b level) bool {
	if a == b {
		return false
	}
	if a > b {
		a, b = b, a
	}
	return !(a == district && b == city || a == city && b == province)
}

func differ(a, b string) bool { return a != "" && b != "" && a != b }
