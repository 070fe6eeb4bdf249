package server

import (
	"fmt"
	"testing"
)

// Of very many completions only the likeliest are looked at. Which those are, how
// they are spelt and which body they name must not be chosen by hidden documents.
func TestHiddenDocumentsDoNotChooseSuggestions(t *testing.T) {
	for _, name := range []string{"memory", "bleveindex"} {
		open := engines[name].open
		full, part := newArchive(t, open, "type=Công văn"), newArchive(t, open, "type=Công văn")
		var shown, hidden []paper
		letter := func(id, issuer, title string) paper {
			return paper{ID: id, Type: "Công văn", Issuer: issuer, Title: title, Text: "Nội dung."}
		}
		for i := range 4 {
			shown = append(shown, letter(fmt.Sprint("s", i), "Cục Hàng hải", fmt.Sprint("Về thuyền viên đợt ", i)))
		}
		for i := range 150 { // each twice, before and after in order of letters
			p := letter(fmt.Sprint("h", i), "Cục Hàng hải", fmt.Sprintf("Về %s nhập khẩu %d", []string{"ẩn", "thuyền", "vật"}[i%3], i/2))
			p.Type = "Chỉ thị"
			hidden = append(hidden, p)
		}
		for i := range 70 { // one title, of which the key may see one
			p := letter(fmt.Sprint("a", i), "Cục Hàng hải", "Về thuyền viên đợt 0")
			p.Type = "Chỉ thị"
			hidden = append(hidden, p)
		}
		for i, title := range []string{"VỀ THUYỀN VIÊN ĐỢT 1", "Vệ thuyền viện đột 2"} {
			p := letter(fmt.Sprint("v", i), "CỤC HÀNG HẢI", title)
			p.Type = "Chỉ thị"
			hidden = append(hidden, p)
		}
		full.hold(t, append(hidden, shown...)...)
		part.hold(t, shown...)
		for _, text := range []string{"v", "ve", "ve th", "ve thuyen", "thuyen vien", "vien t", "cuc", "cuc hang", "hang c", "h"} {
			q := inquiry{method: "GET", path: "/v1/suggest"}
			q.add("q", text)
			if d := differ(full, part, q); d != "" {
				t.Errorf("%s: %s\n%s", name, q, d)
			}
		}
	}
}
