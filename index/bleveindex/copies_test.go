package bleveindex_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// numbered is a draft with a number, so that documents of like text are its copies.
func numbered(id, number, body string) index.Draft {
	return index.Draft{ID: id, Read: directive.Directive{Number: number, Text: body}}
}

// Families follow writes, whose documents are compared with those of older segments
// as they stand there, and are the same after a start.
func TestFamiliesFollowWrites(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir, bleveindex.Options{})
	var letter strings.Builder
	for n := range 60 {
		fmt.Fprintf(&letter, "Đề nghị đơn vị thứ %d báo cáo kết quả đợt %d trước ngày cuối tháng. ", n, n*n)
	}
	scan := strings.ReplaceAll(letter.String(), "đơn vị thứ 7 ", "don vi thu 7 ") + "xong"
	other := strings.Repeat("Nội dung khác hẳn về mùa màng và thủy lợi năm nay. ", 30)
	expect := func(when string, want ...string) {
		t.Helper()
		copies, err := e.Copies(context.Background(), index.Everything(), "first")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range copies {
			got = append(got, c.ID)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s: copies of the first are %q, want %q", when, got, want)
		}
		q := index.Query{Collapse: true}
		r, err := e.Search(context.Background(), index.Everything(), q)
		if err != nil {
			t.Fatal(err)
		}
		status, err := e.Status(context.Background())
		if err != nil || r.Total.Value != status.Documents {
			t.Errorf("%s: %d found of %d, %v", when, r.Total.Value, status.Documents, err)
		}
	}
	put(t, e, numbered("first", "16/UBND-VP", letter.String()), numbered("far", "17/UBND-VP", letter.String()))
	expect("alone")
	put(t, e, numbered("scan", "16/UBND-VP", scan))
	put(t, e, numbered("twin", "16/UBND-VP", letter.String()))
	expect("with two copies", "scan", "twin")
	put(t, e, numbered("scan", "16/UBND-VP", other))
	expect("after one became another text", "twin")
	put(t, e, numbered("scan", "16/UBND-VP", scan))
	if err := e.Delete(context.Background(), index.Everything(), "first"); err != nil {
		t.Fatal(err)
	}
	put(t, e, numbered("first", "16/UBND-VP", letter.String()))
	expect("after the first went and came", "scan", "twin")
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir, bleveindex.Options{})
	expect("after a start", "scan", "twin")
}
