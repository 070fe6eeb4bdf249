package relevance_test

import (
	"context"
	"fmt"
	"log"

	"tracuu/index/indextest"
	"tracuu/index/indextest/relevance"
)

func Example() {
	set := &relevance.Set{
		Name: "two letters",
		Documents: []relevance.Document{
			{ID: "covid", Text: "V/v thực hiện các biện pháp phòng, chống dịch Covid-19"},
			{ID: "rice", Text: "Kế hoạch hỗ trợ sản xuất lúa vụ Đông Xuân"},
		},
		Queries: []relevance.Query{{ID: "q", Text: "phòng chống dịch", Relevant: map[string]bool{"covid": true}}},
	}
	ctx, engine := context.Background(), indextest.NewMemory(indextest.Options{})
	if err := relevance.Put(ctx, engine, set); err != nil {
		log.Fatal(err)
	}
	for _, v := range []relevance.Variant{relevance.AsGiven, relevance.Unaccented} {
		figures, misses, err := relevance.Measure(ctx, relevance.Through(engine), set.Queries, v)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: nDCG@10 %.2f, %d misses\n", v.Name, figures.NDCG10, len(misses))
	}
	// Output:
	// as given: nDCG@10 1.00, 0 misses
	// unaccented: nDCG@10 1.00, 0 misses
}
