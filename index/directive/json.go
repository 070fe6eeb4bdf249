package directive

import "encoding/json"

// MarshalJSON writes the directive with its lists as [] and never null, without
// the fields that nothing is known of, and with "" for those that a caller or a
// curator declared empty (their evidence says so).
func (d Directive) MarshalJSON() ([]byte, error) {
	type plain Directive
	d.fillLists()
	out, err := json.Marshal(plain(d))
	if err != nil {
		return nil, err
	}
	empty := d.declaredEmpty()
	if len(empty) == 0 {
		return out, nil
	}
	out = out[:len(out)-1]
	for _, name := range empty {
		out = append(out, `,"`+name+`":""`...)
	}
	return append(out, '}'), nil
}

// fillLists makes nil lists empty ones, for the encoding.
func (d *Directive) fillLists() {
	fill(&d.Recipients)
	fill(&d.Distribution)
	fill(&d.Dates)
	fill(&d.Keywords)
	fill(&d.References)
	fill(&d.Pages)
	fill(&d.Noise)
	fill(&d.Repairs)
	fill(&d.Problems)
	if d.Evidence == nil {
		d.Evidence = map[string]Evidence{}
	}
}

func fill[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// declaredEmpty lists the single-valued fields whose evidence says that somebody
// set them and that are empty.
func (d *Directive) declaredEmpty() []string {
	var names []string
	for i := range fields {
		f := &fields[i]
		e, ok := d.Evidence[f.name]
		if ok && f.single && (e.Basis == Supplied || e.Basis == Curated) && isZero(f.at(d)) {
			names = append(names, f.name)
		}
	}
	return names
}
