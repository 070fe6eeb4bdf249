package directive

import (
	_ "embed"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
)

//go:embed communes.tsv
var communesTSV string

// communeKey is a commune since 1 July 2025, when the communes came to stand right
// under their provinces. Name is folded.
type communeKey struct{ province, class, name string }

// communes gives the communes since July 2025 their usual spelling, "" where two of
// a province differ by accents alone and so would share an id. Read at first use,
// which costs some milliseconds.
var communes = sync.OnceValue(func() map[communeKey]string {
	names := map[communeKey]string{}
	for line := range strings.Lines(communesTSV) {
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(row) != 3 {
			continue
		}
		for name := range strings.SplitSeq(row[2], "|") {
			key := communeKey{row[0], row[1], viet.FoldKey(name)}
			if _, twin := names[key]; twin {
				name = ""
			}
			names[key] = name
		}
	}
	return names
})

// commune finds the commune of today that a name means in a province.
func commune(province string, c placeText) (placeText, bool) {
	name := communes()[communeKey{province, c.class, viet.FoldKey(c.name)}]
	return placeText{c.class, name}, name != ""
}
