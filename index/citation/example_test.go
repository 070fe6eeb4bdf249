package citation_test

import (
	"fmt"

	"tracuu/index/citation"
	"tracuu/index/directive"
)

func Example() {
	day := func(y, m, d int) directive.Date { return directive.Date{Year: y, Month: m, Day: d} }
	g := citation.New()
	for id, issued := range map[string]directive.Date{"ct16-2020": day(2020, 3, 31), "ct16-2021": day(2021, 5, 27)} {
		g.Put(&directive.Directive{ID: id, Number: "16/CT-TTg", Type: "Chỉ thị", Issuer: "Thủ tướng Chính phủ", Issued: issued})
	}
	for _, asked := range []directive.Date{day(2020, 3, 31), {}, day(2020, 4, 13), {Year: 2022}} {
		r := g.Resolve("16/CT-TTg", "", asked, nil)
		fmt.Printf("%-10s %s\n", asked, r.State)
		fmt.Println("  ", r.Reason)
	}

	letter := directive.Directive{ID: "cv700", Issuer: "Ban Dân vận Tỉnh ủy Quảng Trị", References: []directive.Reference{
		{Ref: "a", Number: "16/CT-TTg", Type: "Chỉ thị", Date: day(2021, 5, 27)},
		{Ref: "b", Number: "11/CT-UBND", Type: "Chỉ thị", Issuer: "Ủy ban nhân dân tỉnh", Date: day(2020, 7, 30)},
	}}
	g.Put(&letter)
	for _, c := range g.Citations(&letter, nil) {
		fmt.Printf("%s %s %q\n", c.Number, c.State, c.Target)
	}
	fmt.Println(g.CitedBy("ct16-2021"), g.Citing("ct16-2021"))
	// Output:
	// 2020-03-31 resolved
	//    equal: date equal; central symbol
	//            ambiguous
	//    several held
	// 2020-04-13 conflict
	//    contradicted: date differs: cited 2020-04-13, held 2020-03-31; central symbol
	// 2022       conflict
	//    contradicted: year differs: cited 2022, held 2021-05-27; central symbol
	// 16/CT-TTg resolved "ct16-2021"
	// 11/CT-UBND absent ""
	// 1 [cv700]
}
