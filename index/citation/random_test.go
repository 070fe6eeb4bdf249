package citation

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest"
)

// What random documents are made of: few values, so that they meet.
var (
	someNumbers = []string{"", "16/CT-TTg", "016/CT-TTG", "11/CT-UBND", "02-CĐ/TU", "15/2020/NĐ-CP", "15/NĐ-CP", "16", "21-KL/TW", "x y", "24/2008/QH12"}
	someKinds   = []directive.Kind{"", "Chỉ thị", "Công điện", "Nghị định", "Luật", "Kết luận", "Nghị quyết"}
	someIssuers = []string{"", "Thủ tướng Chính phủ", "Ủy ban nhân dân tỉnh", "UBND tỉnh Hải Dương", "Ủy ban nhân dân tỉnh Quảng Trị",
		"Huyện ủy", "Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Hải Dương", "Ban Chấp hành Trung ương Đảng (khóa XIII)", "Chính phủ", "UBND huyện Cẩm Giàng"}
	someDates  = []directive.Date{{}, {Year: 2020}, {Year: 2020, Month: 3, Day: 31}, {Year: 2021, Month: 5, Day: 27}, {Year: 2008, Month: 11}}
	someTitles = []string{"", "Luật Bảo hiểm y tế", "Về thực hiện các biện pháp cấp bách phòng, chống dịch"}
	someHomes  = []string{"", "Hải Dương", "Quảng Trị", "Hà Nội"}
)

// dice chooses by the bytes of a fuzz input, and 0 after its end.
type dice struct{ data []byte }

func (d *dice) n(n int) int {
	if len(d.data) == 0 {
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return int(b) % n
}

func pick[T any](d *dice, list []T) T { return list[d.n(len(list))] }

func (d *dice) document() directive.Directive {
	doc := directive.Directive{ID: fmt.Sprint("d", d.n(8)), Number: pick(d, someNumbers), Type: pick(d, someKinds), Issuer: pick(d, someIssuers),
		Issued: pick(d, someDates), Title: pick(d, someTitles), Province: pick(d, someHomes)}
	for range d.n(5) {
		doc.References = append(doc.References, directive.Reference{Number: pick(d, someNumbers), Type: pick(d, someKinds), Issuer: pick(d, someIssuers),
			Date: pick(d, someDates), Title: pick(d, someTitles), Navigation: d.n(8) == 7})
	}
	directive.SetRefs(doc.References)
	return doc
}

// throws are random bytes for dice.
func throws(rng *rand.Rand, n int) []byte {
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(rng.Uint32())
	}
	return data
}

// FuzzGraph holds a graph that documents came to and went from, with questions
// in between, to one built from what is left.
func FuzzGraph(f *testing.F) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 30 {
		f.Add(throws(rng, 40*(n+1)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, held := New(), map[string]directive.Directive{}
		for d := (&dice{data}); len(d.data) > 0; {
			switch d.n(8) {
			case 0:
				id := fmt.Sprint("d", d.n(8))
				g.Delete(id)
				delete(held, id)
			case 1:
				g.CitedBy(fmt.Sprint("d", d.n(8)))
			case 2:
				id := fmt.Sprint("d", d.n(8))
				if refs := held[id].References; len(refs) > 0 {
					g.Decide(id, Decision{Ref: refs[0].Ref, Target: fmt.Sprint("d", d.n(8))})
				}
				g.Decide(id)
			default:
				doc := d.document()
				g.Put(&doc)
				held[doc.ID] = doc
			}
		}
		rebuilt := New()
		if err := rebuilt.Build(each(held)); err != nil {
			t.Fatal(err)
		}
		loaded := reloaded(t, g)
		sameGraphs(t, g, rebuilt, held)
		sameGraphs(t, loaded, rebuilt, held)
	})
}

func each(docs map[string]directive.Directive) iter.Seq2[directive.Directive, error] {
	return func(yield func(directive.Directive, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(docs)) {
			if !yield(docs[id], nil) {
				return
			}
		}
	}
}

func sameGraphs(t *testing.T, a, b *Graph, held map[string]directive.Directive) {
	t.Helper()
	cited := map[string]map[string]bool{}
	for id, d := range held {
		got, want := a.Citations(&d, nil), b.Citations(&d, nil)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: citations\n%+v\nafter a rebuild\n%+v", id, got, want)
		}
		for _, c := range got {
			if c.State == Resolved && c.Target != id {
				if cited[c.Target] == nil {
					cited[c.Target] = map[string]bool{}
				}
				cited[c.Target][id] = true
			}
			if (c.State == Resolved) != (c.Target != "") {
				t.Fatalf("%s: %s with target %q", id, c.State, c.Target)
			}
		}
	}
	for id := range held {
		want := slices.Sorted(maps.Keys(cited[id]))
		if got := a.Citing(id); !slices.Equal(got, want) || a.CitedBy(id) != len(want) {
			t.Fatalf("%s: cited by %v, count %d; its citers say %v", id, got, a.CitedBy(id), want)
		}
		if got, want := a.Citers(id, nil, Ambiguous, Conflict), b.Citers(id, nil, Ambiguous, Conflict); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: citers %v, after a rebuild %v", id, got, want)
		}
	}
	gotGhosts, _, _ := a.Ghosts(1000, "", nil)
	wantGhosts, _, _ := b.Ghosts(1000, "", nil)
	if !reflect.DeepEqual(gotGhosts, wantGhosts) {
		t.Fatalf("ghosts\n%+v\nafter a rebuild\n%+v", gotGhosts, wantGhosts)
	}
}

