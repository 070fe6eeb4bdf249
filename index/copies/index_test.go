package copies

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/extract"
	"tracuu/index/indextest/labelled"
)

// Families follow from the documents alone: any order of writes, with deletions
// and replacements on the way, ends in the same ones.
func TestFamiliesDoNotDependOnTheOrder(t *testing.T) {
	prints := map[string]Fingerprint{}
	var ids []string
	sentences := seedSentences(t)
	for n := range 4 {
		l := made(n, sentences)
		for i, v := range variants {
			id := fmt.Sprintf("%d-%02d", n, i)
			prints[id], ids = readLetter(v.make(l, n)), append(ids, id)
		}
	}
	var want [][]string
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 3))
		x, held := NewIndex(), Held{}
		for _, i := range r.Perm(len(ids)) {
			held.put(x, ids[i], prints[ids[r.IntN(len(ids))]]) // another's, replaced below
			if r.IntN(3) == 0 {
				x.Delete(ids[i])
				x.Families()
			}
			held.put(x, ids[i], prints[ids[i]])
		}
		got := x.Families()
		if seed == 0 {
			want = got
			if len(want) < 4 {
				t.Fatalf("only %d families", len(want))
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("order %d gives %v, want %v", seed, got, want)
		}
		for _, id := range ids {
			x.Delete(id)
		}
		if x.Len() != 0 || len(x.Families()) != 0 || len(x.kin) != 0 {
			t.Errorf("after all are gone: %d documents, %v", x.Len(), x.Families())
		}
	}
}

