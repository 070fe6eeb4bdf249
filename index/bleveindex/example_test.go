package bleveindex_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

func Example() {
	dir, err := os.MkdirTemp("", "tracuu-example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	engine, err := bleveindex.Open(dir, bleveindex.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer engine.Close()

	ctx, all := context.Background(), index.Everything()
	_, err = engine.Put(ctx, all,
		index.Draft{ID: "a", Read: directive.Directive{Text: "Kiện toàn các Tổ Covid cộng đồng."}},
		index.Draft{ID: "b", Read: directive.Directive{Text: "Covid và các tổ dân phố."}},
		index.Draft{ID: "c", Read: directive.Directive{Text: "Ngày tố cáo: tố covid."}},
	)
	if err != nil {
		log.Fatal(err)
	}
	text, err := index.Parse("tổ covid")
	if err != nil {
		log.Fatal(err)
	}
	results, err := engine.Search(ctx, all, index.Query{Text: text, Limit: 10})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(results.Total.Value, "found")
	for _, hit := range results.Hits {
		fmt.Println(hit.Directive.ID, hit.Tier.Why())
	}
	// Output:
	// 3 found
	// a exact phrase
	// b exact words
	// c phrase with other accents
}
