package docfile

import (
	"bytes"
	"context"
	"iter"
)

// compoundMark begins the compound files of Microsoft Office 97 to 2003 (MS-CFB).
const compoundMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// hasStream reports whether a compound file has a stream of that name: names
// stand in it as UTF-16.
func hasStream(f *file, names ...string) bool {
	if !bytes.HasPrefix(f.data, []byte(compoundMark)) {
		return false
	}
	for _, name := range names {
		var wide []byte
		for i := range len(name) {
			wide = append(wide, name[i], 0)
		}
		if bytes.Contains(f.data, append(wide, 0, 0)) {
			return true
		}
	}
	return false
}

// isLocked knows documents of today's formats that are locked by a password:
// they are wrapped in a compound file (MS-OFFCRYPTO).
func isLocked(f *file) bool { return hasStream(f, "EncryptedPackage") }

func readLocked(context.Context, *file) iter.Seq[Document] {
	return single(Document{Err: ErrEncrypted})
}

// isXLS knows workbooks of Excel 5 to 2003.
func isXLS(f *file) bool { return hasStream(f, "Workbook", "Book") && !hasStream(f, "WordDocument") }

// readXLS reads an old workbook as LibreOffice writes it anew.
func readXLS(ctx context.Context, f *file) iter.Seq[Document] {
	c, err := f.converted(ctx, ".xls", "xlsx", "libreoffice-calc-nogui")
	if err != nil {
		return single(Document{Err: err})
	}
	return readXLSX(ctx, c)
}

// isDOC knows documents of Word 6 to 2003.
func isDOC(f *file) bool { return hasStream(f, "WordDocument") }
