package copies

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// The sizes of a Fingerprint.
const (
	bins    = 64 // of the sketch
	figures = 10 // numbers with their neighbours
	names   = 6  // words of the addressees
)

// Fingerprint is what is kept of a document to tell its copies. The zero value is
// of a document without text, which has none.
type Fingerprint struct {
	sketch  [bins]uint8     // lowest byte of the least hash of each bin
	figures [figures]figure // in order of neighbours, those with the least hashes
	to      [names]uint16   // words of the addressees, 0 for none
	text    uint64          // hash of all words
	words   uint32          // outside noise
	number  uint32          // hash of the number key without its year, 0 unknown
	issuer  uint32          // hash of the issuer's id, 0 unknown
	first   int32           // days that the date of issue may be; last before first
	last    int32           // where it is unknown
	year    uint16          // inside the number, 0 unknown
	kind    uint16          // hash of the type, 0 unknown
	marks   marks
}

// figure is a number in the text and the words that stand around it.
type figure struct {
	near  uint16 // 0 for none
	value uint8
}

type marks uint8

const (
	draft  marks = 1 << iota // dự thảo
	copied                   // sao y, sao lục, trích sao
	named                    // its id was given by a caller: see Named
)

// Read makes the fingerprint of a document.
func Read(d *directive.Directive) Fingerprint {
	f := Fingerprint{last: -1}
	r := reader{f: &f}
	for _, part := range outsideNoise(d) {
		r.read(viet.Fold(part))
	}
	r.finish()
	f.identify(d)
	return f
}

// Named is the fingerprint of a document whose id was given by a caller: it belongs
// to its family and is never hidden behind another member.
func (f Fingerprint) Named() Fingerprint {
	f.marks |= named
	return f
}

// IsNamed reports whether Named made f.
func (f Fingerprint) IsNamed() bool { return f.marks&named != 0 }

// outsideNoise is the text without its regions of noise.
func outsideNoise(d *directive.Directive) []string {
	var parts []string
	at := 0
	for _, n := range d.Noise {
		if n.Start > at && n.Start <= len(d.Text) {
			parts = append(parts, d.Text[at:n.Start])
		}
		at = min(max(at, n.End), len(d.Text))
	}
	return append(parts, d.Text[at:])
}

// reader takes words in and fills the sketch.
type reader struct {
	f       *Fingerprint
	least   [bins]uint64
	row     [3]uint64 // hashes of the last words, the newest last
	pending uint8     // the number before the word that comes
	before  uint64    // the word before that number
	waits   bool
	found   []figure
}

// read takes a folded text in, word by word.
func (r *reader) read(s string) {
	for i := 0; i < len(s); {
		if !isWord(s[i]) {
			i++
			continue
		}
		h, digits := uint64(14695981039346656037), true
		for ; i < len(s) && isWord(s[i]); i++ {
			h = (h ^ uint64(s[i])) * 1099511628211
			digits = digits && s[i] <= '9'
		}
		r.word(h, digits)
	}
}

// isWord reports whether a byte of folded text belongs to a word.
func isWord(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

func (r *reader) word(h uint64, digits bool) {
	f := r.f
	f.words++
	f.text = (f.text ^ h) * 0x9E3779B97F4A7C15
	f.text ^= f.text >> 29
	if r.waits {
		r.found = append(r.found, figure{near: uint16(mix(r.before*31+h)>>48) | 1, value: r.pending})
		r.waits = false
	}
	if digits {
		r.pending, r.before, r.waits = uint8(mix(h)>>56), r.row[2], true
	}
	r.row[0], r.row[1], r.row[2] = r.row[1], r.row[2], h
	if f.words < 3 {
		return
	}
	s := mix(r.row[0]*0x9E3779B97F4A7C15 ^ r.row[1]*0xC2B2AE3D27D4EB4F ^ r.row[2])
	bin, value := s>>58, s<<6|1
	if r.least[bin] == 0 || value < r.least[bin] {
		r.least[bin] = value
	}
}

// mix spreads the bits of a hash (the finisher of splitmix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// finish fills the empty bins of a short text from the next full ones (Shrivastava
// and Li, 2014), so that equal texts stay equal and others differ, and picks the
// figures.
func (r *reader) finish() {
	for i := range r.least {
		for step := range bins {
			if v := r.least[(i+step)%bins]; v != 0 {
				r.f.sketch[i] = uint8(mix(v+uint64(step)) >> 8)
				break
			}
		}
	}
	slices.SortFunc(r.found, func(a, b figure) int {
		return int(a.near)<<8 + int(a.value) - int(b.near)<<8 - int(b.value)
	})
	r.found = slices.Compact(r.found)
	n := 0
	for i, g := range r.found {
		again := i > 0 && r.found[i-1].near == g.near || i+1 < len(r.found) && r.found[i+1].near == g.near
		if !again && n < figures { // the same neighbours twice tell nothing
			r.f.figures[n] = g
			n++
		}
	}
}

// identify fills what the document says of itself.
func (f *Fingerprint) identify(d *directive.Directive) {
	head := headLines(d.Text)
	f.marks |= markOf(head, d.Text)
	number, copyOnly := numberOf(d)
	if number != "" {
		sym, err := directive.ParseSymbol(number)
		key := directive.NumberKey(viet.FoldKey(number))
		if err == nil {
			key, f.year = sym.Key(), uint16(sym.Year)
		}
		f.number = hash32(string(key.WithoutYear()))
	}
	if copyOnly { // number, date and body are those of the copying
		f.marks |= copied
		return
	}
	if !d.Issued.IsZero() {
		f.first, f.last = d.Issued.First(), d.Issued.Last()
	}
	f.issuer = hash32(d.IssuerID)
	f.kind = uint16(hash32(viet.FoldKey(string(d.Type))))
	if to := addressed(head); to != "" {
		f.addressees(to)
	} else {
		f.addressees(d.Recipients...)
	}
}

// addressees notes the words of the addressees that tell one from another.
func (f *Fingerprint) addressees(list ...string) {
	var words []uint16
	for _, name := range list {
		for _, w := range strings.Fields(viet.FoldKey(name)) {
			words = append(words, uint16(hash32(w))|1)
		}
	}
	slices.Sort(words)
	copy(f.to[:], slices.Compact(words))
}

// hash32 is 0 for "" only.
func hash32(s string) uint32 {
	if s == "" {
		return 0
	}
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return uint32(mix(h)>>32) | 1
}
