package viet

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkTokens holds what is true of the tokens of any text.
func checkTokens(t *testing.T, text string, tokens []Token) {
	t.Helper()
	end := 0
	for i, tok := range tokens {
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("token %d is [%d,%d) after %d in %d bytes", i, tok.Start, tok.End, end, len(text))
		}
		if !onBound(text, tok.Start) || !onBound(text, tok.End) {
			t.Fatalf("token %d [%d,%d) cuts a character of %q", i, tok.Start, tok.End, text)
		}
		if r, _ := utf8.DecodeRuneInString(text[tok.Start:]); classOf(r) == markClass || classOf(r) == ignorableClass {
			t.Fatalf("token %d begins with %U", i, r)
		}
		if tok.Exact == "" || tok.Folded == "" || len(tok.Exact) > maxKey || len(tok.Folded) > maxKey {
			t.Fatalf("token %d has keys %q, %q", i, tok.Exact, tok.Folded)
		}
		if tok.Gap > GapSentence || i == 0 && tok.Gap != GapSentence {
			t.Fatalf("token %d has gap %d", i, tok.Gap)
		}
		end = tok.End
	}
}

// onBound reports whether i stands between two characters of text, where each
// invalid byte is a character of its own.
func onBound(text string, i int) bool {
	if i == len(text) || utf8.RuneStart(text[i]) {
		return true
	}
	for from := max(0, i-3); from < i; from++ {
		if _, n := utf8.DecodeRuneInString(text[from:]); from+n > i {
			return false
		}
	}
	return true
}

// sameKeys reports whether two texts have the same tokens, offsets aside.
func sameKeys(a, b []Token) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Exact != b[i].Exact || a[i].Folded != b[i].Folded || a[i].Marked != b[i].Marked || a[i].Gap != b[i].Gap {
			return false
		}
	}
	return true
}

// realTexts are the seeds and, where it is present, some of the corpus.
func realTexts(t *testing.T) []string {
	texts := sharedCorpus(t, 1<<20)
	for _, text := range seeds(t) {
		texts = append(texts, text)
	}
	return texts
}

func TestDecomposedTextHasTheSameKeys(t *testing.T) {
	for _, text := range realTexts(t) {
		nfc, nfd := norm.NFC.String(text), norm.NFD.String(text)
		a, b := Tokenize(nfc), Tokenize(nfd)
		checkTokens(t, nfc, a)
		checkTokens(t, nfd, b)
		if !sameKeys(a, b) {
			t.Errorf("keys differ in %.80q", text)
		}
	}
}

// TestFoldingTheSlice folds the bytes a token stands for: that is its folded
// key, but for the spellings that have a rule of their own.
func TestFoldingTheSlice(t *testing.T) {
	for _, text := range realTexts(t) {
		for _, tok := range Tokenize(text) {
			slice := Fold(text[tok.Start:tok.End])
			final := strings.HasSuffix(slice, "y") && strings.HasSuffix(tok.Folded, "i")
			if tok.Folded != slice && !final && tok.Folded != centralKey && !strings.Contains(slice, ".") {
				t.Errorf("%q has the folded key %q", text[tok.Start:tok.End], tok.Folded)
			}
			if Fold(tok.Exact) != tok.Folded {
				t.Errorf("keys %q and %q disagree", tok.Exact, tok.Folded)
			}
		}
	}
}

// TestKeysAreStable tokenizes keys: a key is its own key.
func TestKeysAreStable(t *testing.T) {
	for _, text := range realTexts(t) {
		if key := Key(text); Key(key) != key {
			t.Errorf("the key of %.80q has another key", text)
		}
	}
}

func TestReusedTokenizer(t *testing.T) {
	tokenizer := NewTokenizer()
	var all []Token
	for _, text := range realTexts(t) {
		from := len(all)
		all = tokenizer.Append(all, []byte(text))
		if fresh := Tokenize(text); !sameKeys(all[from:], fresh) {
			t.Errorf("a tokenizer in use reads %.80q differently", text)
		}
	}
}

