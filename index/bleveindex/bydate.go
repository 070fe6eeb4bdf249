package bleveindex

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"tracuu/index"
)

// dateOrders keeps the documents of a segment in the orders by date and arrival, so that the
// first of them are found without looking at the others. Each is made when it is
// first asked for.
type dateOrders struct {
	newest, oldest, added dateOrder
}

type dateOrder struct {
	once sync.Once
	docs []uint32
}

// byDate are the documents of the segment, deleted ones among them, in an order
// by date or arrival.
func (c *columns) byDate(order index.Sort) []uint32 {
	o := &c.orders.newest
	switch order {
	case index.Oldest:
		o = &c.orders.oldest
	case index.Added:
		o = &c.orders.added
	}
	o.once.Do(func() {
		c.wants.note(func() { c.wants.orders[order] = true })
		o.docs = c.sortByDate(order)
	})
	return o.docs
}

// dayOf is a document by the number that an order goes by, the lowest first.
type dayOf struct {
	at  int64
	doc uint32
}

func (c *columns) sortByDate(order index.Sort) []uint32 {
	days := make([]dayOf, len(c.ids))
	for doc := range days {
		days[doc] = dayOf{c.dayIn(order, uint32(doc)), uint32(doc)}
	}
	slices.SortFunc(days, func(a, b dayOf) int {
		if a.at != b.at {
			return cmp.Compare(a.at, b.at)
		}
		return cmp.Compare(c.ids[a.doc], c.ids[b.doc])
	})
	docs := make([]uint32, len(days))
	for i, d := range days {
		docs[i] = d.doc
	}
	return docs
}

// dayIn is index.Sort.Compare as a number, ties left out: comparing keys takes ten
// times as long.
func (c *columns) dayIn(order index.Sort, doc uint32) int64 {
	switch {
	case order == index.Added:
		return -int64(c.arrivals[doc])
	case c.undated(doc):
		return math.MaxInt64
	case order == index.Oldest:
		return int64(c.first[doc])
	}
	return -int64(c.first[doc])
}

// dateKey places a document in the orders by date and arrival.
func (c *columns) dateKey(doc uint32) index.SortKey {
	key := index.SortKey{ID: c.ids[doc], Undated: c.undated(doc), Arrival: c.arrivals[doc]}
	if !key.Undated {
		key.Day = c.first[doc]
	}
	return key
}
