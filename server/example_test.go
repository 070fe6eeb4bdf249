package server_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"tracuu/index/indextest"
	"tracuu/server"
)

func Example() {
	srv := server.New(indextest.NewMemory(indextest.Options{}), server.Options{Version: "1"})
	site := httptest.NewServer(srv.Handler())
	defer site.Close()

	letter := `{"number":"107-CV/BDVTU","issued":"2021-08-06","text":"Thành lập tổ Covid cộng đồng"}`
	req, _ := http.NewRequest(http.MethodPut, site.URL+"/v1/directives/bdv%2F107", strings.NewReader(letter))
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	resp.Body.Close()
	fmt.Println(resp.Status)

	for _, path := range []string{"/v1/facets/year?q=covid&facet_limit=5&province=", "/v1/search?colour=red"} {
		resp, err := http.Get(site.URL + path)
		if err != nil {
			fmt.Println(err)
			return
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		rows, _, _ := strings.Cut(string(body), `,"other"`)
		rows, _, _ = strings.Cut(rows, `,"request_id"`)
		fmt.Println(rows)
	}
	// Output:
	// 201 Created
	// {"facet":"year","rows":[{"value":"2021","count":1}]
	// {"type":"about:blank","title":"Bad Request","status":400,"detail":"colour: unknown parameter","code":"bad_parameter","errors":[{"param":"colour","reason":"unknown parameter"}]
}
