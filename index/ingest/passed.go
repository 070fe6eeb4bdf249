package ingest

import "strings"

// Passed is a file or folder that is not meant to be read.
type Passed struct {
	File string `json:"file"`
	Kind string `json:"kind"`
}

// The kinds of what is passed over.
const (
	PassedHidden    = "hidden"    // its name begins with a dot
	PassedLock      = "lock"      // left by an office program while a document is open
	PassedTemporary = "temporary" // an unfinished download, a backup copy, a scratch file
	PassedSystem    = "system"    // kept by the system for itself: thumbnails, the recycle bin
	PassedOwn       = "own"       // the data folder of tracuu
)

// names of files and folders that systems and storage devices keep for themselves.
var systemNames = []string{
	"thumbs.db", "desktop.ini", "$recycle.bin", "system volume information", "#recycle", "@eadir", "lost+found", "__macosx",
}

var temporaryEnds = []string{".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", ".filepart", "~"}

// passedOver is the kind of a name that people do not mean to be read, "" for
// any other.
func passedOver(name string) string {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "~$"), strings.HasPrefix(name, ".~lock."):
		return PassedLock
	case strings.HasPrefix(name, "."):
		return PassedHidden
	case strings.HasPrefix(lower, "~wrl"), strings.HasPrefix(lower, "~wra"):
		return PassedTemporary
	}
	for _, end := range temporaryEnds {
		if strings.HasSuffix(lower, end) {
			return PassedTemporary
		}
	}
	for _, own := range systemNames {
		if lower == own {
			return PassedSystem
		}
	}
	return ""
}
