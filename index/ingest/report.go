package ingest

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"tracuu/index/directive"
	"tracuu/index/docfile"
)

// Report is what became of the files that Paths was given.
type Report struct {
	Files     int   `json:"files"`     // looked at
	Bytes     int64 `json:"bytes"`     // of those files
	Documents int   `json:"documents"` // in those files
	Created   int   `json:"created"`
	Replaced  int   `json:"replaced"`
	Unchanged int   `json:"unchanged"`
	// Quarantined is how many are held back for their mark of secrecy, those that
	// did not change among them; they are in none of the other counts but Documents.
	Quarantined int `json:"quarantined,omitempty"`
	Moved       int `json:"moved"` // of the replaced, those whose file has another name now
	Deleted     int `json:"deleted"`
	Skipped     int `json:"skipped"` // files and folders that are not meant to be read
	// Passed names what was skipped, at most MaxFailures of it; PassedBy counts all
	// by kind.
	Passed   []Passed       `json:"passed,omitempty"`
	PassedBy map[string]int `json:"passed_by,omitempty"`
	// Problems counts by kind what a person should look at: failures, and the
	// codes of problems of documents that were read.
	Problems map[string]int `json:"problems"`
	// Examples are a few files for each code of problems of documents.
	Examples map[string][]string `json:"examples,omitempty"`
	// Failures are what was not indexed, at most MaxFailures of them.
	Failures []Failure `json:"failures"`
}

func newReport() Report { return Report{Problems: map[string]int{}, Failures: []Failure{}} }

// MaxFailures is how many failures a report names; all are counted.
const MaxFailures = 1000

// Failure is a file or a document of it that was not indexed, or deletions that
// were not followed.
type Failure struct {
	File   string `json:"file"`
	Part   string `json:"part,omitempty"`
	Kind   string `json:"kind"`
	Reason string `json:"reason"` // in English
	// Programs are those that KindMissingTool lacks, any of which may be missing;
	// Packages are the packages of Debian that bring them.
	Programs []string `json:"programs,omitempty"`
	Packages []string `json:"packages,omitempty"`
}

// The kinds of failures.
const (
	KindUnreadable  = "unreadable"         // the system does not let us read it
	KindUnsupported = "unsupported"        // a known format without a reader
	KindBinary      = "binary"             // no text, and of no known format
	KindEmpty       = "empty"              // no text in it
	KindTooLarge    = "too-large"          // over the limit
	KindInvalid     = "invalid"            // a row that is no document
	KindRefused     = "refused"            // the collection did not take it
	KindLink        = "link"               // a link to a folder that is read already
	KindSpecial     = "special"            // neither a file nor a folder
	KindWithheld    = "deletions-withheld" // over half would have vanished at once
	KindDamaged     = "damaged"            // of a known format, but broken or cut off
	KindEncrypted   = "encrypted"          // a password is needed
	KindTooDeep     = "too-deep"           // archives within archives beyond the limit
	KindTooSlow     = "too-slow"           // over the time of a file
	KindMissingTool = "missing-program"    // a program that the machine lacks; the reason names its package
	KindCrashed     = "crashed"            // a fault of tracuu
)

// Failed reports whether anything was not indexed.
func (r Report) Failed() bool { return len(r.Failures) > 0 }

func (r *Report) fail(f Failure) {
	r.count(f.Kind)
	if len(r.Failures) < MaxFailures {
		r.Failures = append(r.Failures, f)
	}
}

func (r *Report) count(code string) {
	if r.Problems == nil {
		r.Problems = map[string]int{}
	}
	r.Problems[code]++
}

// shownExamples is how many files a report names for a problem.
const shownExamples = 3

// note counts a problem of a document that was read.
func (r *Report) note(code, file string) {
	r.count(code)
	if r.Examples == nil {
		r.Examples = map[string][]string{}
	}
	file = validName(file)
	if list := r.Examples[code]; len(list) < shownExamples && !slices.Contains(list, file) {
		r.Examples[code] = append(list, file)
	}
}

// pass counts what is not meant to be read.
func (r *Report) pass(p Passed) {
	p.File = validName(p.File)
	r.Skipped++
	if r.PassedBy == nil {
		r.PassedBy = map[string]int{}
	}
	r.PassedBy[p.Kind]++
	if len(r.Passed) < MaxFailures {
		r.Passed = append(r.Passed, p)
	}
}

// failureOf is the entry of a file, or of a document of it, that cannot be read.
func failureOf(path, part string, err error) Failure {
	f := Failure{File: validName(path), Part: part, Kind: kindOf(err), Reason: reasonOf(err)}
	if missing := (*docfile.MissingToolError)(nil); errors.As(err, &missing) {
		f.Programs, f.Packages = missing.Programs, missing.Packages
	}
	return f
}

// lasting are the kinds that the same bytes give again.
var lasting = map[string]bool{KindBinary: true, KindEmpty: true, KindDamaged: true, KindEncrypted: true, KindUnsupported: true, KindTooDeep: true}

// kinds finds the kind of an error.
var kinds = []struct {
	is   error
	kind string
}{
	{docfile.ErrEmpty, KindEmpty},
	{docfile.ErrTooLarge, KindTooLarge},
	{docfile.ErrBinary, KindBinary},
	{docfile.ErrNotJSON, KindInvalid},
	{ErrNothing, KindInvalid},
	{errLink, KindLink},
	{errSpecial, KindSpecial},
	{errFolder, KindSpecial},
	{docfile.ErrEncrypted, KindEncrypted},
	{docfile.ErrTooDeep, KindTooDeep},
	{docfile.ErrTooSlow, KindTooSlow},
	{docfile.ErrMissingTool, KindMissingTool},
	{docfile.ErrDamaged, KindDamaged},
	{ErrCrashed, KindCrashed},
}

func kindOf(err error) string {
	for _, k := range kinds {
		if errors.Is(err, k.is) {
			return k.kind
		}
	}
	var unsupported *docfile.UnsupportedError
	var field *directive.FieldError
	switch {
	case errors.As(err, &unsupported):
		return KindUnsupported
	case errors.As(err, &field):
		return KindInvalid
	}
	return KindUnreadable
}

// reasonOf is an error without the path that the report names anyway.
func reasonOf(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// sortFailures puts the failures of a parallel run into one order.
func (r *Report) sortFailures() {
	slices.SortStableFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Part, b.Part))
	})
}
