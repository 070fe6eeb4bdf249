package index_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/index"
	"tracuu/index/directive"
)

func noise(spans ...[2]int) []directive.Noise {
	var out []directive.Noise
	for _, s := range spans {
		out = append(out, directive.Noise{Span: directive.Span{Start: s[0], End: s[1]}})
	}
	return out
}

func printSections(d *directive.Directive) string {
	var out []string
	for _, s := range index.Sections(d) {
		out = append(out, s.Name+"="+s.Text)
	}
	return strings.Join(out, " | ")
}

func TestSections(t *testing.T) {
	read := directive.Evidence{Span: directive.Span{Start: 0, End: 1}, Basis: directive.Read}
	supplied := directive.Evidence{Basis: directive.Supplied}
	for _, row := range []struct {
		name string
		d    directive.Directive
		want string
	}{
		{"empty", directive.Directive{}, ""},
		{"plain", directive.Directive{Text: "abc"}, "body=abc"},
		{"inside", directive.Directive{Text: "abcdef", Noise: noise([2]int{2, 4})}, "body=ab | noise=cd | body=ef"},
		{"edges", directive.Directive{Text: "abcdef", Noise: noise([2]int{4, 6}, [2]int{0, 1})}, "noise=a | body=bcd | noise=ef"},
		{"overlap", directive.Directive{Text: "abcdef", Noise: noise([2]int{1, 4}, [2]int{2, 3}, [2]int{4, 5})}, "body=a | noise=bcde | body=f"},
		{"outside", directive.Directive{Text: "abc", Noise: noise([2]int{-5, 1}, [2]int{2, 99}, [2]int{50, 60}, [2]int{2, 1})}, "noise=a | body=b | noise=c"},
		{"runes", directive.Directive{Text: "đđđ", Noise: noise([2]int{1, 3})}, "noise=đ | body=đđ"},
		{"values", directive.Directive{Text: "x", Number: "1/CT", Issuer: "Bộ", Title: "T"}, "number=1/CT | issuer=Bộ | title=T | body=x"},
		{"read", directive.Directive{Text: "x", Number: "1/CT", Issuer: "Bộ", Title: "T", Evidence: map[string]directive.Evidence{
			"number": read, "issuer": supplied, "title": {Basis: directive.Inferred, Span: read.Span},
		}}, "issuer=Bộ | title=T | body=x"},
	} {
		if got := printSections(&row.d); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func FuzzSections(f *testing.F) {
	f.Add("đã họp", 1, 3, 2, 7)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		doc := directive.Directive{Text: text, Noise: noise([2]int{a, b}, [2]int{c, d})}
		at := 0
		for _, s := range index.Sections(&doc) {
			if s.Start != at || text[at:at+len(s.Text)] != s.Text || s.Text == "" {
				t.Fatalf("section at %d of %q: %+v", at, text, s)
			}
			if utf8.ValidString(text) && !utf8.ValidString(s.Text) {
				t.Fatalf("section cuts a letter: %q", s.Text)
			}
			at += len(s.Text)
		}
		if at != len(text) {
			t.Fatalf("sections end at %d of %d", at, len(text))
		}
	})
}
