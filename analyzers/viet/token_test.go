package viet

import (
	"strings"
	"testing"
)

// render prints tokens as exact keys, with the folded key after a slash where
// it differs, "|" for GapClause and "||" for GapSentence.
func render(tokens []Token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteString([]string{" ", " | ", " || "}[t.Gap])
		}
		b.WriteString(t.Exact)
		if t.Folded != t.Exact {
			b.WriteString("/" + t.Folded)
		}
	}
	return b.String()
}

func TestTokenize(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		// spellings of one syllable
		{"hòa hoà HOÀ Hòa", "hoà/hoa hoà/hoa hoà/hoa hoà/hoa"},
		{"ủy uỷ qúy quý", "uỷ/uy uỷ/uy quí/qui quí/qui"},
		{"vịêt lựơng", "việt/viet lượng/luong"},
		{"vie\u0323\u0302t vie\u0302\u0323t vi\u1eb9\u0302t", "việt/viet việt/viet việt/viet"},
		{"ho\u0340a ho\u0341a", "hoà/hoa hoá/hoa"},
		{"đuợc trưòng nguời huơ thuở", "được/duoc trường/truong người/nguoi huơ/huo thuở/thuo"},
		{"kỹ kĩ lý lí quy qui", "kĩ/ki kĩ/ki lí/li lí/li qui qui"},
		{"thúy thúi hay hai tuy tui y ý í", "thuý/thuy thúi/thui hay hai tuy tui y ý/y í/i"},
		{"Đảng Ðảng ðảng \u0189ảng", "đảng/dang đảng/dang đảng/dang đảng/dang"},
		{"résumé café Müller", "résumé/resume café/cafe müller/muller"},
		{"Ｃｏｖｉｄ－１９", "covid 19"},

		// letters and digits
		{"COVID19 Covid - 19 Covid-19 covid–19", "covid 19 covid 19 covid 19 covid 19"},
		{"5K 15K F0 T26 QH14 m2", "5k 15k f0 t26 qh14 m2"},
		{"UBTVQH14 2021NQD", "ubtvqh 14 2021 nqd"},
		{"số26 300tỷ đ1", "số/so 26 300 tỉ/ti đ1/d1"},
		{"07", "07"},

		// document numbers
		{"107-CV/BDVTU", "107 cv | bdvtu"},
		{"107 - CV/ BDVTU", "107 cv | bdvtu"},
		{"16/CT-TTg", "16 | ct ttg"},
		{"QÐ_UBND", "qđ/qd ubnd"},
		{"vắc - xin", "vắc/vac xin"},

		// numbers with dots
		{"1.234,5", "1234 | 5"},
		{"5.000.000 đồng", "5000000 đồng/dong"},
		{"29.4.2021", "29 | 4 | 2021"},
		{"192.168.1.1 0.123 1.234.5", "192 | 168 | 1 | 1 0 | 123 1 | 234 | 5"},
		{"1.2.345", "1 | 2 | 345"},
		{"1.234K", "1 | 234k"},

		// Trung ương
		{"T.Ư TƯ TW T.W TU", "tw tw tw tw tu"},
		{"21-NQ/TƯ BỘ", "21 nq | tw bộ/bo"},
		{"VPTƯ VPTW VPTU", "vptw vptw vptu"},
		{"tư Tư tw", "tư/tu tư/tu tw"},
		{"THÔNG TƯ", "thông/thong tư/tu"},
		{"SỞ TƯ PHÁP", "sở/so tư/tu pháp/phap"},
		{"BAN TỔ CHỨC TƯ", "ban tổ/to chức/chuc tw"},
		{"HỘI NGHỊ TƯ", "hội/hoi nghị/nghi tw"},
		{"HỘI NGHỊ TƯ VẤN", "hội/hoi nghị/nghi tư/tu vấn/van"},
		{"BCH TƯ Đảng", "bch tw đảng/dang"},
		{"Ban Tuyên giáo TƯ", "ban tuyên/tuyen giáo/giao tw"},
		{"ĐẦUTƯ", "đầutư/dautu"},

		// invisible characters
		{"ph\u00adòng nghi\u200bên", "phòng/phong nghiên/nghien"},
		{"phòng\u200bchống", "phòng/phong chống/chong"},
		{"ph\u00adòng\u200bch\u00adống", "phòng/phong chống/chong"},
		{"số\u200b107", "số/so 107"},
		{"\ufeffsố\u200b 5\u2060K", "số/so 5k"},

		// damage
		{"dịch\xffbệnh \ufffdlan", "dịch/dich | bệnh/benh | lan"},
		{"\u0301\u0302 - \u0301a 5\u0301", "a 5"},

		// gaps
		{"phòng, chống (dịch) “Covid”", "phòng/phong | chống/chong | dịch/dich | covid"},
		{"hết. Rồi: một; hai! ba? bốn… năm", "hết/het || rồi/roi || một/mot || hai || ba || bốn/bon || năm/nam"},
		{"TP. Huế, KT. CHỦ TỊCH, TP.HCM, v.v. ThS. An", "tp | huế/hue | kt | chủ/chu tịch/tich | tp | hcm | v | v | ths | an"},
		{"Ủy ban\nNhân dân", "uỷ/uy ban nhân/nhan dân/dan"},
		{"hết\n\nMục", "hết/het || mục/muc"},
		{"hết\r\nmục", "hết/het mục/muc"},
		{"còn\n\n\ftiếp", "còn/con tiếp/tiep"},
		{"gồm\n- Một\n+ hai", "gồm/gom || một/mot || hai"},
		{"phòng\n-chống", "phòng/phong chống/chong"},
		{"của BDVTW. Các", "của/cua bdvtw || các/cac"},
		{"Covid\n- 19", "covid 19"},
		{"a@b.vn https://b.vn/x?y=1", "a | b | vn https || b | vn | x || y | 1"},
		{"", ""},
		{" \n.\u200b", ""},
	} {
		if got := render(Tokenize(row.text)); got != row.want {
			t.Errorf("Tokenize(%q)\n got %s\nwant %s", row.text, got, row.want)
		}
	}
}
