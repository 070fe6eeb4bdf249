// Package directive holds the domain: a Vietnamese directive (văn bản chỉ đạo,
// điều hành) with its number, issuer, dates and the documents it cites.
//
// Values that look alike but mean different things are different types: a
// Symbol (số và ký hiệu) is parsed once, prints canonically and compares by
// key; a Date may be a year, a month or a day; a Reference is one citation as
// read, before anyone decides which document it means. Everything that was
// found in a text carries its span, in bytes of that text.
//
//	sym, err := directive.ParseSymbol("107 - CV/ BDVTU")
//	sym.String() // "107-CV/BDVTU"
//	sym.Key()    // "107|cv|bdvtu"
package directive
