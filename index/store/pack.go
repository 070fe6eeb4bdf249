package store

import (
	"maps"
	"runtime"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"
)

// documents is the bucket of the records in a transaction. To pack a record takes
// longer than all else that is done to write it, so that a group of them is packed on
// all processors: beside the transaction, which goes on meanwhile and takes the packed
// ones in when it ends.
type documents struct {
	*bolt.Bucket
	packing map[uint64]*packing // by running number
	free    chan struct{}       // a place for each that is packed beside
	beside  *sync.WaitGroup     // those, of records that were put again or deleted since too
}

// packing is a record that is being packed.
type packing struct {
	done     chan struct{}
	packed   []byte
	panicked any
}

func newDocuments(bucket *bolt.Bucket) documents {
	return documents{Bucket: bucket, packing: map[uint64]*packing{}, free: make(chan struct{}, runtime.GOMAXPROCS(0)-1), beside: new(sync.WaitGroup)}
}

// put has a record packed under a number, in place of the one there may be: beside
// the caller, or by the caller where all processors are at it.
func (d *documents) put(number uint64, s *stored) {
	p := &packing{done: make(chan struct{})}
	d.packing[number] = p
	pack := func() {
		defer close(p.done)
		defer func() { p.panicked = recover() }()
		p.packed = s.pack()
	}
	select {
	case d.free <- struct{}{}:
		d.beside.Go(func() {
			pack()
			<-d.free
		})
	default:
		pack()
	}
}

func (p *packing) wait() []byte {
	<-p.done
	if p.panicked != nil {
		panic(p.panicked)
	}
	return p.packed
}

// Get returns a packed record as the transaction sees it, by its key.
func (d *documents) Get(key []byte) []byte {
	if p := d.packing[keyNumber(key)]; p != nil {
		return p.wait()
	}
	return d.Bucket.Get(key)
}

// Delete removes a record by its key.
func (d *documents) Delete(key []byte) error {
	delete(d.packing, keyNumber(key))
	return d.Bucket.Delete(key)
}

// finish takes in what was packed, in the order of its keys, which fills the pages.
func (d *documents) finish() error {
	for _, number := range slices.Sorted(maps.Keys(d.packing)) {
		if err := d.Bucket.Put(numberKey(number), d.packing[number].wait()); err != nil {
			return err
		}
	}
	clear(d.packing)
	return nil
}

// settle waits until all is packed. It panics where packing did, which is a mistake of
// the program and no damage of the store.
func (d *documents) settle() {
	for _, p := range d.packing {
		p.wait()
	}
}

// drain waits for what is still packed, so that nothing reads a record of the caller's
// when a transaction is over.
func (d *documents) drain() { d.beside.Wait() }
