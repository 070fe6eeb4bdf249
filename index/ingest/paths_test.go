package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/index/indextest"
)

// tree writes files below dir; a name with "->" is a link.
func tree(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func run1(t *testing.T, w index.Writer, o Options, paths ...string) Report {
	t.Helper()
	report, err := Paths(t.Context(), w, paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// want holds a report against its numbers: files, documents, created, replaced,
// unchanged, moved, deleted.
func want(t *testing.T, r Report, numbers ...int) {
	t.Helper()
	got := []int{r.Files, r.Documents, r.Created, r.Replaced, r.Unchanged, r.Moved, r.Deleted}
	if !slices.Equal(got, numbers) {
		t.Errorf("files, documents, created, replaced, unchanged, moved, deleted = %v, want %v\n%s", got, numbers, r)
	}
}

// held lists what the collection has of a root: name#part=id.
func held(t *testing.T, w index.Writer, root string) map[string]string {
	t.Helper()
	list, err := w.Sources(t.Context(), index.Everything(), root)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range list {
		name := e.Source.Name
		if e.Source.Part != "" {
			name += "#" + e.Source.Part
		}
		out[name] = e.ID
	}
	return out
}

func names(m map[string]string) string {
	return strings.Join(slices.Sorted(maps.Keys(m)), " ")
}

func letter(n int) string {
	return fmt.Sprintf("TỈNH ỦY HẢI DƯƠNG\nSố %d-CV/TU\nHải Dương, ngày 6 tháng 8 năm 2021\n\nKính gửi: các huyện ủy\nVề công việc thứ %d.\n", n, n)
}

func TestPathsFollowsAFolder(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1), "năm/2.txt": letter(2), "năm/3.txt": letter(3), "4.txt": letter(4), ".ẩn/5.txt": letter(5), "~$1.docx": "x"})
	r := run1(t, m, Options{}, dir)
	want(t, r, 4, 4, 4, 0, 0, 0, 0)
	if r.Skipped != 2 || r.Failed() {
		t.Errorf("skipped %d: %s", r.Skipped, r)
	}
	ids := held(t, m, dir)
	if got := names(ids); got != "1.txt 4.txt năm/2.txt năm/3.txt" {
		t.Errorf("sources %s", got)
	}
	docs, _ := m.Get(t.Context(), index.Everything(), ids["năm/2.txt"])
	d := docs[ids["năm/2.txt"]]
	if d.Number != "2-CV/TU" || d.Text != letter(2) || d.Source.Root != dir || d.Source.Format != "txt" || len(d.Source.SHA256) != 64 {
		t.Errorf("document %+v", d)
	}

	want(t, run1(t, m, Options{}, dir), 4, 4, 0, 0, 4, 0, 0)

	// Changed, new, gone, moved.
	tree(t, dir, map[string]string{"1.txt": letter(1) + "thêm", "6.txt": letter(6)})
	rename(t, dir, "4.txt", "bốn.txt")
	remove(t, dir, "năm/3.txt")
	want(t, run1(t, m, Options{}, dir), 4, 4, 1, 2, 1, 1, 1)
	now := held(t, m, dir)
	if got := names(now); got != "1.txt 6.txt bốn.txt năm/2.txt" {
		t.Errorf("sources %s", got)
	}
	if now["bốn.txt"] != ids["4.txt"] || now["1.txt"] != ids["1.txt"] {
		t.Error("a document changed its id")
	}
}

