package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/docfile"
	"tracuu/server/api"
)

// What goes wrong is said in the language of the console, Vietnamese first.
func TestErrorsInBothLanguages(t *testing.T) {
	data := t.TempDir()
	broken := filepath.Join(t.TempDir(), "hỏng.docx")
	if err := os.WriteFile(broken, []byte("PK\x03\x04word/"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		args   []string
		code   int
		vi, en string
	}{
		{[]string{"nonsense"}, exitUsage, "không có lệnh", "unknown command"},
		{[]string{"search", "--nonsense"}, exitUsage, "tùy chọn không dùng được", "unknown flag"},
		{[]string{"analyze"}, exitUsage, "số đối số không đúng", "accepts 1 arg"},
		{[]string{"search", "a", "--limit", "x"}, exitUsage, "giá trị không dùng được", "no whole number"},
		{[]string{"search", "a", "--data", "no/such/folder"}, exitFailed, "không có tệp hoặc thư mục này", "no such file"},
		{[]string{"search", "a", "--server", "http://127.0.0.1:1"}, exitFailed, "không có máy chủ nào trả lời", "refused"},
		{[]string{"serve", "--listen", "0.0.0.0:0", "--data", data}, exitFailed, "hãy tạo khóa trước", "make one first"},
		{[]string{"serve", "--keep-originals", "some", "--data", data}, exitUsage, "chỉ nhận none", "want none"},
		{[]string{"keys", "create", "--data", data}, exitUsage, "không tạo được khóa", "needs a name"},
		{[]string{"restore", data, "--data", filepath.Join(data, "new")}, exitFailed, "không phải bản sao lưu", "no backup"},
		{[]string{"extract", broken}, exitFailed, "tệp hỏng", "damaged"},
		{[]string{"extract", data}, exitFailed, "không phải tệp thường", "it is a folder"},
	} {
		for lang, want := range map[string]string{"vi": tc.vi, "en": tc.en} {
			got := capture(t, "", append([]string{"--lang", lang}, tc.args...)...)
			if got.code != tc.code || !strings.Contains(got.stderr, want) {
				t.Errorf("%s %v: exit %d, %q; want %d and %q", lang, tc.args, got.code, got.stderr, tc.code, want)
			}
			if lang == "en" && strings.Contains(got.stderr, tc.vi) {
				t.Errorf("%v in English: %q", tc.args, got.stderr)
			}
		}
	}
}

func TestErrorsThatWrapOthers(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want string
	}{
		{index.ErrLocked, "tiến trình khác đang giữ thư mục dữ liệu (another process holds the data folder)"},
		{fmt.Errorf("open x: %w", context.Canceled), "đã dừng theo yêu cầu (open x: context canceled)"},
		{errors.New("odd"), "không làm được (odd)"},
		{failf("sai: %w", "wrong: %w", docfile.ErrEmpty), "sai: tệp không có chữ (the file holds no text)"},
		{fmt.Errorf("later: %w", failf("sai", "wrong")), "sai (later: wrong)"},
		{errors.Join(failf("một", "one"), failf("hai", "two")), "một\nhai"},
		{fmt.Errorf("%w: %w", errors.New("a"), index.ErrNotFound), "không có văn bản này (a: no such document)"},
		{api.NewProblem(401, api.CodeUnauthorized, "no"), "máy chủ đòi khóa (401 Unauthorized (unauthorized): no)"},
	} {
		if got := inVietnamese(tc.err); got != tc.want {
			t.Errorf("%v: %q, want %q", tc.err, got, tc.want)
		}
	}
	if err := failf("sai: %w", "wrong: %w", index.ErrLocked); !errors.Is(err, index.ErrLocked) || err.Error() != "wrong: another process holds the data folder" {
		t.Errorf("%v", err)
	}
}

// cobra's own words are in the language of the rest.
func TestHelpIsOfOneLanguage(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}, {"keys", "--help"}, {"completion", "--help"}, {"completion", "zsh", "--help"}, {"help", "help"}} {
		got := capture(t, "", args...)
		for _, word := range []string{"Usage", "Flags", "Available", "Use \"", "help for", "Help about", "Generate", "(default", "[flags]", "[command]"} {
			if strings.Contains(got.stdout, word) {
				t.Errorf("%v says %q: %s", args, word, got.stdout)
			}
		}
		if !strings.Contains(got.stdout, "Cách dùng:") {
			t.Errorf("%v: %s", args, got.stdout)
		}
		if en := capture(t, "", append([]string{"--lang", "en"}, args...)...); !strings.Contains(en.stdout, "Usage:") {
			t.Errorf("%v in English: %s", args, en.stdout)
		}
	}
}
