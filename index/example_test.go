package index_test

import (
	"context"
	"fmt"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

// A search is one value: a text that Parse has read, filters, an order, a page.
func Example() {
	ctx := context.Background()
	engine := indextest.NewMemory(indextest.Options{})
	defer engine.Close()
	draft := index.Draft{Read: directive.Directive{
		Number: "107-CV/BDVTU", Type: "Công văn", Issuer: "Ban Dân vận Tỉnh ủy Hải Dương",
		Issued: directive.Date{Year: 2021, Month: 8, Day: 6},
		Text:   "Tăng cường hoạt động của các Tổ Covid - 19 cộng đồng.",
	}}
	if _, err := engine.Put(ctx, index.Everything(), draft); err != nil {
		fmt.Println(err)
		return
	}
	text, err := index.Parse(`to covid loai:"công văn"`)
	if err != nil {
		fmt.Println(err)
		return
	}
	results, err := engine.Search(ctx, index.Everything(), index.Query{Text: text, Limit: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(results.Interpreted.Sentence)
	for _, hit := range results.Hits {
		fmt.Println(hit.Directive.Number, hit.Why, hit.Fragments[0].Text)
	}
	// Output:
	// Văn bản có đủ các từ “to covid”; thuộc loại “công văn”.
	// 107-CV/BDVTU [exact phrase] Tăng cường hoạt động của các Tổ Covid - 19 cộng đồng.
}

func ExampleParse() {
	text, _ := index.Parse(`Tổ Covid -19 -trường 107 - CV/ BDVTU`)
	fmt.Println(text)
	// Output: Tổ Covid 19 -trường 107-CV/BDVTU
}

func ExampleFamilies_Lookup() {
	name, _ := index.DefaultFamilies().Lookup("to an toan covid19")
	fmt.Println(name)
	// Output: Tổ Covid-19 cộng đồng
}