func rename(t *testing.T, dir, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func TestMostVanishingNeedsPrune(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	for n := range 4 {
		tree(t, dir, map[string]string{fmt.Sprint(n, ".txt"): letter(n + 1)})
	}
	run1(t, m, Options{}, dir)
	for _, name := range []string{"0.txt", "1.txt", "2.txt"} {
		remove(t, dir, name)
	}
	r := run1(t, m, Options{}, dir)
	want(t, r, 1, 1, 0, 0, 1, 0, 0)
	if r.Problems[KindWithheld] != 1 || len(held(t, m, dir)) != 4 {
		t.Errorf("three of four gone: %s", r)
	}
	want(t, run1(t, m, Options{Prune: true}, dir), 1, 1, 0, 0, 1, 0, 3)

	// A folder that is not there at all is not an empty one, whatever --prune says.
	rename(t, filepath.Dir(dir), filepath.Base(dir), "elsewhere")
	r = run1(t, m, Options{Prune: true}, dir)
	if len(held(t, m, dir)) != 1 || r.Problems[KindUnreadable] != 1 {
		t.Errorf("unmounted: %s", r)
	}
}

func TestBrokenFilesLoseNothing(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{
		"a.txt": letter(1), "b.txt": letter(2), "c.rar": "Rar!\x1a\x07", "d.txt": "", "e.bin": "\x00\x01\x02\x03\x04", "f.docx": "PK\x03\x04 word/",
	})
	r := run1(t, m, Options{}, dir)
	want(t, r, 6, 2, 2, 0, 0, 0, 0)
	var got []string
	for _, f := range r.Failures {
		got = append(got, filepath.Base(f.File)+"="+f.Kind)
	}
	if s := strings.Join(got, " "); s != "c.rar=unsupported d.txt=empty e.bin=binary f.docx=damaged" {
		t.Errorf("failures: %s", s)
	}

	tree(t, dir, map[string]string{"a.txt": "%PDF-1.4 now"})
	want(t, run1(t, m, Options{}, dir), 6, 1, 0, 0, 1, 0, 0)
	if got := names(held(t, m, dir)); got != "a.txt b.txt" {
		t.Errorf("a broken file lost its document: %s", got)
	}
}

func TestUnreadableFolderKeepsItsDocuments(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything: permissions cannot be taken away")
	}
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"a/1.txt": letter(1), "b/2.txt": letter(2), "b/3.txt": letter(3), "b/4.txt": letter(4)})
	run1(t, m, Options{}, dir)
	os.Chmod(filepath.Join(dir, "a"), 0)
	defer os.Chmod(filepath.Join(dir, "a"), 0o755)
	r := run1(t, m, Options{Prune: true}, dir)
	if len(held(t, m, dir)) != 4 || r.Problems[KindUnreadable] == 0 {
		t.Errorf("%s", r)
	}
}

func TestLost(t *testing.T) {
	w := &walk{failed: map[string]unread{"a": {err: os.ErrPermission}, "b/c": {err: os.ErrPermission}, "l": {err: errLink}}}
	for name, lost := range map[string]bool{"a": true, "a/x.txt": true, "ab": false, "b/x": false, "b/c/d/x": true, "l/x": false} {
		if w.lost(name) != lost {
			t.Errorf("lost(%q) = %v", name, !lost)
		}
	}
	if whole := (&walk{failed: map[string]unread{".": {err: os.ErrPermission}}}); !whole.lost("a") {
		t.Error("nothing below an unreadable root is known to be gone")
	}
}

func TestLinks(t *testing.T) {
	dir, outside, m := t.TempDir(), t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"a/1.txt": letter(1)})
	tree(t, outside, map[string]string{"2.txt": letter(2)})
	for link, target := range map[string]string{"a/loop": "..", "b": outside, "3.txt": filepath.Join(outside, "2.txt"), "broken.txt": "nowhere", "self": "self"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	r := run1(t, m, Options{}, dir)
	want(t, r, 3, 3, 3, 0, 0, 0, 0)
	if got := names(held(t, m, dir)); got != "3.txt a/1.txt b/2.txt" {
		t.Errorf("sources %s", got)
	}
	if r.Problems[KindLink] != 1 || r.Problems[KindUnreadable] != 2 {
		t.Errorf("%v %s", r.Problems, r)
	}
}

func row(id, number, text string) string {
	b, _ := json.Marshal(map[string]string{"id": id, "number": number, "text": text})
	return strings.Replace(string(b), `"id":"",`, "", 1) + "\n"
}

