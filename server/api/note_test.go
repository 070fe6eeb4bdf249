package api

import (
	"testing"

	"tracuu/index/directive"
)

func TestNote(t *testing.T) {
	held := Head{ID: "a", Number: "16/CT-TTg", Type: "Chỉ thị", Issuer: "Thủ tướng Chính phủ", Issued: directive.Date{Year: 2020, Month: 3, Day: 31}}
	other := Head{ID: "b", Number: "16/CT-TTg", Issued: directive.Date{Year: 2021, Month: 5}}
	bare := Head{ID: "c"}
	cited := directive.Reference{Number: "16/CT-TTg", Type: "Nghị quyết", Issuer: "Bộ Y tế", Date: directive.Date{Year: 2021, Month: 3, Day: 31}}
	one := func(h Head, reason string) []Candidate { return []Candidate{{h, reason}} }
	for _, row := range []struct {
		state string
		r     Resolution
		want  string
	}{
		{"resolved", Resolution{Target: &held}, "Là Chỉ thị 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ."},
		{"resolved", Resolution{Target: &bare}, "Là văn bản c."},
		{"absent", Resolution{Reason: "not held"}, "Trong kho không có văn bản này."},
		{"absent", Resolution{Reason: "no identity: neither"}, "Không đủ số, tên luật hoặc ngày để biết là văn bản nào."},
		{"absent", Resolution{Reason: "rejected by a curator"}, "Các văn bản mang số này trong kho đã được xác định là không phải."},
		{"conflict", Resolution{Candidates: one(held, "type differs: cited x; date differs: y; issuer equal")},
			"Không khớp: trong kho là Chỉ thị 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ, không phải Nghị quyết, không phải ngày 31/3/2021."},
		{"conflict", Resolution{Candidates: one(other, "issuer differs: cited x; year differs: y")},
			"Không khớp: trong kho là 16/CT-TTg tháng 5/2021, không phải của Bộ Y tế, không phải năm 2021."},
		{"conflict", Resolution{Candidates: one(other, "issued after the citing document")},
			"Không khớp: trong kho là 16/CT-TTg tháng 5/2021, ban hành sau văn bản viện dẫn."},
		{"conflict", Resolution{Candidates: []Candidate{{held, "year differs: x"}, {other, "date differs: y"}, {bare, "rejected by a curator"}}},
			"Không khớp: trong kho là Chỉ thị 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ, không phải năm 2021. Trong kho còn có 16/CT-TTg tháng 5/2021."},
		{"ambiguous", Resolution{Reason: "no date to confirm", Candidates: one(held, "issuer equal")},
			"Có thể là Chỉ thị 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ, nhưng thiếu ngày, tháng, năm để khẳng định."},
		{"ambiguous", Resolution{Reason: "several held", Candidates: []Candidate{{held, "issuer equal"}, {other, "number equal"}, {bare, "year differs: x"}}},
			"Chưa rõ là văn bản nào trong 2 văn bản có thể: Chỉ thị 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ; 16/CT-TTg tháng 5/2021."},
		{"ambiguous", Resolution{Reason: "no issuer to confirm"}, "Chưa rõ là văn bản nào: thiếu cơ quan ban hành để khẳng định."},
	} {
		if got := Note(&cited, row.state, row.r); got != row.want {
			t.Errorf("%s %+v:\n got %s\nwant %s", row.state, row.r, got, row.want)
		}
	}
	for _, state := range []string{"resolved", "conflict"} { // what it names was deleted a moment ago
		if Note(&cited, state, Resolution{}) == "" {
			t.Errorf("%s without a document says nothing", state)
		}
	}
}
