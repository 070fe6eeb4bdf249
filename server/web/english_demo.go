package web

import "maps"

// demoEnglish is the wording of the page about the search box for other sites.
var demoEnglish = map[string]string{
	"Đặt ô tìm kiếm này vào trang của cơ quan: kết quả hiện ngay tại đó, mỗi văn bản mở ở đây.": "Put this search box into a page of your own: results appear there, documents open here.",
	"1. Tạo khóa chỉ được tìm, cho đúng trang ấy":                                               "1. Make a key that may only search, for that site alone", "2. Chép hai dòng này vào trang": "2. Copy these two lines into the page",
	"KHÓA": "KEY", "khóa; bỏ trống nếu máy chủ không dùng khóa": "the key; none where the server asks for none", "số kết quả, mặc định 5": "how many results, 5 by default",
	"chỉ tìm trong các văn bản này, ví dụ": "search only these documents, such as", "chữ mờ trong ô": "the faint text in the box",
	"3. Nếu trang có Content-Security-Policy": "3. If the page has a Content-Security-Policy", "Thêm máy chủ này vào hai chỗ; không cần gì khác.": "Add this server in two places; nothing else is needed.",
	"4. Màu và chữ của trang": "4. Colours and type of the page",
}

func init() { maps.Copy(english, demoEnglish) }