func TestRows(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	file := func(rows ...string) { tree(t, dir, map[string]string{"a.jsonl": strings.Join(rows, "")}) }
	file(row("x", "1-CV/TU", "một"), row("", "2-CV/TU", "hai"), row("y", "", "ba"), "{broken\n", `{"nothing":1}`+"\n", "{}\n")
	r := run1(t, m, Options{}, dir)
	want(t, r, 1, 3, 3, 0, 0, 0, 0)
	if r.Problems[KindInvalid] != 3 || r.Failures[0].Part != "4" {
		t.Errorf("%v %+v", r.Problems, r.Failures)
	}
	ids := held(t, m, dir)
	if ids["a.jsonl#1"] != "x" || ids["a.jsonl#3"] != "y" || ids["a.jsonl#2"] == "" {
		t.Errorf("held %v", ids)
	}
	want(t, run1(t, m, Options{}, dir), 1, 3, 0, 0, 3, 0, 0)

	// A row before the others: those with an id keep it, and nothing is lost.
	file(row("z", "0-CV/TU", "không"), row("x", "1-CV/TU", "một"), row("y", "", "ba"))
	r = run1(t, m, Options{}, dir)
	want(t, r, 1, 3, 1, 2, 0, 0, 1)
	if got := fmt.Sprint(held(t, m, dir)); got != "map[a.jsonl#1:z a.jsonl#2:x a.jsonl#3:y]" {
		t.Errorf("held %s", got)
	}
	// A row gone goes with its document; a broken row holds that back.
	file(row("z", "0-CV/TU", "không"), row("x", "1-CV/TU", "một"), "{broken\n")
	run1(t, m, Options{}, dir)
	if got := names(held(t, m, dir)); got != "a.jsonl#1 a.jsonl#2 a.jsonl#3" {
		t.Errorf("held %s", got)
	}
	file(row("z", "0-CV/TU", "không"), row("x", "1-CV/TU", "một"))
	want(t, run1(t, m, Options{}, dir), 1, 2, 0, 2, 0, 0, 1)
}

// A run that was cut off between batches left rows out; the next one must not
// take the file for done.
func TestRowsAreTakenUpAfterACut(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	var rows string
	for n := range 10 {
		rows += row(fmt.Sprint("r", n), "", fmt.Sprint("văn bản ", n))
	}
	tree(t, dir, map[string]string{"a.jsonl": rows})
	_, err := Paths(t.Context(), &failing{Writer: m, after: 2}, []string{dir}, Options{Batch: 3, Workers: 1})
	if !errors.Is(err, errDisk) {
		t.Fatalf("Paths: %v", err)
	}
	if n := len(held(t, m, dir)); n != 6 {
		t.Fatalf("%d rows were put before the cut", n)
	}
	want(t, run1(t, m, Options{Batch: 3}, dir), 1, 10, 4, 0, 6, 0, 0)
}

var errDisk = errors.New("the disk is full")

// failing is a Writer whose Put fails after so many calls.
type failing struct {
	index.Writer
	after int
}

func (f *failing) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	if f.after--; f.after < 0 {
		return nil, errDisk
	}
	return f.Writer.Put(ctx, scope, drafts...)
}

func TestLargeFiles(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{
		"rows.jsonl": strings.Repeat(row("", "", strings.Repeat("phòng dịch ", 20)), 20), "long.txt": strings.Repeat("phòng dịch ", 200),
	})
	r := run1(t, m, Options{Files: docfile.Options{Limits: docfile.Limits{Size: 1000}}}, dir)
	want(t, r, 2, 20, 20, 0, 0, 0, 0)
	if r.Problems[KindTooLarge] != 1 {
		t.Errorf("%s", r)
	}
	want(t, run1(t, m, Options{Files: docfile.Options{Limits: docfile.Limits{Size: 1000}}}, dir), 2, 20, 0, 0, 20, 0, 0)
}

// Reading a part of a folder, or a file of it, adds no second copy.
func TestPartsOfAKnownFolder(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"a/1.txt": letter(1), "a/2.txt": letter(2), "b/3.txt": letter(3), "b/4.txt": letter(4)})
	run1(t, m, Options{}, dir)
	remove(t, dir, "a/1.txt")
	remove(t, dir, "b/3.txt")
	want(t, run1(t, m, Options{}, filepath.Join(dir, "a")), 1, 1, 0, 0, 1, 0, 1)
	tree(t, dir, map[string]string{"b/4.txt": letter(40)})
	want(t, run1(t, m, Options{}, filepath.Join(dir, "b", "4.txt")), 1, 1, 0, 1, 0, 0, 0)
	if got := names(held(t, m, dir)); got != "a/2.txt b/3.txt b/4.txt" {
		t.Errorf("held %s", got)
	}
	want(t, run1(t, m, Options{}, filepath.Join(dir, "b"), dir, filepath.Join(dir, "b")), 2, 2, 0, 0, 2, 0, 1)
}

