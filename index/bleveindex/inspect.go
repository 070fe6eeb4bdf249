package bleveindex

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"tracuu/index"
)

// Inspection is what Inspect found of the index in a data folder.
type Inspection struct {
	Name       string // its folder, "" for none
	Version    string
	Other      bool // built by another version of the program or its vocabulary
	Generation uint64
	Documents  int
	Problems   []string // in words, none for a sound index
}

// Inspect reads the index in dir as it is on disk, whole, without changing anything.
// families are those that the folder is used with, nil for those that come with
// tracuu. Nobody may hold the folder. A missing index is none.
func Inspect(dir string, families *index.Families) (in Inspection) {
	e := &Engine{layout: layout{dir: dir}, options: Options{Families: cmp.Or(families, index.DefaultFamilies())}}
	now, err := e.layout.readCurrent()
	if err != nil {
		in.Problems = append(in.Problems, err.Error())
		return in
	}
	if now.name == "" {
		if _, err := os.Stat(e.layout.current()); err == nil {
			in.Problems = append(in.Problems, "CURRENT names no index")
		}
		return in
	}
	in.Name, in.Version, in.Other = now.name, now.version, now.version != e.version()
	if err := in.read(e.layout.index(now.name)); err != nil {
		in.Problems = append(in.Problems, err.Error())
	}
	return in
}

// read reads the segments of the index at path and their checksums.
func (in *Inspection) read(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("%w: %w", errMissing, err)
	}
	segments, err := filepath.Glob(filepath.Join(path, "*.zap"))
	if err != nil {
		return err
	}
	root, err := os.ReadFile(filepath.Join(path, "root.bolt"))
	if err != nil {
		return err
	}
	for _, segment := range segments {
		if err := checkSegment(segment); err != nil && named(root, segment) {
			in.Problems = append(in.Problems, err.Error())
		}
	}
	if len(in.Problems) > 0 {
		return nil // reading on may meet anything
	}
	live, err := openIndex(path, in.Name, true)
	if err != nil {
		return err
	}
	defer live.close()
	v, err := live.newest()
	if err != nil {
		return err
	}
	defer v.close()
	in.Generation, in.Documents = v.generation, v.documents
	return nil
}

// named reports whether an index speaks of a segment file in its root. bleve writes
// a file first and names it once it is whole, so one that a killed process left half
// written belongs to nothing, and the next start takes it away.
func named(root []byte, segment string) bool {
	return bytes.Contains(root, []byte(filepath.Base(segment)))
}

// checkSegment holds a segment file against the CRC-32 in its last four bytes.
func checkSegment(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(b) < 4 {
		return fmt.Errorf("segment %s has only %d bytes", path, len(b))
	}
	body, sum := b[:len(b)-4], binary.BigEndian.Uint32(b[len(b)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return fmt.Errorf("segment %s is not as it was written", path)
	}
	return nil
}

// Discard takes away all that is derived in a data folder that nobody holds, so that
// the next Open builds it from the store.
func Discard(dir string) error {
	l := layout{dir: dir}
	for _, path := range []string{l.current(), l.indexes(), l.graph(), l.copies()} {
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("bleveindex: discard what is derived: %w", err)
		}
	}
	return nil
}
