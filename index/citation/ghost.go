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
		groups := g.ghostGroups(visible)
		start := 0
		if after != nil {
			found := false
			if start, found = slices.BinarySearchFunc(groups, *after, orderGhosts); found {
				start++
			}
		}
		end := min(start+max(limit, 0), len(groups))
		for _, group := range groups[start:end] {
			list = append(list, g.describeGhost(group))
		}
		if start < end && end < len(groups) {
			next = strconv.Itoa(groups[end-1].count) + "|" + groups[end-1].identity
		}
	})
	return list, next, nil
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

// ghostGroups gives all ghosts in order; those that everyone sees are kept until
// the graph changes. The caller holds the lock.
func (g *Graph) ghostGroups(visible Visible) []ghost {
	if kept := g.ghosts.Load(); kept != nil && visible == nil {
		return *kept
	}
	groups := []ghost{}
	for i := range g.nodes.list {
		groups = g.appendGhosts(groups, &g.nodes.list[i], visible)
	}
	slices.SortFunc(groups, orderGhosts)
	if visible == nil {
		g.ghosts.Store(&groups)
	}
	return groups
}

// identity tells the missing documents of one key apart: by year, and by place
// where each place writes such a symbol.
type identity struct {
	year                 int16
	province, unit, from string
}

// appendGhosts adds the missing documents that the citations of a node mean. The
// citations of one document stand in a row in the node.
func (g *Graph) appendGhosts(groups []ghost, n *node, visible Visible) []ghost {
	var byIdentity map[identity]*ghost
	central := false
	for _, e := range n.cites {
		doc := g.docs[e.slot]
		c := &doc.cites[e.nth]
		if visible != nil && !visible(doc.id) || !g.findingOf(e, visible).ghost {
			continue
		}
		if byIdentity == nil {
			byIdentity = make(map[identity]*ghost)
			central = c.how != byNumber || parseNumber(g.said.text(c.printed)).central
		}
		is := g.identity(c, doc, central)
		group := byIdentity[is]
		if group == nil {
			group = &ghost{}
			byIdentity[is] = group
		}
		if k := len(group.cites); k == 0 || group.cites[k-1].slot != e.slot {
			group.count++
		}
		group.cites = append(group.cites, e)
	}
	for is, group := range byIdentity {
		group.identity = strings.Join([]string{n.key, strconv.Itoa(int(is.year)), is.province, is.unit, is.from}, "|")
		groups = append(groups, *group)
	}
	return groups
}

// identity is which document of its key a citation means.
func (g *Graph) identity(c *cite, from *document, central bool) identity {
	is := identity{year: c.year}
	if is.year == 0 {
		is.year = int16(c.date.date().Year)
	}
	b := g.bodies.list[c.body]
	if central || b.level == nationwide {
		return is
	}
	bound := b.boundTo(*from.from)
	is.province, is.unit = bound.province, bound.unit
	if bound.office == "" && is.province == "" {
		is.from = from.from.province
	}
	return is
}

// describeGhost names a ghost as most of its citations do.
func (g *Graph) describeGhost(group ghost) Ghost {
	var numbers, kinds, issuers, titles, dates = votes{}, votes{}, votes{}, votes{}, votes{}
	out := Ghost{Count: group.count, Citing: []string{}}
	for i, e := range group.cites {
		doc := g.docs[e.slot]
		c := &doc.cites[e.nth]
		numbers.add(g.said.text(c.printed))
		kinds.add(g.said.text(c.kind))
		issuers.add(g.bodies.list[c.body].name)
		titles.add(g.said.text(c.title))
		dates.add(c.date.date().String())
		if i == 0 || group.cites[i-1].slot != e.slot {
			out.Citing = append(out.Citing, doc.id)
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
