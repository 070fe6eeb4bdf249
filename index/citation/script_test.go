package citation

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/index/directive"
)

// script is one case of testdata/citation: documents, what they cite, and what
// each citation must come to. Cases are divided by blank lines; "#" begins a
// comment. Columns are divided by " | ", empty ones at the end left out.
//
//	doc ID | number | type | issuer | issued | province | place | title
//	ref ID | number | type | issuer | date | title => STATE [target or candidates] [; reason begins with]
//	ask number | issuer | date => STATE [target or candidates]
//	decide ID | nth reference from 1 | target | rejected
//	cited ID => ids of the documents that cite it
//	ghost count | number | date | issuer | title        all of them, in order
//
// Candidates are those that nothing speaks against.
type script struct {
	name   string
	docs   []directive.Directive
	refs   map[string][]expectation // by citing id
	asks   []expectation
	lines  []string // decide, cited, ghost
	ghosts []string
}

type expectation struct {
	line   string
	ref    directive.Reference
	state  State
	ids    []string
	reason string
}

func readScripts(t testing.TB) []script {
	files, err := filepath.Glob("../../testdata/citation/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts in testdata/citation", err)
	}
	var all []script
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
			s := script{name: fmt.Sprintf("%s/%d", filepath.Base(file), i+1), refs: map[string][]expectation{}}
			for line := range strings.SplitSeq(block, "\n") {
				if line != "" && line[0] != '#' {
					s.readLine(t, line)
				}
			}
			for i := range s.docs {
				directive.SetRefs(s.docs[i].References)
			}
			all = append(all, s)
		}
	}
	return all
}

func (s *script) readLine(t testing.TB, line string) {
	word, rest, _ := strings.Cut(line, " ")
	said, want, _ := strings.Cut(rest, " => ")
	cols := append(strings.Split(said, "|"), make([]string, 8)...)
	for i := range cols {
		cols[i] = strings.TrimSpace(cols[i])
	}
	e := expectation{line: line}
	if fields := strings.Fields(strings.SplitN(want, ";", 2)[0]); len(fields) > 0 {
		e.state, e.ids = State(fields[0]), fields[1:]
	}
	if _, reason, ok := strings.Cut(want, ";"); ok {
		e.reason = strings.TrimSpace(reason)
	}
	switch word {
	case "doc":
		s.docs = append(s.docs, directive.Directive{ID: cols[0], Number: cols[1], Type: directive.Kind(cols[2]), Issuer: cols[3],
			Issued: mustDate(t, cols[4]), Province: cols[5], Place: cols[6], Title: cols[7]})
	case "ref":
		e.ref = directive.Reference{Number: cols[1], Type: directive.Kind(cols[2]), Issuer: cols[3], Date: mustDate(t, cols[4]), Title: cols[5]}
		if strings.HasPrefix(cols[1], "~") {
			e.ref.Number, e.ref.Title = "", cols[1][1:]
		}
		at := slices.IndexFunc(s.docs, func(d directive.Directive) bool { return d.ID == cols[0] })
		s.docs[at].References = append(s.docs[at].References, e.ref)
		s.refs[cols[0]] = append(s.refs[cols[0]], e)
	case "ask":
		e.ref = directive.Reference{Number: cols[0], Issuer: cols[1], Date: mustDate(t, cols[2])}
		s.asks = append(s.asks, e)
	case "ghost":
		s.ghosts = append(s.ghosts, rest)
	case "decide", "cited":
		s.lines = append(s.lines, line)
	default:
		t.Fatalf("%s: unknown line %q", s.name, line)
	}
}

