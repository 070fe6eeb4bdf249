package bleveindex

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/store"
)

// The values of a document stand as terms of fieldFacts, each under a tag: one
// byte in front. They are read back as columns, so a term holds all that
// filters and facets ask of its value, in parts.
const (
	tagIssuer   = 'i' // issuer, its id, the ids above it, its key
	tagType     = 't' // type, its key
	tagProvince = 'p' // province, its key
	tagLevel    = 'l'
	tagUrgency  = 'u' // urgency, its key
	tagIssued   = 'd' // date of issue, ISO 8601
	tagFamily   = 'f'
	tagKeyword  = 'k' // keyword, its key
	tagCites    = 'c' // keys, date, title, value of a citation
	tagHas      = 'h' // name of a field that has a value
	tagLength   = 'n' // words of the document, base 36
)

// What a document is only looked up by stands in fieldKeys, tagged too.
const (
	tagOwn       = 'o' // a key of its number
	tagMentioned = 'm' // a key of a number in it
	tagCiting    = 'c' // a key of a number that it cites
	tagNoisy     = 'z' // nothing more: it has words in noise
)

// longestShown is how many bytes of a title are kept to be shown.
const longestShown = 1 << 10

// shownOf is what is kept of a document's number and title as they are printed, to
// complete what a reader types: a line for each, spelt as the store spells records,
// since each title stands in one document and as a term would stand twice in full.
func shownOf(d *directive.Directive) []byte {
	var lines [2]string
	for i, value := range []string{d.Number, d.Title} {
		value = strings.Join(strings.Fields(value), " ")
		lines[i] = strings.ToValidUTF8(value[:min(len(value), longestShown)], "\uFFFD")
	}
	if lines[0] == "" && lines[1] == "" {
		return nil
	}
	return store.Spell(nil, []byte(lines[0]+"\n"+lines[1]))
}

// readShown gives back what shownOf kept, in the room of a buffer, which it returns
// grown.
func readShown(buffer, spelt []byte) (number, title, grown []byte, err error) {
	plain, err := store.Unspell(buffer[:0], spelt)
	if err != nil {
		return nil, nil, buffer, fmt.Errorf("bleveindex: a title as it is kept: %w", err)
	}
	number, title, _ = bytes.Cut(plain, []byte{'\n'})
	return number, title, plain, nil
}

// The separators of the parts of a value and of the keys in a part. No key
// holds them, and in what is shown they are replaced.
const (
	partSeparator = "\x1f"
	listSeparator = "\x1e"
)

var cleaner = strings.NewReplacer(partSeparator, " ", listSeparator, " ")

// joinValue makes the term of a value. It is valid UTF-8, for 0xff separates
// the values of a document in the segment.
func joinValue(tag byte, parts ...string) string {
	var b strings.Builder
	b.WriteByte(tag)
	for i, p := range parts {
		if i > 0 {
			b.WriteString(partSeparator)
		}
		b.WriteString(strings.ToValidUTF8(p, "\uFFFD"))
	}
	return b.String()
}

func plain(s string) string { return cleaner.Replace(s) }

// addValues adds the facts of a document as terms of fieldFacts and fieldKeys.
func addValues(values, keys *counter, f *index.Facts, length int) {
	one := func(tag byte, shown string, rest ...string) {
		if shown != "" || len(rest) > 0 && rest[len(rest)-1] != "" {
			values.add(joinValue(tag, append([]string{plain(shown)}, rest...)...))
		}
	}
	one(tagIssuer, f.Issuer, plain(f.IssuerID), plainList(f.IssuerPath), f.IssuerKey)
	one(tagType, f.Type, f.TypeKey)
	one(tagProvince, f.Province, f.ProvinceKey)
	one(tagLevel, string(f.Level))
	one(tagUrgency, f.Urgency, f.UrgencyKey)
	one(tagIssued, f.Issued.String())
	for _, family := range f.Families {
		one(tagFamily, family)
	}
	for i, keyword := range f.Keywords {
		one(tagKeyword, keyword, f.KeywordKeys[i])
	}
	for _, c := range f.Cites {
		values.add(joinValue(tagCites, joinKeys(c.Keys), c.Date.String(), c.Title, plain(c.Value)))
		for _, key := range c.Keys {
			keys.add(joinValue(tagCiting, string(key)))
		}
	}
	for field, has := range f.Has {
		if has {
			values.add(joinValue(tagHas, string(field)))
		}
	}
	values.add(joinValue(tagLength, strconv.FormatInt(int64(length), 36)))
	for _, key := range f.Own {
		keys.add(joinValue(tagOwn, string(key)))
	}
	for _, key := range f.Mentioned {
		keys.add(joinValue(tagMentioned, string(key)))
	}
}

func joinKeys(keys []directive.NumberKey) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = plain(string(k))
	}
	return strings.Join(parts, listSeparator)
}

func plainList(list []string) string {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = plain(p)
	}
	return strings.Join(parts, listSeparator)
}

func readList(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, listSeparator)
}

// readValue gives back the facts of one value: a Facts with nothing else in it.
func readValue(tag byte, value string) index.Facts {
	parts := strings.Split(value, partSeparator)
	part := func(i int) string {
		if i < len(parts) {
			return parts[i]
		}
		return ""
	}
	switch tag {
	case tagIssuer:
		return index.Facts{Issuer: part(0), IssuerID: part(1), IssuerPath: readList(part(2)), IssuerKey: part(3)}
	case tagType:
		return index.Facts{Type: part(0), TypeKey: part(1)}
	case tagProvince:
		return index.Facts{Province: part(0), ProvinceKey: part(1)}
	case tagLevel:
		return index.Facts{Level: index.Level(part(0))}
	case tagUrgency:
		return index.Facts{Urgency: part(0), UrgencyKey: part(1)}
	case tagFamily:
		return index.Facts{Families: []string{part(0)}}
	case tagKeyword:
		return index.Facts{Keywords: []string{part(0)}, KeywordKeys: []string{part(1)}}
	case tagIssued:
		date, _ := directive.ParseDate(part(0)) // written by Date.String
		return index.Facts{Issued: date}
	case tagCites:
		return index.Facts{Cites: []index.CitedFact{readCited(part(0), part(1), part(2), part(3))}}
	}
	return index.Facts{}
}

func readCited(keys, date, title, value string) index.CitedFact {
	c := index.CitedFact{Title: title, Value: value}
	c.Date, _ = directive.ParseDate(date) // written by Date.String; "" is the unknown date
	if keys != "" {
		for k := range strings.SplitSeq(keys, listSeparator) {
			c.Keys = append(c.Keys, directive.NumberKey(k))
		}
	}
	return c
}
