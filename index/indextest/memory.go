package indextest

import (
	"cmp"
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"sync"
	"time"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/directive"
)

// Memory is the reference engine. It holds all in memory, is safe for
// concurrent use, and takes time linear in the collection for each call.
type Memory struct {
	families *index.Families
	graph    index.Graph
	follower index.Follower

	mu         sync.RWMutex
	docs       map[string]*document
	deleted    map[string]index.Change
	left       map[string][]left
	edits      map[string][]index.Edit // by id; they outlive the document
	quarantine quarantine
	generation uint64
	epoch      string
	closed     bool
	requests   map[requestKey]answer
	tokenizer  *viet.Tokenizer // used with mu held for writing
}

var _ index.Engine = (*Memory)(nil)

// Options of a Memory. Nil Families are those that come with tracuu; without
// Graph nothing is cited. The Follower is told of every write before the write
// returns.
type Options struct {
	Families *index.Families
	Graph    index.Graph
	Follower index.Follower
}

// document is one that is held.
type document struct {
	read      directive.Secrecy // the mark in its text, whatever was supplied
	uncurated directive.Directive
	named     bool // its id was given
	curation  index.Curation
	directive directive.Directive // as it stands
	analysis  index.Analysis
	change    index.Change
	arrival   uint64    // generation at which it came
	added     time.Time // when that was
}

// NewMemory returns an empty engine.
func NewMemory(o Options) *Memory {
	return &Memory{
		families: cmp.Or(o.Families, index.DefaultFamilies()), graph: o.Graph, follower: o.Follower,
		docs: map[string]*document{}, deleted: map[string]index.Change{}, left: map[string][]left{}, edits: map[string][]index.Edit{},
		requests: map[requestKey]answer{}, epoch: rand.Text(),
		quarantine: quarantine{held: map[string]*withheld{}, released: map[string]*document{}},
		tokenizer:  viet.NewTokenizer(),
	}
}

// visible reports whether a document is within scope.
func (m *Memory) visible(scope index.Scope, d *document) bool {
	forced := index.NewFilterSet(index.Filters{Where: scope.Forced}, m.families)
	return forced.Matches(&d.analysis.Facts, m.lookups(d))
}

// check gives what stops any call: a done context or a closed engine.
func (m *Memory) check(ctx context.Context) error {
	if m.closed {
		return index.ErrClosed
	}
	return ctx.Err()
}

// Get implements index.Reader.
func (m *Memory) Get(ctx context.Context, scope index.Scope, ids ...string) (map[string]directive.Directive, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	out := map[string]directive.Directive{}
	for _, id := range ids {
		if d, ok := m.docs[id]; ok && m.visible(scope, d) {
			out[id] = d.directive
		}
	}
	return out, nil
}

// Changes implements index.Reader.
func (m *Memory) Changes(ctx context.Context, scope index.Scope, since uint64, limit int) ([]index.Change, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	var out []index.Change
	for _, d := range m.docs {
		if d.change.Generation > since && m.visible(scope, d) {
			out = append(out, d.change)
		}
	}
	if len(scope.Forced) > 0 {
		out = append(out, m.gone(scope, since)...)
	} else {
		for _, c := range m.deleted {
			if c.Generation > since {
				out = append(out, c)
			}
		}
	}
	slices.SortFunc(out, func(a, b index.Change) int { return cmp.Compare(a.Generation, b.Generation) })
	return out[:min(max(limit, 0), len(out))], nil
}

// Put implements index.Writer.
func (m *Memory) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	out, err := m.putBefore(drafts)
	if err != nil {
		return nil, err
	}
	for i, draft := range drafts {
		if !out[i].Again {
			out[i] = m.putOnce(scope, draft)
		}
	}
	return out, nil
}

func (m *Memory) put(scope index.Scope, draft index.Draft) index.Written {
	d := draft.Directive()
	id, held := m.idOf(draft, &d)
	if err := directive.ValidateID(id); err != nil {
		return index.Written{ID: id, Status: index.Refused, Err: err}
	}
	before := m.standing(id)
	if held && d.Source.SHA256 != "" && before.directive.Source == d.Source {
		return m.written(id, index.Unchanged)
	}
	d.ID, d.Key = id, directive.Identity(&d)
	var curation index.Curation
	if before != nil {
		curation = before.curation
	}
	doc := m.newDocument(d, curation)
	doc.read = draft.Read.Secrecy
	doc.named = draft.ID != "" && !draft.FollowsSource || before != nil && before.named
	switch {
	case !m.visible(scope, doc):
		return index.Written{ID: id, Status: index.Refused, Err: index.ErrScope}
	case before != nil && !m.visible(scope, before):
		return index.Written{ID: id, Status: index.Refused, Err: index.ErrNotFound}
	}
	if entry := m.hold(doc); entry != nil {
		m.note(id, entry)
	}
	if before != nil {
		return m.written(id, index.Replaced)
	}
	return m.written(id, index.Created)
}

