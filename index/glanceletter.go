package index

import (
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// wordHash hashes a word letter by letter, so that the spellings of a syllable that
// are one word to the analyzer (hòa and hoà, lý and lí) have one hash.
type wordHash struct {
	folded, exact   uint64 // of the letters, without accents and without the tone
	foldedY, exactY uint64 // of those before the last one
	letters, vowels int
	first, last     byte
	tones           uint64
}

// longAlpha is how many letters make a word of their own before digits (COVID19).
const longAlpha = 3

const hashStart = 14695981039346656037 // FNV-1a

func hashLetter(hash, letter uint64) uint64 { return (hash ^ letter) * 1099511628211 }

func newWordHash() wordHash { return wordHash{folded: hashStart, exact: hashStart} }

func (w *wordHash) add(l letter) {
	if w.letters == 0 {
		w.first = l.folded
	}
	w.foldedY, w.exactY, w.last = w.folded, w.exact, l.folded
	w.folded, w.exact = hashLetter(w.folded, uint64(l.folded)), hashLetter(w.exact, uint64(l.toneless))
	w.tones |= uint64(l.tone)
	w.letters++
	if l.vowel {
		w.vowels++
	}
}

// sum gives the hashes of the whole word, without accents and with them. A y that is
// the only vowel behind a consonant is an i, as in viet.Token.
func (w *wordHash) sum() (folded, exact uint64) {
	folded, exact = w.folded, w.exact
	if w.last == 'y' && w.letters > 1 && (w.vowels == 1 || w.letters == 3 && w.vowels == 2 && w.first == 'q') {
		folded, exact = hashLetter(w.foldedY, 'i'), hashLetter(w.exactY, 'i')
	}
	return folded, hashLetter(exact, w.tones)
}

// hashWord gives the hashes of a word.
func hashWord(word string) (folded, exact uint64) {
	w := newWordHash()
	for _, r := range word {
		if l := letterOf(r); l.folded > foldedMark {
			w.add(l)
		}
	}
	return w.sum()
}

// letter is what a glance sees of a rune: folded is 0 for what is no part of a
// word, and foldedMark for what belongs to the letter before it.
type letter struct {
	toneless uint16 // lower case, with circumflex, breve, horn and stroke
	folded   byte
	tone     byte // a bit for each of the five
	vowel    bool
}

// foldedMark is less than any letter folded.
const foldedMark = 1

// tones are the vowels, each with its five tones.
var tones = []string{
	"aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
}

// latin are the letters of Latin script, Vietnamese ones among them, and latinFolded
// the same without accents.
var (
	latin       = makeLatin()
	latinFolded = foldLatin(latin)
	asciiFolded = [utf8.RuneSelf]byte(latinFolded)
)

func makeLatin() []letter {
	out := make([]letter, 0x1F00)
	for r := range rune(len(out)) {
		folded := viet.Fold(string(r))
		switch plain := len(folded) == 1; {
		case unicode.Is(unicode.Mn, r):
			out[r].folded = foldedMark
		case plain && (unicode.IsLetter(rune(folded[0])) || unicode.IsDigit(rune(folded[0]))):
			out[r] = letter{toneless: uint16(unicode.ToLower(r)), folded: folded[0]}
		case unicode.IsLetter(r):
			out[r] = letter{toneless: uint16(unicode.ToLower(r)), folded: 2 + byte(r%30)} // of another script
		}
	}
	for _, row := range tones {
		forms := []rune(row)
		for i, r := range forms {
			for _, r := range []rune{r, unicode.ToUpper(r)} {
				out[r].toneless, out[r].tone, out[r].vowel = uint16(forms[0]), byte(1<<i>>1), true
			}
		}
	}
	return out
}

func foldLatin(letters []letter) []byte {
	out := make([]byte, len(letters))
	for r, l := range letters {
		out[r] = l.folded
	}
	return out
}

func letterOf(r rune) letter {
	if int(r) < len(latin) {
		return latin[r]
	}
	return letter{}
}

func foldedOf(r rune) byte {
	if int(r) < len(latinFolded) {
		return latinFolded[r]
	}
	return 0
}
