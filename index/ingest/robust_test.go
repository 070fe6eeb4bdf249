package ingest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/index/indextest"
)

func TestSeenSparesReading(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1), "2.bin": "\x00\x01\x02", "rows.jsonl": row("a", "", "một") + row("b", "", "hai")})
	path := filepath.Join(t.TempDir(), "seen")
	time.Sleep(racy + 100*time.Millisecond) // nothing else makes an inode old
	reads := 0
	round := func() Report {
		seen, err := OpenSeen(path)
		if err != nil {
			t.Fatal(err)
		}
		r := run1(t, m, Options{Seen: seen}, dir)
		if err := seen.Save(); err != nil {
			t.Fatal(err)
		}
		reads = 0
		for name, documents := range map[string]int{"1.txt": 1, "rows.jsonl": 2} {
			if f := seen.of(dir, name); f.Documents != documents {
				reads++
			}
		}
		return r
	}
	want(t, round(), 3, 3, 3, 0, 0, 0, 0)
	if reads != 0 {
		t.Fatalf("%d files were not remembered", reads)
	}
	unopened(t, dir, m, path)

	// What is remembered is not believed where the collection says otherwise.
	if err := m.Delete(t.Context(), Options{}.Scope, "a"); err != nil {
		t.Fatal(err)
	}
	want(t, round(), 3, 3, 1, 0, 2, 0, 0)
	// Nor where the file looks otherwise, whatever its size and time say.
	info, _ := os.Stat(filepath.Join(dir, "1.txt"))
	tree(t, dir, map[string]string{"1.txt": letter(7)})
	os.Chtimes(filepath.Join(dir, "1.txt"), info.ModTime(), info.ModTime())
	want(t, round(), 3, 3, 0, 1, 2, 0, 0)
	// A memory that is damaged remembers nothing.
	os.WriteFile(path, []byte("damaged"), 0o600)
	want(t, round(), 3, 3, 0, 0, 3, 0, 0)
}

// unopened shows that an unchanged file is not opened: at the path given it is not.
func unopened(t *testing.T, dir string, m *indextest.Memory, path string) {
	t.Helper()
	seen, err := OpenSeen(path)
	if err != nil {
		t.Fatal(err)
	}
	f := newFolder(dir, nil)
	f.unders = []string{"."}
	list, _ := m.Sources(t.Context(), Options{}.Scope, dir)
	f.know(list)
	f.list()
	for _, file := range f.walk.files {
		file.path = "/nowhere"
		j := newJob(f, file, Options{Seen: seen})
		j.read(t.Context())
		if file.name != "2.bin" && (j.err != nil || j.unchanged != len(j.known)) {
			t.Errorf("%s was read: %v", file.name, j.err)
		}
	}
}

func TestNamesThatAreNoUTF8(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	bad := filepath.Join(dir, "c\xf4ng v\xe3n")
	if err := os.Mkdir(bad, 0o755); err != nil {
		t.Skipf("the file system takes no such name: %v", err)
	}
	for i, name := range []string{"1\xff.txt", "2.txt"} {
		os.WriteFile(filepath.Join(bad, name), []byte(letter(i+1)), 0o644)
	}
	want(t, run1(t, m, Options{}, dir), 2, 2, 2, 0, 0, 0, 0)
	if got := names(held(t, m, dir)); got != "c%F4ng v%E3n/1%FF.txt c%F4ng v%E3n/2.txt" {
		t.Errorf("held %s", got)
	}
	want(t, run1(t, m, Options{}, dir), 2, 2, 0, 0, 2, 0, 0)
	want(t, run1(t, m, Options{}, bad), 2, 2, 0, 0, 2, 0, 0)
	os.Remove(filepath.Join(bad, "1\xff.txt"))
	want(t, run1(t, m, Options{}, dir), 1, 1, 0, 0, 1, 0, 1)

	// Two files that only such bytes tell apart from a real name do not become one.
	os.WriteFile(filepath.Join(bad, "3\xff.txt"), []byte(letter(3)), 0o644)
	real := filepath.Join(dir, "c%F4ng v%E3n")
	os.Mkdir(real, 0o755)
	os.WriteFile(filepath.Join(real, "3%FF.txt"), []byte(letter(4)), 0o644)
	if r := run1(t, m, Options{}, dir); r.Created != 1 || len(r.Failures) != 1 {
		t.Errorf("%s", r)
	}
}

