package bleveindex

import (
	"cmp"
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

func (c *columns) sortByDate(order index.Sort) []uint32 {
	docs := make([]uint32, len(c.ids))
	for i := range docs {
		docs[i] = uint32(i)
	}
	slices.SortFunc(docs, func(a, b uint32) int {
		if order != index.Added && c.first[a] == c.first[b] && c.undated(a) == c.undated(b) {
			return cmp.Compare(c.ids[a], c.ids[b])
		}
		return order.Compare(c.dateKey(a), c.dateKey(b))
	})
	return docs
}

// dateKey places a document in the orders by date and arrival.
func (c *columns) dateKey(doc uint32) index.SortKey {
	key := index.SortKey{ID: c.ids[doc], Undated: c.undated(doc), Arrival: c.arrivals[doc]}
	if !key.Undated {
		key.Day = c.first[doc]
	}
	return key
}