func TestSingleFile(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1)})
	path := filepath.Join(dir, "1.txt")
	want(t, run1(t, m, Options{}, path), 1, 1, 1, 0, 0, 0, 0)
	want(t, run1(t, m, Options{}, path), 1, 1, 0, 0, 1, 0, 0)
	if len(held(t, m, dir)) != 0 {
		t.Error("a file given by itself made its folder a root")
	}
	r := run1(t, m, Options{}, filepath.Join(dir, "none.txt"))
	if want(t, r, 0, 0, 0, 0, 0, 0, 0); r.Problems[KindUnreadable] != 1 {
		t.Errorf("%s", r)
	}
}

func TestPathsStopsBetweenBatches(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	for n := range 50 {
		tree(t, dir, map[string]string{fmt.Sprintf("%02d.txt", n): letter(n + 1)})
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := Paths(ctx, &stopping{Writer: m, stop: cancel}, []string{dir}, Options{Batch: 10})
	if !errors.Is(err, context.Canceled) || r.Created != 10 || len(held(t, m, dir)) != 10 {
		t.Errorf("%v after %d documents, %d held", err, r.Created, len(held(t, m, dir)))
	}
	want(t, run1(t, m, Options{}, dir), 50, 50, 40, 0, 10, 0, 0)
}

// stopping is a Writer in whose first Put the context ends.
type stopping struct {
	index.Writer
	stop func()
}

func (s *stopping) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	written, err := s.Writer.Put(ctx, scope, drafts...)
	s.stop()
	return written, err
}

func TestProgress(t *testing.T) {
	t.Parallel()
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "3.pdf": "%PDF-"})
	var last Progress
	run1(t, m, Options{Progress: func(p Progress) { last = p }}, dir)
	size := int64(len(letter(1)) + len(letter(2)) + 5)
	if last != (Progress{Done: 3, Total: 3, Bytes: size, TotalBytes: size, Documents: 2}) {
		t.Errorf("last progress %+v", last)
	}
}

// refusing is a Writer that refuses one id.
type refusing struct {
	index.Writer
	id string
}

func (r *refusing) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	written := make([]index.Written, len(drafts))
	for i, d := range drafts {
		if d.ID == r.id {
			written[i] = index.Written{ID: d.ID, Status: index.Refused, Err: directive.ErrID}
			continue
		}
		one, err := r.Writer.Put(ctx, scope, d)
		if err != nil {
			return nil, err
		}
		written[i] = one[0]
	}
	return written, nil
}

func TestRefusedDocuments(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"a.jsonl": row("x", "", "một") + row("y", "", "hai")})
	r := run1(t, &refusing{m, "x"}, Options{}, dir)
	want(t, r, 1, 1, 1, 0, 0, 0, 0)
	if r.Problems[KindRefused] != 1 || r.Failures[0].Part != "1" {
		t.Errorf("%s", r)
	}
	// What a refused row would have displaced stays.
	tree(t, dir, map[string]string{"a.jsonl": row("y", "", "hai") + row("z", "", "ba")})
	run1(t, m, Options{}, dir)
	tree(t, dir, map[string]string{"a.jsonl": row("y", "", "hai") + row("x", "", "một")})
	run1(t, &refusing{m, "x"}, Options{}, dir)
	if got := names(held(t, m, dir)); got != "a.jsonl#1 a.jsonl#2" {
		t.Errorf("held %s", got)
	}
}

