package docfile

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
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
// the machine lacks, a *MissingToolError.
var ErrMissingTool = errors.New("a program that this file needs is missing")

// MissingToolError names what a file needs and the machine lacks.
type MissingToolError struct {
	Programs []string // any of them may be the one that is missing
	Packages []string // of Debian, all of them needed
}

func (e *MissingToolError) Error() string {
	return fmt.Sprintf("%v: %s (install the package %s)", ErrMissingTool, strings.Join(e.Programs, ", "), strings.Join(e.Packages, ", "))
}

func (e *MissingToolError) Unwrap() error { return ErrMissingTool }
