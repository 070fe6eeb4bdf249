package web

// english is the wording of the pages in English, by the Vietnamese one.
var english = map[string]string{
	// frame
	"Tới nội dung": "Skip to content", "Trang": "Pages", "Nền sáng": "Light theme", "Nền tối": "Dark theme",
	"Còn thiếu": "Missing", "Kiểm tra dự thảo": "Check a draft", "Tổng quan": "Overview", "Nạp văn bản": "Add documents",
	"Trợ giúp": "Help", "API": "API",

	// search
	"Tra cứu văn bản chỉ đạo, điều hành": "Search Vietnamese directives", "Tìm văn bản": "Search documents", "Tìm": "Search",
	"Số, ký hiệu hoặc nội dung": "Number or words of the text", "Thử:": "Try:",
	"Văn bản mới ban hành": "Latest documents", "%s văn bản": "%s documents",
	"%s có đủ các từ": "%s with all the words", "Kết quả": "Results", "Sắp xếp": "Order",
	"Phù hợp nhất": "Best match", "Mới nhất": "Newest", "Cũ nhất": "Oldest", "Được viện dẫn nhiều": "Most cited",
	"Trang sau": "Next page", "Về đầu danh sách": "Back to the start", "Bỏ": "Remove", "Xem": "Show",
	"Bỏ qua điều kiện “%s”: không đọc được.":             "Ignored “%s”: it cannot be read.",
	"Còn %s văn bản khớp nhưng không rõ ngày ban hành.":  "%s more documents match but have no known date of issue.",
	"Có phải ý bạn là":                                   "Did you mean",
	"%d văn bản cùng mang số này. Chọn văn bản cần tìm:": "%d documents bear this number. Which one?",
	"Trong kho không có văn bản mang số này.":            "No document of this number is held.",
	"Xem các văn bản viện dẫn số này":                    "See the documents that cite it", "Số văn bản": "Document number",

	// what was understood
	"Đã hiểu": "Understood", "Tìm thêm": "Also searched", "Đang lọc": "Filters", "Chế độ": "Mode",
	"chỉ đúng chữ đã gõ": "only the words as typed", "Chỉ tìm đúng chữ đã gõ": "Search only the words as typed",
	"đúng cụm từ": "exact phrase", "số văn bản": "document number", "trừ": "without", "một trong": "one of", " hoặc ": " or ",

	// filters
	"Lọc": "Filter", "Lọc kết quả": "Filter results", "Xong": "Done", "Từ": "From", "Đến": "To", "Mọi năm": "All years",
	"Ngày ban hành, theo năm": "Date of issue, by year", "Ngày ban hành, theo tháng": "Date of issue, by month",
	"Số văn bản theo ngày ban hành": "Documents by date of issue", "Năm, năm-tháng hoặc năm-tháng-ngày": "Year, year-month or year-month-day",
	"gồm cả đơn vị trực thuộc": "with all bodies under it",
	"Cơ quan ban hành":         "Issuing body", "Loại văn bản": "Type", "Từ khóa": "Keyword", "Độ khẩn": "Urgency",
	"Văn bản được viện dẫn": "Cited document", "Cơ quan": "Issuer", "Loại": "Type", "Tỉnh, thành phố": "Province", "Cấp": "Level",
	"Số": "Number", "Viện dẫn": "Citations", "Ngày ban hành": "Date of issue", "Trích yếu": "Subject", "Người ký": "Signer",
	"Địa danh": "Place", "Ban hành": "Issued", "Không rõ": "Unknown", "đến %s": "until %s", "từ %s": "since %s",
	"%s và trực thuộc": "%s and bodies under it", "%s hiện nay": "%s as it is today", "%s trước sắp xếp": "%s before the mergers",
	"Trung ương": "Central", "Cấp tỉnh": "Province", "Cấp huyện": "District", "Cấp xã": "Commune", "Chưa rõ cấp": "Level unknown",

	// hits
	"Không rõ cơ quan ban hành": "Issuer unknown", "Không rõ ngày ban hành": "Date of issue unknown", "Văn bản không rõ số": "Document without a known number",
	"suy ra từ văn bản": "inferred from the text", "theo nguồn cung cấp": "as supplied", "đến ngày %s": "received %s",
	"đăng %s": "posted %s", "chụp lại %s": "captured %s", "nói về ngày %s": "about %s",
	"viện dẫn %s": "cites %s", "được viện dẫn %s": "cited by %s", "bản quét": "scan", "bản quét, đọc rõ %d%%": "scan, %d%% legible",
	"đúng số văn bản": "document number", "đúng các từ": "exact words", "cụm từ, khác dấu": "phrase, other accents",
	"đủ các từ, khác dấu": "all words, other accents", "gần với câu hỏi": "close to the question", "trong trích yếu": "in the subject",
	"trong tên cơ quan": "in the issuer’s name", "nhắc đến số này": "mentions this number", "từ khóa cùng nhóm": "related keyword",
	"chữ viết tắt": "abbreviation", "gõ không bật bộ gõ": "typed without an input method", "cùng viện dẫn": "cites the same", "cùng nội dung": "same subject",
	"Cùng văn bản:": "Same document:", "cùng văn bản": "same text", "bản sao": "certified copy", "gần như cùng văn bản": "nearly the same text",
	"nằm trong văn bản kia": "contained in the other",

	// nothing found
	"Không có văn bản nào khớp": "No document matches", "Bỏ bớt một điều kiện để có thêm văn bản:": "Take a filter off to find more:",
	"Bỏ bớt từ:": "Leave out words:", "không cần “%s”": "without “%s”",
	"Văn bản này được nhắc đến nhưng không có trong kho:": "This document is cited but not held:", "%s văn bản viện dẫn": "cited by %s documents",
	"Gõ có dấu hay không dấu đều được; có dấu thì kết quả đúng dấu đứng trước.": "Accents are optional; with accents, documents that have the same come first.",
	"Dùng ít từ hơn, hoặc từ thường gặp trong văn bản.":                         "Use fewer words, or words that such documents use.",
	"Số, ký hiệu gõ kiểu nào cũng được: 16/CT-TTg, 107 - CV/BDVTU.":             "Document numbers may be typed in any form: 16/CT-TTg, 107 - CV/BDVTU.",

	// problems and signing in
	"Mã yêu cầu:": "Request id:", "Về trang tra cứu": "Back to search", "Đăng nhập": "Sign in", "Khóa truy cập": "Access key",
	"Trang này cần khóa truy cập. Khóa do người quản trị cấp.": "This page needs an access key. An administrator gives one.",
	"Khóa không đúng, đã bị thu hồi hoặc hết hạn.":             "The key is wrong, revoked or expired.",
	"Không có văn bản này":                                     "No such document", "Văn bản không có trong kho, hoặc đã bị xóa.": "The document is not held, or was deleted.",
	"Không có trang này": "No such page", "Địa chỉ không dẫn tới đâu cả. Hãy kiểm tra lại.": "The address leads nowhere. Please check it.",
	"Địa chỉ không đọc được": "Unreadable address", "Một tham số trong địa chỉ không dùng được. Hãy tìm lại từ đầu.": "A part of the address cannot be used. Please search again.",
	"Không được phép": "Not allowed", "Khóa truy cập không cho phép xem trang này.": "The access key does not allow this page.",
	"Máy chủ không trả lời dưới tên này.": "The server does not answer under this name.",
	"Quá nhiều yêu cầu":                   "Too many requests", "Hãy chờ một lát rồi thử lại.": "Please wait a moment and try again.",
	"Máy chủ đang bận": "The server is busy", "Tìm quá lâu": "The search took too long", "Hãy dùng ít từ hơn, hoặc từ dài hơn.": "Please use fewer or longer words.",
	"Cần đăng nhập": "Sign in needed", "Trang này cần khóa truy cập.": "This page needs an access key.", "Có lỗi": "Something went wrong",
	"Không trả lời được yêu cầu này. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị mã bên dưới.": "This could not be answered. Please try again; if it fails again, tell the administrator the id below.",

	// a document
	"Nội dung": "Text", "Thuộc tính": "Fields", "Liên quan": "Related", "Bản gốc": "Original", "Lịch sử": "History",
	"có trong kho": "held", "chưa rõ văn bản nào": "ambiguous", "không có trong kho": "not held", "không khớp": "conflict",
	"Chép cách viện dẫn": "Copy a citation", "Theo thể thức văn bản của Đảng": "As party documents cite",
	"Theo thể thức văn bản hành chính": "As state documents cite", "Phần của văn bản": "Parts of the document",
	"Mục lục": "Contents", "%s chỗ khớp với từ tìm": "%s places match the search", "Liên kết tới mục này": "Link to this part",
	"Văn bản này không có nội dung.": "This document has no text.", "Văn bản còn dài.": "The text goes on.", "Xem toàn văn": "Read all of it",
	"Dấu công văn đến": "Received stamp", "Phần của trang web": "Part of a web page", "Đầu trang, chân trang": "Header or footer",
	"Chữ lặp do quét": "Repeated by the scanner", "Chữ không đọc được": "Unreadable letters",
	"không rõ": "unknown", "chắc chắn %d%%": "%d%% sure", "Cần người xem lại": "To be looked at by a person",
	"đã hiệu đính": "corrected", "đọc từ văn bản": "read from the text", "Số, ký hiệu": "Number", "Kính gửi": "To", "Nơi nhận": "Distribution",
	"Dấu đến": "Received stamp", "Ngày khác": "Other dates", "Đã sửa khi đọc": "Repaired in reading", "Nguồn": "Source",
	"nhắc đến": "mentions", "căn cứ": "is based on", "thực hiện": "carries out", "thay thế": "replaces", "bãi bỏ": "repeals",
	"sửa đổi, bổ sung": "amends", "đính chính": "corrects", "đình chỉ": "suspends", "ban hành kèm theo": "is issued with", "trả lời": "replies to",
	"Văn bản theo thời gian": "Documents in time", "Văn bản này giữa các văn bản nó viện dẫn và các văn bản viện dẫn nó": "This document between those that it cites and those that cite it",
	"Phía trên: viện dẫn văn bản này. Phía dưới: văn bản này viện dẫn.": "Above: those that cite this document. Below: those that it cites.",
	"%d văn bản không vẽ, xem danh sách.":                               "%d documents are not drawn; see the lists.", "Văn bản này viện dẫn": "This document cites",
	"Viện dẫn văn bản này": "Cited by", "%d lần": "%d times", "văn bản khác cũng viện dẫn": "others that cite it",
	"%d văn bản có thể là văn bản này": "%d documents that it may be", "Không viện dẫn văn bản nào.": "It cites nothing.",
	"Chưa có văn bản nào trong kho viện dẫn.": "Nothing held cites it.", "Xem tất cả": "See all",
	"cùng nói về": "both about", "cùng cơ quan": "same issuer", "Chưa thấy văn bản nào gần với văn bản này.": "No document is close to this one.",
	"Tải tệp gốc": "Download the original file", "Tệp gốc của văn bản này không được lưu.": "The original file of this document is not kept.",
	"Tên tệp": "File name", "Phần trong tệp": "Part of the file", "Định dạng": "Format", "Nội dung dạng chữ thuần": "Plain text",
	"rút lại #%d": "takes back #%d", "Chưa ai hiệu đính văn bản này.": "Nobody has corrected this document.",
}
