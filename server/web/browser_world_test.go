package web_test

import (
	"encoding/json"
	"fmt"
	"strings"
)

// world is a small collection with what pages show: citations of every state, a
// number that two documents bear, marks of urgency, one without a date.
var world = append([]string{
	`{"id":"bdv/107","number":"107-CV/BDVTU","type":"Công văn","issuer":"Ban Dân vận Tỉnh ủy Hải Dương","place":"Hải Dương","issued":"2021-08-06","urgency":"Hỏa tốc",
	  "title":"V/v thành lập Tổ Covid-19 cộng đồng","text":"Số 107-CV/BDVTU\nĐiều 1. Phạm vi\nThành lập tổ Covid cộng đồng theo Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.\nĐiều 2. Tổ chức\n1. Mỗi thôn một tổ.\na) Tổ trưởng do dân cử.\nĐiều 3. Thực hiện\nTheo Nghị quyết số 86/NQ-CP ngày 06/8/2021 của Chính phủ."}`,
	`{"id":"ct-16-2020","number":"16/CT-TTg","type":"Chỉ thị","issuer":"Thủ tướng Chính phủ","issued":"2020-03-31","title":"Về giãn cách","text":"Chỉ thị về thực hiện giãn cách xã hội."}`,
	`{"id":"ct-16-2021","number":"16/CT-TTg","type":"Chỉ thị","issuer":"Thủ tướng Chính phủ","issued":"2021-05-27","title":"Về hè","text":"Chỉ thị về hoạt động hè."}`,
	`{"id":"kh-12","number":"12/KH-UBND","type":"Kế hoạch","issuer":"Ủy ban nhân dân tỉnh Hải Dương","province":"Hải Dương","issued":"2020-04-02",
	  "text":"KẾ HOẠCH.\nThực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ. Chỉ thị số 16/CT-TTg ngày 15/7/2021 của Thủ tướng Chính phủ."}`,
	`{"id":"cv-9","number":"9/SYT-NVY","type":"Công văn","issuer":"Sở Y tế tỉnh Quảng Trị","province":"Quảng Trị","issued":"2021-08-01","text":"Thực hiện Chỉ thị số 16/CT-TTg."}`,
	`{"id":"unknown","text":"Thông báo về tổ chức hội nghị covid."}`,
}, many()...)

// many are enough documents for several pages.
func many() []string {
	var out []string
	for i := range 45 {
		out = append(out, fmt.Sprintf(`{"id":"kh-%d","number":"%d/KH-UBND","type":"Kế hoạch","issuer":"Ủy ban nhân dân tỉnh Hải Dương","issued":"%d-0%d-15","title":"Kế hoạch tiêm chủng đợt %d","text":"Kế hoạch tiêm chủng đợt %d của tỉnh."}`,
			100+i, 100+i, 2015+i%7, 1+i%9, i, i))
	}
	return out
}

// tabular is a document with a wide table, and so many citations that they can be
// narrowed.
func tabular() string {
	var text strings.Builder
	for i := range 18 {
		fmt.Fprintf(&text, "Căn cứ Chỉ thị số %d/CT-TTg ngày 3/4/2018 của Thủ tướng Chính phủ;\\n", 50+i)
	}
	text.WriteString(`PHỤ LỤC\nTT | Đơn vị được giao thực hiện | Nội dung | Kinh phí (triệu đồng) | Ghi chú\n1 | Sở Y tế | Tiêm chủng mở rộng | 1.250 | \n2 | Sở Giáo dục và Đào tạo | Sữa học đường | 300 | Quý III`)
	return `{"id":"bang","type":"Quyết định","number":"245/QĐ-UBND","issuer":"Ủy ban nhân dân tỉnh Lào Cai","issued":"2018-05-06","text":"` + text.String() + `"}`
}

// hostile are documents whose text would be more than text if it could.
func hostile() []string {
	attacks := []string{
		`<script>hacked=1;alert(1)</script>`, `"><img src=x onerror="hacked=2;alert(2)">`, `javascript:hacked=3`,
		`'-alert(4)-'`, `{{.Page}}`, "\u202Eđảo ngược\u202D", `</title></textarea></svg><svg onload=alert(5)>`, `<base href=//evil.example>`,
	}
	attacks = append(attacks[2:4:4], strings.Join(attacks, " "), strings.Join(append(attacks[5:], attacks[:5]...), ""))
	var out []string
	for i, attack := range attacks {
		d := map[string]any{
			"id": fmt.Sprintf("attack-%d-%s", i, attack), "number": attack, "type": attack, "issuer": attack, "place": attack, "province": attack,
			"title": attack + " covid", "issued": "2021-01-02", "keywords": []string{attack}, "signer": map[string]string{"name": attack},
			"recipients": []string{attack}, "text": attack + " covid " + attack + "\nĐiều 1. " + attack + "\n" + attack + "\nĐiều 2. x\nĐiều 3. y",
			"source": map[string]string{"name": attack},
		}
		b, err := json.Marshal(d)
		if err != nil {
			panic(err) // strings always encode
		}
		out = append(out, string(b))
	}
	long := strings.Repeat("chỉđạo", 1<<17)
	b, _ := json.Marshal(map[string]any{
		"id": "long", "number": "1/CT-UBND", "type": "Chỉ thị", "issued": "2021-01-02", "text": "covid " + long,
		"title": "covid " + long[:3000], "issuer": strings.Repeat("Ủyban", 60), "signer": map[string]string{"name": longIssuer}, "place": strings.Repeat("a", 300),
	})
	words, _ := json.Marshal(map[string]any{
		"id": "long-name", "number": "2/CT-UBND", "type": "Chỉ thị", "issued": "2021-01-03", "issuer": longIssuer, "title": "covid", "text": "covid theo Chỉ thị số 16/CT-TTg của " + longIssuer,
	})
	return append(out, string(b), string(words))
}

// longIssuer is a name of 300 letters.
var longIssuer = string([]rune("Ban Chỉ đạo " + strings.Repeat("phòng chống thiên tai và tìm kiếm cứu nạn ", 8))[:300])