func FuzzValidName(f *testing.F) {
	for _, s := range []string{"a.txt", "công văn", "\xff", "a\xffb", "\uFFFD", "%FF", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := validName(s)
		if !utf8.ValidString(got) || utf8.ValidString(s) && got != s || strings.Count(got, "/") != strings.Count(s, "/") || validName(got) != got {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func TestWhatIsPassedOver(t *testing.T) {
	for name, want := range map[string]string{
		".git": PassedHidden, ".~lock.a.odt#": PassedLock, "~$1.docx": PassedLock, "~WRL0001.tmp": PassedTemporary, "a.pdf.crdownload": PassedTemporary,
		"a.docx~": PassedTemporary, "Thumbs.db": PassedSystem, "$RECYCLE.BIN": PassedSystem, "a.txt": "", "tmp.txt": "", "~a.txt": "", "part": "",
	} {
		if got := passedOver(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1), "data/2.txt": letter(2), ".a": "x", "~$b.docx": "x", "Thumbs.db": "x"})
	r := run1(t, m, Options{Exclude: []string{filepath.Join(dir, "data")}}, dir)
	want(t, r, 1, 1, 1, 0, 0, 0, 0)
	if got := fmt.Sprint(r.Skipped, r.PassedBy); got != "4 map[hidden:1 lock:1 own:1 system:1]" || len(r.Passed) != 4 {
		t.Errorf("%s", got)
	}
	if s := r.Summary(Vietnamese); !strings.HasSuffix(s, "Bỏ qua 4 mục: 1 ẩn, 1 tệp khóa của chương trình văn phòng, 1 dữ liệu của tracuu, 1 của hệ thống.") {
		t.Errorf("%s", s)
	}
}

func TestSpecialFilesAreNotOpened(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1)})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	socket, err := net.Listen("unix", filepath.Join(dir, "socket.txt"))
	if err != nil {
		t.Skipf("no sockets here: %v", err)
	}
	defer socket.Close()
	r := run1(t, m, Options{}, dir)
	want(t, r, 1, 1, 1, 0, 0, 0, 0)
	if r.Problems[KindSpecial] != 2 {
		t.Errorf("%s", r)
	}
	if _, err := Load(filepath.Join(dir, "pipe.txt"), 0); !errors.Is(err, errSpecial) {
		t.Errorf("Load of a pipe: %v", err)
	}
	if _, err := Load(dir, 0); !errors.Is(err, errFolder) {
		t.Errorf("Load of a folder: %v", err)
	}
	if _, err := Load(filepath.Join(dir, "1.txt"), 10); !errors.Is(err, docfile.ErrTooLarge) {
		t.Errorf("Load over the limit: %v", err)
	}
}

// A reader that panics, or does not end, costs its own file only.
func TestReadersMayFail(t *testing.T) {
	t.Parallel()
	source := directive.Source{Name: "a.txt"}
	panics := func(string) bool { panic("a broken reader") }
	var got []Item
	for item := range items(t.Context(), source, []byte("x"), Options{}, panics) {
		got = append(got, item)
	}
	if len(got) != 1 || !errors.Is(got[0].Err, ErrCrashed) || got[0].Draft.Read.Source != source || kindOf(got[0].Err) != KindCrashed {
		t.Errorf("%+v", got)
	}

	release := make(chan struct{})
	defer close(release)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for range items(ctx, source, []byte("x"), Options{}, func(string) bool { <-release; return true }) {
		t.Error("an item of a reader that hangs")
	}
}