// TestEmptied holds a graph that everything went from to an empty one: nothing
// is kept of what is gone.
func TestEmptied(t *testing.T) {
	g := New()
	d := &dice{make([]byte, 4000)}
	for i := range d.data {
		d.data[i] = byte(i * 7 % 251)
	}
	for len(d.data) > 0 {
		doc := d.document()
		g.Put(&doc)
	}
	for i := range 8 {
		g.Delete(fmt.Sprint("d", i))
	}
	if n := leftOver(g); n != 0 || !g.isSettled() || g.Len() != 0 {
		t.Errorf("%d things are left over", n)
	}
}

// leftOver counts what a graph holds of documents that come and go.
func leftOver(g *Graph) int {
	strings := g.said.texts.Len() - 1 // the empty one is always there
	return g.keys.Len() + g.ids.Len() + strings + g.mentions.list.Len() - len(g.mentions.free)
}

// TestTogether asks and writes at once; the race detector judges.
func TestTogether(t *testing.T) {
	g := New()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(worker), 5))
			for range 200 {
				doc := (&dice{throws(rng, 40)}).document()
				switch rng.IntN(4) {
				case 0:
					g.Delete(doc.ID)
				case 1:
					g.Citing(doc.ID)
					g.Ghosts(3, "", nil)
				case 2:
					g.Citations(&doc, func(id string) bool { return id != "d3" })
				default:
					g.Put(&doc)
				}
			}
		})
	}
	wg.Wait()
}

// TestVisible hides documents: what a caller may not see neither resolves nor
// makes ambiguous, nor is it counted.
func TestVisible(t *testing.T) {
	g := New()
	ct := directive.Directive{Number: "16/CT-TTg", Type: "Chỉ thị", Issued: directive.Date{Year: 2020, Month: 3, Day: 31}}
	for _, id := range []string{"open", "copy"} {
		ct.ID = id
		g.Put(&ct)
	}
	a := directive.Directive{ID: "a", References: []directive.Reference{{Ref: "r", Number: "16/CT-TTg", Date: ct.Issued}, {Number: "9/CT-TTg", Date: ct.Issued}}}
	g.Put(&a)
	without := func(hidden string) Visible { return func(id string) bool { return id != hidden } }
	if got := g.Citations(&a, without("copy"))[0].Resolution; got.Target != "open" || len(got.Candidates) != 1 {
		t.Errorf("with the copy hidden: %+v", got)
	}
	if got := g.Resolve("16/CT-TTg", "", ct.Issued, func(string) bool { return false }); got.State != Absent {
		t.Errorf("with all hidden: %+v", got)
	}
	if got := g.Citers("open", without("a"), Ambiguous); len(got) != 0 {
		t.Errorf("citers with a hidden: %v", got)
	}
	if got := g.Citers("open", nil, Ambiguous); len(got) != 1 || !got[0].Is(&a.References[0]) {
		t.Errorf("citers: %v", got)
	}
	if got, _, _ := g.Ghosts(5, "", without("a")); len(got) != 0 {
		t.Errorf("ghosts with a hidden: %v", got)
	}
	if _, _, err := g.Ghosts(5, "nonsense", nil); !errors.Is(err, index.ErrCursor) {
		t.Errorf("a bad cursor: %v", err)
	}
}

// TestFollow keeps a graph in step with an engine.
func TestFollow(t *testing.T) {
	ctx := context.Background()
	engine := indextest.NewMemory(indextest.Options{})
	put := func(d directive.Directive) {
		t.Helper()
		out, err := engine.Put(ctx, index.Everything(), index.Draft{ID: d.ID, Read: d})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	day := directive.Date{Year: 2020, Month: 3, Day: 31}
	put(directive.Directive{ID: "ct", Number: "16/CT-TTg", Issued: day})
	put(directive.Directive{ID: "a", References: []directive.Reference{{Number: "16/CT-TTg", Date: day}}})
	g := New()
	at, err := g.Follow(ctx, engine, 0)
	if err != nil || !slices.Equal(g.Citing("ct"), []string{"a"}) {
		t.Fatalf("after two writes: %v, %v", g.Citing("ct"), err)
	}
	if err := engine.Delete(ctx, index.Everything(), "a"); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Follow(ctx, engine, at); err != nil || g.CitedBy("ct") != 0 || g.Len() != 1 {
		t.Errorf("after a deletion: cited by %d, %v", g.CitedBy("ct"), err)
	}
	wrong := errors.New("the disk is gone")
	err = g.Build(func(yield func(directive.Directive, error) bool) { yield(directive.Directive{}, wrong) })
	if !errors.Is(err, wrong) {
		t.Errorf("a failing collection: %v", err)
	}
}
