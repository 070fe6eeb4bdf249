package bleveindex

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/index/copies"
	"tracuu/index/directive"
)

func TestShownIsReadBackAsItWasKept(t *testing.T) {
	for _, test := range []struct{ number, title, wantNumber, wantTitle string }{
		{"12/2021/QĐ-BTP", "Quyết định về việc ban hành Quy chế", "12/2021/QĐ-BTP", "Quyết định về việc ban hành Quy chế"},
		{"", "VỀ VIỆC  TĂNG CƯỜNG\n“phòng, chống dịch” – đợt 2…", "", "VỀ VIỆC TĂNG CƯỜNG “phòng, chống dịch” – đợt 2…"},
		{"05-CT/TW", "", "05-CT/TW", ""},
		{"a\x1fb", "\xff\xfe lạ", "a\x1fb", "\uFFFD lạ"},
		{"", "", "", ""},
		{"", strings.Repeat("ộ", 2*longestShown), "", ""},
	} {
		shown := shownOf(&directive.Directive{Number: test.number, Title: test.title})
		d := indexDocument{id: "x", arrival: 7, copies: make([]byte, copies.Size), shown: shown, sequence: []byte{0, 1, 2}}
		d.AddIDField()
		stored := splitStored(d.fields[0].Value())
		if string(stored.id) != "x" || stored.arrival != 7 || !bytes.Equal(stored.sequence, d.sequence) {
			t.Errorf("%q: of what is stored %v is read back", test.title, stored)
		}
		number, title, _, err := readShown(nil, stored.shown)
		if err != nil {
			t.Errorf("%q: %v", test.title, err)
		}
		if len(test.title) > longestShown {
			if len(title) < longestShown || len(title) > longestShown+len("\uFFFD") || !utf8.Valid(title) {
				t.Errorf("a long title has %d bytes", len(title))
			}
			continue
		}
		if string(number) != test.wantNumber || string(title) != test.wantTitle {
			t.Errorf("%q and %q are read back as %q and %q", test.number, test.title, number, title)
		}
	}
}

func FuzzReadShown(f *testing.F) {
	f.Add(shownOf(&directive.Directive{Number: "1/CT-TTg", Title: "Chỉ thị về mùa màng"}))
	f.Add([]byte{0xff})
	f.Fuzz(func(t *testing.T, spelt []byte) {
		number, title, _, err := readShown(nil, spelt)
		if err != nil && len(number)+len(title) > 0 {
			t.Errorf("with an error it reads %q and %q", number, title)
		}
	})
}
