package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"tracuu/index"
	"tracuu/index/backup"
	"tracuu/index/bleveindex"
	"tracuu/index/ingest"
	"tracuu/index/store"
	"tracuu/server/api"
	"tracuu/server/client"
	"tracuu/server/keys"
)

// worded is an error of the command line, which speaks both languages. As an error
// it is in English, like those of the packages below.
type worded struct {
	vi string
	en error
}

func (e *worded) Error() string { return e.en.Error() }
func (e *worded) Unwrap() error { return e.en }

// failf words an error in both languages; both formats take the same arguments.
func failf(vi, en string, args ...any) error {
	said := make([]any, len(args))
	for i, arg := range args {
		if err, ok := arg.(error); ok {
			arg = inVietnamese(err)
		}
		said[i] = arg
	}
	return &worded{fmt.Sprintf(strings.ReplaceAll(vi, "%w", "%v"), said...), fmt.Errorf(en, args...)}
}

// usagef is a failf of a command line that cannot be carried out as written.
func usagef(vi, en string, args ...any) error { return &usageError{failf(vi, en, args...)} }

// reasons say to a person why something failed; the first that is in an error
// stands for it. What an error says itself follows, for who has to look into it.
var reasons = []struct {
	is error
	vi string
}{
	{index.ErrLocked, "tiến trình khác đang giữ thư mục dữ liệu"},
	{store.ErrLocked, "tiến trình khác đang giữ kho văn bản"},
	{index.ErrVersion, "chỉ mục do phiên bản khác dựng; hãy chạy tracuu reindex"},
	{store.ErrVersion, "kho văn bản do phiên bản mới hơn ghi; hãy dùng phiên bản ấy"},
	{store.ErrCorrupt, "kho văn bản bị hỏng; hãy chạy tracuu doctor"},
	{store.ErrReadOnly, "kho văn bản hiện không ghi được"},
	{index.ErrReadOnly, "kho văn bản hiện không ghi được"},
	{backup.ErrNotEmpty, "nơi đến không trống"},
	{backup.ErrNoBackup, "không phải bản sao lưu"},
	{backup.ErrDamaged, "bản sao lưu bị hỏng"},
	{backup.ErrVersion, "bản sao lưu do phiên bản mới hơn ghi"},
	{bleveindex.ErrReindexing, "đang dựng lại chỉ mục"},
	{keys.ErrUnknown, "không có khóa này"},
	{keys.ErrBadKey, "không tạo được khóa như vậy"},
	{index.ErrNotFound, "không có văn bản này"},
	{index.ErrNoReason, "phải nêu người mở và lý do"},
	{syscall.ECONNREFUSED, "không có máy chủ nào trả lời ở địa chỉ này"},
	{syscall.EADDRINUSE, "địa chỉ này đã có chương trình khác dùng"},
	{syscall.EADDRNOTAVAIL, "máy này không có địa chỉ ấy"},
	{syscall.ENOSPC, "đĩa đầy"},
	{syscall.EROFS, "đĩa chỉ đọc được"},
	{context.DeadlineExceeded, "quá thời gian chờ"},
	{context.Canceled, "đã dừng theo yêu cầu"},
	{fs.ErrNotExist, "không có tệp hoặc thư mục này"},
	{fs.ErrExist, "đã có tệp này"},
	{fs.ErrPermission, "không có quyền"},
}

// refusals say what the server means that refused.
var refusals = map[api.Code]string{
	api.CodeUnauthorized:    "máy chủ đòi khóa",
	api.CodeForbidden:       "khóa không có quyền này",
	api.CodeForbiddenHost:   "máy chủ không nhận tên này",
	api.CodeTooManyRequests: "gửi quá nhiều yêu cầu",
	api.CodeOverloaded:      "máy chủ đang bận",
	api.CodeTimeout:         "tìm quá lâu",
	api.CodeConflict:        "nơi đến không trống", // the only conflict that a command meets
	api.CodeReadOnly:        "kho văn bản hiện không ghi được",
}

// explain is an error in the console's language, a line for each of those joined.
func (c *console) explain(err error) string {
	if c.lang == english {
		return err.Error()
	}
	return inVietnamese(err)
}

// inVietnamese says what went wrong in Vietnamese, with the error itself behind it
// where that is in English.
func inVietnamese(err error) string {
	switch e := err.(type) {
	case *worded:
		return e.vi
	case *usageError:
		return inVietnamese(e.err)
	case interface{ Unwrap() []error }: // of errors.Join: lines of their own
		if each := e.Unwrap(); strings.Count(err.Error(), "\n") >= len(each)-1 {
			lines := make([]string, len(each))
			for i := range each {
				lines[i] = inVietnamese(each[i])
			}
			return strings.Join(lines, "\n")
		}
	}
	return reasonOf(err) + " (" + err.Error() + ")"
}

// reasonOf is the ground of a failure in a few Vietnamese words.
func reasonOf(err error) string {
	var own *worded
	if errors.As(err, &own) {
		return own.vi
	}
	for _, reason := range reasons {
		if errors.Is(err, reason.is) {
			return reason.vi
		}
	}
	var problem *client.Problem
	if errors.As(err, &problem) && refusals[problem.Code] != "" {
		return refusals[problem.Code]
	}
	if kind, ok := ingest.Reason(err, ingest.Vietnamese); ok {
		return kind
	}
	return "không làm được"
}
