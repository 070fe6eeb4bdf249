package api

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"

	"tracuu/index"
	"tracuu/index/directive"
)

func TestUTF16Positions(t *testing.T) {
	const text = "aổ😀\uFFFDz" // 1, 3, 4, 3 and 1 bytes; 1, 1, 2, 1 and 1 units
	for _, row := range []struct{ bytes, units int }{
		{0, 0}, {1, 1}, {4, 2}, {8, 4}, {11, 5}, {12, 6},
		{2, 1}, {6, 2}, // inside a letter: its start
		{99, 6}, // past the end: the end
	} {
		offset := row.bytes
		p := positions{&offset}
		p.toUTF16(text)
		if offset != row.units {
			t.Errorf("byte %d is unit %d, want %d", row.bytes, offset, row.units)
		}
	}
}

func TestDirectiveUTF16(t *testing.T) {
	const text = "Số: 😀 16/CT-TTg ngày"
	start := strings.Index(text, "16/")
	span := directive.Span{Start: start, End: start + len("16/CT-TTg")}
	in := directive.Directive{
		Text: text, Dates: []directive.OtherDate{{Span: span}}, References: []directive.Reference{{Span: span}},
		Pages: []directive.Page{{Start: start}}, Noise: []directive.Noise{{Span: span}},
		Problems: []directive.Problem{{Span: span}}, Evidence: map[string]directive.Evidence{"number": {Span: span}},
	}
	before, _ := json.Marshal(in)
	got := DirectiveUTF16(in)
	if after, _ := json.Marshal(in); string(after) != string(before) {
		t.Error("the document that was given changed")
	}
	units := utf16.Encode([]rune(text))
	for name, s := range map[string]directive.Span{
		"dates": got.Dates[0].Span, "references": got.References[0].Span, "noise": got.Noise[0].Span,
		"problems": got.Problems[0].Span, "evidence": got.Evidence["number"].Span,
		"pages": {Start: got.Pages[0].Start, End: got.Dates[0].End},
	} {
		if cut := string(utf16.Decode(units[s.Start:s.End])); cut != "16/CT-TTg" {
			t.Errorf("%s: %q", name, cut)
		}
	}
}

func TestSearchUTF16(t *testing.T) {
	const text = "Tổ 😀 tổ Covid"
	start := strings.LastIndex(text, "tổ")
	fragment := index.Fragment{Field: "body", Start: start, Text: text[start:],
		Marks: []directive.Span{{Start: len("tổ "), End: len("tổ Covid")}}}
	title := index.Fragment{Field: "title", Start: len("Về "), Text: "tổ"}
	results := &index.Results{Hits: []index.Hit{{
		Directive: directive.Directive{ID: "a", Title: "Về tổ"}, Fragments: []index.Fragment{fragment, title},
	}}}
	answer := NewSearchResponse(results, Presentation{Offsets: UTF16})
	if answer.Offsets != UTF8 {
		t.Error("claims a unit it does not have yet")
	}
	answer.ToUTF16(map[string]string{"a": text})
	answer.ToUTF16(map[string]string{"a": text}) // once is enough
	got := answer.Hits[0].Fragments
	if answer.Offsets != UTF16 || got[0].Start != 6 || got[0].Marks[0] != (directive.Span{Start: 3, End: 8}) || got[1].Start != 3 {
		t.Errorf("%s %+v", answer.Offsets, got)
	}
	if results.Hits[0].Fragments[0].Start != start || results.Hits[0].Fragments[0].Marks[0] != fragment.Marks[0] {
		t.Error("the results that were given changed")
	}
}
