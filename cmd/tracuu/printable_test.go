package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"tracuu/index"
	"tracuu/index/directive"
)

func TestPrintable(t *testing.T) {
	for _, row := range []struct{ in, want string }{
		{"Tổ Covid - 19", "Tổ Covid - 19"},
		{"hai\r\ndòng\tvà \v\fnữa\u0085", "hai dòng và nữa"},
		{"\x1b[2Jxóa\x07 \u009b31mđỏ\x7f\x00", "[2Jxóa 31mđỏ"},
		{"a\u202egnp.exe\u2066", "agnp.exe"},
	} {
		if got := printable(row.in); got != row.want {
			t.Errorf("%q: %q, want %q", row.in, got, row.want)
		}
	}
}

func TestMarkedKeepsItsOwnBoldOnly(t *testing.T) {
	const text = "phòng\n\x1b[5mchống dịch"
	start := strings.Index(text, "chống")
	fragment := index.Fragment{Text: text, Marks: []directive.Span{{Start: start, End: start + len("chống")}}}
	if got, want := marked(fragment, true), "phòng [5m\x1b[1mchống\x1b[0m dịch"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestNoControlCharacters reads, stores and finds a document that tries to steer
// the terminal, in a file whose name does too.
func TestNoControlCharacters(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	const hostile = "\x1b]0;x\x07\u009b2J\x7f"
	text := "TỈNH ỦY HÀ NAM\nSố 12-CV/TU\nV/v phòng" + hostile + " cháy\n\nKính gửi: các sở" + hostile + "\n"
	name := filepath.Join(dir, "a"+hostile+".txt")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"extract", name}, {"extract", name + ".none"},
		{"index", dir, name + ".none", "--data", data}, {"index", dir, name + ".none", "--json", "--data", data},
		{"search", "cháy", "--data", data}, {"search", "cháy", "--json", "--data", data},
		{"analyze", "cháy" + hostile}, {hostile},
	} {
		got := capture(t, "", args...)
		if strings.TrimSpace(got.stdout+got.stderr) == "" {
			t.Errorf("%q prints nothing", args)
		}
		for _, r := range got.stdout + got.stderr {
			if unicode.IsControl(r) && r != '\n' {
				t.Errorf("%q prints %U: %q %q", args, r, got.stdout, got.stderr)
				break
			}
		}
	}
}

func TestEscapedControlsAreTheSameJSON(t *testing.T) {
	const s = "a\u007f\u0080\u009f\u00a0é\u0085"
	plain, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(escapeControls(plain), &back); err != nil || back != s {
		t.Errorf("%s: %q, %v", escapeControls(plain), back, err)
	}
}
