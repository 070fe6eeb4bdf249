package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
)

// sample is an answer with a value in every place that JSON could lose.
func sample() *index.Results {
	return &index.Results{
		Total: index.Total{Value: 2, Relation: "eq", Partial: 1}, Undated: 3, Generation: 1 << 60,
		Took: 1500 * time.Microsecond, Next: "next", Changed: true,
		Interpreted: index.Interpreted{Query: "a", Words: []string{"a"}, Phrases: []string{}, Numbers: []string{},
			Excluded: []string{}, Filters: []string{}, Expanded: []index.Expansion{{Term: "a", Also: []string{"b"}}},
			Decoded: []index.Decoding{{Term: "as", Also: []string{"á"}, Kind: index.KeystrokesTelex}}, Mode: "tiers"},
		Hits: []index.Hit{{
			Directive: directive.Directive{
				ID: "cv/1", Number: "1-CV/TU", Type: "Công văn", Issued: directive.Date{Year: 2021, Month: 8},
				Signer: directive.Signer{Name: "A"}, References: []directive.Reference{{Ref: "r", Text: "16", Span: directive.Span{Start: 4, End: 6}}},
			},
			Score: 0.25, Tier: index.TierExactPhrase, Why: []string{"exact phrase"}, Cites: 1, CitedBy: 2,
			Fragments: []index.Fragment{{Field: "body", Start: 2, Text: "tổ <covid>", Marks: []directive.Span{{Start: 0, End: 4}}}},
		}},
		Facets: map[index.Facet]index.FacetCounts{index.FacetType: {Rows: []index.FacetRow{{Value: "Công văn", Count: 2}}, Other: 4}},
		Advice: index.Advice{
			DidYouMean: []index.Proposal{{Query: "á", Count: 1, Kind: index.ProposalAccents}},
			Without:    []index.Removal{{Filter: "type", Values: []string{"Công văn"}, Count: 7}},
			Dropped:    []index.Omission{{Words: []string{"a"}, Query: "b", Count: 3}},
		},
		Refinements: []index.Refinement{{Phrase: "tổ covid", Kind: index.RefinePhrase, Count: 2, Relation: "eq", Query: `"tổ covid"`}},
	}
}

func TestResultsSurviveJSON(t *testing.T) {
	want := sample()
	body, err := json.Marshal(NewSearchResponse(want, Presentation{Fields: HitFields()}))
	if err != nil {
		t.Fatal(err)
	}
	var answer SearchResponse
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	got := answer.Results()
	gotJSON, _ := json.Marshal(got)
	wantJSON, _ := json.Marshal(want)
	if string(gotJSON) != string(wantJSON) {
		t.Errorf("got  %s\nwant %s", gotJSON, wantJSON)
	}
	if got.Hits[0].Tier != index.TierExactPhrase || got.Took != want.Took {
		t.Errorf("tier %v, took %v", got.Hits[0].Tier, got.Took)
	}
}

func TestHitFields(t *testing.T) {
	results := sample()
	results.Hits[0].Directive.Evidence = map[string]directive.Evidence{"title": {Basis: directive.Supplied}}
	keys := func(view Presentation) []string {
		t.Helper()
		body, err := json.Marshal(NewSearchResponse(results, view))
		if err != nil {
			t.Fatal(err)
		}
		var answer struct{ Hits []json.RawMessage }
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Fatal(err)
		}
		var out []string
		dec := json.NewDecoder(strings.NewReader(string(answer.Hits[0])))
		for depth := 0; dec.More() || depth > 0; {
			tok, err := dec.Token()
			if err != nil {
				break
			}
			switch v := tok.(type) {
			case json.Delim:
				depth += map[json.Delim]int{'{': 1, '[': 1, '}': -1, ']': -1}[v]
			case string:
				if depth == 1 {
					out = append(out, v)
					var skip json.RawMessage
					if err := dec.Decode(&skip); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		return out
	}
	usual := []string{"id", "number", "type", "issued", "title", "score", "why", "fragments", "cites", "cited_by"}
	if got := keys(Presentation{}); !reflect.DeepEqual(got, usual) {
		t.Errorf("usual fields %v, want %v (the title is known to be empty)", got, usual)
	}
	if got := keys(Presentation{Fields: []string{"signer", "number"}}); !reflect.DeepEqual(got, []string{"id", "number", "signer"}) {
		t.Errorf("chosen fields %v", got)
	}
}

func TestNoListIsNull(t *testing.T) {
	results := &index.Results{Hits: []index.Hit{{Directive: directive.Directive{ID: "a"}}},
		Interpreted: index.Interpreted{Expanded: []index.Expansion{{Term: "a"}}},
		Facets:      map[index.Facet]index.FacetCounts{index.FacetType: {}}}
	for name, v := range map[string]any{
		"search":  NewSearchResponse(results, Presentation{Fields: HitFields()}),
		"facet":   NewFacetResponse(index.FacetType, results),
		"changes": NewChangesResponse(nil, 0, index.Status{}),
		"get":     NewGetResponse(nil, nil, UTF8),
		"problem": NewProblem(400, CodeBadBody, ""),
	} {
		body, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "null") {
			t.Errorf("%s: %s", name, body)
		}
	}
}
