package api_test

import (
	"fmt"
	"net/url"

	"tracuu/server/api"
)

func Example() {
	values, _ := url.ParseQuery("q=tổ+covid&issuer=tỉnh+ủy&issuer=under:bo-y-te&from=2021&facets=type,year")
	query, view, bad := api.DecodeQuery(values)
	fmt.Println(len(bad), query.Text.Source, query.Filters.Where[0].Any[1].Value, query.Filters.From)

	back, _ := api.EncodeQuery(query, view)
	fmt.Println(back["issuer"], back["facets"])

	_, _, bad = api.DecodeQuery(url.Values{"limit": {"many"}, "colour": {"red"}})
	for _, b := range bad {
		fmt.Printf("%s: %s\n", b.Param, b.Reason)
	}
	// Output:
	// 0 tổ covid bo-y-te 2021
	// [tỉnh ủy under:bo-y-te] [type year]
	// colour: unknown parameter
	// limit: "many" is no whole number from 0 to 200
}
