package docfile

import (
	"errors"
	"fmt"
	"os/exec"
	"sync"
)

// Tools are the paths of programs of the machine, "" for those that it lacks.
type Tools struct {
	PDFToText   string // poppler-utils
	PDFToPPM    string // poppler-utils
	PDFInfo     string // poppler-utils
	PDFImages   string // poppler-utils
	PDFDetach   string // poppler-utils
	Tesseract   string // tesseract-ocr, with tesseract-ocr-vie
	Antiword    string // antiword
	LibreOffice string // libreoffice-writer-nogui
}

// FindTools looks for the programs in the folders of PATH. It starts none.
func FindTools() *Tools {
	find := func(names ...string) string {
		for _, name := range names {
			if path, err := exec.LookPath(name); err == nil {
				return path
			}
		}
		return ""
	}
	return &Tools{
		PDFToText: find("pdftotext"), PDFToPPM: find("pdftoppm"), PDFInfo: find("pdfinfo"),
		PDFImages: find("pdfimages"), PDFDetach: find("pdfdetach"),
		Tesseract: find("tesseract"), Antiword: find("antiword"), LibreOffice: find("soffice", "libreoffice"),
	}
}

var usualTools = sync.OnceValue(FindTools)

// ErrMissingTool is wrapped by the error of a file that needs a program that
// the machine lacks.
var ErrMissingTool = errors.New("a program that this file needs is missing")

// missing is the error of a file that needs a program of a Debian package.
func missing(program, pkg string) error {
	return fmt.Errorf("%w: %s (install the package %s)", ErrMissingTool, program, pkg)
}
