package citation

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// level is where a body stands.
type level uint8

const (
	levelUnknown level = iota
	commune
	district
	city // a thành phố that may rank as province or as district
	province
	nationwide
)

// committee stands in an office's name for the party committee of any level, so
// that "Tỉnh ủy" and "Ban Chấp hành Đảng bộ tỉnh" are one office.
const committee = "cap uy"

// body is an issuing body taken apart: what it is, and of which place. "Ủy ban
// nhân dân huyện Cẩm Giàng, tỉnh Hải Dương" is the office "uy ban nhan dan" of
// the unit "cam giang" of the province "hai duong". Names are folded, "" where
// the text does not give them.
type body struct {
	name     string // as written
	home     string // the province that it was completed by, as written
	number   uint32 // in bodyTable, once it is kept
	office   string
	level    level
	province string
	unit     string // district or commune
	outer    string // the district that a commune is named with
	term     string // "xiii" in "Ban Chấp hành Trung ương Đảng (khóa XIII)"
}

// place is where a citing document comes from; relative issuers are bound to it.
type place struct {
	province string
	unit     string // its district or commune
	level    level  // of the unit
}

// word is a syllable of a name: with its accents, since "quận" is a district and
// "quân" an army, and folded.
type word struct{ exact, fold string }

// parseBody takes a name apart. Any text has some reading.
func parseBody(name string) body {
	var b body
	words := dropOfficeHolders(b.takeTerm(wordsOf(name)))
	at, m := len(words), marker{}
	for i := range words {
		if found, ok := markerAt(words, i); ok {
			at, m = i, found
			break
		}
	}
	b.office = joinFolds(words[:at])
	if at < len(words) {
		b.readPlaces(words[at:], m)
	} else {
		b.placeAtEnd(words)
	}
	b.settleOffice()
	return b
}

func wordsOf(name string) []word {
	var words []word
	for _, t := range viet.Tokenize(name) {
		if long, ok := abbreviations[t.Folded]; ok {
			for w := range strings.FieldsSeq(long) {
				words = append(words, word{w, w})
			}
			continue
		}
		if n := len(words); t.Folded == "uong" && n > 0 && words[n-1].fold == "trung" {
			words[n-1] = word{"tw", "tw"}
			continue
		}
		words = append(words, word{t.Exact, t.Folded})
	}
	return words
}

// takeTerm cuts "khóa XIII" and "nhiệm kỳ 2020-2025" out of a name.
func (b *body) takeTerm(words []word) []word {
	for i := 0; i+1 < len(words); i++ {
		next := words[i+1].fold
		switch {
		case words[i].fold == "khoa" && strings.Trim(next, "ivx0123456789") == "":
			b.term = next
			return slices.Delete(words, i, i+2)
		case words[i].fold == "nhiem" && strings.HasPrefix(next, "k"):
			return words[:i]
		}
	}
	return words
}

func dropOfficeHolders(words []word) []word {
	for again := true; again; {
		again = false
		for _, p := range officeHolders {
			if len(words) > len(p) && startsWith(words, p) && words[len(p)].fold != "nuoc" {
				words, again = words[len(p):], true
			}
		}
	}
	return words
}

// settleOffice brings the spellings of one office together and recognises those
// of the centre.
func (b *body) settleOffice() {
	b.office = strings.TrimSuffix(b.office, " dang cong san viet nam")
	b.office = strings.Replace(b.office, "tw dang", "tw", 1)
	switch {
	case b.office == "thu tuong":
		b.office = "thu tuong chinh phu"
	case b.office == "tong bi thu":
		b.office = "tw"
	}
	if b.level != levelUnknown || b.province != "" {
		return
	}
	words := strings.Fields(b.office)
	for _, p := range centralPhrases {
		if contains(words, p) {
			b.level = nationwide
		}
	}
	if len(words) > 1 && words[0] == "bo" && words[1] != "chi" && words[1] != "doi" {
		b.level = nationwide // a ministry, not Bộ Chỉ huy quân sự or Bộ đội Biên phòng
	}
	if centralCommittee[b.office] {
		b.office = "tw"
	}
}

// provinceLen is how many words at the start of name are a province's name.
func provinceLen(name []word) int {
	for n := min(maxProvinceWords, len(name)); n > 0; n-- {
		if provinces[joinFolds(name[:n])] {
			return n
		}
	}
	return 0
}

func startsWith(words []word, p []string) bool {
	if len(words) < len(p) {
		return false
	}
	for i := range p {
		if words[i].fold != p[i] {
			return false
		}
	}
	return true
}

func contains(words, p []string) bool {
	for i := 0; i+len(p) <= len(words); i++ {
		if slices.Equal(words[i:i+len(p)], p) {
			return true
		}
	}
	return false
}

func joinFolds(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.fold)
	}
	return b.String()
}

func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " " + b
}
