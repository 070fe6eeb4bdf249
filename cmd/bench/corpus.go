package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// corpus is what documents are recombined from.
type corpus struct {
	sentences []string
	source    string // for the report
}

// Bounds of a sentence in bytes, and of the text that is held for recombining,
// which counts towards the memory of a measured process.
const (
	minSentence = 40
	maxSentence = 2000
	heldBytes   = 12 << 20
)

// readCorpus takes sentences from the real documents in shared/corpus, or where
// there are none from the seeds and a vocabulary of syllables.
func readCorpus(shared, seeds string) (corpus, error) {
	var c corpus
	for _, name := range []string{"tvpl.jsonl.gz", "phapdien.jsonl.gz"} {
		if err := c.addFile(filepath.Join(shared, "corpus", name)); err != nil && !os.IsNotExist(err) {
			return c, err
		}
	}
	if len(c.sentences) > 0 {
		c.source = fmt.Sprintf("%d real sentences of %s", len(c.sentences), filepath.Join(shared, "corpus"))
		return c, nil
	}
	files, err := filepath.Glob(filepath.Join(seeds, "*.txt"))
	if err != nil || len(files) == 0 {
		return c, fmt.Errorf("no documents in %s to recombine, and none in %s", shared, seeds)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return c, err
		}
		c.addText(string(text))
	}
	c.invent(20000)
	c.source = fmt.Sprintf("%d sentences of the seeds and of their syllables by Zipf", len(c.sentences))
	return c, nil
}

func (c *corpus) addFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	unzip, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(unzip)
	lines.Buffer(nil, 64<<20)
	for held := 0; held < heldBytes && lines.Scan(); {
		var row struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		held += len(row.Text)
		c.addText(row.Text)
	}
	return lines.Err()
}

func (c *corpus) addText(text string) {
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		if line = strings.TrimSpace(line); len(line) > minSentence && len(line) < maxSentence {
			c.sentences = append(c.sentences, strings.Clone(line))
		}
	}
}

// invent adds sentences of the words that are there, the common ones as common
// as Zipf has them.
func (c *corpus) invent(count int) {
	var words []string
	seen := map[string]bool{}
	for _, s := range c.sentences {
		for _, w := range strings.Fields(s) {
			if !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(r, 1.05, 8, uint64(len(words)-1))
	for range count {
		line := make([]string, 12+r.IntN(30))
		for i := range line {
			line[i] = words[zipf.Uint64()]
		}
		c.sentences = append(c.sentences, strings.Join(line, " "))
	}
}
