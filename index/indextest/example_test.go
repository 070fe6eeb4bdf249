package indextest_test

import (
	"context"
	"fmt"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

// Memory stands in for an engine in the tests of other packages.
func ExampleMemory() {
	engine := indextest.NewMemory(indextest.Options{})
	written, err := engine.Put(context.Background(), index.Everything(),
		index.Draft{ID: "a", Read: directive.Directive{Text: "Thông điệp 5K"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(written[0].ID, written[0].Status)
	// Output: a created
}
