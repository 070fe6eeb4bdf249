package citation

import "slices"

// node is where documents and citations of one key meet.
type node struct {
	key     string
	holders []uint32 // slots, sorted
	cites   []edge   // those of one document in a row
}

// edge is one citation by its place: the citing document's slot and its ordinal
// there.
type edge struct{ slot, nth uint32 }

// hold adds a document, and reports whether it is new to the node.
func (n *node) hold(slot uint32) bool {
	at, found := slices.BinarySearch(n.holders, slot)
	if !found {
		n.holders = slices.Insert(n.holders, at, slot)
	}
	return !found
}

func (n *node) release(slot uint32) {
	if at, found := slices.BinarySearch(n.holders, slot); found {
		n.holders = slices.Delete(n.holders, at, at+1)
	}
}

// nodeTable numbers nodes. A free number has an empty node.
type nodeTable struct {
	list []node
	ids  map[string]uint32 // by key
	free []uint32
}

// at is the number of the node of a key, which is made where there is none.
func (t *nodeTable) at(key string) uint32 {
	if id, known := t.ids[key]; known {
		return id
	}
	id := uint32(len(t.list))
	if n := len(t.free); n > 0 {
		id, t.free = t.free[n-1], t.free[:n-1]
		t.list[id].key = key
	} else {
		t.list = append(t.list, node{key: key})
	}
	t.ids[key] = id
	return id
}

// holders are the slots of the documents held under a key.
func (t *nodeTable) holders(key string) []uint32 {
	if id, known := t.ids[key]; known {
		return t.list[id].holders
	}
	return nil
}

// drop frees the number of a node that nothing is left of, and reports whether
// it did.
func (t *nodeTable) drop(id uint32) bool {
	n := &t.list[id]
	if n.key == "" || len(n.holders) > 0 || len(n.cites) > 0 {
		return false
	}
	delete(t.ids, n.key)
	t.list[id] = node{}
	t.free = append(t.free, id)
	return true
}
