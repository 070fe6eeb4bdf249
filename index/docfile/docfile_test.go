package docfile

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

var update = flag.Bool("update", false, "write the golden files anew")

const files = "../../testdata/files"

func readAll(name string, data []byte) []Document {
	return slices.Collect(Read(context.Background(), name, data, Options{}))
}

func one(t *testing.T, name string, data []byte) Document {
	t.Helper()
	docs := readAll(name, data)
	if len(docs) != 1 {
		t.Fatalf("%s: %d documents", name, len(docs))
	}
	return docs[0]
}

const sentence = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương khẩn trương thực hiện.\r\nNơi nhận: như trên.\n"

func utf16Bytes(s string, big, mark bool) (b []byte) {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	for _, u := range units {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestEncodings(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want string
		code string
	}{
		{"as it is", []byte(sentence), sentence, ""},
		{"decomposed stays", []byte("Hải Du\u031bo\u031bng\r"), "Hải Du\u031bo\u031bng\r", ""},
		{"UTF-8 with its mark", []byte("\xef\xbb\xbf" + sentence), sentence, ""},
		{"UTF-16LE with its mark", utf16Bytes(sentence, false, true), sentence, ""},
		{"UTF-16BE with its mark", utf16Bytes(sentence, true, true), sentence, ""},
		{"UTF-16LE", utf16Bytes(sentence, false, false), sentence, ""},
		{"UTF-16BE", utf16Bytes(sentence, true, false), sentence, ""},
		{"half a unit", append(utf16Bytes("Tỉnh ủy", false, true), 'x'), "Tỉnh ủy\uFFFD", ""},
		{"a bad run becomes one mark", []byte("Tỉnh \xff\xfe\xff ủy Hải \xe1\xbb Dương"), "Tỉnh \uFFFD ủy Hải \uFFFD Dương", UnknownEncoding},
		{"NUL", []byte("Tỉnh ủy\x00 Hải Dương yêu cầu các đơn vị"), "Tỉnh ủy\x00 Hải Dương yêu cầu các đơn vị", ""},
		{"Latin-1 that nobody declares", []byte("R\xe9sum\xe9 fran\xe7ais, d\xe9j\xe0 vu, na\xefve, for\xeat"), "R\uFFFDsum\uFFFD fran\uFFFDais, d\uFFFDj\uFFFD vu, na\uFFFDve, for\uFFFDt", UnknownEncoding},
		{"declared", []byte("<html><meta charset=iso-8859-1><p>R\xe9sum\xe9 fran\xe7ais</p>"), "Résumé français\n", DeclaredEncoding},
		{"declared falsely", []byte("<html><meta charset=windows-1252><p>Tỉnh ủy</p>"), "Tỉnh ủy\n", ""},
	}
	for _, tt := range tests {
		d := one(t, "a.txt", tt.data)
		if d.Err != nil || d.Text != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, d.Text, d.Err, tt.want)
		}
		if codes(d) != tt.code {
			t.Errorf("%s: problems %v, want %q", tt.name, d.Problems, tt.code)
		}
	}
}

func codes(d Document) string {
	var list []string
	for _, p := range d.Problems {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}

func TestLegacyEncodings(t *testing.T) {
	// "Cộng hoà xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc" in TCVN 5712.
	tcvn := "Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc"
	b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(tcvn))
	if err != nil {
		t.Fatal(err)
	}
	const want = "Cộng hoà xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc"
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"bytes", b, want},
		{"letters of a font", []byte(tcvn), want},
		{"a page of such letters", []byte("<p>" + tcvn + "</p>"), want + "\n"},
		{"one line among others", []byte("Tỉnh ủy Hải Dương yêu cầu các cấp ủy trực thuộc khẩn trương thực hiện\n" + tcvn + "\nKính gửi: các huyện ủy, thị ủy, thành ủy"),
			"Tỉnh ủy Hải Dương yêu cầu các cấp ủy trực thuộc khẩn trương thực hiện\n" + want + "\nKính gửi: các huyện ủy, thị ủy, thành ủy"},
	}
	for _, tt := range tests {
		d := one(t, "a", tt.data)
		if d.Text != tt.want || codes(d) != LegacyEncoding {
			t.Errorf("%s: %q, %v", tt.name, d.Text, d.Problems)
		}
	}
}

