package ingest

import (
	"fmt"
	"strings"
)

// Language is a language that a report can be worded in, as an ISO 639-1 code.
// Any other than these two is taken for Vietnamese.
type Language string

// The languages of a report.
const (
	Vietnamese Language = "vi"
	English    Language = "en"
)

// wording is a phrase in both languages.
type wording struct{ vi, en string }

func (w wording) in(lang Language) string {
	if lang == English {
		return w.en
	}
	return w.vi
}

var (
	summary = wording{
		"Đã đọc %d tệp, %d văn bản: %d mới, %d thay thế, %d không đổi, %d đã xóa.",
		"Read %d files with %d documents: %d new, %d replaced, %d unchanged, %d deleted.",
	}
	skipped = wording{" Bỏ qua %d tệp hoặc thư mục ẩn.", " Passed over %d hidden files or folders."}
	more    = wording{"… và %d mục khác", "… and %d more"}
)

// phrases say the kinds of failures to a person.
var phrases = map[string]wording{
	KindUnreadable:  {"không đọc được", "cannot be read"},
	KindUnsupported: {"định dạng chưa được hỗ trợ", "format not supported"},
	KindBinary:      {"không phải tệp văn bản", "no text file"},
	KindEmpty:       {"tệp không có chữ", "no text in it"},
	KindTooLarge:    {"tệp quá lớn", "too large"},
	KindInvalid:     {"dữ liệu không hợp lệ", "not valid"},
	KindRefused:     {"không lưu được", "not stored"},
	KindLink:        {"liên kết trỏ tới thư mục đã đọc", "a link to a folder that is read already"},
	KindSpecial:     {"không phải tệp thường", "no regular file"},
	KindWithheld:    {"chưa xóa, vì hơn một nửa số văn bản biến mất cùng lúc", "not deleted, for over half of the documents vanished at once"},
}

// shownFailures is how many failures FailureLines names.
const shownFailures = 20

// Summary is one line for a person: how many files and documents there were, and
// what became of them.
func (r Report) Summary(lang Language) string {
	line := fmt.Sprintf(summary.in(lang), r.Files, r.Documents, r.Created, r.Replaced, r.Unchanged, r.Deleted)
	if r.Skipped > 0 {
		line += fmt.Sprintf(skipped.in(lang), r.Skipped)
	}
	return line
}

// FailureLines says to a person what was not indexed and why, a line for each
// failure and no more than twenty of them. Names of files stand in the lines as
// they are, whatever characters they hold.
func (r Report) FailureLines(lang Language) []string {
	var lines []string
	for i, f := range r.Failures {
		if i == shownFailures {
			return append(lines, fmt.Sprintf(more.in(lang), len(r.Failures)-i))
		}
		name := f.File
		if f.Part != "" {
			name += " (" + f.Part + ")"
		}
		lines = append(lines, fmt.Sprintf("%s: %s (%s)", name, phrases[f.Kind].in(lang), f.Reason))
	}
	return lines
}

// String is the whole report in Vietnamese.
func (r Report) String() string {
	var b strings.Builder
	b.WriteString(r.Summary(Vietnamese) + "\n")
	for _, line := range r.FailureLines(Vietnamese) {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}