func FuzzDecode(f *testing.F) {
	one := Fingerprint{words: 3}
	f.Add(one.Append(nil))
	f.Add([]byte("short"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Decode(b)
		if err == nil && !bytes.Equal(got.Append(nil), b) {
			t.Errorf("%x is written as %x", b, got.Append(nil))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	sentences := seedSentences(b)
	d := directive.Directive{Text: made(3, sentences).text(), Number: "107-CV/BDVTU"}
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Read(&d)
	}
}

// TestCorpus lists the families among real documents, for a person to look at.
func TestCorpus(t *testing.T) {
	for _, name := range []string{"tvpl", "phapdien"} {
		x, held := NewIndex(), Held{}
		for row := range labelled.Rows[struct{ ID, Text, Number, Type, Issuer, Date string }](t, "corpus", name+".jsonl.gz") {
			d := directive.Directive{Text: row.Text, Number: row.Number, Type: directive.Kind(row.Type), Issuer: row.Issuer}
			d.Issued, _ = directive.ParseDate(row.Date)
			if name == "tvpl" {
				d = extract.Read(extract.Input{Text: row.Text})
			}
			held.put(x, fmt.Sprintf("%s (%s, %s)", row.ID, d.Number, d.Issued), Read(&d))
		}
		t.Logf("%s: %d documents", name, x.Len())
		for _, family := range x.Families() {
			t.Logf("  %q", family)
		}
	}
}

// put puts a document into an index and holds its fingerprint for it.
func (h Held) put(x *Index, id string, f Fingerprint) {
	h[id] = f
	x.Put(id, f, h)
}

// form is the fingerprint of a letter that an office sends to everybody: the text is
// the same, the number is not.
func form(number uint32) Fingerprint {
	f := formPrint
	f.number = number
	return f
}

var formPrint = Read(&directive.Directive{Text: "Đề nghị các đơn vị nghiêm túc triển khai thực hiện và báo cáo kết quả trước ngày 15 hằng tháng để tổng hợp"})

// Wording that all letters of an office share leads one with a number to none of the
// others, or ten times as many letters would take a hundred times as long.
func TestFormLettersAreNotComparedWithEachOther(t *testing.T) {
	x, held := NewIndex(), Held{}
	for n := range uint32(3000) {
		held.put(x, fmt.Sprint(n), form(n+1))
	}
	f := form(5000)
	p := newPrint(&f)
	if looked := len(x.candidates(&p)); looked > 20 {
		t.Errorf("%d of %d letters were looked at", looked, x.Len())
	}
	if held.put(x, "bare", form(0)); len(x.Family("bare")) == 0 {
		t.Error("a letter without a number found none of its text")
	}
}

// rough is a fingerprint of few words and dates, so that many share some.
func rough(r *rand.Rand) Fingerprint {
	f := Fingerprint{words: 50 + r.Uint32N(20), last: -1}
	for i := range f.sketch {
		f.sketch[i] = uint8(r.Uint32N(2)) * uint8(i+1)
	}
	if r.IntN(2) == 0 {
		f.number = 1 + r.Uint32N(60)
	}
	if r.IntN(3) > 0 {
		f.first = r.Int32N(10)
		f.last = f.first + r.Int32N(3)/2
	}
	return f
}

// shares reports whether two documents are compared at all.
func shares(a, b *Fingerprint) bool {
	if a.number != 0 && b.number != 0 {
		return a.number == b.number
	}
	p, q := newPrint(a), newPrint(b)
	for band := range bands {
		if p.hash(band) == q.hash(band) {
			return true
		}
	}
	return false
}

// What lists find is what comparing each with each finds, after whatever came and
// went.
func TestListsLeadToAllCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	x, held := NewIndex(), Held{}
	for range 4000 {
		id := fmt.Sprint(r.IntN(400))
		if r.IntN(4) == 0 {
			x.Delete(id)
			delete(held, id)
			continue
		}
		held.put(x, id, rough(r))
	}
	pairs := 0
	for a, f := range held {
		at, ok := x.place(a)
		if !ok || x.Len() != len(held) {
			t.Fatalf("%s of %d documents is lost among %d", a, len(held), x.Len())
		}
		found := map[string]bool{}
		if r := x.kin[at]; r != nil {
			for _, e := range r.edges {
				found[x.id(e.to)] = true
			}
		}
		for b, g := range held {
			want := a != b && shares(&f, &g) && compare(&f, &g).strength > 0
			if want != found[b] {
				t.Fatalf("%s and %s are copies: %v, want %v", a, b, found[b], want)
			}
			if want {
				pairs++
			}
		}
	}
	if pairs < 100 || x.dead > 1000 {
		t.Errorf("%d pairs among %d documents, %d of %d places unused", pairs, len(held), x.dead, x.places.Len())
	}
}

// all are the families as the rule says them: each document is compared with each.
func (h Held) all() (families [][]string) {
	type link struct {
		a, b string
		pair
	}
	var links []link
	group, of := map[string][]string{}, map[string]string{}
	for a, f := range h {
		group[a], of[a] = []string{a}, a
		for b, g := range h {
			if p := compare(&f, &g); a < b && p.strength > 0 && shares(&f, &g) {
				links = append(links, link{a, b, p})
			}
		}
	}
	slices.SortFunc(links, func(p, q link) int {
		return cmp.Or(cmp.Compare(q.strength, p.strength), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	for _, l := range links {
		a, b := of[l.a], of[l.b]
		apart := a == b
		for _, i := range group[a] {
			for _, j := range group[b] {
				f, g := h[i], h[j]
				apart = apart || contradict(&f, &g)
			}
		}
		if apart {
			continue
		}
		for _, id := range group[b] {
			of[id] = a
		}
		group[a] = append(group[a], group[b]...)
		delete(group, b)
	}
	for _, ids := range group {
		if len(ids) > 1 {
			slices.Sort(ids)
			families = append(families, ids)
		}
	}
	slices.SortFunc(families, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return families
}

// Documents of which one stands for its twins come into the families that comparing
// each with each gives, whoever of them goes.
func TestTwinsAreInTheFamiliesOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	var pool []Fingerprint
	for range 40 {
		f := rough(r)
		if f.number %= 4; r.IntN(3) > 0 && len(pool) > 0 { // the same text, with other words about it
			f.sketch, f.text, f.words = pool[0].sketch, pool[0].text, pool[0].words
		}
		pool = append(pool, f)
	}
	x, held := NewIndex(), Held{}
	for step := range 3000 {
		id := fmt.Sprint(r.IntN(120))
		switch r.IntN(3) {
		case 0:
			x.Delete(id)
			delete(held, id)
		case 1:
			held.put(x, id, pool[r.IntN(len(pool))].Named())
		default:
			held.put(x, id, pool[r.IntN(len(pool))])
		}
		if step%50 == 0 {
			if got, want := x.Families(), held.all(); !reflect.DeepEqual(got, want) {
				t.Fatalf("after %d writes the families are\n%v, want\n%v", step, got, want)
			}
		}
	}
}

func TestOneTextManyTimes(t *testing.T) {
	x, held := NewIndex(), Held{}
	for n := range 5000 {
		held.put(x, fmt.Sprint(n), form(0))
	}
	edges := 0
	for _, r := range x.kin {
		edges += len(r.edges)
	}
	if families := x.Families(); len(families) != 1 || len(families[0]) != 5000 || edges > 10_000 {
		t.Errorf("%d families with %d edges", len(families), edges)
	}
}

// none is a Source of a collection without copies, which is never asked in vain.
type none struct{}

func (none) Fingerprint(string) (Fingerprint, bool) { return Fingerprint{}, false }

// What is kept of a document without copies stays under a bound, its id of 16 bytes
// included.
func TestRoomOfADocument(t *testing.T) {
	const count = 20_000
	for bare, most := range map[bool]float64{false: 105, true: 165} {
		r := rand.New(rand.NewPCG(9, 9))
		room := func() uint64 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return m.HeapAlloc
		}
		before := room()
		x := NewIndex()
		for n := range uint32(count) {
			f := Fingerprint{words: 500, first: int32(n % 5000), last: int32(n % 5000)}
			for i := range f.sketch {
				f.sketch[i] = uint8(r.Uint32())
			}
			if !bare {
				f.number = r.Uint32N(count) + 1
			}
			x.Put(fmt.Sprintf("document-%07d", n), f, none{})
		}
		each := float64(room()-before) / count
		runtime.KeepAlive(x)
		t.Logf("without numbers %v: %.0f bytes a document", bare, each)
		if each > most {
			t.Errorf("without numbers %v: %.0f bytes a document, more than %.0f", bare, each, most)
		}
	}
}

// Documents of one text: whatever tells them apart, ten times as many take hardly
// more each.
func BenchmarkPutForms(b *testing.B) {
	for _, kind := range []struct {
		name string
		make func(n uint32) Fingerprint
	}{
		{"numbered", func(n uint32) Fingerprint { f := form(n + 1); f.first, f.last = int32(n/30), int32(n/30); return f }},
		{"dated", func(n uint32) Fingerprint { f := form(0); f.first, f.last = int32(n), int32(n); return f }},
		{"mixed", func(n uint32) Fingerprint {
			f := form(n + 1)
			f.first, f.last = int32(n/3), int32(n/3)
			if n%10 == 0 {
				f.number = 0
			}
			return f
		}},
	} {
		for _, count := range []uint32{2_000, 20_000, 200_000} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, count), func(b *testing.B) {
				for b.Loop() {
					x, held := NewIndex(), Held{}
					for n := range count {
						held.put(x, fmt.Sprint(n), kind.make(n))
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(count), "ns/document")
			})
		}
	}
}
