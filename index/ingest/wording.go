package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tracuu/index/docfile"
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
	skipped     = wording{" Bỏ qua %d tệp hoặc thư mục ẩn.", " Passed over %d hidden files or folders."}
	passedBy    = wording{" Bỏ qua %d mục: %s.", " Passed over %d: %s."}
	quarantined = wording{" Giữ lại %d văn bản có dấu chỉ độ mật (xem tracuu quarantine list).", " Held back %d documents with a mark of secrecy (see tracuu quarantine list)."}
	more        = wording{"… và %d mục khác", "… and %d more"}
	eg          = wording{"ví dụ", "for example"}
	needs       = wording{"cần %s; cài gói %s", "it needs %s; install the package %s"}
)

// passedPhrases say the kinds of what is passed over.
var passedPhrases = map[string]wording{
	PassedHidden:    {"ẩn", "hidden"},
	PassedLock:      {"tệp khóa của chương trình văn phòng", "locks of office programs"},
	PassedTemporary: {"tệp tạm", "temporary"},
	PassedSystem:    {"của hệ thống", "of the system"},
	PassedOwn:       {"dữ liệu của tracuu", "data of tracuu"},
}

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
	KindDamaged:     {"tệp hỏng", "damaged"},
	KindEncrypted:   {"tệp có mật khẩu", "needs a password"},
	KindTooDeep:     {"tệp nén lồng nhau quá sâu", "archives nested too deeply"},
	KindTooSlow:     {"đọc quá lâu", "takes too long to read"},
	KindMissingTool: {"thiếu chương trình để đọc", "a program to read it is missing"},
	KindCrashed:     {"lỗi bên trong tracuu", "a fault inside tracuu"},
}

// codePhrases say the codes of problems of documents that were read; a code that
// is not here stands for itself.
var codePhrases = map[string]wording{
	docfile.LegacyEncoding:   {"chuyển từ bảng mã cũ", "decoded from an encoding before Unicode"},
	docfile.UnknownEncoding:  {"bảng mã không rõ", "unknown encoding"},
	docfile.DeclaredEncoding: {"bảng mã theo khai báo của trang", "encoding as the page declares it"},
	docfile.DoubtfulEncoding: {"bảng mã còn nghi ngờ", "doubtful encoding"},
	docfile.BrokenText:       {"lớp chữ của PDF hỏng", "broken text layer of a PDF"},
	docfile.UnreadPage:       {"trang chưa nhận dạng được", "pages that could not be recognised"},
	docfile.UnreadPart:       {"phần của thư chưa đọc được", "parts of a message that were not read"},
	docfile.UnreadCell:       {"ô của sổ chưa hiểu được", "cells of a register that were not understood"},
	docfile.PDFAttachments:   {"tệp đính kèm trong PDF", "files attached to a PDF"},

	"number-blank":           {"số bỏ trống để điền tay", "numbers left to be filled in by hand"},
	"number-unreadable":      {"số không đọc được", "numbers that cannot be read"},
	"type-number-conflict":   {"loại và ký hiệu không khớp", "type and number do not agree"},
	"date-blank":             {"ngày bỏ trống để điền tay", "dates left to be filled in by hand"},
	"date-unreadable":        {"ngày không đọc được", "dates that cannot be read"},
	"impossible-date":        {"ngày không có trong lịch", "dates that no calendar has"},
	"citation-type-conflict": {"viện dẫn sai loại văn bản", "cited under another type"},
	"citation-date-conflict": {"một số được viện dẫn với hai ngày", "a number cited with two dates"},
}

// Reason says in words of what kind an error of reading a file is; false for one that
// says no more than that the file could not be read.
func Reason(err error, lang Language) (string, bool) {
	kind := kindOf(err)
	return phrases[kind].in(lang), kind != KindUnreadable
}

// shownFailures is how many failures FailureLines names.
const shownFailures = 20

// Summary is one line for a person: how many files and documents there were, and
// what became of them.
func (r Report) Summary(lang Language) string {
	line := fmt.Sprintf(summary.in(lang), r.Files, r.Documents, r.Created, r.Replaced, r.Unchanged, r.Deleted)
	if r.Quarantined > 0 {
		line += fmt.Sprintf(quarantined.in(lang), r.Quarantined)
	}
	return line + r.passedLine(lang)
}

// passedLine says what was passed over, and why where that is more than hiding.
func (r Report) passedLine(lang Language) string {
	if r.Skipped == 0 {
		return ""
	}
	if r.PassedBy[PassedHidden] == r.Skipped || len(r.PassedBy) == 0 {
		return fmt.Sprintf(skipped.in(lang), r.Skipped)
	}
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(r.PassedBy)) {
		kinds = append(kinds, fmt.Sprintf("%d %s", r.PassedBy[kind], passedPhrases[kind].in(lang)))
	}
	return fmt.Sprintf(passedBy.in(lang), r.Skipped, strings.Join(kinds, ", "))
}

// ProblemLines says to a person how many problems of each kind there were, the
// most frequent first, each with a few files.
func (r Report) ProblemLines(lang Language) []string {
	examples := maps.Clone(r.Examples)
	if examples == nil {
		examples = map[string][]string{}
	}
	for _, f := range r.Failures {
		if len(examples[f.Kind]) < shownExamples {
			examples[f.Kind] = append(slices.Clone(examples[f.Kind]), f.File)
		}
	}
	kinds := slices.SortedFunc(maps.Keys(r.Problems), func(a, b string) int {
		return cmp.Or(cmp.Compare(r.Problems[b], r.Problems[a]), cmp.Compare(a, b))
	})
	var lines []string
	for _, kind := range kinds {
		words, ok := phrases[kind]
		if !ok {
			words, ok = codePhrases[kind]
		}
		name := words.in(lang)
		if !ok {
			name = kind
		}
		line := fmt.Sprintf("%d × %s", r.Problems[kind], name)
		if list := examples[kind]; len(list) > 0 {
			line += fmt.Sprintf(" (%s: %s)", eg.in(lang), strings.Join(list, ", "))
		}
		lines = append(lines, line)
	}
	return lines
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
		reason := f.Reason
		if f.Kind == KindMissingTool {
			reason = fmt.Sprintf(needs.in(lang), strings.Join(f.Programs, ", "), strings.Join(f.Packages, ", "))
		}
		lines = append(lines, fmt.Sprintf("%s: %s (%s)", name, phrases[f.Kind].in(lang), reason))
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
