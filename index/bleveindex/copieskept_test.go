package bleveindex

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

// copiedLetter is a document of some matter; a scan of it has lost accents, and may be hidden.
func copiedLetter(id string, matter int, scanned bool) index.Draft {
	var text strings.Builder
	for n := range 50 {
		fmt.Fprintf(&text, "Đề nghị đơn vị thứ %d báo cáo việc số %d trước ngày cuối tháng. ", n*matter, n)
	}
	body := text.String()
	if scanned {
		body = strings.ReplaceAll(body, "báo cáo việc số 7 ", "bao cao viec so 7 ")
	}
	return index.Draft{ID: id, FollowsSource: scanned, Read: directive.Directive{Number: fmt.Sprint(matter, "/UBND-VP"), Text: body}}
}

func openKept(t *testing.T, dir string) *Engine {
	t.Helper()
	e, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func closeKept(t *testing.T, e *Engine) {
	t.Helper()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

func putKept(t *testing.T, e *Engine, drafts ...index.Draft) {
	t.Helper()
	written, err := e.Put(context.Background(), index.Everything(), drafts...)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range written {
		if w.Err != nil {
			t.Fatal(w.Err)
		}
	}
}

// families are all families with what is told of each member, and how many documents
// a search without copies finds.
func families(t *testing.T, e *Engine) (all [][]string, copies map[string][]index.Copy, found int) {
	t.Helper()
	copies = map[string][]index.Copy{}
	if err := e.withCopies(func(f *copyFamilies) {
		all = f.index.Families()
		for _, family := range all {
			for _, id := range family {
				copies[id] = f.copies(id, nil)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	r, err := e.Search(context.Background(), index.Everything(), index.Query{Collapse: true})
	if err != nil {
		t.Fatal(err)
	}
	return all, copies, r.Total.Families
}

// sameAsWithout holds that families at a start are those of a start without the file, and
// says of which generation the file was and whether it sufficed.
func sameAsWithout(t *testing.T, dir string) (generation uint64, sufficed bool) {
	t.Helper()
	bare := t.TempDir()
	if err := os.CopyFS(bare, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(bare, "copies")); err != nil {
		t.Fatal(err)
	}
	without, with := openKept(t, bare), openKept(t, dir)
	all, copies, found := families(t, with)
	generation, sufficed = with.copies.saved, !with.copies.whole
	same := func(when string) {
		t.Helper()
		wantAll, wantCopies, wantFound := families(t, without)
		if !reflect.DeepEqual(all, wantAll) || !reflect.DeepEqual(copies, wantCopies) || found != wantFound {
			t.Fatalf("%s: families %v of %d, want %v of %d; %v, want %v", when, all, found, wantAll, wantFound, copies, wantCopies)
		}
	}
	same("at the start")
	for _, draft := range []index.Draft{copiedLetter("later", 2, true), copiedLetter("alone-scan", 9, true)} {
		putKept(t, without, draft)
		putKept(t, with, draft)
		all, copies, found = families(t, with)
		same("after a write of " + draft.ID)
	}
	closeKept(t, without)
	closeKept(t, with)
	return generation, sufficed
}

// threeFamilies is a collection with families of copies whose file was put aside, and
// documents without.
func threeFamilies(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	e := openKept(t, dir)
	families(t, e) // asked for, so that they are put aside
	for matter := range 3 {
		for n := range 2 + matter {
			putKept(t, e, copiedLetter(fmt.Sprintf("d%d%d", matter, n), matter+1, n%2 == 1))
		}
	}
	putKept(t, e, copiedLetter("alone", 9, false), copiedLetter("other", 8, false))
	closeKept(t, e)
	return dir
}

func TestFamiliesAreTakenUp(t *testing.T) {
	dir := threeFamilies(t)
	if generation, sufficed := sameAsWithout(t, dir); generation == 0 || !sufficed {
		t.Errorf("file of generation %d, sufficed: %v", generation, sufficed)
	}
	if generation, sufficed := sameAsWithout(t, dir); generation == 0 || !sufficed {
		t.Errorf("after writes: file of generation %d, sufficed: %v", generation, sufficed)
	}
}

// Families of a process that was killed are brought up by what changed since they were put
// aside: documents that came, went, and became others.
func TestOlderFamiliesAreBroughtUp(t *testing.T) {
	dir := threeFamilies(t)
	e := openKept(t, dir)
	families(t, e)
	putKept(t, e, copiedLetter("alone-twin", 9, false), copiedLetter("d00", 7, false), copiedLetter("new", 3, true))
	if err := e.Delete(context.Background(), index.Everything(), "d20"); err != nil {
		t.Fatal(err)
	}
	killed := t.TempDir()
	if err := os.CopyFS(killed, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if generation, sufficed := sameAsWithout(t, killed); generation == 0 || sufficed {
		t.Errorf("file of generation %d, sufficed: %v", generation, sufficed)
	}
}

func TestFileOfFamiliesIsOfNoUse(t *testing.T) {
	dir := threeFamilies(t)
	path := filepath.Join(dir, "copies")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, b []byte) {
		t.Helper()
		fresh := t.TempDir()
		if err := os.CopyFS(fresh, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(fresh, "copies"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		if generation, sufficed := sameAsWithout(t, fresh); generation != 0 || sufficed {
			t.Errorf("%s: a file of generation %d was used", what, generation)
		}
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/5 {
		damaged := slices.Clone(whole)
		damaged[at] ^= 4
		try(fmt.Sprint("damaged at ", at), damaged)
		try(fmt.Sprint("cut at ", at), whole[:at])
	}
	e := openKept(t, dir)
	now, version := e.live.generation(), e.copiesVersion()
	closeKept(t, e)
	save := func(w io.Writer) error { _, err := w.Write([]byte{0}); return err } // no families at all
	for what, of := range map[string]struct {
		generation uint64
		version    string
	}{"of another version": {now, version + "x"}, "of a later state": {now + 1, version}} {
		b, err := sealKept(of.generation, of.version, save)
		if err != nil {
			t.Fatal(err)
		}
		try(what, b)
	}
}

// Families are whole after a start whoever completes them: what is done beside the
// searches, a write that comes first, or one in between.
func TestFamiliesAreCompletedBesideWrites(t *testing.T) {
	dir := threeFamilies(t)
	for range 3 {
		e := openKept(t, dir)
		want, _, _ := families(t, e)
		done := make(chan error)
		go func() { done <- e.completeCopies() }()
		putKept(t, e, copiedLetter("d01", 6, false))
		putKept(t, e, copiedLetter("d01", 1, true))
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if got, _, _ := families(t, e); !reflect.DeepEqual(got, want) || !e.copies.whole {
			t.Errorf("families %v, want %v; whole: %v", got, want, e.copies.whole)
		}
		closeKept(t, e)
	}
}

func TestCompletedFamiliesKnowTheOthers(t *testing.T) {
	e := openKept(t, threeFamilies(t))
	before, _, _ := families(t, e)
	if err := e.completeCopies(); err != nil {
		t.Fatal(err)
	}
	status, err := e.Status(context.Background())
	if held := e.copies.index.Len(); err != nil || !e.copies.whole || held != status.Documents {
		t.Fatalf("%d documents of %d, whole: %v, %v", held, status.Documents, e.copies.whole, err)
	}
	putKept(t, e, copiedLetter("alone-scan", 9, true))
	if after, _, _ := families(t, e); !reflect.DeepEqual(after, slices.Insert(before, 0, []string{"alone", "alone-scan"})) {
		t.Errorf("families %v after a copy of one that had none, before %v", after, before)
	}
}
