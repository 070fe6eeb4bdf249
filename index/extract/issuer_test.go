package extract

import (
	"strings"
	"testing"

	"tracuu/index/directive"
)

// TestLetterheads reads the issuer and its province from the two lines of a
// letterhead.
func TestLetterheads(t *testing.T) {
	for _, c := range []struct{ above, own, number, want, province string }{
		{"TỈNH ỦY PHÚ YÊN", "VĂN PHÒNG", "1-CV/VPTU", "Văn phòng Tỉnh ủy Phú Yên", "Phú Yên"},
		{"THÀNH ỦY HÀ NỘI", "BAN TUYÊN GIÁO", "1-HD/BTGTU", "Ban Tuyên giáo Thành ủy Hà Nội", "Hà Nội"},
		{"TỈNH ỦY BẮC KẠN", "ỦY BAN KIỂM TRA", "1-KH/UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy Bắc Kạn", "Bắc Kạn"},
		{"TỈNH ỦY LÀO CAI", "", "1-CT/TU", "Tỉnh ủy Lào Cai", "Lào Cai"},
		{"HUYỆN ỦY BÌNH GIANG", "BAN DÂN VẬN", "1-CV/BDV", "Ban Dân vận Huyện ủy Bình Giang", "Hải Dương"},
		{"ĐẢNG BỘ TỈNH HẢI DƯƠNG", "ĐẢNG ỦY KHỐI CÁC CƠ QUAN", "138-CV/ĐUK", "Đảng ủy Khối các cơ quan", "Hải Dương"},
		{"ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", "ĐẢNG ỦY SỞ CÔNG THƯƠNG", "5-CV/ĐU", "Đảng ủy Sở Công Thương", ""},
		{"BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN TỔ CHỨC", "1-HD/BTCTW", "Ban Tổ chức Trung ương", ""},
		{"BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG", "1-TB/VPTW", "Văn phòng Trung ương Đảng", ""},
		{"BỘ Y TẾ", "CỤC QUẢN LÝ DƯỢC", "1/QLD-ĐK", "Cục Quản lý Dược", ""},
		{"BỘ Y TẾ", "VĂN PHÒNG", "1/VPB-TH", "Văn phòng Bộ Y tế", ""},
		{"BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ", "1/TCT-CS", "Tổng cục Thuế", ""},
		{"TỔNG CỤC THUẾ", "CỤC THUẾ TỈNH BẮC NINH", "1/CTBNI-TTHT", "Cục Thuế tỉnh Bắc Ninh", "Bắc Ninh"},
		{"ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "VĂN PHÒNG", "1/TB-VP", "Văn phòng Ủy ban nhân dân tỉnh Bắc Ninh", "Bắc Ninh"},
		{"UBND TỈNH HÀ GIANG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "1/SGDĐT-VP", "Sở Giáo dục và Đào tạo tỉnh Hà Giang", "Hà Giang"},
		{"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG", "SỞ DU LỊCH", "1/SDL-QLCSLT", "Sở Du lịch thành phố Đà Nẵng", "Đà Nẵng"},
		{"ỦY BAN NHÂN DÂN", "TỈNH BÀ RỊA - VŨNG TÀU", "1/UBND-VP", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"},
		{"ỦY BAN NHÂN DÂN", "HUYỆN NINH GIANG", "1/UBND-YT", "Ủy ban nhân dân huyện Ninh Giang", "Hải Dương"},
		{"HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ CẦN THƠ", "1/NQ-HĐND", "Hội đồng nhân dân thành phố Cần Thơ", "Cần Thơ"},
		{"CHÍNH PHỦ", "", "1/NQ-CP", "Chính phủ", ""},
		{"ỦY BAN THƯỜNG VỤ", "QUỐC HỘI", "1/NQ-UBTVQH15", "Ủy ban Thường vụ Quốc hội", ""},
		{"BẢO HIỂM XÃ HỘI VIỆT NAM", "BẢO HIỂM XÃ HỘI TP. HỒ CHÍ MINH", "1/BHXH-QLT", "Bảo hiểm xã hội thành phố Hồ Chí Minh", "Hồ Chí Minh"},
		{"UBND HUYỆN TỨ KỲ", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "1/PGDĐT", "Phòng Giáo dục và Đào tạo huyện Tứ Kỳ", "Hải Dương"},
		{"BỘ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN", "1/BNN-TY", "Bộ Nông nghiệp và Phát triển nông thôn", ""},
		{"CÔNG AN TỈNH NAM ĐỊNH", "", "1/CAT-PV01", "Công an tỉnh Nam Định", "Nam Định"},
		{"TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM", "1/TLĐ-TC", "Tổng Liên đoàn Lao động Việt Nam", ""},
		{"ỦY BAN NHÂN DÂN", "QUẬN HAI BÀ TRƯNG", "1/UBND-YT", "Ủy ban nhân dân quận Hai Bà Trưng", "Hà Nội"},
	} {
		head := c.above
		if c.own != "" {
			head += "\n" + c.own
		}
		for layout, text := range map[string]string{
			"lines":  head + "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: " + c.number + "\n",
			"cells":  "|\n**" + head + "**\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n|\n|\nSố: " + c.number + "\n|\n",
			"party":  head + "\n*\nSố " + c.number + "\n\nĐẢNG CỘNG SẢN VIỆT NAM\n",
			"column": "ĐẢNG CỘNG SẢN VIỆT NAM\n" + head + "\n\nSố " + c.number + "\n",
		} {
			d := Read(Input{Text: text})
			if d.Issuer != c.want || d.Province != c.province {
				t.Errorf("%s, %s / %s: got %q in %q, want %q in %q", layout, c.above, c.own, d.Issuer, d.Province, c.want, c.province)
			}
		}
	}
}

// TestBodiesOfACaller holds that a registry of one's own gives codes and ids.
func TestBodiesOfACaller(t *testing.T) {
	bodies := directive.NewBodies()
	if err := bodies.Add(strings.NewReader("Ban Chuyển đổi số\tBCĐS\tcentral\tstate\tChính phủ\tcds\n")); err != nil {
		t.Fatal(err)
	}
	text := "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 12/QĐ-BCĐS\n\nHà Nội, ngày 02 tháng 3 năm 2026\n\nQUYẾT ĐỊNH\nVề việc thành lập tổ giúp việc\n"
	for _, row := range []struct {
		bodies *directive.Bodies
		id     string
	}{{bodies, "cds"}, {nil, ""}} {
		if d := Read(Input{Text: text, Bodies: row.bodies}); d.IssuerID != row.id {
			t.Errorf("issuer %q with id %q, want id %q", d.Issuer, d.IssuerID, row.id)
		}
	}
}
