// Package docfile turns files into text: what a directive's file says, as valid
// UTF-8, with the regions that do not belong to the document kept apart.
//
// What a file is, its content decides, never its name: a table holds a row for
// each form, with a test of the first bytes and a reader. A file that holds
// several documents yields several, each with its part: the rows of a register
// or of JSON lines, the members of an archive, what is attached to a mail. One
// that cannot be read has an error of its own and the others go on. Nothing here
// knows what a directive is.
//
//	for d := range docfile.Read(ctx, "107.html", data, docfile.Options{}) {
//		fmt.Println(d.Format, d.Text)
//	}
//
// Office documents (DOCX, ODT, RTF, DOC) all become columns of paragraphs, so that
// one document reads the same in each: the cells of a letterhead one below the
// other, rows of short cells on one line, numbers of lists as they show, notes
// after the paragraph that they belong to, running headers and footers once and
// as noise, page breaks as offsets. What was deleted or hidden is left out. Runs in
// fonts from before Unicode (.VnTime, VNI) are decoded run by run.
//
// A file is never trusted: Limits bound what it may unpack to, in all and for each
// packed byte, how deep archives and elements may be nested, how many parts there
// are and how long reading takes. Entities of XML are not expanded and nothing
// outside the file is opened.
//
// Reading never guesses in silence. Bytes from before Unicode (windows-1258,
// TCVN 5712, VISCII, VNI) are decoded where one reading is clearly right, and
// the document says so in a Problem; where none is, each run of bytes that is no
// UTF-8 becomes one U+FFFD, and a Problem says that. Otherwise the text stays
// as it is: no composing of letters, no change of line ends. A file that is no
// text, or of a form that has no reader, is an error that names it.
package docfile
