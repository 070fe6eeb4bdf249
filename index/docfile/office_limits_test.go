package docfile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// zipped makes an archive of members, each a name and its content in turn.
func zipped(t testing.TB, members ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		method := zip.Deflate
		if members[i] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: members[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, members[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// docxOf makes a Word document of the content of its body, and further parts.
func docxOf(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	const head = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	return zipped(t, append([]string{docxPart, head + body + `</w:body></w:document>`}, parts...)...)
}

func odtOf(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	const head = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>`
	return zipped(t, append([]string{"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", head + body + `</office:text></office:body></office:document-content>`}, parts...)...)
}

func paragraphs(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }

// locked sets the flag of a password on every member of an archive.
func locked(data []byte) []byte {
	data = bytes.Clone(data)
	for _, mark := range []struct {
		text string
		flag int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for i := 0; ; i++ {
			at := bytes.Index(data[i:], []byte(mark.text))
			if at < 0 {
				break
			}
			i += at
			flags := data[i+mark.flag:]
			binary.LittleEndian.PutUint16(flags, binary.LittleEndian.Uint16(flags)|encryptedBit)
		}
	}
	return data
}

func gzipped(t testing.TB, data string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := io.WriteString(z, data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nestedZIP is an archive in an archive, so many times.
func nestedZIP(t testing.TB, times int) []byte {
	data := zipped(t, "a.txt", "Tỉnh ủy Hải Dương")
	for range times {
		data = zipped(t, "in.zip", string(data))
	}
	return data
}

func compoundWith(stream string) []byte {
	var wide []byte
	for _, r := range stream {
		wide = append(wide, byte(r), 0)
	}
	return slices.Concat([]byte(compoundMark), make([]byte, 600), wide, make([]byte, 64))
}

// A hostile or broken file ends in an error of its own that says what is wrong,
// and what is whole beside it is read.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	docx := readFile(t, filepath.Join(office, "quyet-dinh.docx"))
	bomb := strings.Repeat("\x00", 24<<20)
	long := strings.Repeat("Tỉnh ủy. ", 1<<20)
	small := Limits{Size: 1 << 20, Unpacked: 8 << 20, Ratio: 50, Parts: 20, Depth: 2}
	for _, tt := range []struct {
		name   string
		data   []byte
		limits Limits
		want   error
		others int // documents that are read all the same
	}{
		{"bomb beside a text", zipped(t, "bomb.txt", bomb, "a.txt", "Tỉnh ủy"), Limits{Ratio: 50}, ErrTooLarge, 1},
		{"bomb over the whole budget", zipped(t, "a.txt", "Tỉnh ủy", "bomb.txt", bomb), Limits{Unpacked: 8 << 20, Ratio: 1 << 20}, ErrTooLarge, 1},
		{"bomb in a gzip", gzipped(t, bomb), Limits{Ratio: 50}, ErrTooLarge, 0},
		{"bomb of a document", docxOf(t, paragraphs(long)), small, ErrTooLarge, 0},
		{"long text of a document", docxOf(t, paragraphs(long)), Limits{Size: 1 << 20}, ErrTooLarge, 0},
		{"archives in archives", nestedZIP(t, 3), Limits{}, ErrTooDeep, 0},
		{"deeper than allowed", nestedZIP(t, 20), Limits{}, ErrTooDeep, 0},
		{"too many members", zipped(t, slices.Repeat([]string{"a.txt", "x"}, 30)...), small, ErrTooLarge, 0},
		{"locked member", locked(zipped(t, "a.txt", "Tỉnh ủy")), Limits{}, ErrEncrypted, 0},
		{"locked text", odtOf(t, "", "META-INF/manifest.xml", `<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`), Limits{}, ErrEncrypted, 0},
		{"locked document", compoundWith("EncryptedPackage"), Limits{}, ErrEncrypted, 0},
		{"cut off", docx[:len(docx)-400], Limits{}, ErrDamaged, 0},
		{"bytes turned over", slices.Concat(docx[:2000], bytes.Repeat([]byte{0xaa}, 400), docx[2400:]), Limits{}, ErrDamaged, 0},
		{"no main part", zipped(t, "word/styles.xml", "<a/>"), Limits{}, ErrDamaged, 0},
		{"elements never closed", docxOf(t, "<w:p><w:r><w:t>x"), Limits{}, ErrDamaged, 0},
		{"unknown entity", docxOf(t, paragraphs("&xxe;")), Limits{}, ErrDamaged, 0},
		{"deep elements", docxOf(t, strings.Repeat("<w:sdt>", 5000)), Limits{}, ErrTooDeep, 0},
		{"deep tables", docxOf(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 400)), Limits{}, ErrTooDeep, 0},
		{"deep lists", odtOf(t, strings.Repeat("<text:list><text:list-item>", 2000)), Limits{}, ErrTooDeep, 0},
		{"deep groups", []byte(`{\rtf1 ` + strings.Repeat("{", 5000)), Limits{}, ErrTooDeep, 0},
		{"Rich Text cut off", []byte(`{\rtf1 Tinh uy {\b x`), Limits{}, ErrDamaged, 0},
		{"empty archive", []byte("PK\x05\x06" + strings.Repeat("\x00", 18)), Limits{}, ErrEmpty, 0},
		{"only what systems leave", zipped(t, "__MACOSX/._a", "x", "b/", "", "Thumbs.db", "x"), Limits{}, ErrEmpty, 0},
	} {
		failed, read := []error{}, 0
		for d := range Read(t.Context(), "a.bin", tt.data, Options{Limits: tt.limits}) {
			if d.Err != nil {
				failed = append(failed, d.Err)
			} else {
				read++
			}
		}
		if len(failed) != 1 || !errors.Is(failed[0], tt.want) || read != tt.others {
			t.Errorf("%s: %v and %d documents, want %v and %d", tt.name, failed, read, tt.want, tt.others)
		}
	}
}

// Entities are never expanded, and nothing outside the file is opened.
func TestEntities(t *testing.T) {
	bomb := `<!DOCTYPE d [<!ENTITY a "` + strings.Repeat("x", 1000) + `"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`
	for _, entity := range []string{"&b;", "&f;"} {
		d := one(t, "a", zipped(t, docxPart, bomb+`<w:document><w:body>`+paragraphs(entity)+`</w:body></w:document>`))
		if !errors.Is(d.Err, ErrDamaged) {
			t.Errorf("%s: %v %.80q", entity, d.Err, d.Text)
		}
	}
	page := one(t, "a", []byte(`<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>&f;Tỉnh ủy</p></body></html>`))
	if strings.Contains(page.Text, "root:") || !strings.Contains(page.Text, "Tỉnh ủy") {
		t.Errorf("page: %q", page.Text)
	}
}

// Cut off anywhere, a file is an error or a shorter text, never a crash.
func TestCutOffAnywhere(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"quyet-dinh.docx", "quyet-dinh.doc", "font-abc.rtf", "so-van-ban-di.xlsx", "font-abc.odt", "thu.eml"} {
		data := readFile(t, filepath.Join(office, name))
		for n := 64; n < len(data); n += max(1, len(data)/60) {
			for _, d := range readAll("a", data[:n]) {
				checkDocument(t, d)
			}
		}
	}
}

func TestTimeLimit(t *testing.T) {
	data := zipped(t, slices.Concat(slices.Repeat([]string{"a.txt", "Tỉnh ủy"}, 5))...)
	docs := slices.Collect(Read(t.Context(), "a.zip", data, Options{Limits: Limits{Time: time.Nanosecond}}))
	if last := docs[len(docs)-1]; !errors.Is(last.Err, ErrTooSlow) {
		t.Errorf("%d documents, the last %v", len(docs), last.Err)
	}
	body := strings.Repeat(paragraphs("Tỉnh ủy"), 50_000)
	docs = slices.Collect(Read(t.Context(), "a", docxOf(t, body), Options{Limits: Limits{Time: time.Millisecond}}))
	if len(docs) != 1 || !errors.Is(docs[0].Err, ErrTooSlow) {
		t.Errorf("long document: %d, %v", len(docs), docs[0].Err)
	}
}

// A caller who stops gets no more, wherever the documents come from.
func TestStops(t *testing.T) {
	for _, name := range []string{"ho-so.zip", "thu.eml", "so-van-ban-di.xlsx"} {
		data := readFile(t, filepath.Join(office, name))
		for stop := 1; stop < 4; stop++ {
			n := 0
			for range Read(context.Background(), name, data, Options{}) {
				if n++; n == stop {
					break
				}
			}
			if n != stop {
				t.Errorf("%s: %d documents, stopped at %d", name, n, stop)
			}
		}
	}
}

func TestNamesOfMembers(t *testing.T) {
	for raw, want := range map[string]string{
		"Công văn/số 1.txt":  "Công văn/số 1.txt",
		`Năm 2021\107.txt`:   "Năm 2021/107.txt",
		"C\x93ng v\x83n.txt": "Công vân.txt",
	} {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, err := z.CreateHeader(&zip.FileHeader{Name: raw, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, "Tỉnh ủy")
		z.Close()
		if d := one(t, "a", out.Bytes()); d.Part != want {
			t.Errorf("%q: %q, want %q", raw, d.Part, want)
		}
	}
}

// An archive in which an OpenDocument lies as it is, not packed again, is an archive.
func TestUnpackedOpenDocumentInAnArchive(t *testing.T) {
	inner := odtOf(t, "<text:p>Quyết định về việc thành lập tổ công tác</text:p>")
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "a.odt", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(inner); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	got := readAll("goi.zip", out.Bytes())
	if len(got) != 1 || got[0].Err != nil || got[0].Part != "a.odt" || !strings.Contains(got[0].Text, "tổ công tác") {
		t.Errorf("%+v", got)
	}
}
