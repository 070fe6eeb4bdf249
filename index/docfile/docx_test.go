package docfile

import (
	"strings"
	"testing"
)

func runOf(s string) string { return "<w:r><w:t xml:space=\"preserve\">" + s + "</w:t></w:r>" }

func fieldChar(kind string) string {
	return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>`
}

func TestDOCX(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"runs within a syllable", "<w:p>" + runOf("Tỉn") + runOf("h ủ") + runOf("y") + "</w:p>", "Tỉnh ủy\n"},
		{"tabs, breaks, hyphens", "<w:p><w:r><w:t>Số:</w:t><w:tab/><w:t>15</w:t><w:noBreakHyphen/><w:t>CT</w:t><w:softHyphen/><w:t>TW</w:t><w:br/><w:t>x</w:t></w:r></w:p>", "Số:\t15-CTTW\nx\n"},
		{"what was deleted", "<w:p>" + runOf("giữ ") + "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins>" + runOf("thêm") + "</w:ins><w:moveFrom>" + runOf("đi") + "</w:moveFrom></w:p>", "giữ thêm\n"},
		{"a deleted end of a paragraph", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + runOf("Tỉnh ") + "</w:p><w:p>" + runOf("ủy") + "</w:p>", "Tỉnh ủy\n"},
		{"hidden", "<w:p>" + runOf("x") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>y</w:t></w:r></w:p>", "xy\n"},
		{"fields show results", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF x </w:instrText><w:t>lệnh</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + runOf("15/CT-TTg") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">` + runOf(" ngày 1") + "</w:fldSimple></w:p>", "15/CT-TTg ngày 1\n"},
		{"a field within the instruction of another", "<w:p>" + fieldChar("begin") + `<w:r><w:instrText> IF </w:instrText></w:r>` + fieldChar("begin") + `<w:r><w:instrText> MERGEFIELD x </w:instrText></w:r>` + fieldChar("separate") + runOf("trong") + fieldChar("end") + fieldChar("separate") + runOf("ngoài") + fieldChar("end") + "</w:p>", "ngoài\n"},
		{"a field over paragraphs", "<w:p>" + fieldChar("begin") + `<w:r><w:instrText> TOC </w:instrText></w:r>` + fieldChar("separate") + runOf("Điều 1") + "</w:p>" + paragraphs("Điều 2") + "<w:p>" + fieldChar("end") + runOf("hết") + "</w:p>", "Điều 1\nĐiều 2\nhết\n"},
		{"symbols", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Có </w:t><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>`, "☑ Có •\n"},
		{"a text box once", "<w:p>" + runOf("Số 5") + `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>` + paragraphs("HỎA TỐC") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + paragraphs("HỎA TỐC") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "Số 5\nHỎA TỐC\n"},
		{"a form of content with no text", `<w:p><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx/></mc:Choice><mc:Fallback>` + runOf("☎") + `</mc:Fallback></mc:AlternateContent><w:r><mc:AlternateContent><mc:Choice><w16se:symEx/></mc:Choice><mc:Fallback><w:t>✉</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "☎✉\n"},
		{"text boxes of a group, in one another", "<w:p><w:r><w:drawing><wpg:wgp><wps:wsp><wps:txbx><w:txbxContent><w:p>" + runOf("KHẨN") + `<w:r><w:pict><v:textbox><w:txbxContent>` + paragraphs("ĐẾN") + "</w:txbxContent></v:textbox></w:pict></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></wpg:wgp></w:drawing></w:r></w:p>", "KHẨN\nĐẾN\n"},
		{"smart tags, links, directions", `<w:p><w:smartTag><w:smartTag>` + runOf("Hà") + `</w:smartTag></w:smartTag><w:hyperlink>` + runOf(" Nội") + "</w:hyperlink><w:bdo>" + runOf(" 1") + "</w:bdo><w:dir>" + runOf("2") + "</w:dir></w:p>", "Hà Nội 12\n"},
		{"notes of readers", `<w:p><w:commentRangeStart/>` + runOf("x") + `<w:commentRangeEnd/><w:r><w:commentReference w:id="0"/></w:r></w:p>`, "x\n"},
		{"what the form was", `<w:p><w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>` + paragraphs("y"), "x\ny\n"},
		{"moved paragraphs", "<w:moveFrom>" + paragraphs("đi") + "</w:moveFrom><w:moveTo>" + paragraphs("đến") + "</w:moveTo><w:del>" + paragraphs("bỏ") + "</w:del><w:ins>" + paragraphs("thêm") + "</w:ins>", "đến\nthêm\n"},
		{"how it is said", "<w:p><w:r><w:ruby><w:rt>" + runOf("đọc") + "</w:rt><w:rubyBase>" + runOf("viết") + "</w:rubyBase></w:ruby></w:r></w:p>", "viết\n"},
		{"letterhead", "<w:tbl><w:tr><w:tc>" + paragraphs("TỈNH ỦY") + paragraphs("*") + "</w:tc><w:tc>" + paragraphs("ĐẢNG CỘNG SẢN") + "</w:tc></w:tr></w:tbl>" + paragraphs("x"), "TỈNH ỦY\n*\n\nĐẢNG CỘNG SẢN\n\nx\n"},
		{"table within a table", "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + paragraphs("1") + "</w:tc><w:tc>" + paragraphs("a") + "</w:tc></w:tr></w:tbl></w:tc><w:tc>" + paragraphs("b") + "</w:tc></w:tr></w:tbl>", "1 | a | b\n"},
		{"deleted row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraphs("x") + "</w:tc></w:tr><w:tr><w:tc>" + paragraphs("y") + "</w:tc></w:tr></w:tbl>", "y\n"},
		{"controls", "<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent>" + runOf("Tỉnh") + "</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>", "Tỉnh\n"},
		{"formula", "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r><m:d><m:e><m:rad><m:e><m:r><m:t>k</m:t></m:r></m:e></m:rad></m:e></m:d></m:oMath></w:p>", "x=1k\n"},
		{"controls of rows and cells", "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + paragraphs("ô") + "</w:tc></w:sdtContent></w:sdt><w:tc>" + paragraphs("b") + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>", "ô | b\n"},
		{"prose stands apart", paragraphs("CHỈ THỊ") + paragraphs("Về việc phòng dịch") + paragraphs(strings.Repeat("Yêu cầu các đơn vị. ", 5)) + paragraphs("x"), "CHỈ THỊ\nVề việc phòng dịch\n\n" + strings.TrimSpace(strings.Repeat("Yêu cầu các đơn vị. ", 5)) + "\n\nx\n"},
		{"an old font by run", `<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>TØnh ñy H¶i D</w:t><w:softHyphen/><w:t>¬ng</w:t></w:r>` + runOf(" (résumé)") + "</w:p>", "Tỉnh ủy Hải Dương (résumé)\n"},
	} {
		if d := one(t, "a", docxOf(t, tt.body)); d.Err != nil || d.Text != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, d.Text, d.Err, tt.want)
		}
	}
}

