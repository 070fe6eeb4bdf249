package api

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
)

// ExportHead says what an export holds, so that a count can be cited: what was
// asked, when, of which state of the collection, and how many match.
type ExportHead struct {
	Query      string      `json:"query"` // as the parameters of a URL
	At         time.Time   `json:"at"`
	Generation uint64      `json:"generation"`
	Total      index.Total `json:"total"`
	Undated    int         `json:"undated"`
}

// exportColumn is a column of the table.
type exportColumn struct {
	vi, en string
	value  func(*index.Hit) string
}

var exportColumns = []exportColumn{
	{"Mã", "ID", func(h *index.Hit) string { return h.Directive.ID }},
	{"Số, ký hiệu", "Number", func(h *index.Hit) string { return h.Directive.Number }},
	{"Loại văn bản", "Type", func(h *index.Hit) string { return string(h.Directive.Type) }},
	{"Cơ quan ban hành", "Issuer", func(h *index.Hit) string { return h.Directive.Issuer }},
	{"Tỉnh, thành phố", "Province", func(h *index.Hit) string { return h.Directive.Province }},
	{"Ngày ban hành", "Issued", func(h *index.Hit) string { return h.Directive.Issued.String() }},
	{"Trích yếu", "Subject", func(h *index.Hit) string { return h.Directive.Title }},
	{"Độ khẩn", "Urgency", func(h *index.Hit) string { return string(h.Directive.Urgency) }},
	{"Người ký", "Signer", func(h *index.Hit) string { return h.Directive.Signer.Name }},
	{"Viện dẫn", "Cites", func(h *index.Hit) string { return strconv.Itoa(h.Cites) }},
	{"Được viện dẫn", "Cited by", func(h *index.Hit) string { return strconv.Itoa(h.CitedBy) }},
	{"Nguồn", "Source", func(h *index.Hit) string { return sourceName(h.Directive.Source) }},
}

func sourceName(s directive.Source) string {
	if s.Part == "" {
		return s.Name
	}
	return s.Name + " # " + s.Part
}

// ExportTable writes hits as CSV (RFC 4180) that spreadsheets open right: UTF-8
// with a byte order mark, and no cell that they would take for a formula.
type ExportTable struct{ english bool }

// NewExportTable has its headings in a language, "vi" or "en".
func NewExportTable(lang string) ExportTable { return ExportTable{english: lang == "en"} }

// Head is the start of the table: the byte order mark, a row that says what was
// asked if withHead, and the headings.
func (t ExportTable) Head(h ExportHead, withHead bool) []byte {
	var rows [][]string
	if withHead {
		total := strconv.Itoa(h.Total.Value)
		if h.Total.Partial > 0 {
			total = fmt.Sprintf("%d + %d", h.Total.Value, h.Total.Partial)
		}
		rows = append(rows, []string{
			t.say("Truy vấn", "Query"), cell(h.Query), t.say("Thời điểm", "Time"), h.At.Format(time.RFC3339),
			t.say("Phiên dữ liệu", "Generation"), strconv.FormatUint(h.Generation, 10),
			t.say("Tổng số", "Total"), total, t.say("Không rõ ngày", "Undated"), strconv.Itoa(h.Undated),
		})
	}
	var headings []string
	for _, c := range exportColumns {
		headings = append(headings, t.say(c.vi, c.en))
	}
	b, _ := writeRows(append(rows, headings)) // a buffer takes all
	return append([]byte("\uFEFF"), b...)
}

// Rows are the rows of hits.
func (t ExportTable) Rows(hits []index.Hit) ([]byte, error) {
	rows := make([][]string, len(hits))
	for i := range hits {
		for _, c := range exportColumns {
			rows[i] = append(rows[i], cell(c.value(&hits[i])))
		}
	}
	return writeRows(rows)
}

func (t ExportTable) say(vi, en string) string {
	if t.english {
		return en
	}
	return vi
}

func writeRows(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write the table: %w", err)
	}
	return out.Bytes(), nil
}

// cell puts an apostrophe before what a spreadsheet would take for a formula and
// carry out (CWE-1236).
func cell(s string) string {
	if strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "=") || s != "" && strings.ContainsRune("+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// AppendHitLines appends hits with the fields of view, a line each.
func AppendHitLines(b []byte, hits []index.Hit, view Presentation) ([]byte, error) {
	columns := view.columns()
	for i := range hits {
		h := Hit{Hit: hits[i], columns: columns}
		var err error
		if b, err = h.append(b); err != nil {
			return nil, err
		}
		b = append(b, '\n')
	}
	return b, nil
}
