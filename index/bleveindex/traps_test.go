package bleveindex_test

import (
	"context"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

// TestTraps holds the engine to what bleve's own analyzers and queries get
// wrong in Vietnamese.
func TestTraps(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	put(t, e,
		text("damaged", "Trước \xff chỗ hỏng \uFFFD sau chỗ hỏng vẫn còn chữ"),
		text("short-wrong", "không chế"),
		text("long-right", "Khống chế "+filler+filler+filler),
		text("to", "TO COVID; tổ Covid-19 cộng đồng"),
		text("nfd", norm.NFD.String("Thành lập Ban Chỉ đạo tỉnh Hòa Bình")),
		text("number", "Số: 107 - CV/ BDVTU"),
		text("joined", "COVID19 lan nhanh, thông điệp 5K"),
		text("bounds", "hết câu. Sang câu mới\n\n1. điều một"),
		text("repeated", "từ từ từ rồi dừng"),
	)
	found(t, e, "vẫn còn chữ", "damaged")                 // 3: the rest after a bad byte is lost
	found(t, e, `"to covid"`, "to")                       // 4: "to" is no English stop word
	found(t, e, "khống chế", "long-right", "short-wrong") // 13: exact accents stand above, however long
	found(t, e, "hòa bình", "nfd")
	found(t, e, "hoà bình", "nfd")
	found(t, e, norm.NFD.String("hoà bình"), "nfd")
	found(t, e, "so: 107", "number") // 7: a colon or hyphen is no syntax
	found(t, e, "Covid - 19 cộng đồng", "to")
	found(t, e, "covid19 nhanh", "joined")
	found(t, e, "15K")                    // 9: no fuzz on numbers
	found(t, e, "thong điệp", "joined")   // 11: a query accented in part
	found(t, e, `"câu sang"`)             // 10: no phrase across the end of a sentence
	found(t, e, `"từ từ từ"`, "repeated") // a word several times in one phrase
	found(t, e, `"từ từ từ từ"`)
}

func TestNoiseIsFoundButNoKeyword(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	draft := text("stamp", "CÔNG VĂN ĐẾN sân bay. Nội dung về rừng phòng hộ.")
	draft.Read.Noise = append(draft.Read.Noise, noise(0, len("CÔNG VĂN ĐẾN sân bay.")))
	put(t, e, draft)
	found(t, e, "sân bay", "stamp")
	for value, want := range map[string]int{"sân bay": 0, "rừng phòng hộ": 1, "bay nội": 0, "rừng": 1, "văn": 0} {
		r, err := e.Search(context.Background(), index.Everything(), index.Query{Filters: index.Filters{Where: []index.Filter{
			{Field: index.FieldKeyword, Any: []index.Condition{{Value: value}}},
		}}})
		if err != nil || r.Total.Value != want {
			t.Errorf("keyword %q: %v, %v; want %d", value, r, err, want)
		}
	}
}
