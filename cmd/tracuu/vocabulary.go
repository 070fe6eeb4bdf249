package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/ingest"
)

// The files by which an office adds to what comes with tracuu. They stand in the
// data folder, each may be missing, and each has the form of its embedded kin.
// A change of any of them asks for a reindex.
const (
	familiesFile      = "families.txt"      // concept families
	abbreviationsFile = "abbreviations.txt" // abbreviations
	bodiesFile        = "bodies.tsv"        // issuing bodies
)

// vocabulary is what tracuu knows of concepts, abbreviations and bodies.
type vocabulary struct {
	families *index.Families
	bodies   *directive.Bodies
}

// readVocabulary is what comes with tracuu and what the data folder adds. Where it
// adds nothing, the values are those that everybody shares, with what they remember.
func readVocabulary(dir string) (vocabulary, error) {
	if !adds(dir) {
		return vocabulary{families: index.DefaultFamilies(), bodies: directive.DefaultBodies()}, nil
	}
	v := vocabulary{families: index.NewFamilies(), bodies: directive.NewBodies()}
	for name, add := range map[string]func(io.Reader) error{
		familiesFile:      v.families.Add,
		abbreviationsFile: v.families.AddAbbreviations,
		bodiesFile:        v.bodies.Add,
	} {
		if err := addFile(filepath.Join(dir, name), add); err != nil {
			return v, err
		}
	}
	v.families.UseBodies(v.bodies)
	return v, nil
}

// adds reports whether the data folder has any of the files.
func adds(dir string) bool {
	for _, name := range []string{familiesFile, abbreviationsFile, bodiesFile} {
		if _, err := os.Stat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	return false
}

func addFile(path string, add func(io.Reader) error) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	if err := add(file); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// reread is how a reindex reads a stored text again; nil keeps what was read.
func (v vocabulary) reread(again bool) func(index.Draft) index.Draft {
	if !again {
		return nil
	}
	return func(old index.Draft) index.Draft { return ingest.Reread(old, v.bodies) }
}
