package server

import (
	"context"
	"net/http"
	"slices"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// Bounds of a cascade: how many citations it follows downwards (centre, province,
// district, commune and one to spare), and how many documents it lists.
const (
	maxCascadeDepth = 4
	maxFollowers    = 2000
)

// cascade answers GET /v1/directives/{id}/cascade: who carried a document out, and
// how long each took.
func (s *Server) cascade(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	d, err := s.held(r)
	if err != nil {
		return err
	}
	return s.atDesk(w, r, func(desk *desk) (any, error) { return desk.cascade(r.Context(), &d) })
}

// follows are the relations by which a document carries another out. What
// replaces or amends a document does not follow it.
var follows = []directive.Relation{"", directive.Cites, directive.Implements, directive.BasedOn, directive.Annexes}

// descent walks down the citations from a document.
type descent struct {
	desk      *desk
	root      *directive.Directive
	seen      map[string]index.Level
	followers []api.Follower
}

func (k *desk) cascade(ctx context.Context, root *directive.Directive) (*api.CascadeResponse, error) {
	walk := &descent{desk: k, root: root, seen: map[string]index.Level{root.ID: index.NewFacts(root, nil).Level}}
	level := []string{root.ID}
	for depth := 1; depth <= maxCascadeDepth && len(level) > 0; depth++ {
		var next []string
		for _, via := range level {
			found, err := walk.below(ctx, via, depth)
			if err != nil {
				return nil, err
			}
			next = append(next, found...)
			if len(walk.followers) >= maxFollowers {
				return api.NewCascade(k.head(root), walk.followers[:maxFollowers], true), nil
			}
		}
		level = next
	}
	return api.NewCascade(k.head(root), walk.followers, false), nil
}

// below adds the documents that follow one and are not there yet.
func (w *descent) below(ctx context.Context, via string, depth int) ([]string, error) {
	known := map[string]citation.Citer{}
	var ids, added []string
	for _, c := range w.desk.graph.Citers(via, w.desk.visible) {
		if _, seen := w.seen[c.ID]; !seen && slices.Contains(follows, c.Relation) {
			known[c.ID] = c
			ids = append(ids, c.ID)
		}
	}
	err := w.desk.each(ctx, ids, func(d *directive.Directive) {
		level := index.NewFacts(d, nil).Level
		if !w.later(d) || depth > 1 && !lower(level, w.seen[via]) {
			return
		}
		w.seen[d.ID] = level
		added = append(added, d.ID)
		w.followers = append(w.followers, api.Follower{
			Head: w.desk.head(d), Relation: known[d.ID].Relation, Via: via, Depth: depth, Days: w.days(d), Level: level,
		})
	})
	return added, err
}

// lower reports whether a level stands below another; an unknown one does not.
func lower(level, than index.Level) bool {
	order := []index.Level{index.LevelCentral, index.LevelProvince, index.LevelDistrict, index.LevelCommune}
	return slices.Contains(order, than) && slices.Index(order, level) > slices.Index(order, than)
}

// later reports whether a document may have been issued after the root.
func (w *descent) later(d *directive.Directive) bool {
	return d.Issued.IsZero() || w.root.Issued.IsZero() || d.Issued.Last() >= w.root.Issued.First()
}

// days is how long after the root a document was issued, nil where a day is
// unknown.
func (w *descent) days(d *directive.Directive) *int {
	if d.Issued.Precision() != directive.PrecisionDay || w.root.Issued.Precision() != directive.PrecisionDay {
		return nil
	}
	days := int(d.Issued.First() - w.root.Issued.First())
	return &days
}
