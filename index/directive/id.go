package directive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// Identity is the computed key of a document: issuer, type, number without its
// year, and year (state) or committee term (party), folded and joined by "|".
// Numbers restart each year, in the party with each term, and each province's
// bodies share symbols, so nothing less is an identity. The term is known only
// where the issuer's name carries it ("khóa XIII"); else the year stands in. It is
// "" for a document without a number.
func Identity(d *Directive) string {
	if strings.TrimSpace(d.Number) == "" {
		return ""
	}
	number, year, party := numberParts(d)
	when := ""
	if year != 0 {
		when = strconv.Itoa(year)
	}
	if term := committeeTerm(d.Issuer); party && term != "" {
		when = "khoa " + term
	}
	return strings.Join([]string{viet.FoldKey(d.Issuer), viet.FoldKey(string(d.Type)), number, when}, "|")
}

// numberParts are a document's number key without the year, the year it was
// numbered in (0 when unknown), and whether the party numbered it.
func numberParts(d *Directive) (number string, year int, party bool) {
	sym, err := ParseSymbol(d.Number)
	if err != nil {
		return viet.FoldKey(d.Number), d.Issued.Year, false
	}
	year = sym.Year
	if year == 0 {
		year = d.Issued.Year
	}
	return string(sym.Key().WithoutYear()), year, sym.ofParty()
}

// committeeTerm is the term in an issuer's name: "xiii" in "Ban Chấp hành Trung
// ương Đảng (khóa XIII)", "" where there is none.
func committeeTerm(issuer string) string {
	words := strings.Fields(viet.FoldKey(issuer))
	for i := 0; i+1 < len(words); i++ {
		if words[i] == "khoa" && (isRoman(strings.ToUpper(words[i+1])) || words[i+1][0]-'0' <= 9) {
			return words[i+1]
		}
	}
	return ""
}

// maxMinted bounds a minted id in bytes, its suffix included.
const maxMinted = 80

// MintID makes the id of a document that has none: a slug of issuer, type, number
// and year, or, without a number, of type and title with the date or a hash of the
// text. Where taken says that it exists, -2, -3 … follow. It is at most 80 bytes of
// a–z, 0–9 and hyphens.
func MintID(d *Directive, taken func(string) bool) string {
	const room = 7 // for the suffix
	base := mintBase(d, maxMinted-room)
	id := base
	for n := 2; taken(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}

func mintBase(d *Directive, size int) string {
	kind := slug(string(d.Type))
	number, year, _ := numberParts(d)
	if number = slug(number); number == "" {
		last := d.Issued.String()
		if last == "" {
			sum := sha256.Sum256([]byte(d.Text))
			last = hex.EncodeToString(sum[:4])
		}
		title := d.Title
		if title == "" {
			title = d.Issuer
		}
		return joinSlugs(size, slug(title), kind, "", last)
	}
	last := ""
	if year != 0 {
		last = strconv.Itoa(year)
	}
	return joinSlugs(size, slug(d.Issuer), kind, number, last)
}

// joinSlugs joins the parts and cuts what is too long, the long first part before
// all, at a word.
func joinSlugs(size int, long, kind, number, last string) string {
	number = cutSlug(number, size/2)
	tail := joinNonEmpty(cutSlug(kind, size/4), number, last)
	if room := size - len(tail) - 1; tail != "" {
		long = cutSlug(long, room)
	} else {
		long = cutSlug(long, size)
	}
	if number == "" { // the title after its type
		return joinNonEmpty(cutSlug(kind, size/4), long, last)
	}
	return joinNonEmpty(long, tail)
}

func joinNonEmpty(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "-")
}

// slug is the folded text with a hyphen for each run of anything but a–z and 0–9.
func slug(s string) string {
	words := strings.FieldsFunc(viet.FoldKey(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// cutSlug shortens a slug to at most size bytes, at a hyphen where there is one.
func cutSlug(s string, size int) string {
	if len(s) <= size {
		return s
	}
	s = s[:max(size, 0)]
	if at := strings.LastIndexByte(s, '-'); at > 0 {
		s = s[:at]
	}
	return strings.Trim(s, "-")
}

// ErrID is wrapped by the errors of ValidateID.
var ErrID = errors.New("directive: not a usable id")

// maxID bounds a given id in bytes.
const maxID = 256

// ValidateID says whether a given id may be used: 1 to 256 bytes of UTF-8 without
// control characters. Any other character may stand in it, "/" included. The
// error wraps ErrID.
func ValidateID(id string) error {
	switch {
	case id == "":
		return fmt.Errorf("%w: it is empty", ErrID)
	case len(id) > maxID:
		return fmt.Errorf("%w: %d bytes, at most %d", ErrID, len(id), maxID)
	case !utf8.ValidString(id):
		return fmt.Errorf("%w: not UTF-8", ErrID)
	case strings.ContainsFunc(id, unicode.IsControl):
		return fmt.Errorf("%w: a control character", ErrID)
	}
	return nil
}
