package extract

import (
	"math"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The comparison below is that of the labelled set's own scorer: numbers without
// spaces, case, leading zeros and Đ/D; names and titles without emphasis, quotes
// and abbreviations; list items by similarity.

var (
	numberJunk   = regexp.MustCompile(`[\s*_]+`)
	looseDot     = regexp.MustCompile(`(^|\D)\.|\.(\D|$)`)
	numberLead   = regexp.MustCompile(`^SỐ:?`)
	leadingZeros = regexp.MustCompile(`^0+(\d)`)
	quoteJunk    = regexp.MustCompile("[*_“”\"'’()]")
	dashSpaces   = regexp.MustCompile(`\s*-\s*`)
	manySpaces   = regexp.MustCompile(`\s+`)
)

var (
	foldNumber = strings.NewReplacer("–", "-", "—", "-")
	bareNumber = strings.NewReplacer("Đ", "D", "Ư", "U", "Ơ", "O", "Ô", "O", "Â", "A", "Ă", "A", "Ê", "E", "T.Ư", "TW")
	oldTones   = strings.NewReplacer("uỷ", "ủy", "hoà", "hòa", "hoá", "hóa", "thuỷ", "thủy", "tuỵ", "tụy", "–", "-")
)

// scoreNumber is a number as the scorer compares it.
func scoreNumber(s string) string {
	s = numberJunk.ReplaceAllString(foldNumber.Replace(strings.ToUpper(norm.NFC.String(s))), "")
	s = looseDot.ReplaceAllString(s, "$1$2")
	s = bareNumber.Replace(numberLead.ReplaceAllString(s, ""))
	return leadingZeros.ReplaceAllString(s, "$1")
}

var scoreAbbreviations = [][2]string{{"ubnd", "ủy ban nhân dân"}, {"hđnd", "hội đồng nhân dân"}, {"tp.", "thành phố"}, {"v/v", ""},
	{"về việc", ""}, {"ttg", "thủ tướng"}, {"bhxh", "bảo hiểm xã hội"}, {"tw", "trung ương"}}

// scoreWords is a name or title as the scorer compares it.
func scoreWords(s string) string {
	s = oldTones.Replace(quoteJunk.ReplaceAllString(strings.ToLower(norm.NFC.String(s)), " "))
	s = dashSpaces.ReplaceAllString(manySpaces.ReplaceAllString(s, " "), "-")
	for _, a := range scoreAbbreviations {
		s = replaceWord(s, a[0], a[1])
	}
	return strings.Trim(manySpaces.ReplaceAllString(s, " "), " .,;:/-")
}

func replaceWord(s, old, new string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, old)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		before, _ := lastRune(s[:i])
		after := firstRune(s[i+len(old):])
		b.WriteString(s[:i])
		if isScoreWord(before) || isScoreWord(after) {
			b.WriteString(old)
		} else {
			b.WriteString(new)
		}
		s = s[i+len(old):]
		if len(s) == 0 {
			return b.String()
		}
	}
}

func lastRune(s string) (rune, int) {
	rs := []rune(s)
	if len(rs) == 0 {
		return ' ', 0
	}
	return rs[len(rs)-1], 1
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}

func isScoreWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// scoreSame compares one value of a field.
func scoreSame(field, a, b string) bool {
	if a == "" || b == "" {
		return a == "" && b == ""
	}
	if strings.Contains(field, "number") {
		return scoreNumber(a) == scoreNumber(b)
	}
	return scoreWords(a) == scoreWords(b)
}

// scoreClose reports whether two texts are the same but for a few letters.
func scoreClose(a, b string, floor float64) bool {
	a, b = scoreWords(a), scoreWords(b)
	if a == "" || b == "" {
		return a == b
	}
	la, lb := len([]rune(a)), len([]rune(b))
	short, long := math.Min(float64(la), float64(lb)), math.Max(float64(la), float64(lb))
	if a == b || short >= 8 && (strings.Contains(a, b) || strings.Contains(b, a)) && short/long > 0.5 {
		return true
	}
	return ratio([]rune(a), []rune(b)) >= floor
}

// ratio is twice the length of matching blocks over the length of both.
func ratio(a, b []rune) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(matching(a, b)) / float64(len(a)+len(b))
}

// matching sums the longest common block and those left and right of it.
func matching(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	best, ai, bi := 0, 0, 0
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			saved := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
				if row[j+1] > best {
					best, ai, bi = row[j+1], i-row[j+1]+1, j-row[j+1]+1
				}
			} else {
				row[j+1] = 0
			}
			diagonal = saved
		}
	}
	if best == 0 {
		return 0
	}
	return best + matching(a[:ai], b[:bi]) + matching(a[ai+best:], b[bi+best:])
}
