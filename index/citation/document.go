package citation

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// document is what may be compared with a citation of what a document says of
// itself.
type document struct {
	slot  int32  // noSlot for one that is not held
	id    string // where the answer names it; it takes longer to fetch than all else
	year  int16  // of the number: in its symbol, else that of issue
	date  directive.Date
	title uint64 // longTitle
	*profile
}

// minTitleWords is how long a title must be for its equality to count: shorter
// ones, such as "phòng, chống dịch Covid-19", stand on many documents.
const minTitleWords = 8

// titleKey is a title for comparison: folded, without the words that introduce
// it.
func titleKey(title string) string {
	key := viet.FoldKey(title)
	for _, lead := range []string{"v v ", "ve viec ", "ve "} {
		key = strings.TrimPrefix(key, lead)
	}
	return key
}

// longTitle stands for a title that is long enough to count; 0 for none.
func longTitle(title string) uint64 {
	if len(title) < minTitleWords {
		return 0
	}
	key := titleKey(title)
	if strings.Count(key, " ")+1 < minTitleWords {
		return 0
	}
	return hash(key)
}

// describe reads what a document says of itself, and the keys to hold it under.
func (g *Graph) describe(d *directive.Directive) (document, []string) {
	n, home := parseNumber(d.Number), d.Province
	if uncertain(d, "number") {
		n = number{}
	}
	if uncertain(d, "province") {
		home = ""
	}
	p := profile{body: g.bodies.of(d.Issuer, home), central: n.central, term: n.term, inTU: n.province, yeared: n.year != 0}
	p.from = origin(d, p.body)
	doc := document{slot: noSlot, id: d.ID, date: d.Issued, year: int16(d.Issued.Year), title: longTitle(d.Title), profile: &p}
	if p.yeared {
		doc.year = int16(n.year)
	}
	if kind := g.foldKind(d.Type); kind != "" {
		doc.kinds = []string{kind}
	} else {
		for _, k := range n.kinds {
			doc.kinds = append(doc.kinds, g.foldKind(k))
		}
	}
	return doc, doc.keys(d, n)
}

func (doc *document) keys(d *directive.Directive, n number) []string {
	var keys []string
	if n.series != "" {
		keys = append(keys, seriesKey(n))
	}
	if n.digits != "" && !n.short {
		keys = append(keys, shortKey(n, ""))
	}
	for _, kind := range doc.kinds {
		if name := lawName(kind, d.Title); name != "" && d.Type != "" {
			keys = append(keys, lawKey(name))
		}
		if n.digits != "" {
			keys = append(keys, shortKey(n, kind))
		}
		if d.Issued.Precision() == directive.PrecisionDay {
			keys = append(keys, dayKey(kind, d.Issued))
		}
	}
	return keys
}

// minConfidence is what an inferred value must have to be compared at all.
const minConfidence = 0.5

func uncertain(d *directive.Directive, field string) bool {
	e, ok := d.Evidence[field]
	return ok && e.Basis == directive.Inferred && e.Confidence < minConfidence
}

// origin is the place that relative issuers in a document mean. The dateline's
// place counts where the issuer does not say more, except for bodies of the
// centre, which all write "Hà Nội".
func origin(d *directive.Directive, b *body) place {
	if b.level == nationwide {
		return place{}
	}
	at := place{province: b.province, unit: b.unit, level: b.level}
	named := parseBody(d.Place)
	if named.province == "" && provinces[viet.FoldKey(d.Place)] {
		named.province = viet.FoldKey(d.Place)
	}
	if at.province == "" && (b.level != levelUnknown || !centralCities[named.province]) {
		at.province = named.province
	}
	if b.level == district && at.unit == "" && named.province == "" {
		at.unit = join(named.office, named.unit)
		if named.unit != "" {
			at.unit = named.unit
		}
	}
	return at
}

// foldKind folds the name of a type, which comes again and again.
func (g *Graph) foldKind(k directive.Kind) string {
	if folded, ok := g.kinds.Load(k); ok {
		return folded.(string)
	}
	folded := viet.FoldKey(string(k))
	g.kinds.Store(directive.Kind(strings.Clone(string(k))), folded)
	return folded
}
