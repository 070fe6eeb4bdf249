package relevance

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
)

// seed makes samples and noise the same in every run.
const seed = 20260101

// Variant is a way in which a text may reach the engine.
type Variant struct {
	Name string
	// Rewrite gives the text in that way. What is random in it follows from the
	// id of the query or document alone.
	Rewrite func(id, text string) string
}

// The variants.
var (
	AsGiven    = Variant{Name: "as given", Rewrite: func(_, text string) string { return text }}
	Unaccented = Variant{Name: "unaccented", Rewrite: func(_, text string) string { return viet.Fold(text) }}
	OtherTone  = Variant{Name: "other tone place", Rewrite: func(_, text string) string { return moveTones(text) }}
	OCR        = Variant{Name: "ocr noise", Rewrite: misread}
)

// Variants are those that queries are asked in.
func Variants() []Variant { return []Variant{AsGiven, Unaccented, OtherTone, OCR} }

// misreadShare is the part of the syllables whose marks are damaged.
const misreadShare = 0.25

// misread does to one syllable of four what text recognition does to small marks: it
// drops all of them, or takes the tone for another. Letters stay.
func misread(id, text string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // a hash takes everything
	r := rand.New(rand.NewPCG(seed, h.Sum64()))
	return eachWord(text, func(word string) string {
		syllable, ok := viet.ParseSyllable(word)
		if !ok || r.Float64() >= misreadShare {
			return word
		}
		misreadTone := syllable
		misreadTone.Tone = viet.Tone((int(syllable.Tone) + 1 + r.IntN(tones-1)) % tones)
		_, spelled := viet.ParseSyllable(misreadTone.String())
		if r.IntN(2) == 0 && spelled {
			return misreadTone.String()
		}
		return viet.Fold(word)
	})
}

const tones = 6

// eachWord rewrites the words of a text, which are its runs of letters.
func eachWord(text string, rewrite func(string) string) string {
	var b strings.Builder
	b.Grow(len(text))
	start := -1
	for i, r := range text {
		switch letter := unicode.IsLetter(r) || unicode.IsMark(r); {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			b.WriteString(rewrite(text[start:i]))
			start = -1
		}
		if start < 0 {
			b.WriteRune(r)
		}
	}
	if start >= 0 {
		b.WriteString(rewrite(text[start:]))
	}
	return b.String()
}

// tonePlaces are the three rhymes that two schools spell differently, each with
// the tone on the first vowel and on the second.
var tonePlaces = pairUp(
	"òa oà óa oá ỏa oả õa oã ọa oạ òe oè óe oé ỏe oẻ õe oẽ ọe oẹ ùy uỳ úy uý ủy uỷ ũy uỹ ụy uỵ")

func pairUp(list string) map[string]string {
	words, pairs := strings.Fields(list), map[string]string{}
	for i := 0; i < len(words); i += 2 {
		for _, shape := range []func(string) string{strings.ToLower, strings.ToUpper} {
			first, second := shape(words[i]), shape(words[i+1])
			pairs[first], pairs[second] = second, first
		}
	}
	return pairs
}

// moveTones writes hoà for hòa and hòa for hoà, wherever both are in use. The u
// of quý is no vowel.
func moveTones(text string) string {
	return eachWord(text, func(word string) string {
		letters := []rune(word)
		if len(letters) < 2 {
			return word
		}
		onset, rhyme := letters[:len(letters)-2], string(letters[len(letters)-2:])
		other, ok := tonePlaces[rhyme]
		if !ok || len(onset) > 0 && unicode.ToLower(onset[len(onset)-1]) == 'q' {
			return word
		}
		return string(onset) + other
	})
}
