package web

import "maps"

// deskEnglish is the wording of the pages at which people work: what is missing,
// drafts, figures, taking documents in, help.
var deskEnglish = map[string]string{
	// what is missing
	"Văn bản còn thiếu": "Missing documents", "Lọc văn bản còn thiếu": "Filter missing documents",
	"Những văn bản được viện dẫn mà kho chưa có, cần nhiều nhất đứng trước.": "Documents that are cited but not held, the most wanted first.",
	"Số, tên hoặc cơ quan": "Number, title or body", "Mọi loại": "All types", "Bỏ lọc": "Clear",
	"Không có văn bản còn thiếu nào khớp.":                                 "No missing document matches.",
	"Không thiếu văn bản nào: mọi văn bản được viện dẫn đều có trong kho.": "Nothing is missing: every cited document is held.",
	"Kho chưa có văn bản này; %s văn bản viện dẫn nó.":                     "This document is not held; %s documents cite it.",
	"Tìm các văn bản viện dẫn":                                             "Search the documents that cite it", "Nạp văn bản này": "Add this document",
	"Được viện dẫn ở": "Cited in", "và %s văn bản nữa": "and %s more documents",

	// states of citations
	"đã rõ": "resolved", "chưa rõ": "ambiguous", "không khớp": "conflict", "không có trong kho": "not held",

	// a draft
	"Dán dự thảo hoặc thả một tệp: mỗi viện dẫn được đối chiếu với kho. Nội dung không được lưu lại.": "Paste a draft or drop a file: each citation is held against the collection. Nothing is kept.",
	"Nội dung dự thảo": "Text of the draft", "hoặc chọn tệp": "or choose a file", "Kiểm tra": "Check", "Kết quả kiểm tra": "Outcome",
	"Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ…": "Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ…",
	"%s viện dẫn": "%s citations", "dòng %s": "line %s", "trong dự thảo": "in the draft",
	"Dự thảo với các viện dẫn được đánh dấu": "The draft with its citations marked", "Không thấy viện dẫn nào trong dự thảo.": "No citation was found in the draft.",
	DraftEmpty: "There is nothing to check yet. Paste a text or choose a file.", DraftUnreadable: "This file cannot be read.", DraftTooLarge: "The file is too large.",
}

func init() { maps.Copy(english, deskEnglish) }