func TestReportForPeopleAndMachines(t *testing.T) {
	r := Report{Files: 2, Documents: 1, Created: 1, Skipped: 1, Problems: map[string]int{}}
	r.fail(Failure{File: "/vb/a.pdf", Kind: KindUnsupported, Reason: "format PDF is not supported"})
	const want = "Đã đọc 2 tệp, 1 văn bản: 1 mới, 0 thay thế, 0 không đổi, 0 đã xóa. Bỏ qua 1 tệp hoặc thư mục ẩn.\n" +
		"  /vb/a.pdf: định dạng chưa được hỗ trợ (format PDF is not supported)\n"
	if r.String() != want {
		t.Errorf("%s", r)
	}
	if got, want := r.Summary(English), "Read 2 files with 1 documents: 1 new, 0 replaced, 0 unchanged, 0 deleted. Passed over 1 hidden files or folders."; got != want {
		t.Errorf("in English %q, want %q", got, want)
	}
	if got, want := r.FailureLines(English), []string{"/vb/a.pdf: format not supported (format PDF is not supported)"}; !slices.Equal(got, want) {
		t.Errorf("in English %q, want %q", got, want)
	}
	b, err := json.Marshal(r)
	const wantJSON = `{"files":2,"bytes":0,"documents":1,"created":1,"replaced":0,"unchanged":0,"moved":0,"deleted":0,"skipped":1,` +
		`"problems":{"unsupported":1},"failures":[{"file":"/vb/a.pdf","kind":"unsupported","reason":"format PDF is not supported"}]}`
	if err != nil || string(b) != wantJSON {
		t.Errorf("%s, %v", b, err)
	}
	for range 2 * MaxFailures {
		r.fail(Failure{Kind: KindEmpty})
	}
	if len(r.Failures) != MaxFailures || r.Problems[KindEmpty] != 2*MaxFailures {
		t.Errorf("%d failures named, %d counted", len(r.Failures), r.Problems[KindEmpty])
	}
	if lines := r.FailureLines(Vietnamese); len(lines) != shownFailures+1 || lines[shownFailures] != "… và 980 mục khác" {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

// Every kind of failure has its words in each language.
func TestKindsHaveWords(t *testing.T) {
	for _, kind := range []string{KindUnreadable, KindUnsupported, KindBinary, KindEmpty, KindTooLarge,
		KindInvalid, KindRefused, KindLink, KindSpecial, KindWithheld} {
		if w := phrases[kind]; w.vi == "" || w.en == "" {
			t.Errorf("%s: %+v", kind, w)
		}
	}
}

// Over half is over half of the documents or of the files.
func TestWhatCountsAsMost(t *testing.T) {
	t.Parallel()
	var rows string
	for n := range 10 {
		rows += row(fmt.Sprint("r", n), "", fmt.Sprint("văn bản ", n))
	}
	tests := []struct {
		gone     []string
		withheld bool
	}{
		{[]string{"a.jsonl"}, true},        // one file of three, but ten documents of twelve
		{[]string{"1.txt", "2.txt"}, true}, // two documents of twelve, but two files of three
		{[]string{"1.txt"}, false},
	}
	for _, tt := range tests {
		dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
		tree(t, dir, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "a.jsonl": rows})
		run1(t, m, Options{}, dir)
		for _, name := range tt.gone {
			remove(t, dir, name)
		}
		r := run1(t, m, Options{}, dir)
		if withheld := r.Problems[KindWithheld] == 1; withheld != tt.withheld || r.Deleted == 0 != tt.withheld {
			t.Errorf("without %v: %s", tt.gone, r)
		}
	}
}

// Of two new copies of a file that is gone, one is that file.
func TestOneOfTwoCopiesIsTheFileThatMoved(t *testing.T) {
	dir, m := t.TempDir(), indextest.NewMemory(indextest.Options{})
	tree(t, dir, map[string]string{"1.txt": letter(1), "2.txt": letter(2)})
	run1(t, m, Options{}, dir)
	id := held(t, m, dir)["1.txt"]
	rename(t, dir, "1.txt", "a.txt")
	tree(t, dir, map[string]string{"b.txt": letter(1)})
	want(t, run1(t, m, Options{}, dir), 3, 3, 1, 1, 1, 1, 0)
	now := held(t, m, dir)
	if now["a.txt"] != id || now["b.txt"] == id || now["b.txt"] == "" {
		t.Errorf("%s became %v", id, now)
	}
}
