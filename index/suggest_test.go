package index_test

import (
	"context"
	"fmt"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

func ExampleSuggester() {
	ctx := context.Background()
	engine := indextest.NewMemory(indextest.Options{})
	defer engine.Close()
	engine.Put(ctx, index.Everything(),
		index.Draft{Read: directive.Directive{Number: "107-CV/BDVTU", Issuer: "Ban Dân vận Tỉnh ủy Hải Dương"}},
		index.Draft{Read: directive.Directive{Number: "700-CV/BDVTU", Issuer: "Ban Dân vận Tỉnh ủy Quảng Trị"}})
	for _, text := range []string{"ban dan v", "107-c"} {
		found, err := engine.Suggest(ctx, index.Everything(), text, 0)
		if err != nil {
			fmt.Println(err)
		}
		for _, s := range found {
			fmt.Println(s.Kind, s.Value, s.Count)
		}
	}
	// Output:
	// issuer Ban Dân vận Tỉnh ủy Hải Dương 1
	// issuer Ban Dân vận Tỉnh ủy Quảng Trị 1
	// number 107-CV/BDVTU 1
}

func TestFit(t *testing.T) {
	for _, row := range []struct {
		text, value string
		want        index.Fit
	}{
		{"ban dan v", "Ban Dân vận Tỉnh ủy Hải Dương", index.FitStart},
		{"Ban Dân v", "Ban Dân vận Tỉnh ủy Hải Dương", index.FitStart},
		{"ban dan v ", "Ban Dân vận Tỉnh ủy Hải Dương", index.FitNone}, // the space ends the word
		{"hai duong", "Ban Dân vận Tỉnh ủy Hải Dương", index.FitRow},
		{"duong hai", "Ban Dân vận Tỉnh ủy Hải Dương", index.FitWords},
		{"bàn dan", "Ban Dân vận", index.FitNone}, // accents count in a complete word
		{"ban dần", "Ban Dân vận", index.FitStart},
		{"107-c", "107-CV/BDVTU", index.FitStart},
		{"107cv", "107-CV/BDVTU", index.FitNone},
		{"UBND t", "Ủy ban nhân dân tỉnh", index.FitStart},
		{"", "x", index.FitNone},
		{"- ", "x", index.FitNone},
		{"\xff", "x", index.FitNone},
	} {
		if got := index.NewCompletion(row.text, index.DefaultFamilies()).Fit(row.value); got != row.want {
			t.Errorf("%q for %q: got %d, want %d", row.text, row.value, got, row.want)
		}
	}
}

func FuzzCompletion(f *testing.F) {
	for _, seed := range []string{"ban dan v", "107-c", "UBND ", "\xff\xcc\x81", "tổ covid"} {
		f.Add(seed, "Ban Dân vận Tỉnh ủy")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		c := index.NewCompletion(text, index.DefaultFamilies())
		rows, open := c.Rows()
		if len(rows) == 0 && (open || c.Fit(value) != index.FitNone) {
			t.Errorf("%q has no words and fits %q", text, value)
		}
		if len(rows) > 0 && len(text) <= index.MaxSuggestBytes && c.Fit(text) != index.FitStart {
			t.Errorf("%q does not complete itself", text)
		}
	})
}
