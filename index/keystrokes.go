package index

import (
	"strings"

	"tracuu/analyzers/viet"
)

// Decoding is a word that was typed with an input method switched off, and the
// word that its keystrokes spell.
type Decoding struct {
	Term string   `json:"term"` // as typed: phofng, pho2ng
	Also []string `json:"also"` // what was searched in its place
	Kind string   `json:"kind"` // KeystrokesTelex or KeystrokesVNI
}

// The input methods whose keystrokes are understood.
const (
	KeystrokesTelex = "telex"
	KeystrokesVNI   = "vni"
)

// Decode reads the words of the text that are keystrokes of Telex or VNI and
// gives the query for the words they spell. Test, tax and is are keystrokes
// too, so a word is decoded only where known says that the collection has
// nothing for it as typed, and has the word that it would become. Known is
// asked whether words stand somewhere in a row, with any accents; its error
// ends the reading. A query that is taken literally is left as it is, and so is
// what is excluded.
func (q Query) Decode(known func([]Word) (bool, error)) (Query, []Decoding, error) {
	if q.Literal || q.Text.Root == nil || !mayDecode(q.Text.Source) {
		return q, nil, nil
	}
	d := keyDecoder{source: q.Text.Source, known: known, again: map[string]decodedWord{}}
	root := d.node(q.Text.Root)
	if d.err != nil {
		return q, nil, d.err
	}
	if len(d.found) > 0 {
		q.Text.Root = root
	}
	return q, d.found, nil
}

// mayDecode spares most queries the work: keystrokes are plain ASCII, and some
// field of the text must spell something.
func mayDecode(text string) bool {
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isKey(r) }) {
		if _, _, ok := decodeKeystrokes(field); ok {
			return true
		}
	}
	return false
}

func isKey(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// decodeKeystrokes gives the word that keystrokes spell. A single letter with a
// digit is a sign (A1, O2), not a word.
func decodeKeystrokes(keys string) (word, kind string, ok bool) {
	if word, ok = viet.DecodeTelex(keys); ok {
		return word, KeystrokesTelex, true
	}
	if word, ok = viet.DecodeVNI(keys); ok && len(keys) > 2 {
		return word, KeystrokesVNI, true
	}
	return "", "", false
}

// keyDecoder rewrites the words of one tree.
type keyDecoder struct {
	source string
	known  func([]Word) (bool, error)
	again  map[string]decodedWord // what was asked before
	found  []Decoding
	err    error
}

type decodedWord struct {
	words []Word
	ok    bool
}

func (d *keyDecoder) node(n Node) Node {
	switch n := n.(type) {
	case Run:
		n.Words = d.words(n.Words, n.Span.Start)
		return n
	case Phrase:
		words := d.words(n.Words, n.Span.Start)
		return phrase(words, n.Span)
	case And:
		return And{Nodes: d.nodes(n.Nodes)}
	case Or:
		return Or{Nodes: d.nodes(n.Nodes)}
	}
	return n
}

func (d *keyDecoder) nodes(nodes []Node) []Node {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		out[i] = d.node(n)
	}
	return out
}

// words rewrites words side by side. What was typed in one piece may be several
// of them: cho61ng is cho, 61 and ng.
func (d *keyDecoder) words(words []Word, at int) []Word {
	var out []Word
	for len(words) > 0 {
		keys, count, end := d.piece(words, at)
		at = end
		typed := words[:count]
		words = words[count:]
		if decoded := d.decode(keys, typed); decoded.ok {
			out = append(out, decoded.words...)
			continue
		}
		out = append(out, typed...)
	}
	return out
}

// piece finds the words at the start that touch each other in the source, as
// they were typed, and where they end.
func (d *keyDecoder) piece(words []Word, at int) (keys string, count, end int) {
	start := -1
	end = at
	for _, w := range words {
		found := -1
		if end <= len(d.source) {
			found = strings.Index(d.source[end:], w.Text)
		}
		if found < 0 || count > 0 && found > 0 {
			break
		}
		if start < 0 {
			start = end + found
		}
		end += found + len(w.Text)
		count++
	}
	if count == 0 { // not as typed: a tree that was rewritten before
		return words[0].Text, 1, at
	}
	return d.source[start:end], count, end
}

func (d *keyDecoder) decode(keys string, typed []Word) decodedWord {
	if made, asked := d.again[keys]; asked {
		return made
	}
	word, kind, ok := decodeKeystrokes(keys)
	made := decodedWord{ok: ok && d.err == nil}
	if made.ok {
		made.words = wordsOf(word)
		made.ok = !d.holds(typed) && d.holds(made.words)
	}
	if made.ok {
		d.found = append(d.found, Decoding{Term: keys, Also: []string{word}, Kind: kind})
	}
	d.again[keys] = made
	return made
}

// holds asks whether the collection has the words in a row.
func (d *keyDecoder) holds(words []Word) bool {
	if d.err != nil {
		return false
	}
	has, err := d.known(words)
	d.err = err
	return has
}

// inputMethods are the kinds of keystrokes as a person calls them.
var inputMethods = map[string]string{KeystrokesTelex: "Telex", KeystrokesVNI: "VNI"}

// decodedSentence says in Vietnamese how keystrokes were read; "" for none.
func decodedSentence(decoded []Decoding) string {
	if len(decoded) == 0 {
		return ""
	}
	parts := make([]string, len(decoded))
	for i, d := range decoded {
		parts[i] = "“" + d.Term + "” (phím gõ " + inputMethods[d.Kind] + ") là “" + strings.Join(d.Also, " ") + "”"
	}
	return " Đã đọc " + strings.Join(parts, ", ") + "."
}
