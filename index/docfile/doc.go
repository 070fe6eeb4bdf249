// Package docfile turns files into text: what a directive's file says, as valid
// UTF-8, with the regions that do not belong to the document kept apart.
//
// What a file is decides its content, never its name: a table holds a row for
// each form, with a test of the first bytes and a reader. A file that holds
// several documents (a row a line) yields several. Nothing here knows what a
// directive is.
//
//	for d := range docfile.Read(ctx, "107.html", data, docfile.Options{}) {
//		fmt.Println(d.Format, d.Text)
//	}
//
// Reading never guesses in silence. Bytes from before Unicode (windows-1258,
// TCVN 5712, VISCII, VNI) are decoded where one reading is clearly right, and
// the document says so in a Problem; where none is, each run of bytes that is no
// UTF-8 becomes one U+FFFD, and a Problem says that. Otherwise the text stays
// as it is: no composing of letters, no change of line ends. A file that is no
// text, or of a form that has no reader, is an error that names it.
package docfile
