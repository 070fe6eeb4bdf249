package citation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
)

// Ghost is a document that is cited and not held: absent, or under a number whose
// holders are all of another year, term, issuer or type. One number in two years,
// or of two provinces, is two ghosts; citations that do not say when, or who,
// are counted apart from those that do. What it is called is the form most
// citations use.
type Ghost struct {
	Number string         `json:"number,omitempty"`
	Type   directive.Kind `json:"type,omitempty"`
	Date   directive.Date `json:"date,omitzero"`
	Issuer string         `json:"issuer,omitempty"`
	Title  string         `json:"title,omitempty"`
	Count  int            `json:"count"`  // of citing documents
	Citing []string       `json:"citing"` // their ids, in order, at most MaxGhostCiting
}

// MaxGhostCiting bounds the ids that a Ghost lists.
const MaxGhostCiting = 100

// ghost is a group of citations that mean one missing document.
type ghost struct {
	identity string
	cites    []edge
	count    int // of citing documents
}

// ghostRank is a ghost by its place: how many cite it, and which of those of its key
// it is, in the order of their identities.
type ghostRank struct{ count, node, nth uint32 }

// Ghosts lists what is cited and not held, the most cited first, at most limit
// from where cursor says ("" for the start), and gives the cursor of what
// follows, "" at the end. Only citations of visible documents count. A cursor
// that Ghosts did not give is an index.ErrCursor.
func (g *Graph) Ghosts(limit int, cursor string, visible Visible) ([]Ghost, string, error) {
	after, err := parseCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	var list []Ghost
	next := ""
	g.read(func() {
		ranks := g.ghostRanks(visible)
		start := 0
		if after != nil {
			found := false
			if start, found = g.searchGhosts(ranks, after, visible); found {
				start++
			}
		}
		end := min(start+max(limit, 0), len(ranks))
		for i, rank := range ranks[start:end] {
			group := g.ghostAt(rank, visible)
			list = append(list, g.describeGhost(group))
			if i == end-start-1 && end < len(ranks) {
				next = strconv.Itoa(group.count) + "|" + group.identity
			}
		}
	})
	return list, next, nil
}

// searchGhosts gives where a ghost stands among ranks, or would.
func (g *Graph) searchGhosts(ranks []ghostRank, wanted *ghost, visible Visible) (int, bool) {
	return slices.BinarySearchFunc(ranks, *wanted, func(r ghostRank, wanted ghost) int {
		if int(r.count) != wanted.count {
			return cmp.Compare(wanted.count, int(r.count))
		}
		return orderGhosts(g.ghostAt(r, visible), wanted)
	})
}

// ghostAt is the ghost of a rank that was counted for the same visible.
func (g *Graph) ghostAt(r ghostRank, visible Visible) ghost {
	return g.ghostsBy(r.node, visible)[r.nth]
}

func parseCursor(cursor string) (*ghost, error) {
	if cursor == "" {
		return nil, nil
	}
	count, identity, ok := strings.Cut(cursor, "|")
	n, err := strconv.Atoi(count)
	if !ok || err != nil {
		return nil, fmt.Errorf("citation: ghosts after %q: %w", cursor, index.ErrCursor)
	}
	return &ghost{identity: identity, count: n}, nil
}

func orderGhosts(a, b ghost) int {
	return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.identity, b.identity))
}

// ghostRanks gives all ghosts in order; those that everyone sees are kept until
// the graph changes. The caller holds the lock.
func (g *Graph) ghostRanks(visible Visible) []ghostRank {
	if kept := g.ghosts.Load(); kept != nil && visible == nil {
		return *kept
	}
	type ranked struct {
		ghostRank
		identity string
	}
	var all []ranked
	for id := range g.keys.All() {
		for nth, group := range g.ghostsBy(id, visible) {
			all = append(all, ranked{ghostRank{uint32(group.count), id, uint32(nth)}, group.identity})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.identity, b.identity))
	})
	ranks := make([]ghostRank, len(all))
	for i := range all {
		ranks[i] = all[i].ghostRank
	}
	if visible == nil {
		g.ghosts.Store(&ranks)
	}
	return ranks
}

