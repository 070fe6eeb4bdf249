package extract

import (
	"strings"
	"testing"

	"tracuu/index/directive"
)

func TestSecrecyMark(t *testing.T) {
	for line, want := range map[string]directive.Secrecy{
		"MẬT": "Mật", " MẬT ": "Mật", "TỐI MẬT": "Tối mật", "TUYỆT MẬT": "Tuyệt mật", "T U Y Ệ T  M Ậ T": "Tuyệt mật",
		"| MẬT |": "Mật", "[TỐI MẬT]": "Tối mật", "┌ MẬT ┐": "Mật", "MAT": "Mật", "TOI MAT": "Tối mật", "TỒI MẬT": "Tối mật",
		"M ẬT": "Mật", "MA\u0323\u0302T": "Mật", "HỎA TỐC - MẬT": "Mật", "MẬT - KHẨN": "Mật", "Độ mật: Mật": "Mật", "Độ mật: TỐI MẬT": "Tối mật",
		"MẬT          Hà Nội, ngày 5 tháng 3 năm 2021": "Mật", "Số: 12/BC-CA\tTỐI MẬT": "Tối mật",
		"Mật": "", "mật": "", "MẮT": "", "BÍ MẬT": "", "MẬT MÃ": "", "BẢO MẬT": "", "Độ mật: Không": "", "Độ mật:": "",
		"BÍ MẬT NHÀ NƯỚC": "", "TÀI LIỆU MẬT": "", "CỤC CƠ YẾU - MẬT MÃ": "", "Tối mật là gì": "", "GIẢI MẬT": "", "": "",
	} {
		var got directive.Secrecy
		for _, cell := range cells(line) {
			if s, _ := secrecyMark(cell); s != "" {
				got = s
			}
		}
		if got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}

func TestSecrecyOnlyInTheHeading(t *testing.T) {
	const head = "TỈNH ỦY HẢI DƯƠNG\nSố 12-CV/TU\n%sHải Dương, ngày 6 tháng 8 năm 2021\n\nKính gửi: các huyện ủy\n"
	body := strings.Repeat("Thực hiện chỉ đạo của Ban Thường vụ về bảo vệ bí mật nhà nước, đề nghị các đồng chí lưu ý.\n", 12)
	letter := func(mark, in string) string {
		return strings.Replace(head, "%s", mark, 1) + body + in + body + "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Văn A\n"
	}
	for name, c := range map[string]struct {
		text string
		want directive.Secrecy
	}{
		"none":            {letter("", ""), ""},
		"mark":            {letter("MẬT\n", ""), "Mật"},
		"the highest":     {letter("MẬT\nTUYỆT MẬT\n", ""), "Tuyệt mật"},
		"in the body":     {letter("", "TỐI MẬT\n"), ""},
		"on each page":    {letter("MẬT\n", "") + "\fMẬT\n" + body + "\fMẬT\n" + body + "\fMẬT\n" + body, "Mật"},
		"first of all":    {"TỐI MẬT\n" + letter("", ""), "Tối mật"},
		"law on secrets":  {"QUỐC HỘI\nLuật số: 29/2018/QH14\nHà Nội, ngày 15 tháng 11 năm 2018\nLUẬT\nBẢO VỆ BÍ MẬT NHÀ NƯỚC\n" + body + "Điều 8. Phân loại\n1. Bí mật nhà nước độ Tuyệt mật\n" + body, ""},
		"under a subject": {letter("V/v bảo vệ bí mật nhà nước\n", ""), ""},
	} {
		if got := Read(Input{Text: c.text}).Secrecy; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
