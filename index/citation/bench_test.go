package citation

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"tracuu/index/directive"
)

const benchReferences = 8

// manyDocuments gives n documents of a collection as it may be: ministries and
// 63 provinces, eight references each, a few documents cited by very many.
func manyDocuments(n int) iter.Seq2[directive.Directive, error] {
	var names []string
	for name := range provinces {
		names = append(names, name)
	}
	return func(yield func(directive.Directive, error) bool) {
		rng := rand.New(rand.NewPCG(1, 2))
		for i := range n {
			home := names[i%len(names)]
			date := directive.DateOfDay(int32(16000 + rng.IntN(4000)))
			d := directive.Directive{ID: fmt.Sprintf("van-ban-%d", i), Number: fmt.Sprintf("%d/QĐ-UBND", rng.IntN(3000)), Type: "Quyết định",
				Issuer: "Ủy ban nhân dân tỉnh " + home, Province: home, Issued: date, Title: fmt.Sprintf("Về việc phê duyệt kế hoạch số %d của các đơn vị trực thuộc", i)}
			for range benchReferences {
				d.References = append(d.References, someReference(rng, i))
			}
			directive.SetRefs(d.References)
			if !yield(d, nil) {
				return
			}
		}
	}
}

func someReference(rng *rand.Rand, i int) directive.Reference {
	date := directive.DateOfDay(int32(16000 + rng.IntN(4000)))
	switch rng.IntN(4) {
	case 0: // what everyone cites
		return directive.Reference{Number: fmt.Sprintf("%d/%d/NĐ-CP", rng.IntN(200), 2014+rng.IntN(10)), Type: "Nghị định", Issuer: "Chính phủ", Date: directive.Date{Year: 2014 + rng.IntN(10)}}
	case 1:
		return directive.Reference{Type: "Luật", Title: fmt.Sprintf("Luật Tổ chức %d", rng.IntN(300)), Date: directive.Date{Year: 2015}}
	case 2:
		return directive.Reference{Number: fmt.Sprintf("%d/QĐ-UBND", rng.IntN(3000)), Type: "Quyết định", Issuer: "Ủy ban nhân dân tỉnh", Date: date,
			Title: fmt.Sprintf("phê duyệt kế hoạch số %d của các đơn vị trực thuộc", rng.IntN(i+1))}
	}
	return directive.Reference{Number: fmt.Sprintf("%d/CT-TTg", rng.IntN(40)), Type: "Chỉ thị", Issuer: "Thủ tướng Chính phủ", Date: date}
}

// BenchmarkBuild builds a graph of 100,000 documents with eight references each
// and tells the memory that it takes.
func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		before := heap()
		g := New()
		if err := g.Build(manyDocuments(100_000)); err != nil {
			b.Fatal(err)
		}
		g.CitedBy("van-ban-1")
		b.ReportMetric(float64(heap()-before)/(1<<20), "MB")
		runtime.KeepAlive(g)
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkGraph measures questions to a graph of 100,000 documents.
func BenchmarkGraph(b *testing.B) {
	g := New()
	if err := g.Build(manyDocuments(100_000)); err != nil {
		b.Fatal(err)
	}
	var docs []directive.Directive
	for d := range manyDocuments(1000) {
		docs = append(docs, d)
	}
	g.CitedBy("van-ban-1")
	b.Run("citations", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.Citations(&docs[i%len(docs)], nil)
		}
	})
	b.Run("put", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			docs[i%len(docs)].Title = fmt.Sprintf("Về việc phê duyệt kế hoạch số %d của các đơn vị trực thuộc tỉnh", i)
			g.Put(&docs[i%len(docs)])
			g.CitedBy("van-ban-1")
		}
	})
	b.Run("citedby", func(b *testing.B) {
		for b.Loop() {
			g.CitedBy("van-ban-77")
		}
	})
	b.Run("ghosts", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			g.ghosts.Store(nil)
			if _, _, err := g.Ghosts(20, "", nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkGrowth tells how what a document costs grows with their number: to put it
// while nobody asks, to resolve all in the end, and to put one with a question after
// it, of a number that very many bodies use. Ten times the documents have ten times
// the citations and holders of each of these.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkGrowth(b, n) })
	}
}

func benchmarkGrowth(b *testing.B, n int) {
	before := heap()
	g := New()
	var put time.Duration
	for d := range manyDocuments(n) {
		start := time.Now()
		g.Put(&d)
		put += time.Since(start)
	}
	start := time.Now()
	g.Settle()
	settle := time.Since(start)
	memory := heap() - before
	var docs []directive.Directive
	for d := range manyDocuments(2000) {
		d.ID += "-neu"
		docs = append(docs, d)
	}
	for i := 0; b.Loop(); i++ {
		g.Put(&docs[i%len(docs)])
		g.CitedBy("van-ban-1")
		if i%len(docs) == len(docs)-1 {
			b.StopTimer()
			for i := range docs {
				g.Delete(docs[i].ID)
			}
			b.StartTimer()
		}
	}
	b.ReportMetric(float64(put.Microseconds())/float64(n), "µs/put")
	b.ReportMetric(float64(settle.Microseconds())/float64(n), "µs/resolve")
	b.ReportMetric(float64(memory)/float64(n), "bytes/document")
}

// BenchmarkLoad loads a saved graph of 100,000 documents, as a start does.
func BenchmarkLoad(b *testing.B) {
	g := New()
	if err := g.Build(manyDocuments(100_000)); err != nil {
		b.Fatal(err)
	}
	g.Settle()
	state := saved(b, g)
	b.Run("save", func(b *testing.B) {
		for b.Loop() {
			saved(b, g)
		}
	})
	g = nil
	b.Run("load", func(b *testing.B) {
		before := heap()
		b.SetBytes(int64(len(state)))
		var loaded *Graph
		for b.Loop() {
			loaded = New()
			if err := loaded.Load(state); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heap()-before)/(1<<20), "MB")
		runtime.KeepAlive(loaded)
	})
}
