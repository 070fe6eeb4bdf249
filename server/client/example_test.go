package client_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

func Example() {
	srv := server.New(indextest.NewMemory(indextest.Options{}), server.Options{})
	site := httptest.NewServer(srv.Handler())
	defer site.Close()

	c, err := client.New(site.URL, client.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	lines := `{"id":"bdv-107","number":"107-CV/BDVTU","issued":"2021-08-06","text":"Thành lập tổ Covid cộng đồng"}
{"id":"ct-16","number":"16/CT-TTg","issued":"2020-03-31","text":"Thực hiện giãn cách xã hội"}
{"id":"odd","colour":"red"}`
	err = c.Stream(ctx, strings.NewReader(lines), func(w api.Written) { fmt.Println(w.Line, w.ID, w.Status) })
	if err != nil {
		fmt.Println(err)
	}

	text, _ := index.Parse("to covid")
	for hit, err := range c.Hits(ctx, index.Query{Text: text, Limit: index.NoLimit}) {
		fmt.Println(hit.Directive.Number, hit.Directive.Issued, err)
	}

	_, err = c.Text(ctx, "none")
	fmt.Println(errors.Is(err, index.ErrNotFound))
	// Output:
	// 1 bdv-107 created
	// 2 ct-16 created
	// 3  refused
	// 107-CV/BDVTU 2021-08-06 <nil>
	// true
}
