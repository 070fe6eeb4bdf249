package docfile

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// sheetOf makes the rows of a sheet from lines of cells.
func sheetOf(lines string) (rows []sheetRow) {
	for i, line := range strings.Split(lines, "\n") {
		rows = append(rows, sheetRow{number: i + 1, cells: strings.Split(line, "|")})
	}
	return rows
}

func TestRegisters(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"outgoing", "Số ký hiệu|Ngày ban hành|Trích yếu|Người ký|Nơi nhận\n107-CV/BDVTU|6/8/2021|Về việc A|Nguyễn Văn Phú|Như trên; Lưu", `{"distribution":["Như trên","Lưu"],"issued":"2021-08-06","number":"107-CV/BDVTU","signer":{"name":"Nguyễn Văn Phú"},"title":"Về việc A"}`},
		{"incoming", "Ngày đến|Số đến|Tác giả|Số, ký hiệu|Ngày tháng|Tên loại và trích yếu nội dung|Đơn vị hoặc người nhận\n09/8/2021|4648|Ban Dân vận|107-CV/BDVTU|06.08.21|Công văn A|Phòng 1", `{"incoming":{"date":"2021-08-09","number":"4648"},"issued":"2021-08-06","issuer":"Ban Dân vận","number":"107-CV/BDVTU","title":"Công văn A"}`},
		{"two rows of headings", "STT|Văn bản|Văn bản|Nội dung trích yếu\nSTT|Số KH|Ngày|Nội dung trích yếu\n1|5/QĐ-UBND|2021-02-03|A", `{"issued":"2021-02-03","number":"5/QĐ-UBND","title":"A"}`},
		{"number and symbol apart", "Số|Ký hiệu|Trích yếu|Độ mật|Độ khẩn\n12|QĐ-UBND|A|Mật|HỎA TỐC", `{"number":"12/QĐ-UBND","secrecy":"Mật","title":"A","urgency":"Hỏa tốc"}`},
		{"in capitals without accents", "SO KY HIEU|NGAY THANG NAM BAN HANH|TRICH YEU NOI DUNG VAN BAN|CO QUAN BAN HANH\n1/TB|44414|A|Sở Y tế", `{"issued":"2021-08-06","issuer":"Sở Y tế","number":"1/TB","title":"A"}`},
		{"captions and repeated headings", "Số ký hiệu|Trích yếu\n(1)|(2)\nTháng 8|\nSố ký hiệu|Trích yếu\n1/TB|A", `{"number":"1/TB","title":"A"}`},
		{"no date that could be", "Số ký hiệu|Ngày|Trích yếu\n1/TB|31/02/2021|A", `{"number":"1/TB","title":"A"}!unread-cell`},
		{"a plan is no register", "STT|Nội dung|Thời gian|Ghi chú\n1|Họp|3/5/2021|", "text"},
		{"budget", "STT|Đơn vị|Số tiền\n1|Sở Y tế|150000", "text"},
	} {
		var got []string
		for d := range sheetDocuments("S", sheetOf(tt.sheet)) {
			if d.JSON == nil {
				got = append(got, "text")
				continue
			}
			var values map[string]any
			if err := json.Unmarshal(d.JSON, &values); err != nil {
				t.Fatal(err)
			}
			delete(values, "text")
			encoded, _ := json.Marshal(values)
			s := string(encoded)
			for _, p := range d.Problems {
				s += "!" + p.Code
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "\n"); s != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, s, tt.want)
		}
	}
}

func TestReadDay(t *testing.T) {
	for cell, want := range map[string]any{
		"5/8/2021": "2021-08-05", "05-08-2021": "2021-08-05", "5.8.21": "2021-08-05", "5/8/98": "1998-08-05", "2021-08-05": "2021-08-05", "2021-08-05 00:00:00": "2021-08-05",
		"ngày 5 tháng 8 năm 2021": "2021-08-05", "Ngày 05/08/2021": "2021-08-05", "8/2021": "2021-08", "tháng 8 năm 2021": "2021-08", "2021": "2021", "44413": "2021-08-05",
		"30/2/2021": nil, "5/13/2021": nil, "x": nil, "5/8": nil, "12": nil, "1/1/1800": nil,
	} {
		if got, err := readDay(cell); got != want || (err == nil) != (want != nil) {
			t.Errorf("%q: %v, %v, want %v", cell, got, err, want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]dateFormat{
		"dd/mm/yyyy": wholeDate, `[$-42A]dd "tháng" mm yyyy;@`: wholeDate, "mm/yyyy": monthOnly, "yyyy": yearOnly, "hh:mm": timeOnly, "General": noDate, "0.00": noDate, `0" đ"`: noDate, `#,##0\d`: noDate, "[Red]0": noDate,
	} {
		if got := formatOf(164, code); got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

// Cells of every kind, as programs write them.
func TestXLSXCells(t *testing.T) {
	data := zipped(t,
		"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Sổ" r:id="r1"/><sheet name="Ẩn" state="hidden" r:id="r2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/sharedStrings.xml", `<sst><si><t>Tỉnh</t></si><si><r><t>Huyện </t></r><r><rPr><rFont val=".VnTime"/></rPr><t>ñy</t></r></si></sst>`,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" s="1"><v>44413</v></c><c r="E2" s="2"><v>44413.5</v></c><c r="F2"><v>1.50</v></c></row>`+
			`<row r="3"><c t="inlineStr"><is><t>a_x000D_b</t></is></c><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>kết quả</v></c><c t="e"><v>#REF!</v></c><c t="s"><v>99</v></c></row></sheetData></worksheet>`)
	d := one(t, "a", data)
	want := "Tỉnh |  | Huyện ủy | 05/08/2021 | 05/08/2021 | 1.5\na b | TRUE | kết quả\n"
	if d.Text != want || d.Part != "Sổ" || d.Err != nil {
		t.Errorf("%q %q, %v, want %q", d.Part, d.Text, d.Err, want)
	}
}

func TestMergedCells(t *testing.T) {
	rows := sheetOf("a||c\n|x|\n||")
	spread(rows, []cellRange{{0, 1, 1, 1}, {2, 1, 2, 3}, {5, 9, 9, 20}})
	if got := rows[0].cells; !slices.Equal(got, []string{"a", "a", "c"}) || rows[2].cells[2] != "c" || rows[1].cells[1] != "x" {
		t.Errorf("%v", rows)
	}
}
