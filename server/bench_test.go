package server

import (
	"context"
	"net/http/httptest"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

// What a search costs around the engine: guards, codec, a page of twenty hits.
func BenchmarkSearchRequest(b *testing.B) {
	hit := index.Hit{
		Directive: directive.Directive{ID: "ct-16", Number: "16/CT-TTg", Type: "Chỉ thị", Issuer: "Thủ tướng Chính phủ", Title: "Về giãn cách xã hội"},
		Why:       []string{"exact words"},
		Fragments: []index.Fragment{{Field: "text", Text: "Chỉ thị về thực hiện các biện pháp cấp bách phòng, chống dịch Covid-19", Marks: []directive.Span{{Start: 0, End: 5}}}},
	}
	page := &index.Results{Total: index.Total{Value: 20, Relation: "eq"}, Generation: 1} // of a later state, so that it is not remembered
	for range index.DefaultLimit {
		page.Hits = append(page.Hits, hit)
	}
	engine := faulty{Engine: indextest.NewMemory(indextest.Options{}), search: func(context.Context) (*index.Results, error) { return page, nil }}
	handler := New(engine, Options{}).Handler()
	for b.Loop() {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/v1/search?q=covid&issuer=id:bo-y-te&from=2020", nil))
		if w.Code != 200 {
			b.Fatal(w.Code, w.Body)
		}
	}
}
