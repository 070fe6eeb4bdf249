package copies

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

func saved(t testing.TB, x *Index) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := x.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// library are fingerprints of letters, their variants and many twins.
func library(t testing.TB) (held Held, ids []string) {
	held = Held{}
	sentences := seedSentences(t)
	for n := range 5 {
		l := made(n, sentences)
		for i, v := range variants {
			for twin := range 1 + (i+n)%3 {
				id := fmt.Sprintf("%d-%02d-%d", n, i, twin)
				held[id], ids = readLetter(v.make(l, n)), append(ids, id)
				if (i+twin)%7 == 0 {
					held[id] = held[id].Named()
				}
			}
		}
	}
	return held, ids
}

// An Index that was saved and restored tells the same as before, and as one that has
// seen all, and goes on to do so through writes of any kind.
func TestSavedIndexIsTheSame(t *testing.T) {
	held, ids := library(t)
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 5))
		x := NewIndex()
		for _, i := range r.Perm(len(ids)) {
			x.Put(ids[i], held[ids[i]], held)
		}
		y, err := Load(saved(t, x))
		if err != nil {
			t.Fatal(err)
		}
		same := func(when string, asked int) { // of how many documents it asks, about
			t.Helper()
			if a, b := x.Families(), y.Families(); len(a) < 5 || !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d, %s: %v, want %v", seed, when, b, a)
			}
			for _, id := range ids {
				if r.IntN(len(ids)) >= asked {
					continue
				}
				if a, b := x.Family(id), y.Family(id); !reflect.DeepEqual(a, b) {
					t.Fatalf("seed %d, %s: family of %s %v, want %v", seed, when, id, b, a)
				}
				ma, oka := x.Member(id)
				mb, okb := y.Member(id)
				if oka != okb || ma.Named != mb.Named {
					t.Fatalf("seed %d, %s: member %s %v, want %v", seed, when, id, mb, ma)
				}
			}
		}
		same("loaded", len(ids))
		for _, i := range r.Perm(len(ids)) {
			y.Restore(ids[i], held[ids[i]])
		}
		if seed%2 == 0 {
			y.Sort()
		}
		if x.Len() != y.Len() {
			t.Fatalf("%d documents, want %d", y.Len(), x.Len())
		}
		same("restored", len(ids))
		for step := range 40 {
			id := ids[r.IntN(len(ids))]
			if r.IntN(3) == 0 {
				x.Delete(id)
				y.Delete(id)
			} else {
				now := Held{id: held[ids[r.IntN(len(ids))]]}
				x.Put(id, now[id], both{now, held})
				y.Put(id, now[id], both{now, held})
				held[id] = now[id]
			}
			same(fmt.Sprint("step ", step), 10)
		}
	}
}

// both are two sources, the first of which goes before.
type both [2]Held

func (b both) Fingerprint(id string) (Fingerprint, bool) {
	if f, ok := b[0][id]; ok {
		return f, true
	}
	return b[1].Fingerprint(id)
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte{0})
	held, ids := library(f)
	x := NewIndex()
	for _, id := range ids[:8] {
		x.Put(id, held[id], held)
	}
	whole := saved(f, x)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Fuzz(func(t *testing.T, b []byte) {
		y, err := Load(b)
		if err != nil {
			if !errors.Is(err, ErrSaved) {
				t.Fatal(err)
			}
			return
		}
		families := y.Families()
		again, err := Load(saved(t, y))
		if err != nil || !reflect.DeepEqual(again.Families(), families) {
			t.Fatalf("families %v are read as %v, %v", families, again, err)
		}
		for _, id := range ids[4:12] {
			y.Restore(id, held[id])
		}
		for _, family := range families {
			for _, id := range family {
				y.Delete(id)
			}
		}
		if left := y.Families(); len(left) > 0 {
			t.Fatalf("%v are left", left)
		}
	})
}
