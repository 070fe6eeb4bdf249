package ingest

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"tracuu/index"
	"tracuu/index/durable"
)

// Seen remembers how files looked when their documents were last put, so that an
// unchanged one need not be read to be known. It only spares work: a file is
// passed over when its stamp is the one remembered and the collection has all of
// its documents with the checksum remembered, and else its content decides. A
// Seen that is lost, or older or newer than the collection, costs reading only.
// It is safe for concurrent use.
type Seen struct {
	path  string
	mu    sync.Mutex
	files map[seenKey]seenFile
	dirty bool
}

type seenKey struct{ Root, Name string }

// seenFile is a file as it was read to its end.
type seenFile struct {
	Stamp     stamp
	SHA256    string
	Documents int
	// failed says why content that does not change gives no document. It is not
	// kept over a restart: another program, or version, may read more.
	failed error
}

// OpenSeen reads what was remembered at path; a file that is missing or damaged
// remembers nothing. With "" nothing is ever saved.
func OpenSeen(path string) (*Seen, error) {
	s := &Seen{path: path, files: map[seenKey]seenFile{}}
	if path == "" {
		return s, nil
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("ingest: what was seen: %w", err)
	}
	defer f.Close()
	if gob.NewDecoder(f).Decode(&s.files) != nil {
		s.files = map[seenKey]seenFile{}
	}
	return s, nil
}

// Save writes what is remembered, whole or not at all, where it changed.
func (s *Seen) Save() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.dirty || s.path == "" {
		return nil
	}
	if err := s.write(); err != nil {
		return fmt.Errorf("ingest: remember what was seen: %w", err)
	}
	s.dirty = false
	return nil
}

func (s *Seen) write() error {
	kept := make(map[seenKey]seenFile, len(s.files))
	for k, f := range s.files {
		if f.failed == nil {
			kept[k] = f
		}
	}
	return durable.Write(s.path, func(w io.Writer) error { return gob.NewEncoder(w).Encode(kept) })
}

// remember takes a file whose documents are all put, or that has none.
func (s *Seen) remember(root, name string, f seenFile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Stamp.trusted(time.Now()) {
		s.files[seenKey{root, name}] = f
		s.dirty = true
	}
}

func (s *Seen) forget(root, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := seenKey{root, name}
	if _, ok := s.files[key]; ok {
		delete(s.files, key)
		s.dirty = true
	}
}

func (s *Seen) of(root, name string) seenFile {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files[seenKey{root, name}]
}

// whole reports whether known are all documents that the file gave.
func (f seenFile) whole(known map[string]index.SourceEntry) bool {
	if f.Documents == 0 || len(known) != f.Documents {
		return false
	}
	for _, e := range known {
		if e.Source.SHA256 != f.SHA256 {
			return false
		}
	}
	return true
}