func mustDate(t testing.TB, iso string) directive.Date {
	if iso == "" {
		return directive.Date{}
	}
	d, err := directive.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// decisions are what the decide lines say, by citing id.
func (s *script) decisions(g *Graph) {
	by := map[string][]Decision{}
	for _, line := range s.lines {
		rest, ok := strings.CutPrefix(line, "decide ")
		if !ok {
			continue
		}
		cols := append(strings.Split(rest, "|"), "", "", "")
		var nth int
		fmt.Sscan(cols[1], &nth)
		for _, d := range s.docs {
			if d.ID == strings.TrimSpace(cols[0]) {
				by[d.ID] = append(by[d.ID], Decision{Ref: d.References[nth-1].Ref, Target: strings.TrimSpace(cols[2]), Rejected: strings.Fields(cols[3])})
			}
		}
	}
	for id, ds := range by {
		g.Decide(id, ds...)
	}
}

// check compares the graph with all that the script wants.
func (s *script) check(t *testing.T, g *Graph) {
	t.Helper()
	for i := range s.docs {
		d := &s.docs[i]
		for n, c := range g.Citations(d, nil) {
			s.refs[d.ID][n].check(t, s.name, c.Resolution)
			s.checkKept(t, g, d.ID, n, c.Resolution)
		}
	}
	for _, e := range s.asks {
		e.check(t, s.name, g.Resolve(e.ref.Number, e.ref.Issuer, e.ref.Date, nil))
	}
	for _, line := range s.lines {
		if rest, ok := strings.CutPrefix(line, "cited "); ok {
			id, ids, _ := strings.Cut(rest, " =>")
			if got := g.Citing(id); !slices.Equal(got, strings.Fields(ids)) || g.CitedBy(id) != len(got) {
				t.Errorf("%s: %s: got %v, count %d", s.name, line, got, g.CitedBy(id))
			}
		}
	}
	if s.ghosts != nil {
		s.checkGhosts(t, g)
	}
}

// checkKept holds the state kept in the graph to the one computed from the
// document.
func (s *script) checkKept(t *testing.T, g *Graph, id string, nth int, r Resolution) {
	t.Helper()
	g.read(func() {
		slot, _ := g.ids.Find(id)
		f, target := g.citesIn(slot)[nth].finding(), ""
		if f.target != noSlot {
			target = g.ids.Text(uint32(f.target))
		}
		if states[f.state] != r.State || target != r.Target {
			t.Errorf("%s: %s reference %d: kept %s %q, computed %s %q", s.name, id, nth+1, states[f.state], target, r.State, r.Target)
		}
	})
}

func (s *script) checkGhosts(t *testing.T, g *Graph) {
	t.Helper()
	var got []string
	for cursor, first := "", true; first || cursor != ""; first = false {
		list, next, err := g.Ghosts(1, cursor, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range list {
			line := fmt.Sprintf("%d | %s | %s | %s | %s", h.Count, h.Number, h.Date, h.Issuer, h.Title)
			got = append(got, strings.TrimRight(line, " |"))
		}
		cursor = next
	}
	if !slices.Equal(got, s.ghosts) {
		t.Errorf("%s: ghosts\n got %q\nwant %q", s.name, got, s.ghosts)
	}
}

func (e expectation) check(t *testing.T, name string, r Resolution) {
	t.Helper()
	var got []string
	switch r.State {
	case Resolved:
		got = []string{r.Target}
	case Ambiguous:
		for _, c := range r.Candidates {
			if !strings.Contains(c.Reason, "differs") && !strings.HasPrefix(c.Reason, "issued after") && !strings.HasPrefix(c.Reason, "rejected") {
				got = append(got, c.ID)
			}
		}
	}
	if r.State != e.state || !slices.Equal(got, e.ids) || !strings.HasPrefix(r.Reason, e.reason) {
		t.Errorf("%s: %s\n got %s %v; %s\n     %+v", name, e.line, r.State, got, r.Reason, r.Candidates)
	}
}

func TestScripts(t *testing.T) {
	for _, s := range readScripts(t) {
		g := New()
		for i := range s.docs {
			g.Put(&s.docs[i])
		}
		s.decisions(g)
		s.check(t, g)
	}
}

// TestOrderDoesNotMatter brings each case about in many ways: documents in any
// order, some with wrong values first, deleted and put again, with questions in
// between. The end is the same.
func TestOrderDoesNotMatter(t *testing.T) {
	for _, s := range readScripts(t) {
		for seed := range uint64(40) {
			rng := rand.New(rand.NewPCG(seed, 1))
			g := New()
			early := rng.IntN(2) == 0
			if early {
				s.decisions(g)
			}
			for _, i := range rng.Perm(len(s.docs)) {
				disturb(g, rng, &s.docs[i])
				g.Put(&s.docs[i])
				if rng.IntN(3) == 0 {
					other := &s.docs[rng.IntN(len(s.docs))]
					_, held := g.ids.Find(other.ID)
					g.Delete(other.ID)
					g.CitedBy(s.docs[i].ID)
					if held {
						g.Put(other)
					}
				}
			}
			if !early {
				s.decisions(g)
			}
			s.check(t, g)
			if t.Failed() {
				t.Fatalf("%s: with seed %d", s.name, seed)
			}
		}
	}
}

// disturb puts a wrong version of a document.
func disturb(g *Graph, rng *rand.Rand, d *directive.Directive) {
	wrong := *d
	switch rng.IntN(5) {
	case 0:
		wrong.Number, wrong.References = "1/QĐ-BYT", nil
	case 1:
		wrong.Issued, wrong.Issuer = directive.Date{Year: 1999}, "Bộ Y tế"
	case 2:
		wrong.ID = "zz-" + d.ID
		g.Put(&wrong)
		g.Citing(d.ID)
		g.Delete(wrong.ID)
		return
	case 3:
		return
	}
	g.Put(&wrong)
	if rng.IntN(2) == 0 {
		g.Ghosts(10, "", nil)
	}
}
