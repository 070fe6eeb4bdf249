package citation

import (
	"runtime"
	"testing"

	"tracuu/index/directive"
)

func TestSoleYear(t *testing.T) {
	for _, row := range []struct {
		year int16 // of the number
		date string
		want int16
	}{
		{0, "", 0}, {2020, "", 2020}, {2020, "2020-03-31", 2020}, {2020, "2020", 2020},
		{2020, "2021-01-04", 0}, // numbered in one year, signed in the next
	} {
		r, m := record{year: row.year, date: pack(mustDate(t, row.date))}, mention{year: row.year, date: pack(mustDate(t, row.date))}
		if got := r.soleYear(); got != row.want {
			t.Errorf("a document of %d and %q: %d, want %d", row.year, row.date, got, row.want)
		}
		if got := m.soleYear(); got != row.want {
			t.Errorf("a mention of %d and %q: %d, want %d", row.year, row.date, got, row.want)
		}
	}
	dated := mention{date: pack(directive.Date{Year: 2020, Month: 3, Day: 31})}
	if got := dated.soleYear(); got != 2020 {
		t.Errorf("a mention with a date alone: %d", got)
	}
}

func TestFindingInFourBytes(t *testing.T) {
	for state := range states {
		for _, ghost := range []bool{false, true} {
			for _, target := range []int32{noSlot, 0, 1, 1<<29 - 2} {
				f := finding{stateCode(state), ghost, target}
				if c := (cite{found: f.pack()}); c.finding() != f {
					t.Errorf("%+v is %+v when read back", f, c.finding())
				}
			}
		}
	}
}

// TestCitersAreCountedOnce holds the number of citing documents where they cite
// several times, again and no more.
func TestCitersAreCountedOnce(t *testing.T) {
	g := New()
	day := directive.Date{Year: 2020, Month: 3, Day: 31}
	g.Put(&directive.Directive{ID: "ct", Number: "16/CT-TTg", Type: "Chỉ thị", Issued: day})
	for _, times := range []int{1, 3, 2, 0, 2} {
		d := directive.Directive{ID: "cv"}
		for range times {
			d.References = append(d.References, directive.Reference{Number: "16/CT-TTg", Type: "Chỉ thị", Date: day})
		}
		directive.SetRefs(d.References)
		g.Put(&d)
		if want := min(times, 1); g.CitedBy("ct") != want || len(g.Citing("ct")) != want {
			t.Errorf("cited %d times by one document: counted %d, listed %v", times, g.CitedBy("ct"), g.Citing("ct"))
		}
	}
}

// TestBytesPerDocument holds the memory of a loaded graph, which counts where very
// many documents are held: eight citations each, most of them of something else.
func TestBytesPerDocument(t *testing.T) {
	const n, limit = 5000, 850
	g := New()
	if err := g.Build(manyDocuments(n)); err != nil {
		t.Fatal(err)
	}
	g.Settle()
	state := saved(t, g)
	g = nil
	before := heap()
	loaded := New()
	if err := loaded.Load(state); err != nil {
		t.Fatal(err)
	}
	if got := int64(heap()-before) / n; got > limit {
		t.Errorf("%d bytes a document, at most %d were wanted", got, limit)
	} else {
		t.Logf("%d bytes a document", got)
	}
	runtime.KeepAlive(state)
	if loaded.Len() != n {
		t.Errorf("%d documents of %d are loaded", loaded.Len(), n)
	}
}
