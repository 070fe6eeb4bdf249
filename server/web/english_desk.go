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

	// lists of values
	"Về kết quả": "Back to the results", "trong kết quả của": "among the results of", "Lọc danh sách": "Filter the list", "Có các chữ": "With the words",
	"Liệt kê %s giá trị nhiều văn bản nhất; các giá trị khác có %s lượt văn bản.": "The %s values with most documents are listed; others have %s documents between them.",
	"Tìm mọi giá trị có chữ “%s”":                                                 "Search all values with “%s”", "Không có giá trị nào khớp.": "No value matches.",
	"còn %s nữa": "%s more", "xem tất cả": "see all",

	// states of citations
	"đã rõ": "resolved", "chưa rõ": "ambiguous", "không khớp": "conflict", "không có trong kho": "not held",

	"%s viện dẫn chưa rõ: chọn": "%s citations to decide on", "Về danh sách": "Back to the list",
	"Viện dẫn số này mà chưa rõ văn bản nào:": "They cite this number, but which document is open:",

	"một văn bản mang số này": "one document of this number",

	"Văn bản thiếu thông tin": "Documents that lack a field",

	// a trail
	"Đã rút lại.": "Taken back.", "Rút lại": "Take back", "đã bị rút lại": "taken back since", "như đọc được": "as read",
	"Chưa rút lại được: một lần sửa sau đã đổi cùng giá trị này. Hãy rút lại lần sửa đó trước.": "Not taken back: a later edit changed the same value. Take that one back first.",
	"giữ lại vì dấu mật": "held back for its mark of secrecy", "không giữ lại: đã ghi là không mật": "not held back: recorded as not secret", "mở khỏi cách ly": "released from quarantine",
	"Người mở:": "Released by:", "Đã mở khỏi cách ly: từ nay tìm thấy văn bản này.": "Released from quarantine: the document can be found from now on.",

	"Đăng xuất": "Sign out", "Sửa thuộc tính": "Correct the fields",

	// a draft
	"Dán dự thảo hoặc thả một tệp: mỗi viện dẫn được đối chiếu với kho. Nội dung không được lưu lại.": "Paste a draft or drop a file: each citation is held against the collection. Nothing is kept.",
	"Nội dung dự thảo": "Text of the draft", "hoặc": "or", "Chọn tệp": "Choose files", "Chưa chọn tệp": "No file chosen", "Kiểm tra": "Check", "Kết quả kiểm tra": "Outcome",
	"Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ…": "Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ…",
	"%s viện dẫn": "%s citations", "dòng %s": "line %s", "trong dự thảo": "in the draft",
	"Dự thảo với các viện dẫn được đánh dấu": "The draft with its citations marked", "Không thấy viện dẫn nào trong dự thảo.": "No citation was found in the draft.",
	DraftEmpty: "There is nothing to check yet. Paste a text or choose a file.", DraftUnreadable: "This file cannot be read.", DraftTooLarge: "The file is too large.",
	// figures
	"Mới xét %s trên %s văn bản, còn đang xét tiếp; tải lại trang để xem số mới.": "%s of %s documents were looked at so far; reload the page for later figures.",
	"Danh sách chưa đủ: máy còn đang xét các văn bản. Tải lại trang để xem tiếp.": "The list is not complete: documents are still being looked at. Reload the page to see more.",
	"Kho có %s văn bản. Bấm vào số liệu nào để xem các văn bản ấy.":               "%s documents are held. Follow a figure to the documents it counts.",
	"Theo năm và loại văn bản": "By year and type", "loại khác": "other types", "Theo tháng": "By month", "Được viện dẫn nhiều nhất": "Most cited",
	"%s văn bản có viện dẫn chưa rõ": "%s documents with unclear citations", "Vấn đề khi đọc": "Problems of reading", "Chưa thấy vấn đề nào.": "None so far.",
	"Đã xét %s văn bản.": "%s documents looked at.", "Viện dẫn chưa rõ": "Unclear citations", "Chọn văn bản được viện dẫn": "Choose the document cited",
	"Không có văn bản nào.": "No documents.", "Trang trước": "Previous page",
	"số bỏ trống để điền tay": "number left blank", "số không đọc được": "number unreadable", "loại và ký hiệu không khớp": "type and symbol differ",
	"viện dẫn sai loại văn bản": "citation with a wrong type", "một số được viện dẫn với hai ngày": "one number cited with two dates",
	"ngày không có trong lịch": "impossible date", "ngày không đọc được": "date unreadable", "ngày bỏ trống để điền tay": "date left blank",

	// taking documents in
	"Chọn hoặc thả tệp Word, PDF, bản quét, HTML, tệp nén. Số, ngày, cơ quan và viện dẫn được đọc từ văn bản; sau đó kiểm tra lại và xác nhận.": "Choose or drop Word, PDF, scans, HTML or archives. Number, date, issuer and citations are read from the text; then look them over and confirm.",
	"Tệp văn bản": "Files", "Nạp": "Add", "Đang gửi": "Sending", "Đang đọc văn bản…": "Reading the documents…", "không nạp được": "not taken", "cách ly": "quarantined",
	"Văn bản mang dấu mật: đã giữ lại, không ai tìm thấy.": "The document bears a mark of secrecy: it is held back and nobody finds it.",
	"đã nạp": "added", "đã có, không đổi": "held already", "đã thay": "replaced", "Xem lại và xác nhận": "Look over and confirm", "%s điều cần xem": "%s things to look at",
	"Tra một danh sách số": "Resolve a list of numbers", "Mỗi dòng một số văn bản": "One document number a line", "Tra": "Resolve", "Cần người xem": "Wants somebody to look",
	"%s văn bản cách ly vì dấu mật": "%s documents in quarantine", "Số, ký hiệu": "Number",
	"Trang văn bản": "The document’s page", "Các viện dẫn": "Citations of the document", "Đã lưu. Giá trị đã xác nhận đứng trước giá trị đọc từ văn bản.": "Saved. Confirmed values stand before those read.",
	"Giá trị có dấu đỏ không dùng được. Ngày viết như 2021-08-06.": "The value marked red cannot be used. Dates are written 2021-08-06.",
	"Không thấy trong văn bản.":                                    "Not found in the text.", "Lưu và xác nhận": "Save and confirm", "Khóa truy cập không cho phép sửa.": "The key does not allow corrections.",
	"Chỉ tra 1000 số đầu.": "Only the first 1000 numbers were resolved.", "Văn bản cách ly": "Quarantine",
	"Những văn bản mang dấu mật. Không ai tìm thấy chúng cho tới khi được mở, có lý do và tên người mở.": "Documents with a mark of secrecy. Nobody finds them until somebody opens them, by name and for a reason.",
	"Cần nêu lý do và tên người mở.": "Who opens it and why must be said.", "không còn dấu": "mark gone", "Tên người mở": "Opened by", "Lý do mở": "Reason", "Mở": "Open",
	"Chọn văn bản được viện dẫn. Quyết định được ghi lại cùng tên người quyết định và sửa lại được.": "Choose the document that is cited. Decisions are kept with who made them and can be changed.",
	"Đã lưu.": "Saved.", "Không phải văn bản nào ở trên": "None of these", "Bỏ quyết định đã ghi, nếu có": "Take the decision back, if any", "Lưu": "Save",
	"Văn bản không viện dẫn văn bản nào.": "The document cites nothing.",
	// help
	"Bấm vào một ví dụ để chạy thử.": "Follow an example to run it.", "Ô tìm kiếm cho trang khác": "A search box for other sites", "Chạy thử": "Run",
	"văn bản có đủ các từ; đúng cả cụm đứng trước": "documents with all the words; the whole phrase first", "gõ không dấu cũng tìm được": "accents are optional",
	"đúng cụm từ này": "exactly this phrase", "văn bản mang số này và văn bản nhắc đến nó": "the document of this number and those that mention it",
	"số nhớ một phần cũng được: loại, số, năm":               "a number half remembered: type, number, year",
	"văn bản nhắc đến ngày này và văn bản ban hành ngày này": "documents that mention this date and those issued on it",
	"có từ trước, không có từ sau dấu trừ":                   "with the first word, without what follows the minus", "một trong hai": "either", "chỉ một loại văn bản": "one type of document",
	"của một cơ quan, trong một khoảng thời gian": "of one body, in a span of time", "văn bản viện dẫn số này": "documents that cite this number", "theo từ khóa": "by keyword",
	"Bàn phím": "Keyboard",
	"tới ô tìm kiếm; mũi tên lên, xuống chọn gợi ý":                                                                 "to the search box; arrows up and down choose a suggestion",
	"từ văn bản này sang văn bản sau trong kết quả; Enter để mở":                                                    "from one result to the next; Enter opens it",
	"ngay sau tên văn bản: chọn cho viện dẫn chưa rõ. Mũi tên chọn văn bản, Tab tới Lưu, Enter; rồi về lại kết quả": "right after a result's name: decide on its ambiguous citations. Arrows choose, Tab leads to Save, Enter; then back to the results",
	"trên biểu đồ ngày: chọn một khoảng, Enter để lọc":                                                              "on the chart of dates: choose a range, Enter filters",
	"đóng gợi ý hoặc thẻ viện dẫn":                                                                                  "closes suggestions or a citation's card",
}

func init() { maps.Copy(english, deskEnglish) }
