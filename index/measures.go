package index

import "context"

// Measures are what a collection takes.
type Measures struct {
	IndexBytes int64 // of the live index on disk
	StoreBytes int64 // of the store on disk
	Segments   int   // parts that a search looks through one by one
}

// Measurer is an engine that knows what it takes.
type Measurer interface {
	Measure(ctx context.Context) (Measures, error)
}
