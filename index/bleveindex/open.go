package bleveindex

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"

	"tracuu/index"
	"tracuu/index/durable"
	"tracuu/index/store"
)

// Open opens the collection in dir, or makes one. It replays from the store
// what the index lacks, and rebuilds an index that is damaged or knows more
// than the store. It returns index.ErrLocked within a second when another
// process holds the folder, and index.ErrVersion for an index of another
// version unless o.Upgrade. A folder that may only be read is searched as it is, with
// an index.Fault.
func Open(dir string, o Options) (_ *Engine, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("bleveindex: make the data folder: %w", err)
	}
	o.Families = cmp.Or(o.Families, index.DefaultFamilies())
	e := &Engine{layout: layout{dir: dir}, options: o}
	if e.store, err = openStore(e.layout.store(), o); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, e.store.Close())
		}
	}()
	e.follower = follower{store: e.store, families: o.Families, progress: o.Progress}
	told := e.takeUp()
	live, err := e.openLive()
	since := <-told
	if err != nil {
		return nil, err
	}
	e.live = live
	if err := live.serve(); err != nil {
		return nil, errors.Join(err, live.close())
	}
	if err := e.tellSince(since); err != nil {
		return nil, errors.Join(err, live.close())
	}
	if err := e.removeOthers(live.name); err != nil {
		return nil, errors.Join(err, live.close())
	}
	e.startWriter()
	if o.Warm {
		e.writer.Go(e.warm) // Close waits for it
	}
	return e, nil
}

func openStore(path string, o Options) (*store.Store, error) {
	s, err := store.Open(path, store.Options{OpenFile: o.OpenFile})
	switch {
	case errors.Is(err, store.ErrLocked):
		return nil, fmt.Errorf("%w: %w", index.ErrLocked, err)
	case err != nil:
		return nil, fmt.Errorf("bleveindex: %w", err)
	}
	return s, nil
}

// openLive opens the index that CURRENT names and brings it up to the store, or
// builds one where none can be used.
func (e *Engine) openLive() (*liveIndex, error) {
	now, err := e.layout.readCurrent()
	if err != nil {
		return nil, err
	}
	version := e.version()
	switch {
	case now.name == "":
		return e.build()
	case now.version != version && !e.options.Upgrade:
		return nil, fmt.Errorf("%w (the index has version %q, this program %q)", index.ErrVersion, now.version, version)
	case now.version != version:
		return e.build()
	}
	live, err := e.resume(now.name)
	if err == nil {
		return live, nil
	}
	fresh, failed := e.build()
	switch {
	case failed == nil:
		if e.options.Rebuilt != nil {
			e.options.Rebuilt(err)
		}
		if live != nil {
			_ = live.close()
		}
		return fresh, nil
	case live != nil: // a full disk, say
		live.failure.note(&live.failure.behind, err)
		return live, nil
	}
	return nil, errors.Join(err, failed)
}

// readOnly reports whether the folder may only be read, since it was opened.
func (e *Engine) readOnly() bool {
	f := e.store.Fault()
	return f != nil && f.Lasting && !errors.Is(f.Err, store.ErrCorrupt)
}

// removeOthers deletes what a crash left of other indexes and of files, where it may.
func (e *Engine) removeOthers(kept string) error {
	if e.readOnly() {
		return nil
	}
	return errors.Join(e.layout.removeOthers(kept), durable.Sweep(e.layout.dir))
}

var errOnlyRead = errors.New("the data folder may only be read")

// version is what the index must have been built by. The families and the registry
// of bodies are part of it because a document's families and the bodies that its
// issuer stands under are in the index.
func (e *Engine) version() string {
	hash := sha256.New()
	fmt.Fprintln(hash, e.options.Families.Bodies().Hash())
	for _, name := range e.options.Families.Names() {
		fmt.Fprintf(hash, "%q %q\n", name, e.options.Families.Variants(name))
	}
	return fmt.Sprintf("%s/%x", schemaVersion, hash.Sum(nil)[:6])
}

var (
	errAhead   = errors.New("the index knows more than the store")
	errMissing = errors.New("the index folder is missing")
)

// resume opens an index, checks that it can be read and replays what it lacks. An
// index that can be read and not be brought up comes with the error.
func (e *Engine) resume(name string) (_ *liveIndex, err error) {
	if _, err := os.Stat(e.layout.index(name)); err != nil {
		return nil, fmt.Errorf("bleveindex: open index %s: %w: %w", name, errMissing, err)
	}
	live, err := openIndex(e.layout.index(name), name, e.readOnly())
	if err != nil {
		return nil, err
	}
	readable := false
	defer func() {
		if err != nil && !readable {
			err = errors.Join(err, live.close())
		}
	}()
	v, err := live.newest() // reads every segment's columns
	if err != nil {
		return nil, err
	}
	has := v.generation
	v.close()
	want, err := e.store.Generation()
	if err != nil {
		return nil, fmt.Errorf("bleveindex: %w", err)
	}
	if has > want {
		return nil, fmt.Errorf("bleveindex: open index %s: %w (%d, %d)", name, errAhead, has, want)
	}
	readable = true
	if e.readOnly() {
		if has < want {
			live.failure.note(&live.failure.behind, errOnlyRead)
		}
		return live, nil
	}
	_, err = e.follower.follow(context.Background(), live, has)
	return live, err
}

// build makes a new index from the store and puts it in place.
func (e *Engine) build() (*liveIndex, error) {
	live, _, err := e.buildBeside(context.Background())
	if err != nil {
		return nil, err
	}
	if err := e.layout.writeCurrent(current{name: live.name, version: e.version()}); err != nil {
		return nil, errors.Join(err, live.close())
	}
	return live, nil
}

// buildBeside makes a new index from the store beside those that are there, and
// returns the generation it has.
func (e *Engine) buildBeside(ctx context.Context) (*liveIndex, uint64, error) {
	if e.readOnly() {
		return nil, 0, fmt.Errorf("bleveindex: build an index: %w", errOnlyRead)
	}
	name, err := e.layout.next()
	if err != nil {
		return nil, 0, err
	}
	live, err := openIndex(e.layout.index(name), name, e.readOnly())
	if err != nil {
		return nil, 0, err
	}
	defer beginLoad()()
	has, err := e.follower.follow(ctx, live, 0)
	if err != nil {
		err = errors.Join(err, live.close(), os.RemoveAll(e.layout.index(name)))
		return nil, 0, err
	}
	return live, has, nil
}
