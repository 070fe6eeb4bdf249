package store

import (
	"bytes"
	"strings"
	"testing"
)

func TestSpell(t *testing.T) {
	for text, size := range map[string]int{
		"":                        0,
		"quy định của các":        4,
		"Quy ĐỊNH":                4,
		"quy  định":               4,
		" quy định ":              4,
		"số 12/QĐ-UBND":           12,
		"“quy định” – của…":       13,
		"thuỷ thủy hoà hòa":       8,
		"a b A Á":                 9,
		"привет":                  24,
		"\xff\x00\xe2\x80\xe2":    5,
		"q\u0075y đi\u0323nh của": 15,
	} {
		spelt := Spell(nil, []byte(text))
		back, err := Unspell(nil, spelt)
		if err != nil || string(back) != text {
			t.Errorf("%q comes back as %q (%v)", text, back, err)
		}
		if len(spelt) != size {
			t.Errorf("%q takes %d bytes, want %d: % x", text, len(spelt), size, spelt)
		}
	}
}

func TestSyllables(t *testing.T) {
	s := known()
	if n := len(s.forms[written]); n <= nearCodes || n > nearCodes+farCodes {
		t.Errorf("%d syllables do not fit the codes", n)
	}
	seen := map[string]bool{}
	for _, f := range s.forms[written] {
		word := string(f.bytes[:f.size])
		if seen[word] || strings.ToLower(word) != word || endOfRun([]byte(word), 0) != len(word) {
			t.Errorf("%q is there twice, has a capital, or is not all letters", word)
		}
		seen[word] = true
	}
}

// FuzzSpell holds that any bytes come back as they were.
func FuzzSpell(f *testing.F) {
	for _, text := range []string{"Quy định của CÁC", "\xe2\x80", "\xfe \xfd", "quy\x00 định  “á”"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, plain []byte) {
		if back, err := Unspell(nil, Spell(nil, plain)); err != nil || !bytes.Equal(back, plain) {
			t.Errorf("% x comes back as % x (%v)", plain, back, err)
		}
	})
}

// FuzzUnspell reads damage: an answer or an error.
func FuzzUnspell(f *testing.F) {
	f.Add([]byte{0x80, 0xfc, 0xfd})
	f.Add([]byte{0xfb, 0xff, 0xfe})
	f.Fuzz(func(t *testing.T, spelt []byte) {
		if plain, err := Unspell(nil, spelt); err != nil && plain != nil {
			t.Error("an answer and an error")
		}
	})
}

// A record whose text has no Vietnamese is kept as it is.
func TestForeignRecord(t *testing.T) {
	r := text("a", strings.Repeat("привет ", 100))
	r.At = clock
	packed, err := encodeRecord(r)
	if err != nil || packed[0] >= recordSpelt {
		t.Fatalf("format %d, %v", packed[0], err)
	}
	if got, err := decodeRecord(packed); err != nil || got.Read.Text != r.Read.Text {
		t.Errorf("%q %v", got.Read.Text, err)
	}
}

func BenchmarkSpell(b *testing.B) {
	plain := dictionary
	spelt := Spell(nil, plain)
	b.Run("spell", func(b *testing.B) {
		b.SetBytes(int64(len(plain)))
		for b.Loop() {
			spelt = Spell(spelt[:0], plain)
		}
	})
	b.Run("unspell", func(b *testing.B) {
		b.SetBytes(int64(len(plain)))
		for b.Loop() {
			if _, err := Unspell(nil, spelt); err != nil {
				b.Fatal(err)
			}
		}
	})
}
