package citation

import (
	"context"
	"fmt"

	"tracuu/index"
)

// followBatch is how many documents Follow reads at a time.
const followBatch = 200

// Follow brings the graph up with what was written to a collection after the
// generation since, and gives the generation it has reached. A graph is built by
// following from 0. On an error it gives the generation up to which all is in.
func (g *Graph) Follow(ctx context.Context, r index.Reader, since uint64) (uint64, error) {
	for {
		changes, err := r.Changes(ctx, index.Everything(), since, followBatch)
		if err != nil {
			return since, fmt.Errorf("citation: follow from generation %d: %w", since, err)
		}
		if len(changes) == 0 {
			return since, nil
		}
		var ids []string
		for _, c := range changes {
			if !c.Deleted {
				ids = append(ids, c.ID)
			}
		}
		docs, err := r.Get(ctx, index.Everything(), ids...)
		if err != nil {
			return since, fmt.Errorf("citation: follow from generation %d: %w", since, err)
		}
		for _, c := range changes {
			if d, held := docs[c.ID]; held {
				g.Put(&d)
			} else {
				g.Delete(c.ID) // now, or by a later change
			}
			since = c.Generation
		}
	}
}
