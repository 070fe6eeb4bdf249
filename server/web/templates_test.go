package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// said finds the wordings that templates and code ask for.
var said = []*regexp.Regexp{
	regexp.MustCompile(`\bt "((?:[^"\\]|\\.)*)"`),
	regexp.MustCompile(`\.Say\("((?:[^"\\]|\\.)*)"`),
}

// wordings are all that pages say in Vietnamese.
func wordings(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, pattern := range []string{"templates/*.html", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(files))
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, re := range said {
				for _, m := range re.FindAllStringSubmatch(string(b), -1) {
					out[m[1]] = true
				}
			}
		}
	}
	for _, table := range []map[string]string{whyNames, copyNames, verdictNames, problemNames, reviewNames} {
		for _, text := range table {
			out[text] = true
		}
	}
	for _, text := range fieldNames {
		out[text] = true
	}
	for _, text := range dateKinds {
		out[text] = true
	}
	for _, l := range levels {
		out[l.name] = true
	}
	for _, f := range plainFacets {
		out[f.title] = true
	}
	for _, s := range sortNames {
		out[s.name] = true
	}
	for _, item := range tabNames {
		out[item.name] = true
	}
	for _, f := range documentFields {
		out[f.title] = true
	}
	for _, text := range basisNames {
		out[text] = true
	}
	for _, text := range noiseNames {
		out[text] = true
	}
	for _, text := range relationNames {
		out[text] = true
	}
	for _, text := range stateNames {
		out[text] = true
	}
	for _, text := range actionNames {
		out[text] = true
	}
	for _, text := range facetTitles {
		out[text] = true
	}
	for _, item := range nav {
		out[item.label] = true
	}
	for _, p := range problems {
		out[p[0]], out[p[1]] = true, true
	}
	for _, b := range becameClasses {
		out[b.became] = true
	}
	for _, text := range paramNames {
		out[text] = true
	}
	for _, text := range lostPlace {
		out[text] = true
	}
	for _, e := range examples {
		out[e.means] = true
	}
	for _, k := range keyboard {
		out[k.means] = true
	}
	for _, text := range []string{DraftEmpty, DraftUnreadable, DraftTooLarge} {
		out[text] = true
	}
	for _, text := range unknownProblem {
		out[text] = true
	}
	return out
}

func TestEveryWordingIsInEnglish(t *testing.T) {
	used := wordings(t)
	verbs := regexp.MustCompile(`%[sd]`)
	for text := range used {
		other, ok := english[text]
		if !ok {
			t.Errorf("english.go lacks %q", text)
		} else if a, b := verbs.FindAllString(text, -1), verbs.FindAllString(other, -1); strings.Join(a, "") != strings.Join(b, "") {
			t.Errorf("%q and %q are formats of different values", text, other)
		}
	}
	for text := range english {
		if !used[text] {
			t.Errorf("english.go has %q, which no page says", text)
		}
	}
}

// TestScriptsSpeakBothLanguages holds words.js to what scripts say: each in English,
// with the same places for values, and no word beside it.
func TestScriptsSpeakBothLanguages(t *testing.T) {
	scripts, err := filepath.Glob("static/*.js")
	if err != nil || len(scripts) < 5 {
		t.Fatalf("%v, %d scripts", err, len(scripts))
	}
	read := func(name string) string {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	table := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  "(.+)": "(.+)",$`).FindAllStringSubmatch(read("static/words.js"), -1) {
		table[m[1]] = m[2]
	}
	used := map[string]bool{}
	vietnamese := regexp.MustCompile(`"[^"\n]*[^\x00-\x7f…][^"\n]+"`)
	for _, name := range scripts {
		if name == "static/words.js" || name == "static/embed.js" { // which is loaded alone, and has its words in itself
			continue
		}
		source := read(name)
		for _, m := range regexp.MustCompile(`\bsay\(("[^"]*")`).FindAllStringSubmatch(source, -1) {
			text := strings.Trim(m[1], `"`)
			if used[text] = true; table[text] == "" {
				t.Errorf("words.js lacks %q of %s", text, name)
			}
			source = strings.ReplaceAll(source, m[1], "")
		}
		if left := vietnamese.FindString(source); left != "" {
			t.Errorf("%s says %s in Vietnamese alone", name, left)
		}
	}
	for text, english := range table {
		if !used[text] {
			t.Errorf("words.js has %q, which no script says", text)
		}
		if strings.Count(text, "%s") != strings.Count(english, "%s") {
			t.Errorf("%q and %q have different values", text, english)
		}
	}
}
