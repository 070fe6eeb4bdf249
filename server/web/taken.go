package web

import (
	"strings"

	"tracuu/server/api"
)

// Taken is what became of one document of the files that were sent.
type Taken struct {
	api.Written
	Head  api.Head
	Fault string // why it was not taken, in the words of the reader
}

// What became of what was sent, as the page says it.
const (
	becameNothing   = "không nạp được"
	becameHeld      = "cách ly"
	becameNew       = "đã nạp"
	becameUnchanged = "đã có, không đổi"
	becameReplaced  = "đã thay"
)

// becameClasses are the colours of what became, what a person should look at first in front.
var becameClasses = []struct{ became, class string }{
	{becameNothing, "conflict"}, {becameHeld, "ambiguous"}, {becameNew, "resolved"}, {becameReplaced, "resolved"}, {becameUnchanged, "resolved"},
}

// Became is what became of the document, in words.
func (t Taken) Became() string {
	switch {
	case t.Fault != "":
		return becameNothing
	case t.State == "quarantined":
		return becameHeld
	case t.Status == "created":
		return becameNew
	case t.Status == "unchanged":
		return becameUnchanged
	}
	return becameReplaced
}

// Outcomes counts what became of the documents.
func (in Intake) Outcomes(lang Lang) []stateCount {
	counts := map[string]int{}
	for _, t := range in.Taken {
		counts[t.Became()]++
	}
	var out []stateCount
	for _, b := range becameClasses {
		if n := counts[b.became]; n > 0 {
			out = append(out, stateCount{b.class, lang.Say(b.became), n})
		}
	}
	return out
}

// faultNames are the beginnings of what readers of files say, and the words of the page.
var faultNames = []struct{ begins, name string }{
	{"the file holds no text", "Tệp không có chữ nào."},
	{"the file is too large", "Tệp quá lớn."},
	{"the file is no text and of no known format", "Không nhận ra định dạng của tệp."},
	{"the file is nested too deeply", "Tệp lồng trong nhau quá nhiều lớp."},
	{"the file takes too long to read", "Đọc tệp quá lâu."},
	{"the file is encrypted", "Tệp có mật khẩu, không đọc được."},
	{"the file is damaged", "Tệp hỏng."},
	{"a program that this file needs is missing", "Máy chủ thiếu chương trình để đọc loại tệp này."},
	{"a document, line or file may have", "Tệp quá lớn."},
}

// Fault says why a file was not taken: in plain words, with those of the reader behind
// them, which whoever mends it needs.
func (l Lang) Fault(said string) string {
	if l == English {
		return said
	}
	for _, f := range faultNames {
		if strings.HasPrefix(said, f.begins) {
			return f.name + " (" + said + ")"
		}
	}
	return said
}
