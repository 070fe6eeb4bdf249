package directive

import "tracuu/analyzers/viet"

// kindNames finds kinds by what texts call them: by the exact words, and by the
// words without accents where only one kind has them.
type kindNames struct {
	exact  map[string]Kind
	folded map[string]Kind
}

var kindIndex = func() kindNames {
	index := kindNames{exact: map[string]Kind{}, folded: map[string]Kind{}}
	ambiguous := map[string]bool{}
	for _, row := range kindTable {
		for _, name := range append([]string{string(row.name)}, row.aliases...) {
			index.exact[viet.Key(name)] = row.name
			key := viet.FoldKey(name)
			if other, taken := index.folded[key]; taken && other != row.name {
				ambiguous[key] = true
			}
			index.folded[key] = row.name
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
	if k, ok := kindIndex.exact[viet.Key(s)]; ok {
		return k, true
	}
	k, ok := kindIndex.folded[viet.FoldKey(s)]
	return k, ok
}
