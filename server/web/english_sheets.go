package web

import "maps"

// sheetEnglish is the wording of the pages of originals.
var sheetEnglish = map[string]string{
	"Các trang của bản gốc": "Pages of the original", "trang %s–%s trong %s trang": "pages %s–%s of %s", "Trang %d": "Page %d",
	"đọc rõ %d%%": "%d%% legible", "Ảnh trang %d của %s": "Image of page %d of %s", "Xem ảnh lớn": "Larger image",
	"Trang này không có chữ nào đọc được.": "No text could be read on this page.", "Các trang khác": "Other pages",
	"Các trang trước": "Pages before", "Các trang sau": "Pages after",
	"Máy chủ chưa cài %s nên không hiện được ảnh các trang; tệp gốc vẫn tải về được.": "The server lacks %s, so that images of the pages cannot be shown; the file can still be downloaded.",
}

func init() { maps.Copy(english, sheetEnglish) }
