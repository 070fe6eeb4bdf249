package server

import (
	"fmt"
	"strings"
)

// paper is a document of the test, as it is sent.
type paper struct {
	ID       string   `json:"id"`
	Number   string   `json:"number,omitempty"`
	Type     string   `json:"type"`
	Issuer   string   `json:"issuer"`
	Province string   `json:"province,omitempty"`
	Issued   string   `json:"issued,omitempty"`
	Title    string   `json:"title"`
	Keywords []string `json:"keywords,omitempty"`
	Urgency  string   `json:"urgency,omitempty"`
	Secrecy  string   `json:"secrecy,omitempty"`
	Text     string   `json:"text"`
}

// secret reports whether the document goes to quarantine.
func (p paper) secret() bool { return p.Secrecy != "" }

// offices are who issues, with the province they are of.
var offices = [][2]string{
	{"Tỉnh ủy Hải Dương", "Hải Dương"}, {"Ban Dân vận Tỉnh ủy Hải Dương", "Hải Dương"},
	{"Ủy ban nhân dân tỉnh Hải Dương", "Hải Dương"}, {"Tỉnh ủy Quảng Trị", "Quảng Trị"},
	{"Ủy ban nhân dân tỉnh Quảng Trị", "Quảng Trị"}, {"Bộ Y tế", ""}, {"Thủ tướng Chính phủ", ""},
}

// What documents are made of. There is little of it, so that those which are shown
// share words, numbers and names with those which are hidden; and some of it
// is rare, so that it stands in hidden ones alone.
var (
	paperNumbers  = []string{"107-CV/BDVTU", "16/CT-TTg", "15/2020/NĐ-CP", "02-CĐ/TU", "1442/UBND-KGVX", "05-CV/TU", "09/CT-BYT", "77/KH-UBND"}
	paperTypes    = []string{"Công văn", "Chỉ thị", "Kế hoạch", "Thông báo"}
	paperDates    = []string{"", "2019", "2020-03-31", "2020-08", "2021-08-06", "2021-08-06", "2025-07-02"}
	paperKeywords = []string{"Covid-19", "tiêm chủng", "cách ly", "tổ cộng đồng", "biên giới"}
	paperWords    = []string{
		"phòng chống dịch bệnh", "tổ Covid cộng đồng", "giãn cách xã hội", "tiêm vắc xin", "truy vết", "cách ly tập trung", "khống chế dịch",
		"an toàn giao thông", "trường học", "trưởng ban", "trưởng thôn", "hội nghị trực tuyến", "kiện toàn tổ chức", "thông điệp 5K",
		"quản lý xuất nhập cảnh", "tuần tra biên giới", "quyên góp", "khẩu trang", "nguyên tắc", "bầu cử", "đối tượng chính sách",
	}
	rareWords = []string{"thuyền viên", "nhập khẩu chuối", "chiến dịch hoa phượng", "lò gạch thủ công", "sầu riêng", "tiêu hủy lợn", "cá rô phi", "đồn điền cao su"}
)

func (g *inquirer) paper(id string) paper {
	office := oneOf(g, offices)
	p := paper{
		ID: id, Number: oneOf(g, append(paperNumbers, "")), Type: oneOf(g, paperTypes), Issuer: office[0], Province: office[1],
		Issued: oneOf(g, paperDates), Title: "Về " + oneOf(g, paperWords),
	}
	if g.IntN(3) == 0 {
		p.Title += " và " + oneOf(g, rareWords)
	}
	if g.IntN(3) == 0 {
		p.Keywords = []string{oneOf(g, append(paperKeywords, rareWords[:3]...))}
	}
	if g.IntN(6) == 0 {
		p.Urgency = "Hỏa tốc"
	}
	if n := len(g.papers); n > 0 && g.IntN(4) == 0 { // a copy, of another office or not
		p.Text = g.papers[g.IntN(n)].Text
		return p
	}
	p.Text = g.prose()
	if g.IntN(15) == 0 {
		p.Secrecy = "Mật"
	}
	return p
}

// prose is the text of a document: what it cites, and sentences.
func (g *inquirer) prose() string {
	var b strings.Builder
	for range g.IntN(4) {
		fmt.Fprintf(&b, "Căn cứ %s;\n", g.citation())
	}
	for range 1 + g.IntN(5) {
		fmt.Fprintf(&b, "Đề nghị các cơ quan %s, %s", oneOf(g, paperWords), oneOf(g, paperWords))
		if g.IntN(3) == 0 {
			b.WriteString(" và " + oneOf(g, rareWords))
		}
		b.WriteString(". ")
	}
	return b.String()
}

// citation names a document, held or not, more or less surely.
func (g *inquirer) citation() string {
	if g.IntN(8) == 0 {
		return oneOf(g, []string{"Luật Đất đai năm 2013", "Luật Phòng, chống bệnh truyền nhiễm ngày 21/11/2007"})
	}
	out := oneOf(g, paperTypes) + " số " + oneOf(g, append(paperNumbers, "99/QĐ-TTg"))
	if g.IntN(3) > 0 {
		out += " ngày " + oneOf(g, []string{"31/3/2020", "06/8/2021", "02/7/2025", "01/01/2018"})
	}
	if g.IntN(3) > 0 {
		out += " của " + oneOf(g, offices)[0]
	}
	return out
}
