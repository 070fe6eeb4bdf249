package bleveindex_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

const longQuestion = "điều kiện cấp giấy phép xuất khẩu gạo của doanh nghiệp tư nhân"

func mustParse(t *testing.T, q string) index.Text {
	t.Helper()
	text, err := index.Parse(q)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestQuestionPages walks through far more documents than are scored again, in
// small pages and in large ones: the order is the same and nothing is lost.
func TestQuestionPages(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	words := strings.Fields(longQuestion)
	slices.Reverse(words) // neighbours that never stand in a row: the first round takes them for more than they are
	scattered := strings.Join(words, " ")
	var drafts []index.Draft
	for i := range 900 {
		body := strings.Repeat("khác hẳn ", 1+i%17)
		if i%3 == 0 {
			body += scattered
		}
		drafts = append(drafts, text(fmt.Sprintf("d%03d", i), body))
	}
	for page := range slices.Chunk(drafts, 100) { // several segments
		put(t, e, page...)
	}
	all := 0
	walk := func(limit int) (ids []string, scores []float64) {
		q := index.Query{Text: mustParse(t, longQuestion), Limit: limit}
		for {
			r, err := e.Search(context.Background(), index.Everything(), q)
			if err != nil {
				t.Fatal(err)
			}
			all = r.Total.Value + r.Total.Partial
			for _, h := range r.Hits {
				ids, scores = append(ids, h.Directive.ID), append(scores, h.Score)
			}
			if q.Cursor = r.Next; q.Cursor == "" {
				return ids, scores
			}
		}
	}
	large, scores := walk(index.MaxLimit)
	if len(large) != all || all < index.MaxLimit+50 {
		t.Errorf("%d of %d documents are on the pages", len(large), all)
	}
	if !slices.IsSortedFunc(scores, func(a, b float64) int {
		if a < b {
			return 1
		}
		return 0
	}) {
		t.Error("scores rise from hit to hit")
	}
	if small, _ := walk(37); !slices.Equal(small, large) {
		t.Error("small pages have another order than large ones")
	}
}

// TestQuestionOrder holds what a question prefers, whether its words are common
// pairs or not.
func TestQuestionOrder(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	words := strings.Fields(longQuestion)
	slices.Reverse(words)
	scattered := strings.Join(words, " ")
	put(t, e,
		text("row", longQuestion),
		text("scattered", scattered),
		text("other accents", "dieu kien cap giay phep xuat khau gao cua doanh nghiep tu nhan"),
		text("some", "giấy phép xuất khẩu gạo"),
		text("none", "phòng chống dịch ở cơ sở"),
		text("number", "theo Nghị định số 107/2018/NĐ-CP về kinh doanh"),
	)
	found(t, e, longQuestion, "row", "other accents", "scattered", "some")
	r := search(t, e, "nghị định nào sửa đổi bổ sung hoặc thay thế 107/2018/NĐ-CP")
	if len(r.Hits) == 0 || r.Hits[0].Directive.ID != "number" {
		t.Errorf("the document that mentions the number is not first of %d", len(r.Hits))
	}
}

// TestLongQuestion asks more words than are followed at a time.
func TestLongQuestion(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	words := make([]string, index.MaxQuestionWords)
	for i := range words {
		words[i] = fmt.Sprintf("t%d", i)
	}
	long := strings.Join(words, " ")
	odd, even := []string{}, []string{}
	for i, w := range words {
		if i%2 == 0 {
			even = append(even, w)
		} else {
			odd = append(odd, w)
		}
	}
	put(t, e, text("row", long), text("halves", strings.Join(append(even, odd...), " ")), text("part", strings.Join(words[36:90], " ")))
	found(t, e, long, "row", "part", "halves")
}
