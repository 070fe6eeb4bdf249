package relevance

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tracuu/analyzers/viet"
)

// ErrUnknownSet means that Load knows no set of that name.
var ErrUnknownSet = errors.New("relevance: no such set")

// files says where a set stands in its folder and what of it is searched.
type files struct {
	documents string // gzip, a JSON object a line
	titled    bool   // titles are searched
}

var sets = map[string]files{
	"alqac":    {documents: "alqac_corpus.jsonl.gz", titled: true},
	"phapdien": {documents: "phapdien.jsonl.gz"}, // its titles hold the queries
	"tvpl":     {documents: "tvpl.jsonl.gz"},     // likewise
}

// Load reads the set name ("alqac", "phapdien", "tvpl", "remembered": see
// Set.Remembered) from the files of dir:
// documents as gzipped JSON lines with id, title and text, NAME_queries.jsonl
// with id and text, and NAME_qrels.tsv with query, 0, document, 1. Texts are
// composed (NFC). The error is ErrUnknownSet, that of the file (fs.ErrNotExist
// where it is absent), or says which line of which file is malformed.
func Load(dir, name string) (*Set, error) {
	if name == "remembered" {
		return loadRemembered(dir)
	}
	f, ok := sets[name]
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrUnknownSet, name)
	}
	s := &Set{Name: name}
	err := readLines(filepath.Join(dir, f.documents), func(line []byte) error {
		var d Document
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		d.Text = viet.Compose(d.Text)
		if d.Title = viet.Compose(d.Title); !f.titled {
			d.Title = ""
		}
		d.Type = ""
		s.Documents = append(s.Documents, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var queries []Query
	err = readLines(filepath.Join(dir, name+"_queries.jsonl"), func(line []byte) error {
		var row struct{ ID, Text string }
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		queries = append(queries, Query{ID: row.ID, Text: viet.Compose(row.Text)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	answers, err := loadAnswers(filepath.Join(dir, name+"_qrels.tsv"))
	if err != nil {
		return nil, err
	}
	s.Queries = relate(queries, answers)
	return s, nil
}

// loadRemembered reads the documents of phapdien with their types, the official summary
// as the title, and asks for them as Remembered does.
func loadRemembered(dir string) (*Set, error) {
	s := &Set{}
	err := readLines(filepath.Join(dir, sets["phapdien"].documents), func(line []byte) error {
		var d struct{ ID, Type, Summary, Text string }
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		s.Documents = append(s.Documents, Document{ID: d.ID, Type: viet.Compose(d.Type), Title: viet.Compose(d.Summary), Text: viet.Compose(d.Text)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.Remembered(), nil
}

// loadAnswers reads which documents answer which query.
func loadAnswers(path string) (map[string]map[string]bool, error) {
	answers := map[string]map[string]bool{}
	err := readLines(path, func(line []byte) error {
		columns := strings.Split(string(line), "\t")
		if len(columns) != 4 {
			return fmt.Errorf("%d columns, not 4", len(columns))
		}
		query, document, grade := columns[0], columns[2], columns[3]
		if grade == "0" {
			return nil
		}
		if answers[query] == nil {
			answers[query] = map[string]bool{}
		}
		answers[query][document] = true
		return nil
	})
	return answers, err
}

// maxLine is the longest line of a file, far above the longest document.
const maxLine = 64 << 20

// readLines calls use with each line of a file, unzipped where its name ends in
// .gz.
func readLines(path string, use func([]byte) error) error {
	fail := func(err error) error { return fmt.Errorf("relevance: read %s: %w", filepath.Base(path), err) }
	f, err := os.Open(path)
	if err != nil {
		return fail(err)
	}
	defer f.Close()
	var source io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if source, err = gzip.NewReader(f); err != nil {
			return fail(err)
		}
	}
	lines := bufio.NewScanner(source)
	lines.Buffer(make([]byte, 0, 1<<16), maxLine)
	for number := 1; lines.Scan(); number++ {
		if err := use(lines.Bytes()); err != nil {
			return fail(fmt.Errorf("line %d: %w", number, err))
		}
	}
	if err := lines.Err(); err != nil {
		return fail(err)
	}
	return nil
}
