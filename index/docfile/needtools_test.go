package docfile

import (
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// NeedTools skips a test on a machine without the programs that read PDFs and
// scans; where changes are checked (CI is set), it fails.
func NeedTools(t testing.TB) {
	t.Helper()
	for program, pkg := range map[string]string{
		"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "pdfinfo": "poppler-utils", "pdfimages": "poppler-utils",
		"tesseract": "tesseract-ocr and tesseract-ocr-vie",
	} {
		if _, err := exec.LookPath(program); err != nil {
			absent(t, program, pkg)
		}
	}
	if out, _ := exec.Command("tesseract", "--list-langs").Output(); !strings.Contains(string(out), "\nvie") {
		absent(t, "tesseract's Vietnamese", "tesseract-ocr-vie")
	}
}

// absent skips a test for want of a program, or fails it where changes are checked.
func absent(t testing.TB, program, pkg string) {
	t.Helper()
	if inCI() {
		t.Fatalf("no %s: install %s", program, pkg)
	}
	t.Skipf("no %s on this machine: install %s", program, pkg)
}

// AskedFor reports whether tests were chosen by name or changes are checked,
// which those that take a while wait for.
func AskedFor() bool { return flag.Lookup("test.run").Value.String() != "" || inCI() }

func inCI() bool {
	ci, _ := strconv.ParseBool(os.Getenv("CI"))
	return ci
}