// Vietnamese as an English reader of scans leaves it passes for VISCII here and
// there; it must stay as it is.
func TestScansAreNotDecoded(t *testing.T) {
	const scan = "C\u0103n c\u00fc Ngh\u1ecb quy\u1ebft cüa Chinh phü ye vic s\u01b0a dôi\n- V thai gian: trirrc m.t lüi thi dim dóng kinh phI cong doàn dn ngày cüa Chmnh phü\n" +
		"bô sung Nghi quy& s 68/NQ-CP ngày 1/7/202 1 cüa Chmnh phü ye ye\n"
	for _, data := range []string{scan, strings.Split(scan, "\n")[1], strings.Split(scan, "\n")[2], "<p>" + scan + "</p>"} {
		d := one(t, "a", []byte(data))
		if len(d.Problems) > 0 || !strings.Contains(d.Text, "cüa Chmnh phü") {
			t.Errorf("%q became %q", data, d.Text)
		}
	}
}

func TestFormats(t *testing.T) {
	row := `{"id":"a","text":"x"}`
	tests := []struct {
		name, data string
		formats    string // of its documents, with part or error
	}{
		{"a.txt", "Kính gửi", "txt"},
		{"a.md", "# Kính gửi", "md"},
		{"a.pdf", "Kính gửi", "txt"},
		{"a.txt", "<!DOCTYPE html><p>a", "html"},
		{"a", "<?xml version=\"1.0\"?>\n<!-- x -->\n<html><body>a", "html"},
		{"a", "<div class=\"x\">a</div>", "html"},
		{"a", "<Tên cơ quan> kính gửi", "txt"},
		{"a", "a < b và <p> giữa câu", "txt"},
		{"a.txt", row + "\n\n" + row + "\n", "jsonl#1 jsonl#3"},
		{"a.jsonl", row, "jsonl#1"},
		{"a.json", row, "json"},
		{"a.json", "{\n \"id\": \"a\"\n}\n", "json"},
		{"a.json", "[" + row + ",\n" + row + "]", "json#1 json#2"},
		{"a.json", "{\n \"id\": ", "json!not a JSON object"},
		{"a.json", "[]", "json!the file holds no text"},
		{"a.jsonl", row + "\n{\"id\":\n[1]\n" + row, "jsonl#1 jsonl#2!not a JSON object jsonl#3!not a JSON object jsonl#4"},
		{"a", "{broken\n" + row, "jsonl#1!not a JSON object jsonl#2"},
		{"a", "{Không phải JSON}", "txt"},
		{"a", "", "!the file holds no text"},
		{"a", " \r\n\t\ufeff", "txt"},
		{"a", " \r\n\t", "!the file holds no text"},
		{"a", "<html><body><script>x</script></body></html>", "html!the file holds no text"},
		{"a.txt", "PK\x03\x04\x14\x00\x06word/document.xml", "docx!the file is damaged: zip: not a valid zip file"},
		{"a.txt", "PK\x03\x04\x14\x00\x06xl/workbook.xml", "xlsx!the file is damaged: zip: not a valid zip file"},
		{"a.txt", "PK\x03\x04\x14\x00\x06a.txt", "zip!the file is damaged: zip: not a valid zip file"},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "!format Microsoft Office 97–2003 (DOC, XLS, PPT) is not supported"},
		{"a.txt", `{\rtf1\ansi x}`, "rtf"},
		{"a.gz", "\x1f\x8b\x08\x00", "gz!the file is damaged: unexpected EOF"},
		{"a.txt", "\x00\x00\x00\x00\x00\x00", "!the file is no text and of no known format"},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range readAll(tt.name, []byte(tt.data)) {
			s := d.Format
			if d.Part != "" {
				s += "#" + d.Part
			}
			if d.Err != nil {
				_, reason, found := strings.Cut(d.Err.Error(), "not a JSON")
				if s += "!" + d.Err.Error(); found {
					s = s[:strings.Index(s, "!")] + "!not a JSON" + strings.TrimSuffix(reason, ": the JSON is not valid")
				}
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != tt.formats {
			t.Errorf("%s %.40q: %s, want %s", tt.name, tt.data, s, tt.formats)
		}
	}
}

func TestGolden(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(files, "*.html"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no files to read", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		golden := strings.TrimSuffix(path, ".html") + ".golden"
		got := printed(one(t, filepath.Base(path), data))
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
		}
	}
}

// printed shows a document with its noise between marks.
func printed(d Document) string {
	var b strings.Builder
	at := 0
	for _, r := range d.Noise {
		fmt.Fprintf(&b, "%s«%s:%s»", d.Text[at:r.Start], r.Kind, d.Text[r.Start:r.End])
		at = r.End
	}
	b.WriteString(d.Text[at:])
	return b.String()
}

