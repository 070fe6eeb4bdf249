package web

import "maps"

// sheetEnglish is the wording of the pages of originals.
var sheetEnglish = map[string]string{
	"Các trang của bản gốc": "Pages of the original", "trang %s–%s trong %s trang": "pages %s–%s of %s", "Trang %d": "Page %d",
	"đọc rõ %d%%": "%d%% legible", "Ảnh trang %d của %s": "Image of page %d of %s", "Xem ảnh lớn": "Larger image",
	"Trang này không có chữ nào đọc được.": "No text could be read on this page.", "Các trang khác": "Other pages",
	"Bảng": "Table",

	"Các trang trước": "Pages before", "Các trang sau": "Pages after",
	"Máy chủ chưa cài %s nên không hiện được ảnh các trang; tệp gốc vẫn tải về được.": "The server lacks %s, so that images of the pages cannot be shown; the file can still be downloaded.",
}

// problemEnglish is what goes wrong, and what becomes of files that are sent.
var problemEnglish = map[string]string{
	"Các văn bản tìm thấy đều đã ở trên.": "All that was found stands above.",

	"Thử lại": "Try again",
	"Trang này của danh sách không còn": "This page of the list is gone", "Danh sách đã đổi, hoặc địa chỉ bị thiếu chữ. Hãy xem lại từ đầu danh sách.": "The list has changed, or the address is cut short. Begin at the start of the list.",
	"Kho văn bản chưa sẵn sàng": "The collection is not ready", "Kho đang đóng hoặc đang mở lại. Hãy chờ một lát rồi thử lại.": "It is being closed or opened. Wait a moment and try again.",
	"Kho đang chỉ đọc": "The collection is read-only", "Lúc này tra cứu được nhưng chưa nạp, chưa sửa được: máy chủ không ghi được đĩa. Hãy báo cho người quản trị.": "You can search, but nothing can be added or corrected: the server cannot write to its disk. Please tell the administrator.",
	"Nội dung quá lớn": "Too large", "Tệp hoặc nội dung gửi lên vượt mức máy chủ nhận. Hãy chia nhỏ rồi gửi lại.": "What was sent is more than the server takes. Send it in parts.",
	"Không đọc được nội dung gửi lên": "What was sent cannot be read", "Hãy quay lại trang trước và gửi lại.": "Go back and send it again.",
	"Gửi quá chậm": "Sent too slowly", "Máy chủ chờ lâu mà nội dung chưa tới hết. Hãy thử lại khi mạng tốt hơn.": "The server waited, but not all came. Try again with a better connection.",
	"Không có tệp gốc": "No original", "Bản gốc không có trang này, hoặc trang không hiện được thành ảnh.": "The original has no such page, or it cannot be shown as an image.",
	"Yêu cầu đến từ một trang khác. Hãy gửi lại từ trang tra cứu.": "The request came from another site. Send it from the search page.",
	"câu tìm": "query", "từ ngày": "from", "đến ngày": "to", "cách sắp xếp": "order",
}

func init() { maps.Copy(english, sheetEnglish); maps.Copy(english, problemEnglish) }
