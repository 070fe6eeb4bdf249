package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tracuu/index/directive"
)

func ExampleRead() {
	d := Read(Input{Format: "txt", Text: `ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ TĨNH           Độc lập - Tự do - Hạnh phúc

Số: 16/CT-UBND         Hà Tĩnh, ngày 02 tháng 12 năm 2025

CHỈ THỊ
Về việc tăng cường phòng, chống dịch bệnh

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;

Nơi nhận:
- Thường trực Tỉnh ủy;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Báu Hà
`})
	fmt.Println(d.Number, d.Type, d.Issued, d.Place)
	fmt.Println(d.Issuer, d.IssuerID)
	fmt.Println(d.Title)
	fmt.Println(d.Signer.Name, "-", d.Signer.Title)
	fmt.Println(d.Distribution)
	// Output:
	// 16/CT-UBND Chỉ thị 2025-12-02 Hà Tĩnh
	// Ủy ban nhân dân tỉnh Hà Tĩnh uy-ban-nhan-dan-tinh-ha-tinh
	// Về việc tăng cường phòng, chống dịch bệnh
	// Trần Báu Hà - Phó Chủ tịch
	// [Thường trực Tỉnh ủy Lưu: VT]
}

// FuzzRead holds that reading is total: no panic, every span in the text and on
// the edge of a letter, valid text out, no nil list.
func FuzzRead(f *testing.F) {
	for _, file := range seedFiles(f) {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	for _, s := range []string{"", "\xff\xfe", "Số:", "ĐẾN\nSố: 1\nNgày: 31/2", "|||\n|a|", "Kính gửi:", "Nơi nhận:\n-", "---\ntitle: x\n---\n", "V/v", "****", "Hà Nội, ngày 31 tháng 2 năm 2021",
		"CÔNG VĂN\n\"", "7/28/2021 3:39:22 PM\nTiêu đề\n", "Số: 12 /\u0111\u0301", "THÔNG BÁO\nKẾT LUẬN CỦA\nV/v", "“", "Số hiệu:\nLoại văn bản:\nNgười ký:\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSpans(t, Read(Input{Text: text, Format: "txt"}))
	})
}

func checkSpans(t *testing.T, d directive.Directive) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatal("text is not valid UTF-8")
	}
	check := func(what string, s directive.Span) {
		t.Helper()
		if s.Start < 0 || s.Start > s.End || s.End > len(d.Text) {
			t.Fatalf("%s: span %v outside a text of %d bytes", what, s, len(d.Text))
		}
		for _, at := range []int{s.Start, s.End} {
			if at < len(d.Text) && !utf8.RuneStart(d.Text[at]) {
				t.Fatalf("%s: span %v cuts through a letter", what, s)
			}
		}
	}
	for field, e := range d.Evidence {
		check(field, e.Span)
		if e.Confidence <= 0 || e.Confidence > 1 {
			t.Fatalf("%s: confidence %v", field, e.Confidence)
		}
	}
	for _, n := range d.Noise {
		check("noise", n.Span)
	}
	for i := 1; i < len(d.Noise); i++ {
		if d.Noise[i].Start < d.Noise[i-1].End {
			t.Fatalf("noise %v and %v overlap or stand out of order", d.Noise[i-1], d.Noise[i])
		}
	}
	for _, o := range d.Dates {
		check("date", o.Span)
	}
	for _, p := range d.Problems {
		check(p.Code, p.Span)
	}
	for _, s := range append([]string{d.Title, d.Issuer, d.Place, d.Number, d.Signer.Name, d.Signer.Title, d.Signer.Authority}, append(append(d.Recipients, d.Distribution...), d.Keywords...)...) {
		if !utf8.ValidString(s) {
			t.Fatalf("%q is not valid UTF-8", s)
		}
	}
	if d.Recipients == nil || d.Distribution == nil || d.Dates == nil || d.Keywords == nil || d.References == nil || d.Pages == nil || d.Noise == nil || d.Repairs == nil || d.Problems == nil || d.Evidence == nil {
		t.Fatal("a list is nil")
	}
	if len(d.Keywords) > maxKeywords {
		t.Fatalf("%d keywords", len(d.Keywords))
	}
	if slices.ContainsFunc(d.Keywords, overlong) {
		t.Fatalf("a keyword runs on: %.300q", d.Keywords)
	}
}