func TestBudget(t *testing.T) {
	b := newBudget(100)
	if !b.take(t.Context(), 60) || !b.take(t.Context(), 40) {
		t.Fatal("what fits is not admitted")
	}
	done := make(chan bool)
	go func() { done <- b.take(t.Context(), 1000) }() // more than all there is: alone
	select {
	case <-done:
		t.Fatal("admitted beside others")
	case <-time.After(20 * time.Millisecond):
	}
	b.free(60)
	b.free(40)
	if !<-done {
		t.Fatal("a large file is never read")
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { done <- b.take(ctx, 1) }()
	cancel()
	if <-done {
		t.Error("admitted although the context is done")
	}
}

func TestPagesHaveTheirQuality(t *testing.T) {
	got := pagesOf(docfile.Document{PageStarts: []int{0, 10, 20}, PageQuality: []float64{.9, .5}})
	if fmt.Sprint(got) != "[{0 0.9} {10 0.5} {20 0}]" {
		t.Errorf("%v", got)
	}
}

// kept is an Originals in memory.
type kept map[string]string

func (k kept) Has(sum string) bool { return k[sum] != "" }

func (k kept) Put(sum string, data []byte) error {
	k[sum] = string(data)
	return nil
}

func TestOriginalsAreKept(t *testing.T) {
	t.Parallel()
	dir, m, k := t.TempDir(), indextest.NewMemory(indextest.Options{}), kept{}
	open := row("a", "", "một") + row("b", "", "hai")
	secret := row("c", "", "ba") + `{"id":"d","text":"bốn","secrecy":"Mật"}` + "\n"
	tree(t, dir, map[string]string{"1.txt": letter(1), "2.bin": "\x00\x01\x02", "open.jsonl": open, "secret.jsonl": secret})
	run1(t, m, Options{}, dir)
	if len(k) != 0 {
		t.Error("kept without being told")
	}
	o := Options{Originals: k, Workers: 1}
	run1(t, m, o, dir) // unchanged, but not kept yet
	if !k.Has(checksum([]byte(letter(1)))) || k.Has(checksum([]byte(secret))) || k.Has(checksum([]byte("\x00\x01\x02"))) {
		t.Errorf("kept %q", k)
	}
	other := t.TempDir()
	tree(t, other, map[string]string{"open.jsonl": strings.ReplaceAll(open, `"id"`, `"title"`), "secret.jsonl": secret})
	run1(t, m, o, other)
	if !k.Has(checksum([]byte(strings.ReplaceAll(open, `"id"`, `"title"`)))) || k.Has(checksum([]byte(secret))) {
		t.Errorf("kept %q", k)
	}
	if _, err := Read(t.Context(), "d.txt", []byte(letter(9)), o); err != nil || !k.Has(checksum([]byte(letter(9)))) {
		t.Errorf("Read kept nothing: %v", err)
	}
}

func TestProblemLines(t *testing.T) {
	r := newReport()
	for i := range 5 {
		r.fail(Failure{File: fmt.Sprint(i, ".pdf"), Kind: KindEncrypted})
	}
	r.note(docfile.LegacyEncoding, "cũ.txt")
	r.note("of-tomorrow", "a.txt")
	got := strings.Join(r.ProblemLines(Vietnamese), "\n")
	if got != "5 × tệp có mật khẩu (ví dụ: 0.pdf, 1.pdf, 2.pdf)\n1 × chuyển từ bảng mã cũ (ví dụ: cũ.txt)\n1 × of-tomorrow (ví dụ: a.txt)" {
		t.Errorf("%s", got)
	}
}

// Every kind that a report can name has its words.
func TestNewKindsHaveWords(t *testing.T) {
	for _, kind := range []string{KindDamaged, KindEncrypted, KindTooDeep, KindTooSlow, KindMissingTool, KindCrashed} {
		if w := phrases[kind]; w.vi == "" || w.en == "" {
			t.Errorf("%s: %+v", kind, w)
		}
	}
	for _, code := range []string{docfile.LegacyEncoding, docfile.UnknownEncoding, docfile.DeclaredEncoding, docfile.DoubtfulEncoding,
		docfile.BrokenText, docfile.UnreadPage, docfile.UnreadPart, docfile.UnreadCell, docfile.PDFAttachments,
		"number-blank", "number-unreadable", "type-number-conflict", "date-blank", "date-unreadable", "impossible-date", "citation-type-conflict", "citation-date-conflict"} {
		if w := codePhrases[code]; w.vi == "" || w.en == "" {
			t.Errorf("%s: %+v", code, w)
		}
	}
	for _, kind := range []string{PassedHidden, PassedLock, PassedTemporary, PassedSystem, PassedOwn} {
		if w := passedPhrases[kind]; w.vi == "" || w.en == "" {
			t.Errorf("%s: %+v", kind, w)
		}
	}
}

// A program that is missing is named with its package, in both languages.
func TestMissingProgramIsNamed(t *testing.T) {
	data, err := os.ReadFile("../../testdata/files/pdf/directive.pdf")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	tree(t, dir, map[string]string{"a.pdf": string(data)})
	r := run1(t, indextest.NewMemory(indextest.Options{}), Options{Files: docfile.Options{Tools: &docfile.Tools{}}}, dir)
	for lang, want := range map[Language]string{
		Vietnamese: "a.pdf: thiếu chương trình để đọc (cần pdftotext, pdfinfo, pdftoppm, pdfimages; cài gói poppler-utils)",
		English:    "a.pdf: a program to read it is missing (it needs pdftotext, pdfinfo, pdftoppm, pdfimages; install the package poppler-utils)",
	} {
		if lines := strings.Join(r.FailureLines(lang), "\n"); !strings.Contains(lines, want) {
			t.Errorf("%s: %s, want %s", lang, lines, want)
		}
	}
}
