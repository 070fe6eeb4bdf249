package compact_test

import (
	"fmt"

	"tracuu/index/compact"
)

// Documents and who cites them: a document is the number of its id, and has what
// belongs to it at that number.
func Example() {
	type document struct {
		year   int16
		citers compact.Row
	}
	var (
		ids  compact.Texts
		docs compact.Column[document]
		rows compact.Rows[uint32]
	)
	put := func(id string, year int16, cites ...string) {
		slot, _ := ids.Take(id)
		docs.Grow(ids.Numbers())
		docs.At(slot).year = year
		for _, cited := range cites {
			if target, held := ids.Find(cited); held {
				citers := &docs.At(target).citers
				rows.Insert(citers, citers.Len(), slot)
			}
		}
	}
	put("16-ct-ttg", 2020)
	put("11-ct-ubnd", 2020, "16-ct-ttg")
	put("700-cv", 2021, "16-ct-ttg", "11-ct-ubnd")

	slot, _ := ids.Find("16-ct-ttg")
	for _, citer := range rows.Of(docs.At(slot).citers) {
		fmt.Println(ids.Text(citer), docs.At(citer).year)
	}
	// Output:
	// 11-ct-ubnd 2020
	// 700-cv 2021
}
