package citation

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tracuu/index/directive"
)

// TestEachStep asks everything after each change of a small graph, so that all that
// is kept from before meets what came. What it says must be what a graph says that
// never knew anything else.
func TestEachStep(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 9))
		g, held := New(), map[string]directive.Directive{}
		for range 60 {
			d := (&dice{throws(rng, 60)}).document()
			switch rng.IntN(8) {
			case 0:
				g.Delete(d.ID)
				delete(held, d.ID)
			case 1: // another title, or issuer, of the same
				was, there := held[d.ID]
				if !there {
					continue
				}
				d, was.Title, was.Issuer = was, d.Title, d.Issuer
				g.Put(&was)
				held[d.ID] = was
			case 2: // the same again
				for id, d := range held {
					g.Put(&d)
					held[id] = d
				}
				if !g.isSettled() {
					t.Fatal("telling the same again leaves something to resolve")
				}
			default:
				g.Put(&d)
				held[d.ID] = d
			}
			fresh := New()
			if err := fresh.Build(each(held)); err != nil {
				t.Fatal(err)
			}
			sameGraphs(t, g, fresh, held)
		}
	}
}

// TestWhatConcerns holds how many citations are resolved when a document comes under
// a number that very many have, in other years or of other places: those that may
// mean it, and not the others.
func TestWhatConcerns(t *testing.T) {
	const years, perYear = 20, 30
	g := New()
	for i := range years * perYear {
		when := directive.Date{Year: 2000 + i%years, Month: 5, Day: 1 + i/years%28}
		g.Put(&directive.Directive{ID: fmt.Sprint("held-", i), Number: "10/QĐ-UBND", Type: "Quyết định", Issuer: "Ủy ban nhân dân tỉnh Hải Dương", Issued: when})
		g.Put(&directive.Directive{ID: fmt.Sprint("citing-", i), Number: fmt.Sprint(i, "/BC-UBND"), Type: "Báo cáo", Issuer: "UBND tỉnh Hải Dương",
			Issued: directive.Date{Year: 2022, Month: 1, Day: 1}, References: []directive.Reference{{Number: "10/QĐ-UBND", Type: "Quyết định", Date: when}}})
	}
	g.Settle()
	g.Put(&directive.Directive{ID: "new", Number: "10/QĐ-UBND", Type: "Quyết định", Issuer: "Ủy ban nhân dân tỉnh Hải Dương", Issued: directive.Date{Year: 2007, Month: 5, Day: 1}})
	s := settler{g: g, asker: asker{g: g}}
	said, looked, resolved := 0, 0, 0
	for id, touched := range g.stale {
		for _, number := range g.rows.Of(g.nodes.At(id).mentions) {
			said++
			if touched.spares(g, g.mentions.at(number)) {
				continue
			}
			for e, c := range g.citesSaying(number) {
				looked++
				if s.concerns(touched, e.slot, c) {
					resolved++
				}
			}
		}
	}
	if said < years || looked > perYear || resolved < 1 || resolved > looked {
		t.Errorf("of %d mentions %d citations are looked at and %d resolved; of the year there are %d", said, looked, resolved, perYear)
	}
}
