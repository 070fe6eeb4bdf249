package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
	bquery "github.com/blevesearch/bleve/v2/search/query"
)

func init() {
	made["bleve"] = func() engine { return &bleveEngine{} }
	made["bleve-tuned"] = func() engine { return &bleveEngine{tuned: true} }
}

// bleveEngine is plain bleve. Its default mapping gets the document as a user
// would give it; the tuned one the words with and without accents, positions for
// those with accents alone, columns for facets, and stores nothing.
type bleveEngine struct {
	tuned bool
	index bleve.Index
}

// bleveDoc is what bleve indexes; Folded is empty with the default mapping.
type bleveDoc struct {
	Text     string   `json:"text"`
	Folded   string   `json:"folded"`
	Issuer   string   `json:"issuer"`
	Type     string   `json:"type"`
	Province string   `json:"province"`
	Year     string   `json:"year"`
	Day      float64  `json:"day"`
	Number   string   `json:"number"`
	Cites    []string `json:"cites"`
}

func (b *bleveEngine) open(dir string, create bool) (err error) {
	path := dir + "/bleve"
	if !create {
		b.index, err = bleve.Open(path)
		return err
	}
	m := bleve.NewIndexMapping()
	if b.tuned {
		if m, err = tunedMapping(); err != nil {
			return err
		}
	} else {
		// The one departure from the default: values that are looked up whole are
		// not cut into words.
		doc := bleve.NewDocumentMapping()
		for _, name := range []string{"issuer", "type", "province", "year", "number", "cites"} {
			doc.AddFieldMappingsAt(name, keywordField())
		}
		m.DefaultMapping = doc
	}
	b.index, err = bleve.New(path, m)
	return err
}

func keywordField() *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = keyword.Name
	return f
}

func tunedMapping() (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer("words", map[string]any{
		"type": custom.Name, "tokenizer": unicode.Name, "token_filters": []string{lowercase.Name},
	})
	if err != nil {
		return nil, err
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{"text", "folded"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = "words", false, false, false
		f.IncludeTermVectors = name == "text"
		doc.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{"issuer", "type", "province", "year", "number", "cites"} {
		f := keywordField()
		f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
		f.DocValues = name != "number" && name != "cites"
		doc.AddFieldMappingsAt(name, f)
	}
	day := bleve.NewNumericFieldMapping()
	day.Store, day.IncludeInAll = false, false
	doc.AddFieldMappingsAt("day", day)
	m.DefaultMapping = doc
	return m, nil
}

func (b *bleveEngine) add(batch []*doc) error {
	out := b.index.NewBatch()
	for _, d := range batch {
		row := bleveDoc{
			Text: d.directive.Text, Issuer: d.directive.IssuerID, Type: string(d.directive.Type), Province: d.directive.Province,
			Year: year(d.directive.Issued), Day: float64(d.day), Number: d.own, Cites: d.cites,
		}
		if b.tuned {
			row.Text, row.Folded = d.exact, d.folded
		}
		if err := out.Index(d.id(), row); err != nil {
			return err
		}
	}
	return b.index.Batch(out)
}

func (b *bleveEngine) ready([]query) error       { return nil }
func (b *bleveEngine) finish() error             { return nil }
func (b *bleveEngine) close() error              { return b.index.Close() }
func (b *bleveEngine) session() (session, error) { return bleveSession{b}, nil }

func (b *bleveEngine) lacks(c class) string {
	switch {
	case c == classSuggest:
		return "no completion of its own"
	case c == classFolded && !b.tuned:
		return "the default mapping keeps accents"
	}
	return ""
}

func (b *bleveEngine) differs(c class) string {
	switch {
	case c == classAny:
		return "any one of the words is enough"
	case c == classNumber || c == classCites:
		return ""
	case !b.tuned:
		return "accents must be as typed, words are cut otherwise"
	case c == classPhrase:
		return "phrases across sentences"
	}
	return ""
}

type bleveSession struct{ *bleveEngine }

func (s bleveSession) close() error { return nil }

func (s bleveSession) search(q *query) (answer, error) {
	request := bleve.NewSearchRequestOptions(s.query(q), pageSize, q.Offset, false)
	if q.Newest || q.Number != "" || q.Cites != "" {
		request.SortBy([]string{"-day", "_id"})
	}
	if q.Facets {
		for _, name := range []string{"issuer", "type", "province", "year"} {
			request.AddFacet(name, bleve.NewFacetRequest(name, facetRows))
		}
	}
	found, err := s.index.Search(request)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: int(found.Total)}
	for _, hit := range found.Hits {
		n, err := strconv.Atoi(strings.TrimPrefix(hit.ID, "d"))
		if err != nil {
			return answer{}, fmt.Errorf("bleve: id %q: %w", hit.ID, err)
		}
		a.ids = append(a.ids, n)
	}
	return a, nil
}

func (s bleveSession) query(q *query) bquery.Query {
	switch {
	case q.Number != "":
		return termQuery("number", key(q.Number))
	case q.Cites != "":
		return termQuery("cites", key(q.Cites))
	}
	field, words := "text", q.Exact
	if s.tuned && !q.Marked {
		field, words = "folded", q.Folded
	}
	var out bquery.Query
	if q.How == inRow && len(words) > 1 {
		out = bleve.NewPhraseQuery(words, field)
	} else {
		var terms []bquery.Query
		for _, w := range words {
			terms = append(terms, termQuery(field, w))
		}
		if out = bleve.NewConjunctionQuery(terms...); q.How == some {
			out = bleve.NewDisjunctionQuery(terms...)
		}
	}
	if q.Issuer == "" {
		return out
	}
	from, to, yes := float64(q.From.First()), float64(q.To.Last()), true
	days := bleve.NewNumericRangeInclusiveQuery(&from, &to, &yes, &yes)
	days.SetField("day")
	filtered := bleve.NewBooleanQuery()
	filtered.AddMust(out)
	filtered.AddFilter(bleve.NewConjunctionQuery(termQuery("issuer", q.Issuer), days))
	return filtered
}

func termQuery(field, value string) bquery.Query {
	t := bleve.NewTermQuery(value)
	t.SetField(field)
	return t
}
