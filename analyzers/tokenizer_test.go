package analyzers_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"

	"tracuu/analyzers"
)

func terms(t *testing.T, analyzer, text string) string {
	t.Helper()
	a, err := registry.NewCache().AnalyzerNamed(analyzer)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, token := range a.Analyze([]byte(text)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.Write(token.Term)
	}
	return b.String()
}

func TestTerms(t *testing.T) {
	for _, row := range []struct{ text, exact, folded string }{
		{"Hoà Bình", "hoà bình", "hoa binh"},
		{"Hòa Bình", "hoà bình", "hoa binh"},
		{norm.NFD.String("Hòa Bình"), "hoà bình", "hoa binh"},
		{"COVID19", "covid 19", "covid 19"},
		{"to covid", "to covid", "to covid"},
		{"107 - CV/ BDVTU", "107 cv bdvtu", "107 cv bdvtu"},
		{"trước \xff sau \uFFFD cuối", "trước sau cuối", "truoc sau cuoi"},
		{"", "", ""},
	} {
		wantExact := terms(t, analyzers.Name, row.exact) // through the analyzer: i/y and tone place are its choice
		if got := terms(t, analyzers.Name, row.text); got != wantExact {
			t.Errorf("%q: exact terms %q, want %q", row.text, got, wantExact)
		}
		if got := terms(t, analyzers.FoldedName, row.text); got != row.folded {
			t.Errorf("%q: folded terms %q, want %q", row.text, got, row.folded)
		}
	}
}

func TestOffsetsAreTrue(t *testing.T) {
	text := norm.NFD.String("Ủy ban nhân dân tỉnh Hải Dương. Số: 107-CV/BDVTU\nĐà Nẵng")
	last := 0
	for _, token := range (analyzers.Tokenizer{}).Tokenize([]byte(text)) {
		if token.Start < last || token.End <= token.Start || token.End > len(text) {
			t.Fatalf("token %v stands outside its place", token)
		}
		if !utf8.ValidString(text[token.Start:token.End]) {
			t.Fatalf("token %v cuts a letter", token)
		}
		last = token.End
	}
}

func TestSentenceLeavesHole(t *testing.T) {
	stream := analyzers.Tokenizer{}.Tokenize([]byte("Hết dịch. Tổ chức lại"))
	var got []int
	for _, token := range stream {
		got = append(got, token.Position)
	}
	want := []int{1, 2, 2 + analyzers.SentenceGap, 3 + analyzers.SentenceGap, 4 + analyzers.SentenceGap}
	for i := range want {
		if len(got) != len(want) || got[i] != want[i] {
			t.Fatalf("positions %v, want %v", got, want)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"Hoà Bình", "a\xffb", "5K T26 COVID19", "\u0301\u0301", "T.Ư Đảng"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last, position := 0, 0
		for _, token := range (analyzers.Tokenizer{}).Tokenize([]byte(text)) {
			if token.Start < last || token.End <= token.Start || token.End > len(text) || token.Position <= position {
				t.Fatalf("%q: token %v after byte %d, position %d", text, token, last, position)
			}
			last, position = token.End, token.Position
		}
	})
}