func TestSeeds(t *testing.T) {
	paths, _ := filepath.Glob("../../testdata/directives/*.txt")
	if len(paths) != 5 {
		t.Fatalf("%d seeds", len(paths))
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := one(t, path, data); d.Text != string(data) || d.Format != "txt" || len(d.Problems) > 0 {
			t.Errorf("%s: %s %v", path, d.Format, d.Problems)
		}
	}
}

func TestRandomBytesAreNoText(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{32, 100, 1000, 70_000} {
		for range 100 {
			data := make([]byte, n)
			for i := range data {
				data[i] = byte(rng.Uint32())
			}
			if d := one(t, "a.txt", data); d.Err == nil {
				t.Fatalf("%d random bytes became the text %.60q %v", n, d.Text, d.Problems)
			}
		}
	}
}

func TestLarge(t *testing.T) {
	t.Parallel()
	line := bytes.Repeat([]byte("phòng chống dịch "), 30<<20/21)
	if d := one(t, "a.txt", line); d.Err != nil || len(d.Text) != len(line) {
		t.Errorf("30 MB of one line: %d bytes, %v", len(d.Text), d.Err)
	}
	if d := slices.Collect(Read(context.Background(), "a", line, Options{Limits: Limits{Size: 1 << 20}})); !errors.Is(d[0].Err, ErrTooLarge) {
		t.Errorf("over the limit: %v", d[0].Err)
	}
}

// What costs a parser most must neither fail nor take time beyond its length.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	const doc = "<title>tên</title><style>p{}</style><p>Số 1-CV/TU</p><script>x()</script>Kính gửi"
	pages := map[string]string{
		"nested beyond the parser": strings.Repeat("<div>", 20_000) + doc,
		"fonts never closed":       "<html>" + strings.Repeat("<b><font color=red>", 600) + doc,
		"nested tables":            "<html>" + strings.Repeat("<table><tr><td>", 400) + doc,
		"a list without end":       "<ol>" + strings.Repeat("<li>mục", 100_000) + "</ol>" + doc,
		"a thousand tables":        "<html>" + strings.Repeat(strings.Repeat("<table><tr><td>", 50)+"x"+strings.Repeat("</table>", 50), 500) + doc,
	}
	for name, page := range pages {
		d := one(t, "a", []byte(page))
		if !strings.HasSuffix(d.Text, "Số 1-CV/TU\n\nKính gửi\n") || strings.Contains(d.Text, "x()") || strings.Contains(d.Text, "tên") {
			t.Errorf("%s: %v …%q", name, d.Err, d.Text[max(0, len(d.Text)-60):])
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Read(ctx, "a.jsonl", bytes.Repeat([]byte("{}\n"), 100), Options{}) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d documents after the context was done at 3", n)
	}
	for d := range Read(ctx, "a", []byte("x"), Options{}) {
		if !errors.Is(d.Err, context.Canceled) {
			t.Errorf("Read on a done context: %v", d.Err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"trang-web.html"} {
		data, err := os.ReadFile(filepath.Join(files, name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, data)
	}
	f.Add("a.jsonl", []byte("{\"a\":1}\n{\n"))
	f.Add("a.json", []byte("[{},1]"))
	f.Add("a", utf16Bytes(sentence, true, false))
	f.Add("a", []byte("Céng hoµ x· héi chñ nghÜa ViÖt Nam"))
	f.Add("a", []byte("<table><tr><td>a<td><table><tr><td>b<br>c</table><ol start=-3><li>d"))
	f.Add("a", []byte("<nav>x</nav><pre>\n\n y</pre>\xff"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		docs := readAll(name, data)
		if len(docs) == 0 && len(bytes.TrimSpace(data)) == 0 {
			t.Error("no document, and no error")
		}
		for _, d := range docs {
			checkDocument(t, d)
		}
	})
}

func checkDocument(t *testing.T, d Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Errorf("text is not UTF-8: %q", d.Text)
	}
	if d.Err != nil && (d.Text != "" || d.JSON != nil) || d.Err == nil && d.Text == "" && d.JSON == nil {
		t.Errorf("neither one thing nor another: %+v", d)
	}
	last := 0
	for _, r := range d.Noise {
		if r.Start < last || r.End <= r.Start || r.End > len(d.Text) {
			t.Errorf("noise %+v after %d in %d bytes", r, last, len(d.Text))
		}
		if !utf8.ValidString(d.Text[r.Start:r.End]) {
			t.Errorf("noise %+v cuts a letter", r)
		}
		last = r.End
	}
}
