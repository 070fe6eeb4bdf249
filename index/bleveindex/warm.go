package bleveindex

import (
	"sync"

	"tracuu/index"
)

// wanted is what searches asked of the segments of an index beyond their columns.
// It is made for the segments that come after, before they are shown; what nobody
// asked for is not.
type wanted struct {
	mu                   sync.Mutex
	facets               map[index.Facet]*facetNumbers
	orders               map[index.Sort]bool
	studies, completions bool
	folded               bool // how many documents have words in any accents
}

func newWanted() *wanted {
	return &wanted{facets: map[index.Facet]*facetNumbers{}, orders: map[index.Sort]bool{}}
}

// note has something noted; wanted may be nil, where nothing comes after.
func (w *wanted) note(what func()) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	what()
}

// warm makes what takes longest to make at first. What fails is met again by
// whoever asks for it.
func (e *Engine) warm() {
	_ = e.withView(func(v *view) error {
		for _, s := range v.segments {
			for facet := range tagsOfFacet {
				s.facet(facet, &e.counted)
			}
			if _, err := s.study(); err != nil {
				return err
			}
			if _, err := s.completions(); err != nil {
				return err
			}
			if err := s.countFolded(); err != nil {
				return err
			}
		}
		return nil
	})
	if err := e.withCopies(func(*copyFamilies) {}); err == nil {
		_ = e.completeCopies()
	}
}

// warming says whether a segment was made ready.
type warming struct {
	once sync.Once
	err  error
}

// warm makes for each segment of a view, once, what searches asked of others.
func (c *columnCache) warm(v *view) error {
	for _, s := range v.segments {
		s.warming.once.Do(func() {
			s.warming.err = c.wants.warm(newSegmentView(s.columns, s.segment, s.deleted, s.live))
		})
		if s.warming.err != nil {
			return s.warming.err
		}
	}
	return nil
}

func (w *wanted) warm(s *segmentView) (err error) {
	for _, step := range w.steps(s) {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// steps are what is to be made; the making itself notes what it makes.
func (w *wanted) steps(s *segmentView) (steps []func() error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for facet, numbers := range w.facets {
		steps = append(steps, func() error { s.facet(facet, numbers); return nil })
	}
	for order := range w.orders {
		steps = append(steps, func() error { s.byDate(order); return nil })
	}
	if w.studies {
		steps = append(steps, func() error { _, err := s.study(); return err })
	}
	if w.completions {
		steps = append(steps, func() error { _, err := s.completions(); return err })
	}
	if w.folded {
		steps = append(steps, s.countFolded)
	}
	return steps
}
