package directive_test

import (
	"fmt"

	"tracuu/index/directive"
)

func Example() {
	text := "Thực hiện Công văn số 107 - CV/ BDVTU ngày 06/8/2021 và Chỉ thị 16/CT-TTG, giai đoạn 2021-2025"
	for _, f := range directive.FindSymbols(text) {
		fmt.Printf("%s %s %s at %d\n", f.Symbol, f.Symbol.Key(), f.Symbol.Kinds(), f.Start)
	}
	for _, d := range directive.FindDates(text) {
		fmt.Println(d.Date)
	}
	// Output:
	// 107-CV/BDVTU 107|cv|bdvtu [Công văn] at 30
	// 16/CT-TTg 16|ct|ttg [Chỉ thị] at 78
	// 2021-08-06
}

func ExampleParseSymbol() {
	for _, s := range []string{"Số: 15/2020/NÐ-CP", "21- KL/TW", "16/09/2022"} {
		sym, err := directive.ParseSymbol(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(sym, sym.Key(), sym.Key().WithoutYear())
	}
	// Output:
	// 15/2020/NĐ-CP 15|2020|nd|cp 15|nd|cp
	// 21-KL/TW 21|kl|tw 21|kl|tw
	// directive: symbol "16/09/2022" at byte 0: no type code or body after the number
}

func ExampleMerge() {
	given, err := directive.DecodeGiven([]byte(`{"issuer":"Ban Dân vận Tỉnh ủy Hải Dương","place":""}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	read := directive.Directive{Number: "107-CV/BDVTU", Type: "Công văn", Issuer: "BAN DÂN VẬN", Place: "Hải Dương"}
	d := directive.Merge(read, given)
	fmt.Println(d.Key)
	fmt.Printf("%q %s\n", d.Place, d.Evidence["place"].Basis)
	// Output:
	// ban dan van tinh uy hai duong|cong van|107|cv|bdvtu|
	// "" supplied
}

func ExampleBodies_Identify() {
	bodies := directive.DefaultBodies()
	for _, name := range []string{"Ban Dân vận Tỉnh ủy Hải Dương", "UBND huyện Gia Lộc", "Ban Thường vụ Tỉnh ủy"} {
		b, ok := bodies.Identify(name, "")
		if !ok {
			fmt.Printf("%s: one of many, %s\n", name, b.Level)
			continue
		}
		fmt.Println(b.ID)
		for _, above := range bodies.Ancestors(b) {
			fmt.Println("  under", above.Name)
		}
	}
	// Output:
	// ban-dan-van-tinh-uy-hai-duong
	//   under Tỉnh ủy Hải Dương
	//   under Ban Chấp hành Trung ương Đảng
	// uy-ban-nhan-dan-huyen-gia-loc-tinh-hai-duong
	//   under Ủy ban nhân dân tỉnh Hải Dương
	//   under Chính phủ
	// Ban Thường vụ Tỉnh ủy: one of many, province
}

func ExampleProvincesNow() {
	for _, p := range directive.ProvincesNow("Hải Dương") {
		fmt.Println(p.Name, p.Since)
	}
	// Output:
	// Hải Dương false
	// Hải Phòng true
}
