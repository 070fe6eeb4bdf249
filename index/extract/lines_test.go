package extract

import (
	"slices"
	"testing"
)

func TestSplitLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // a leading + says that a gap stands before the line
	}{
		{"plain", "một\nhai\n\nba", []string{"+một", "hai", "+ba"}},
		{"line ends", "một\r\nhai\rba\fbốn", []string{"+một", "hai", "ba", "+bốn"}},
		{"columns", "BỘ Y TẾ        CỘNG HÒA\nSố: 1   ngày", []string{"+BỘ Y TẾ", "+CỘNG HÒA", "Số: 1 ngày"}},
		{"a blank to fill in is no column", "Số:        /TB-VP", []string{"+Số: /TB-VP"}},
		{"table row", "| A | B |\n|---|---|\n| C |  |", []string{"+A", "+B", "+C"}},
		{"cells on lines of their own", "|\n**A**\n|\nB\n|", []string{"+A", "+B"}},
		{"tab", "ĐẾN\tSố: 906", []string{"+ĐẾN", "+Số: 906"}},
		{"markdown", "# **Tiêu đề**\n*V/v* __một__ việc", []string{"+Tiêu đề", "V/v một việc"}},
		{"marks that part words", "**NGHỊ QUYẾT****Về việc**", []string{"+NGHỊ QUYẾT Về việc"}},
		{"rules are gaps", "A\n-----\nB\n* * *\nC", []string{"+A", "+B", "+C"}},
		{"wrapped after one word", "Kính\ngửi: Bộ Y tế\nHà\nNội, ngày 1", []string{"+Kính gửi: Bộ Y tế", "Hà Nội, ngày 1"}},
		{"a name that wraps", "PHÓ CHỦ TỊCH\nVũ\nChiến Thắng", []string{"+PHÓ CHỦ TỊCH", "Vũ Chiến Thắng"}},
		{"the end of a line before is no start", "Thái Mạnh\nCường\nCục Thuế nhận được", []string{"+Thái Mạnh", "Cường", "Cục Thuế nhận được"}},
		{"a bullet alone", "-\nSở Y tế;\n-\n\nxong", []string{"+- Sở Y tế;", "+xong"}},
		{"invisible letters", "tr\u200bang ch\u00adủ", []string{"+trang chủ"}},
		{"decomposed letters", "Qu\u0061\u0309ng Tri\u0323", []string{"+Quảng Trị"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range splitLines(c.text) {
				s := l.text
				if l.gap {
					s = "+" + s
				}
				got = append(got, s)
				if l.Start < 0 || l.End > len(c.text) || l.Start >= l.End {
					t.Errorf("%q has span %v in a text of %d bytes", l.text, l.Span, len(c.text))
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestIsPersonName(t *testing.T) {
	for _, s := range []string{"Nguyễn Văn Phú", "Trần Cẩm Tú", "PHẠM MINH CHÍNH", "Y Thanh Hà Niê Kđăm", "Dang! Ngọc Minh", "Lâm Thị Phương Thanh", "Trương Hải Thanh"} {
		if !isPersonName(s) {
			t.Errorf("%q is no name", s)
		}
	}
	for _, s := range []string{"", "Nguyễn", "Phó Chủ tịch", "PHÓ CHỦ TỊCH", "TRƯỞNG BAN DÂN VẬN", "Lưu: VT, TC", "Vụ PC (BTC)", "Sở Y tế", "Trưởng Ban Dân vận", "Điều 3. Hiệu lực"} {
		if isPersonName(s) {
			t.Errorf("%q is taken for a name", s)
		}
	}
}

func TestCasing(t *testing.T) {
	for _, c := range []struct{ printed, title string }{
		{"VỀ VIỆC TĂNG CƯỜNG PHÒNG, CHỐNG DỊCH COVID-19 TRÊN ĐỊA BÀN TỈNH HÀ TĨNH", "Về việc tăng cường phòng, chống dịch Covid-19 trên địa bàn tỉnh Hà Tĩnh"},
		{"PHÊ DUYỆT DANH SÁCH CỦA UBND TỈNH VÀ SỞ Y TẾ", "Phê duyệt danh sách của UBND tỉnh và Sở Y tế"},
		{"V/v tăng cường phòng, chống dịch", "V/v tăng cường phòng, chống dịch"},
		{"QUY ĐỊNH CHI TIẾT LUẬT ĐẤT ĐAI", "Quy định chi tiết Luật Đất đai"},
	} {
		if got := sentenceCase(c.printed); got != c.title {
			t.Errorf("sentenceCase(%q) = %q, want %q", c.printed, got, c.title)
		}
	}
	for printed, want := range map[string]string{"PHÓ TRƯỞNG BAN": "Phó Trưởng ban", "GIÁM ĐỐC": "Giám đốc", "PHÓ CHỦ TỊCH": "Phó Chủ tịch"} {
		if got := officeCase(printed); got != want {
			t.Errorf("officeCase(%q) = %q, want %q", printed, got, want)
		}
	}
}
