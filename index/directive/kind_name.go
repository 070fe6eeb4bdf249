package directive

import (
	"strings"

	"tracuu/analyzers/viet"
)

// kindNames finds kinds by what texts call them: by the exact words, and by the
// words without accents where only one kind has them.
type kindNames struct {
	exact  map[string]Kind
	folded map[string]Kind
	first  map[string]bool // the first words of folded
}

var kindIndex = func() kindNames {
	index := kindNames{exact: map[string]Kind{}, folded: map[string]Kind{}, first: map[string]bool{}}
	ambiguous := map[string]bool{}
	for _, row := range kindTable {
		for _, name := range append([]string{string(row.name)}, row.aliases...) {
			index.exact[viet.Key(name)] = row.name
			key := viet.FoldKey(name)
			if other, taken := index.folded[key]; taken && other != row.name {
				ambiguous[key] = true
			}
			index.folded[key] = row.name
			first, _, _ := strings.Cut(key, " ")
			index.first[first] = true
		}
	}
	for key := range ambiguous {
		delete(index.folded, key)
	}
	return index
}()

// maxKindName bounds what can be the name of a kind, in bytes.
const maxKindName = 128

// KindByName finds the kind that a text names, in any case and tone placement,
// and without or with wrong accents where that leaves one kind only. It knows
// names, not codes: "CTr" is none.
func KindByName(s string) (Kind, bool) {
	if len(s) > maxKindName {
		return "", false
	}
	tokens := viet.Tokenize(s)
	if len(tokens) == 0 || !kindIndex.first[tokens[0].Folded] {
		return "", false
	}
	var exact, folded []byte
	for i, t := range tokens {
		if i > 0 {
			exact, folded = append(exact, ' '), append(folded, ' ')
		}
		exact, folded = append(exact, t.Exact...), append(folded, t.Folded...)
	}
	if k, ok := kindIndex.exact[string(exact)]; ok {
		return k, true
	}
	k, ok := kindIndex.folded[string(folded)]
	return k, ok
}

// OpensKind reports whether the name of some kind starts with the first word of a
// text, accents aside.
func OpensKind(s string) bool {
	tokens := viet.Tokenize(s)
	return len(tokens) > 0 && kindIndex.first[tokens[0].Folded]
}