// identity tells the missing documents of one key apart: by year, and by place
// where each place writes such a symbol.
type identity struct {
	year                 int16
	province, unit, from string
}

// ghostsBy gives the missing documents that the citations by a key mean, in the order
// of their identities.
func (g *Graph) ghostsBy(id uint32, visible Visible) []ghost {
	var byIdentity map[identity]*ghost
	central := false
	for _, e := range g.ghostCites(id, visible) {
		m := &g.mentions.at(g.citesIn(e.slot)[e.nth].mention).mention
		if byIdentity == nil {
			byIdentity = make(map[identity]*ghost)
			central = m.how != byNumber || g.numbers.of(g.said.text(m.printed)).central
		}
		is := g.identity(m, g.profiles.list[g.docs.At(e.slot).profile].from, central)
		group := byIdentity[is]
		if group == nil {
			group = &ghost{identity: is.under(g.keys.Text(id))}
			byIdentity[is] = group
		}
		if k := len(group.cites); k == 0 || group.cites[k-1].slot != e.slot {
			group.count++
		}
		group.cites = append(group.cites, e)
	}
	groups := make([]ghost, 0, len(byIdentity))
	for _, group := range byIdentity {
		groups = append(groups, *group)
	}
	slices.SortFunc(groups, func(a, b ghost) int { return strings.Compare(a.identity, b.identity) })
	return groups
}

// ghostCites gives the citations by a key that mean something missing, document after
// document.
func (g *Graph) ghostCites(id uint32, visible Visible) []edge {
	var cites []edge
	for e := range g.citesOf(id) {
		if (visible == nil || visible(g.ids.Text(e.slot))) && g.findingOf(e, visible).ghost {
			cites = append(cites, e)
		}
	}
	slices.SortFunc(cites, func(a, b edge) int { return cmp.Or(cmp.Compare(a.slot, b.slot), cmp.Compare(a.nth, b.nth)) })
	return cites
}

// under names an identity under its key.
func (is identity) under(key string) string {
	return strings.Join([]string{key, strconv.Itoa(int(is.year)), is.province, is.unit, is.from}, "|")
}

// identity is which document of its key is meant in a document from somewhere.
func (g *Graph) identity(m *mention, from place, central bool) identity {
	is := identity{year: m.year}
	if is.year == 0 {
		is.year = int16(m.date.date().Year)
	}
	b := g.bodies.list[m.body]
	if central || b.level == nationwide {
		return is
	}
	bound := b.boundTo(from)
	is.province, is.unit = bound.province, bound.unit
	if bound.office == "" && is.province == "" {
		is.from = from.province
	}
	return is
}

// describeGhost names a ghost as most of its citations do.
func (g *Graph) describeGhost(group ghost) Ghost {
	var numbers, kinds, issuers, titles, dates = votes{}, votes{}, votes{}, votes{}, votes{}
	out := Ghost{Count: group.count, Citing: []string{}}
	for i, e := range group.cites {
		m := g.mentions.at(g.citesIn(e.slot)[e.nth].mention)
		numbers.add(g.said.text(m.printed))
		kinds.add(g.said.text(m.kind))
		issuers.add(g.bodies.list[m.body].name)
		titles.add(g.said.text(m.title))
		dates.add(m.date.date().String())
		if i == 0 || group.cites[i-1].slot != e.slot {
			out.Citing = append(out.Citing, g.ids.Text(e.slot))
		}
	}
	slices.Sort(out.Citing)
	out.Citing = out.Citing[:min(len(out.Citing), MaxGhostCiting)]
	out.Number, out.Type = numbers.winner(), directive.Kind(kinds.winner())
	out.Issuer, out.Title = issuers.winner(), titles.winner()
	if date, err := directive.ParseDate(dates.winner()); err == nil {
		out.Date = date
	}
	return out
}

// votes counts forms; the empty one never wins.
type votes map[string]int

func (v votes) add(form string) {
	if form != "" {
		v[form]++
	}
}

// winner is the commonest form, of equals the first in order.
func (v votes) winner() string {
	best := ""
	for form, n := range v {
		if best == "" || n > v[best] || n == v[best] && form < best {
			best = form
		}
	}
	return best
}