// What Word shows before the paragraphs of lists, with lists that go on, start
// anew, and come from styles.
func TestDOCXLists(t *testing.T) {
	rel := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="http://x/` + kind + `" Target="` + target + `"/>`
	}
	item := func(num, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr>` + runOf(text) + "</w:p>"
	}
	level := func(n, format, text string) string {
		return `<w:lvl w:ilvl="` + n + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	body := item("1", "0", "một") + item("1", "1", "a") + item("1", "1", "b") + item("1", "0", "hai") + item("1", "1", "a") +
		item("2", "0", "gạch") + item("3", "0", "năm") + item("3", "0", "sáu") +
		`<w:p><w:pPr><w:pStyle w:val="Dieu"/></w:pPr>` + runOf("Phạm vi") + "</w:p>" +
		`<w:p><w:pPr><w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + runOf("không số") + "</w:p>"
	d := one(t, "a", docxOf(t, body,
		"word/_rels/document.xml.rels", "<Relationships>"+rel("a", "numbering", "numbering.xml")+rel("b", "styles", "/word/styles.xml")+"</Relationships>",
		"word/styles.xml", `<w:styles><w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>`,
		"word/numbering.xml", "<w:numbering>"+
			`<w:abstractNum w:abstractNumId="0">`+level("0", "upperRoman", "%1.")+level("1", "lowerLetter", "%2)")+"</w:abstractNum>"+
			`<w:abstractNum w:abstractNumId="1">`+level("0", "bullet", "-")+"</w:abstractNum>"+
			`<w:abstractNum w:abstractNumId="2">`+level("0", "decimal", "%1/")+"</w:abstractNum>"+
			`<w:abstractNum w:abstractNumId="3">`+level("0", "decimal", "Điều %1.")+"</w:abstractNum>"+
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`+
			`<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`+
			`<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num></w:numbering>`))
	want := "I. một\na) a\nb) b\nII. hai\na) a\n- gạch\n5/ năm\n6/ sáu\nĐiều 1. Phạm vi\nkhông số\n"
	if d.Text != want || d.Err != nil {
		t.Errorf("%q, %v, want %q", d.Text, d.Err, want)
	}
}

// A header of first pages with several lines is the letterhead; others run.
func TestDOCXHeaders(t *testing.T) {
	sect := `<w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:headerReference w:type="default" r:id="h2"/><w:footerReference w:type="default" r:id="f"/><w:titlePg/></w:sectPr>`
	d := one(t, "a", docxOf(t, paragraphs("Kính gửi: x")+`<w:p><w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>trang hai</w:t></w:r></w:p>`+sect,
		"word/_rels/document.xml.rels", `<R><Relationship Id="h1" Type="x/header" Target="h1.xml"/><Relationship Id="h2" Type="x/header" Target="h2.xml"/><Relationship Id="f" Type="x/footer" Target="f.xml"/></R>`,
		"word/h1.xml", "<w:hdr>"+paragraphs("TỈNH ỦY")+paragraphs("Số 1-CV/TU")+paragraphs("ngày 1")+"</w:hdr>",
		"word/h2.xml", "<w:hdr>"+paragraphs("- 2 -")+paragraphs("Mật")+"</w:hdr>",
		"word/f.xml", "<w:ftr>"+paragraphs("Trang 2/3")+"</w:ftr>"))
	if want := "TỈNH ỦY\nSố 1-CV/TU\nngày 1\n\nMật\n\nKính gửi: x\ntrang hai\n"; d.Text != want {
		t.Errorf("%q, want %q", d.Text, want)
	}
	if len(d.Noise) != 1 || d.Text[d.Noise[0].Start:d.Noise[0].End] != "Mật" || d.Noise[0].Kind != PageMatter {
		t.Errorf("noise %v", d.Noise)
	}
	if len(d.PageStarts) != 2 || d.Text[d.PageStarts[1]:] != "trang hai\n" {
		t.Errorf("pages %v", d.PageStarts)
	}
}
