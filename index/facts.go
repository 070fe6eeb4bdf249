package index

import (
	"slices"
	"strconv"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Facts is what engines index of a document besides its words. Keys compare
// folded: accents, case and spelling do not matter in them.
type Facts struct {
	// Own are the keys of the document's number: as printed, without its year,
	// with the year of issue, and its digits alone. Nil when it has none.
	Own []directive.NumberKey
	// Cites are the documents it cites outside navigation, in text order.
	Cites []CitedFact
	// Mentioned are the keys, with and without year, of all numbers that can be
	// found in it, noise included, and of its own.
	Mentioned []directive.NumberKey
	// Families are the names of the concept families that its text outside noise,
	// its title or its keywords name.
	Families []string
	// Keywords are its keywords that name no family, which would stand for them;
	// KeywordKeys their folded keys, beside them.
	Keywords    []string
	KeywordKeys []string

	Issuer      string   // as shown
	IssuerID    string   // as given or read, or else of the body that the name means
	IssuerPath  []string // ids of the bodies it stands under, the parent first, which is "" for an act of several
	IssuerKey   string   // folded, abbreviations spelled out
	TypeKey     string
	Type        string
	Province    string
	ProvinceKey string // without "tỉnh" or "thành phố"
	Level       Level  // "" when unknown
	Urgency     string
	UrgencyKey  string
	Issued      directive.Date
	// Has says which fields have a value, for Filters.Missing.
	Has map[Field]bool
}

// CitedFact is one citation.
type CitedFact struct {
	// Keys are those of its number: as printed, without its year, with the year
	// of its date, and its digits alone. Nil for a law cited by name.
	Keys []directive.NumberKey
	// Date is the date that the citation gives, or else the year in its number.
	Date directive.Date
	// Title is the folded key of a law's name or of what is cited without number.
	Title string
	// Value is how a facet shows it: the number, zeros as printed on a form, or
	// the title.
	Value string
}

// Analysis is a document ready to be indexed: its sections, their tokens beside
// them, and its facts.
type Analysis struct {
	Sections []Section
	Tokens   [][]viet.Token // of each section; offsets are of the section's text
	Head     []string       // keys without accents of the words that say what the document is; see head
	Facts    Facts
}

// bytesPerToken is about what a syllable takes with the space after it; room
// for tokens is made by it.
const bytesPerToken = 5

// Analyse reads a document for indexing. Families may be nil. Tokens are made
// with tokenizer, which a caller keeps for many documents.
func Analyse(d *directive.Directive, families *Families, tokenizer *viet.Tokenizer) Analysis {
	a := Analysis{Sections: Sections(d)}
	a.Tokens = make([][]viet.Token, len(a.Sections))
	named := map[int]bool{}
	for i, s := range a.Sections {
		a.Tokens[i] = tokenizer.Append(make([]viet.Token, 0, len(s.Text)/bytesPerToken+1), []byte(s.Text))
		if !s.Noise {
			families.find(a.Tokens[i], named)
		}
	}
	for _, k := range d.Keywords {
		families.find(tokenizer.Append(nil, []byte(k)), named)
	}
	a.Head = head(d, tokenizer)
	a.Facts = newFacts(d, families)
	a.Facts.Mentioned = mentioned(a)
	for number := range families.count() {
		if named[number] {
			a.Facts.Families = append(a.Facts.Families, families.names[number])
		}
	}
	a.Facts.Has[FieldKeyword] = len(d.Keywords)+len(a.Facts.Families) > 0
	return a
}

func (f *Families) count() int {
	if f == nil {
		return 0
	}
	return len(f.names)
}

// NewFacts reads the facts of a document.
func NewFacts(d *directive.Directive, families *Families) Facts {
	t := tokenizers.Get().(*viet.Tokenizer)
	defer tokenizers.Put(t)
	return Analyse(d, families, t).Facts
}

// newFacts fills what does not come from the text.
func newFacts(d *directive.Directive, families *Families) Facts {
	issuer := families.bodyOf(d)
	f := Facts{
		Issuer:    strings.TrimSpace(d.Issuer),
		IssuerKey: families.spellOutKey(viet.FoldKey(d.Issuer)),
		Type:      string(d.Type), TypeKey: viet.FoldKey(string(d.Type)),
		Province: d.Province, ProvinceKey: provinceKey(d.Province),
		Urgency: string(d.Urgency), UrgencyKey: viet.FoldKey(string(d.Urgency)),
		Issued: d.Issued, Level: levelOf(d, issuer),
	}
	f.IssuerID, f.IssuerPath = families.issuerIDs(d, issuer)
	f.Own = numberKeys(d.Number, d.Issued)
	for _, k := range d.Keywords {
		if _, named := families.Lookup(k); !named {
			f.Keywords = append(f.Keywords, k)
			f.KeywordKeys = append(f.KeywordKeys, viet.FoldKey(k))
		}
	}
	for i := range d.References {
		if r := &d.References[i]; !r.Navigation {
			f.Cites = append(f.Cites, newCited(r))
		}
	}
	f.Has = map[Field]bool{
		FieldIssuer: f.IssuerKey != "", FieldType: f.TypeKey != "", FieldProvince: f.ProvinceKey != "",
		FieldLevel: f.Level != "", FieldNumber: f.Own != nil, FieldCites: len(f.Cites) > 0,
		FieldUrgency: f.UrgencyKey != "", FieldIssued: !d.Issued.IsZero(), FieldTitle: d.Title != "",
		FieldSigner: d.Signer.Name != "", FieldPlace: d.Place != "",
	}
	return f
}

// numberKeys gives the keys that a printed number is found by. A number of no
// known form has its folded words for a key.
func numberKeys(printed string, date directive.Date) []directive.NumberKey {
	if strings.TrimSpace(printed) == "" {
		return nil
	}
	sym, err := directive.ParseSymbol(printed)
	if err != nil {
		key := looseKey(printed)
		if key == "" {
			return nil
		}
		return []directive.NumberKey{key}
	}
	key := sym.Key()
	keys := []directive.NumberKey{key, key.WithoutYear()}
	if date.Year > 0 && key == key.WithoutYear() {
		keys = append(keys, withYear(key, date.Year))
	}
	if digits, _, ok := strings.Cut(string(key), "|"); ok {
		keys = append(keys, directive.NumberKey(digits))
	}
	return uniqueKeys(keys)
}

// withYear puts a year into a key without one, where a symbol has it.
func withYear(key directive.NumberKey, year int) directive.NumberKey {
	number, rest, ok := strings.Cut(string(key), "|")
	if !ok {
		return key
	}
	return directive.NumberKey(number + "|" + strconv.Itoa(year) + "|" + rest)
}

// looseKey is the key of what is no symbol: its folded words, zeros before
// digits dropped.
func looseKey(text string) directive.NumberKey {
	words := strings.Fields(viet.FoldKey(text))
	for i, w := range words {
		if strings.Trim(w, "0123456789") == "" {
			last := len(w) - 1
			words[i] = strings.TrimLeft(w[:last], "0") + w[last:]
		}
	}
	return directive.NumberKey(strings.Join(words, "|"))
}

func uniqueKeys(keys []directive.NumberKey) []directive.NumberKey {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// mentioned finds every number of the sections.
func mentioned(a Analysis) []directive.NumberKey {
	var keys []directive.NumberKey
	for _, s := range a.Sections {
		for _, found := range directive.FindSymbols(s.Text) {
			key := found.Symbol.Key()
			keys = append(keys, key, key.WithoutYear())
		}
	}
	keys = append(keys, a.Facts.Own...)
	return uniqueKeys(keys)
}
