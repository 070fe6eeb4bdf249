// Package extract reads a directive from its text: number, type, issuer, place and
// date, title, addressees, signer, received stamp, keywords, and every document
// that it cites.
//
// Reading is total. A bad text gives less, never an error; a value that is not in
// the text stays empty, and one that only follows from the text is marked as
// inferred. Everything found carries the span it was read from.
//
// The steps are: cut the text into lines and table cells; take out what is on the
// page but not of the document (stamps, menus, page numbers); find where the parts
// of the document start; read the fields in an order in which each may lean on the
// ones before; last the references. Names of bodies, places and page furniture are
// data (data/*.tsv) and not code.
package extract