func TestTokenizerForgets(t *testing.T) {
	tokenizer := NewTokenizer()
	for i := range 2*maxKnown + 10 {
		tokenizer.Append(nil, fmt.Appendf(nil, "w%dx", i))
		if len(tokenizer.known) > maxKnown {
			t.Fatalf("%d words remembered", len(tokenizer.known))
		}
	}
	if got := render(tokenizer.Append(nil, []byte("hòa w5x"))); got != "hoà/hoa w5x" {
		t.Errorf("after forgetting: %s", got)
	}
}

func TestNoAllocationForKnownWords(t *testing.T) {
	text := []byte("Ban Dân vận Tỉnh ủy Hải Dương đề nghị: phòng, chống dịch Covid-19 (5K) năm 2021.")
	tokenizer := NewTokenizer()
	tokens := tokenizer.Append(nil, text)
	if n := testing.AllocsPerRun(10, func() { tokens = tokenizer.Append(tokens[:0], text) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestHugeWords feeds what no writer writes but a damaged file may hold.
func TestHugeWords(t *testing.T) {
	const n = 1 << 18
	for name, row := range map[string]struct {
		text   string
		tokens int
	}{
		"letters":      {strings.Repeat("a", n), 1},
		"digits":       {strings.Repeat("7", n), 1},
		"thousands":    {"1" + strings.Repeat(".000", n), 1},
		"marks":        {"a" + strings.Repeat("\u0301", n), 1},
		"loose marks":  {strings.Repeat("\u0301", n), 0},
		"ignorables":   {"a" + strings.Repeat("\u200b", n) + "b", 2},
		"dots":         {strings.Repeat(".", n), 0},
		"upper horns":  {strings.Repeat("TƯ ", n/8), n / 8},
		"zero-width":   {strings.Repeat("chống\u200b", n/8), n / 8},
		"letter-digit": {strings.Repeat("a1", n), -1},
		"invalid":      {strings.Repeat("a\xff", n), n},
	} {
		tokens := Tokenize(row.text)
		checkTokens(t, row.text, tokens)
		if row.tokens >= 0 && len(tokens) != row.tokens {
			t.Errorf("%s: %d tokens, want %d", name, len(tokens), row.tokens)
		}
		if len(tokens) == 1 && tokens[0].End != len(row.text) {
			t.Errorf("%s: the token ends at %d of %d", name, tokens[0].End, len(row.text))
		}
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{
		"hòa hoà", "COVID19 5K", "107-CV/BDVTU", "T.Ư TƯ", "ph\u00adòng\u200bchống", "1.234,5", "a\xff\xc3b\u0301",
		"THÔNG TƯ\n\n- một", "số26 đuợc", strings.Repeat("a", 300), "ﬁ ǅ İ ß ̀́", "１.２３４", "0홋", "각",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := Tokenize(s)
		checkTokens(t, s, tokens)
		if len(tokens) > 0 && tokens[len(tokens)-1].End-tokens[0].Start < maxKey && utf8.ValidString(s) {
			if nfd := norm.NFD.String(s); !sameKeys(Tokenize(norm.NFC.String(s)), Tokenize(nfd)) {
				t.Errorf("%q and %q differ", norm.NFC.String(s), nfd)
			}
		}
	})
}

func ExampleTokenize() {
	for _, t := range Tokenize("Hoà 107-CV/BDVTƯ") {
		fmt.Println(t.Start, t.End, t.Exact, t.Folded)
	}
	// Output:
	// 0 4 hoà hoa
	// 5 8 107 107
	// 9 11 cv cv
	// 12 18 bdvtw bdvtw
}

func ExampleTokenizer_Append() {
	t := NewTokenizer()
	var tokens []Token
	for _, text := range []string{"Kỹ thuật", "kĩ thuật"} {
		tokens = t.Append(tokens[:0], []byte(text))
		fmt.Println(tokens[0].Exact, tokens[1].Exact)
	}
	// Output:
	// kĩ thuật
	// kĩ thuật
}
