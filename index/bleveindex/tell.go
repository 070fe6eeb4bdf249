package bleveindex

import (
	"fmt"
	"slices"
	"sync"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/store"
)

// tell tells the follower of changes, in order.
func (f *follower) tell(changes []store.Change, records map[string]store.Record) {
	if f.told == nil {
		return
	}
	for _, c := range changes {
		if r, held := records[c.ID]; held {
			tellOf(f.told, &r)
			continue
		}
		f.told.Delete(c.ID)
		f.told.Decide(c.ID)
	}
}

func tellOf(told index.Follower, r *store.Record) {
	d := standing(r)
	told.Decide(r.ID, r.Decisions...)
	told.Put(&d)
}

// standing is a document as it stands. One that nobody supplied or corrected
// anything of is as it was read, which spares most of the time that merging takes.
func standing(r *store.Record) directive.Directive {
	untold := slices.ContainsFunc(r.Read.References, func(ref directive.Reference) bool { return ref.Ref == "" })
	if untold || len(r.Curated) > 0 || len(r.Given.Fields()) > 0 {
		return r.Directive()
	}
	d := r.Read
	d.ID, d.Key = r.ID, directive.Identity(&r.Read)
	return d
}

// takeUp lets the follower take up what was put aside, beside all else, and gives
// the generation that it then has.
func (e *Engine) takeUp() <-chan uint64 {
	keeper, _ := e.options.Follower.(index.Keeper)
	e.kept.keeper, e.kept.path = keeper, e.layout.graph()
	since := make(chan uint64, 1)
	go func() {
		now, err := e.store.Generation()
		if err != nil {
			now = 0 // whoever reads the store next meets it too
		}
		since <- e.kept.load(now)
	}()
	return since
}

// tellSince tells the follower of what was written after a generation.
func (e *Engine) tellSince(since uint64) error {
	if e.options.Follower == nil {
		return nil
	}
	tell := func() error { return e.tellChanges(since) }
	if since == 0 {
		tell = e.tellAll
	}
	if err := tell(); err != nil {
		return fmt.Errorf("bleveindex: tell what is held: %w", err)
	}
	if e.options.Graph != nil {
		e.options.Graph.CitedBy("") // what a graph puts off until it is asked is done now
	}
	return nil
}

// tellChanges tells the follower of the changes after a generation.
func (e *Engine) tellChanges(since uint64) error {
	teller := follower{told: e.options.Follower}
	for {
		changes, err := e.store.Changes(since, batchSize)
		if err != nil || len(changes) == 0 {
			return err
		}
		var ids []string
		for _, c := range changes {
			if !c.Deleted {
				ids = append(ids, c.ID)
			}
		}
		records, err := e.store.Get(ids...)
		if err != nil {
			return err
		}
		teller.tell(changes, records)
		since = changes[len(changes)-1].Generation
	}
}

// tellAll tells the follower of everything that is held. The order of arrival is
// lost among the workers; a follower must not depend on it.
func (e *Engine) tellAll() error {
	told := e.options.Follower
	records := make(chan store.Record, workers)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for r := range records {
				tellOf(told, &r)
			}
		})
	}
	err := e.store.Each(func(r store.Record) error {
		records <- r
		return nil
	})
	close(records)
	group.Wait()
	return err
}
