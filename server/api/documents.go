package api

import (
	"fmt"

	"tracuu/index"
	"tracuu/index/directive"
)

// DirectiveResponse is a document with the unit of its positions, when the
// caller named one. Such an answer cannot be sent back by mistake: a document
// on its way in has no field "offsets".
type DirectiveResponse struct {
	Directive directive.Directive
	Offsets   Offsets
}

// AppendJSON appends the document's fields and offsets to b.
func (r DirectiveResponse) AppendJSON(b []byte) ([]byte, error) {
	body, err := r.Directive.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("write document %q: %w", r.Directive.ID, err)
	}
	b = append(b, body...)
	if r.Offsets != "" {
		b = fmt.Appendf(b[:len(b)-1], `,"offsets":%q}`, r.Offsets)
	}
	return b, nil
}

// MarshalJSON serves encoding/json.
func (r DirectiveResponse) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil) }

// Written is what became of one document of a write: the answer to a single
// one, and a line of the answer to many.
type Written struct {
	Line     int                 `json:"line,omitempty"` // of the stream, from 1
	File     string              `json:"file,omitempty"` // of a form with several files
	Part     string              `json:"part,omitempty"` // of a file that holds several documents
	ID       string              `json:"id,omitempty"`
	Status   index.WriteStatus   `json:"status"`
	State    string              `json:"state,omitempty"` // Quarantined, or ""
	Problems []directive.Problem `json:"problems"`
}

// Quarantined is the state of a document that is stored and seen by nobody.
const Quarantined = "quarantined"

// StateOf is the state that a write left a document in.
func StateOf(status index.WriteStatus) string {
	if status == index.Quarantined {
		return Quarantined
	}
	return ""
}

// WrittenLine is a line of the answer to a stream: what became of one line of
// it, or, as the last line, what ended the stream early.
type WrittenLine struct {
	*Written
	Error *Problem `json:"error,omitempty"`
}

// Unreadable stands for a document that could not be read from a file.
type Unreadable struct {
	Source   directive.Source    `json:"source"`
	Problems []directive.Problem `json:"problems"`
}

// GetRequest asks for documents by id.
type GetRequest struct {
	IDs []string `json:"ids"`
}

// MaxGet is how many documents one GetRequest may ask for.
const MaxGet = 200

// GetResponse has the documents in the order in which they were asked for.
type GetResponse struct {
	Directives []directive.Directive `json:"directives"`
	Missing    []string              `json:"missing"`
	Offsets    Offsets               `json:"offsets"`
}

// NewGetResponse lists those of ids that were found. Offsets other than UTF16
// are UTF8.
func NewGetResponse(ids []string, found map[string]directive.Directive, offsets Offsets) *GetResponse {
	out := &GetResponse{Directives: []directive.Directive{}, Missing: []string{}, Offsets: UTF8}
	if offsets == UTF16 {
		out.Offsets = UTF16
	}
	for _, id := range ids {
		d, ok := found[id]
		switch {
		case !ok:
			out.Missing = append(out.Missing, id)
		case offsets == UTF16:
			out.Directives = append(out.Directives, DirectiveUTF16(d))
		default:
			out.Directives = append(out.Directives, d)
		}
	}
	return out
}

// How many changes an answer lists, and how many it may be asked for.
const (
	DefaultChanges = 100
	MaxChanges     = 1000
)

// ChangesResponse lists what was written, oldest first. Next is the value of
// since that continues where Changes end; Epoch goes with it, "" where there is none.
type ChangesResponse struct {
	Changes    []index.Change `json:"changes"`
	Next       uint64         `json:"next"`
	Generation uint64         `json:"generation"`
	Epoch      string         `json:"epoch,omitempty"`
}

// NewChangesResponse lists changes after since in a collection of a status.
func NewChangesResponse(changes []index.Change, since uint64, status index.Status) *ChangesResponse {
	next := since
	if n := len(changes); n > 0 {
		next = changes[n-1].Generation
	}
	return &ChangesResponse{Changes: listed(changes), Next: next, Generation: status.Generation, Epoch: status.Epoch}
}

// Loading is how far the first pass over the paths of the command line is.
type Loading struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

// ReadyResponse says whether searches may be relied on, and of what. How much is
// held is told to callers who may search all of it.
type ReadyResponse struct {
	Status     string  `json:"status"` // ready, loading, or the state of a fault: read-only, damaged, index-failed
	Reason     string  `json:"reason,omitempty"`
	Since      string  `json:"since,omitempty"` // when the fault began
	Loading    Loading `json:"loading"`
	Documents  *int    `json:"documents,omitempty"`
	Generation *uint64 `json:"generation,omitempty"`
	Reindexing bool    `json:"reindexing"`
	Version    string  `json:"version"`
}

// LocalIndexRequest asks a server to take in files and folders of its own
// machine, by absolute path.
type LocalIndexRequest struct {
	Paths []string `json:"paths"`
	Prune bool     `json:"prune"`
}

// LocalImportRequest asks a server to take in the lines of an export, by the absolute
// path of a file of its machine.
type LocalImportRequest struct {
	Src string `json:"src"`
}

// LocalBackupRequest asks a server to copy what it holds to an absolute path of its
// own machine: a folder, or with Lines a file of JSON lines.
type LocalBackupRequest struct {
	Dest  string `json:"dest"`
	Lines bool   `json:"lines"`
}

// LocalReindexRequest asks a server to build its index anew; Reread reads the
// stored texts again as well.
type LocalReindexRequest struct {
	Reread bool `json:"reread"`
}
