package extract

import "testing"

// Abbreviations are written out wherever they stand in a name, in its case, and
// never inside a longer one.
func TestAbbreviationsInNames(t *testing.T) {
	for printed, want := range map[string]string{
		"UBND tỉnh Hà Nam":               "Ủy ban nhân dân tỉnh Hà Nam",
		"UBND TỈNH HÀ NAM":               "Ủy ban nhân dân tỉnh Hà Nam",
		"HĐND-UBND huyện Cẩm Giàng":      "Hội đồng nhân dân-Ủy ban nhân dân huyện Cẩm Giàng",
		"UBMTTQ tỉnh Hà Nam":             "Ủy ban Mặt trận Tổ quốc tỉnh Hà Nam",
		"Ủy ban MTTQ Việt Nam":           "Ủy ban Mặt trận Tổ quốc Việt Nam",
		"UBTWMTTQ Việt Nam":              "UBTWMTTQ Việt Nam",
		"BHXH Việt Nam":                  "Bảo hiểm xã hội Việt Nam",
		"BHXH tỉnh Hà Nam":               "Bảo hiểm xã hội tỉnh Hà Nam",
		"BQL KHU KINH TẾ":                "Ban Quản lý Khu kinh tế",
		"BTV Tỉnh ủy":                    "Ban Thường vụ Tỉnh ủy",
		"BAN CHẤP HÀNH LĐLĐ TỈNH":        "Ban Chấp hành Liên đoàn Lao động tỉnh",
		"Bộ GTVT":                        "Bộ Giao thông vận tải",
		"Sở NN&PTNT":                     "Sở Nông nghiệp và Phát triển nông thôn",
		"SỞ GD&ĐT TỈNH HÀ NAM":           "Sở Giáo dục và Đào tạo tỉnh Hà Nam",
		"Ủy ban nhân dân tỉnh Thái Bình": "Ủy ban nhân dân tỉnh Thái Bình",
	} {
		if got := bodyName(printed); got != want {
			t.Errorf("letterhead %q: %q, want %q", printed, got, want)
		}
		if got := canonicalIssuer(printed); got != want {
			t.Errorf("reference %q: %q, want %q", printed, got, want)
		}
	}
}
