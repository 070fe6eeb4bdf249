package index

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Families are the concepts that directives call by several names, and the
// abbreviations that they use. They answer the keyword filter and widen a
// query. A nil *Families has none. It may be used by many goroutines once no
// more is added.
type Families struct {
	names    []string         // by number of the family
	nameKeys [][]viet.Token   // the words of each name
	variants [][]string       // as written, by number of the family
	first    map[string][]row // rows of words by the folded key of their first
	named    map[string]int   // family by the folded key of its name
	short    []abbreviation
	bodies   *directive.Bodies // nil for those that come with tracuu
}

// row is one way to say a family, with everything optional decided.
type row struct {
	family int
	words  []rowWord
}

// rowWord is a word of a row; a gap stands for up to maxGap words of any kind.
type rowWord struct {
	exact, folded string
	gap           bool
}

const maxGap = 3

// FamilyError is a line of a family file that cannot be read.
type FamilyError struct {
	Line   int
	Reason string
}

func (e *FamilyError) Error() string {
	return fmt.Sprintf("families, line %d: %s", e.Line, e.Reason)
}

//go:embed families.txt
var familyData string

//go:embed abbreviations.txt
var abbreviationData string

// DefaultFamilies are the families and abbreviations that come with tracuu.
// The value is shared; NewFamilies gives one to add to.
var DefaultFamilies = sync.OnceValue(NewFamilies)

// NewFamilies returns the families and abbreviations that come with tracuu, to
// be extended with Add.
func NewFamilies() *Families {
	f := &Families{first: map[string][]row{}, named: map[string]int{}}
	if err := f.Add(strings.NewReader(familyData)); err != nil {
		panic(err) // the embedded file is tested
	}
	if err := f.AddAbbreviations(strings.NewReader(abbreviationData)); err != nil {
		panic(err)
	}
	return f
}

// Add reads more families, one a line ("name: variant | variant …", with
// [optional words] and … for up to three words; # starts a comment line). A
// name that is there already gets more variants. The error is a *FamilyError;
// the lines before it have been added.
func (f *Families) Add(r io.Reader) error {
	return eachEntry(r, func(name, value string) string {
		number, known := f.named[viet.FoldKey(name)]
		if !known {
			number = len(f.names)
			f.names = append(f.names, name)
			f.nameKeys = append(f.nameKeys, tokenize(name))
			f.variants = append(f.variants, nil)
			f.named[viet.FoldKey(name)] = number
		}
		for variant := range strings.SplitSeq(value, "|") {
			variant = strings.TrimSpace(variant)
			rows, reason := parseVariant(variant)
			if reason != "" {
				return reason
			}
			f.variants[number] = append(f.variants[number], variant)
			for _, words := range rows {
				key := words[0].folded
				f.first[key] = append(f.first[key], row{family: number, words: words})
			}
		}
		return ""
	})
}

// eachEntry calls add with the two sides of each "name: value" line; what add
// returns, when not empty, is what is wrong with the line.
func eachEntry(r io.Reader, add func(name, value string) string) error {
	lines := bufio.NewScanner(r)
	number := 0
	for lines.Scan() {
		number++
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || viet.FoldKey(name) == "" || value == "" {
			return &FamilyError{Line: number, Reason: "want name: value"}
		}
		if reason := add(name, value); reason != "" {
			return &FamilyError{Line: number, Reason: reason}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read families: %w", err)
	}
	return nil
}

const maxOptional = 6 // optional parts of a variant; each doubles its rows

// parseVariant gives the rows of a variant: all that its optional parts allow.
func parseVariant(variant string) (rows [][]rowWord, reason string) {
	rows = [][]rowWord{nil}
	optional := 0
	for variant != "" {
		part, rest, bracket := strings.Cut(variant, "[")
		rows = extend(rows, parsePart(part), false)
		if !bracket {
			break
		}
		inner, after, closed := strings.Cut(rest, "]")
		if !closed {
			return nil, "a bracket is not closed"
		}
		if optional++; optional > maxOptional {
			return nil, "too many optional parts"
		}
		rows = extend(rows, parsePart(inner), true)
		variant = after
	}
	for _, r := range rows {
		if len(r) == 0 || r[0].gap || r[len(r)-1].gap {
			return nil, "a variant starts and ends with a word that must be there"
		}
	}
	return rows, ""
}

// extend appends part to every row; when optional, it keeps the rows without
// it too.
func extend(rows [][]rowWord, part []rowWord, optional bool) [][]rowWord {
	if len(part) == 0 {
		return rows
	}
	var out [][]rowWord
	for _, r := range rows {
		if optional {
			out = append(out, r)
		}
		out = append(out, append(r[:len(r):len(r)], part...))
	}
	return out
}

func parsePart(part string) []rowWord {
	var words []rowWord
	for i, text := range strings.Split(part, "…") {
		if i > 0 {
			words = append(words, rowWord{gap: true})
		}
		for _, t := range tokenize(text) {
			words = append(words, rowWord{exact: t.Exact, folded: t.Folded})
		}
	}
	return words
}
