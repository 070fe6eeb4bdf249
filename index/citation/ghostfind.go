package citation

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// foundAmong is how many ghosts, the most cited first, are held against words.
const foundAmong = 2000

// GhostsFor lists the missing documents that a search may have meant, the most
// cited first, at most limit: those cited under one of the numbers, and, where no
// number is given, those whose type and title have all the words, with any
// accents.
func (g *Graph) GhostsFor(numbers, words []string, limit int, visible Visible) []Ghost {
	var list []Ghost
	g.read(func() {
		var groups []ghost
		for _, number := range numbers {
			groups = append(groups, g.ghostsOf(number, visible)...)
		}
		slices.SortFunc(groups, orderGhosts)
		groups = slices.CompactFunc(groups, func(a, b ghost) bool { return a.identity == b.identity })
		for _, group := range groups[:min(len(groups), max(limit, 0))] {
			list = append(list, g.describeGhost(group))
		}
		if len(numbers) == 0 && len(words) > 0 {
			list = g.ghostsNamed(words, limit, visible)
		}
	})
	return list
}

// ghostsOf are the ghosts cited under a number, of its year where it has one.
func (g *Graph) ghostsOf(number string, visible Visible) []ghost {
	r := asReference(number)
	q := g.ask(&r)
	id, known := g.keys.Find(q.key)
	if !known {
		return nil
	}
	return slices.DeleteFunc(g.ghostsBy(id, visible), func(group ghost) bool {
		first := group.cites[0]
		year := int(g.mentions.at(g.citesIn(first.slot)[first.nth].mention).year)
		return q.year != 0 && year != 0 && year != q.year
	})
}

// ghostsNamed are the ghosts that have all the words.
func (g *Graph) ghostsNamed(words []string, limit int, visible Visible) []Ghost {
	want := strings.Fields(viet.FoldKey(strings.Join(words, " ")))
	ranks := g.ghostRanks(visible)
	var list []Ghost
	for _, rank := range ranks[:min(len(ranks), foundAmong)] {
		if len(list) >= limit {
			break
		}
		ghost := g.describeGhost(g.ghostAt(rank, visible))
		if ghost.Title == "" {
			continue
		}
		has := strings.Fields(viet.FoldKey(string(ghost.Type) + " " + ghost.Title))
		if !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(has, w) }) {
			list = append(list, ghost)
		}
	}
	return list
}