func (m *Memory) newDocument(uncurated directive.Directive, c index.Curation) *document {
	d := c.Apply(uncurated)
	return &document{uncurated: uncurated, curation: c, directive: d, analysis: index.Analyse(&d, m.families, m.tokenizer)}
}

// hold puts a document in its place, which may be quarantine, and tells the
// follower. It gives what the trail says of its secrecy.
func (m *Memory) hold(doc *document) *index.Edit {
	id := doc.directive.ID
	m.generation++
	now := time.Now().UTC().Round(0)
	doc.arrival, doc.added = m.generation, now
	if before := m.standing(id); before != nil {
		doc.arrival, doc.added = before.arrival, before.added
	}
	before := m.docs[id]
	entry, secret := m.withhold(doc)
	if secret {
		m.leave(before, nil)
		return entry
	}
	m.leave(before, doc)
	doc.change = index.Change{Generation: m.generation, ID: id, At: now}
	m.docs[id] = doc
	delete(m.deleted, id)
	if m.follower != nil {
		m.follower.Decide(id, doc.curation.Decisions...)
		m.follower.Put(&doc.directive)
	}
	return entry
}

// idOf is the id that a draft goes by, and whether it is that of the document
// of the same source.
func (m *Memory) idOf(draft index.Draft, d *directive.Directive) (id string, held bool) {
	if other := m.ofSource(d.Source); draft.FollowsSource && other != "" && (draft.ID == "" || draft.ID == other) {
		return other, true
	}
	if draft.ID != "" {
		return draft.ID, false
	}
	return directive.MintID(d, func(id string) bool { return m.standing(id) != nil }), false
}

// ofSource finds the document of a source, the latest where ids were given to
// several of one, "" for none.
func (m *Memory) ofSource(source directive.Source) string {
	latest, generation := "", uint64(0)
	for id, d := range m.all() {
		s := d.directive.Source
		same := s.Root == source.Root && s.Name == source.Name && s.Part == source.Part
		if same && source.Name != "" && d.change.Generation > generation {
			latest, generation = id, d.change.Generation
		}
	}
	return latest
}

// Delete implements index.Writer.
func (m *Memory) Delete(ctx context.Context, scope index.Scope, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(ctx); err != nil {
		return err
	}
	d := m.standing(id)
	if d == nil || !m.visible(scope, d) {
		return index.ErrNotFound
	}
	m.generation++
	delete(m.quarantine.released, id)
	if m.quarantine.held[id] != nil {
		delete(m.quarantine.held, id)
		return nil
	}
	m.leave(m.docs[id], nil)
	delete(m.docs, id)
	m.deleted[id] = index.Change{Generation: m.generation, ID: id, Deleted: true, At: time.Now()}
	if m.follower != nil {
		m.follower.Delete(id)
		m.follower.Decide(id)
	}
	return nil
}

// Sources implements index.Writer.
func (m *Memory) Sources(ctx context.Context, scope index.Scope, root string) ([]index.SourceEntry, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	var out []index.SourceEntry
	for id, d := range m.all() {
		held := m.quarantine.held[id] != nil
		if d.directive.Source.Root == root && root != "" && m.visible(scope, d) && (!held || len(scope.Forced) == 0) {
			out = append(out, index.SourceEntry{ID: id, Source: d.directive.Source, Quarantined: held})
		}
	}
	slices.SortFunc(out, func(a, b index.SourceEntry) int {
		return cmp.Or(cmp.Compare(a.Source.Name, b.Source.Name), cmp.Compare(a.Source.Part, b.Source.Part), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Status implements index.Engine.
func (m *Memory) Status(ctx context.Context) (index.Status, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return index.Status{}, err
	}
	return index.Status{Documents: len(m.docs), Quarantined: len(m.quarantine.held), Generation: m.generation, Epoch: m.epoch}, nil
}

// Close implements index.Engine. A second Close does nothing.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

// sorted gives the documents by id, so that nothing depends on the map's order.
func (m *Memory) sorted() []*document {
	ids := slices.Sorted(maps.Keys(m.docs))
	out := make([]*document, len(ids))
	for i, id := range ids {
		out[i] = m.docs[id]
	}
	return out
}
