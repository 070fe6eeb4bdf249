package api

import (
	"net/url"
	"testing"

	"tracuu/index"
)

func BenchmarkDecodeQuery(b *testing.B) {
	values, _ := url.ParseQuery("q=tổ+covid&issuer=under:bo-y-te&from=2020&to=2021&facets=type,year&cites=16/CT-TTg@2020")
	for b.Loop() {
		if _, _, bad := DecodeQuery(values); len(bad) > 0 {
			b.Fatal(bad)
		}
	}
}

// A page of twenty hits with two fragments each.
func BenchmarkSearchResponse(b *testing.B) {
	results := sample()
	hit := results.Hits[0]
	hit.Fragments = append(hit.Fragments, hit.Fragments[0])
	results.Hits = nil
	for range index.DefaultLimit {
		results.Hits = append(results.Hits, hit)
	}
	for b.Loop() {
		if _, err := NewSearchResponse(results, Presentation{}).AppendJSON(nil); err != nil {
			b.Fatal(err)
		}
	}
}