// BenchmarkRead reads the five seeds, each a page or two.
func BenchmarkRead(b *testing.B) {
	var texts []string
	size := 0
	for _, f := range seedFiles(b) {
		t, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(t))
		size += len(t)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			Read(Input{Text: t, Format: "txt"})
		}
	}
}

// TestTextForms holds that decomposed letters and other line ends change nothing in
// what is read.
func TestTextForms(t *testing.T) {
	for _, file := range seedFiles(t) {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := Read(Input{Text: string(b)})
		for form, text := range map[string]string{
			"decomposed": norm.NFD.String(string(b)), "CRLF": strings.ReplaceAll(string(b), "\n", "\r\n"), "byte order mark": "\ufeff" + string(b),
		} {
			got := Read(Input{Text: text})
			checkSpans(t, got)
			for _, f := range scalarFields {
				if f.of(got) != f.of(want) {
					t.Errorf("%s, %s: %s is %q, want %q", filepath.Base(file), form, f.name, f.of(got), f.of(want))
				}
			}
			if !slices.Equal(got.Distribution, want.Distribution) || !slices.Equal(got.Recipients, want.Recipients) {
				t.Errorf("%s, %s: lists differ", filepath.Base(file), form)
			}
		}
	}
}

// TestGivenHelps holds that what the caller supplied fills what the text lacks, and
// that other fields lean on it.
func TestGivenHelps(t *testing.T) {
	text := "TỈNH ỦY NGHỆ AN\nĐẢNG CỘNG SẢN VIỆT NAM\n\nĐẾN\nSố: 12\nNgày: 5/6\n\nKính gửi: Các huyện ủy\n"
	if d := Read(Input{Text: text}); !d.Incoming.Date.IsZero() {
		t.Errorf("a stamp without a year is read as %v", d.Incoming.Date)
	}
	given, err := directive.DecodeGiven([]byte(`{"issued": "2021-06-01", "number": "9-CV/TU"}`))
	if err != nil {
		t.Fatal(err)
	}
	d := Read(Input{Text: text, Given: given})
	if got := d.Incoming.Date.String(); got != "2021-06-05" {
		t.Errorf("received on %q, want the year of the given date of issue", got)
	}
	if d.Number != "9-CV/TU" || d.Evidence["number"].Basis != directive.Supplied {
		t.Errorf("number %q with basis %q, want the given one", d.Number, d.Evidence["number"].Basis)
	}
}

// TestGivenNoise holds that regions which the source knows to be noise feed nothing.
func TestGivenNoise(t *testing.T) {
	head := "Số: 99/QĐ-UBND\n"
	text := head + "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\n"
	d := Read(Input{Text: text, Noise: []directive.Noise{{Span: directive.Span{Start: 0, End: len(head)}, Kind: directive.NoiseStamp}}})
	if d.Number != "12/QĐ-UBND" {
		t.Errorf("number %q, want the one outside the noise", d.Number)
	}
}

func TestKindOverTwoLinesIsReadFromBoth(t *testing.T) {
	text := "CHÍNH PHỦ\nSố: 12/2019/NĐ-CP\n\nNGHỊ\nĐỊNH\nQuy định về giá\n"
	d := Read(Input{Text: text, Format: "txt"})
	at := d.Evidence["type"].Span
	if d.Type != "Nghị định" || text[at.Start:at.End] != "NGHỊ\nĐỊNH" {
		t.Errorf("%s, read from %q", d.Type, text[at.Start:at.End])
	}
}
