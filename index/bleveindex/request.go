package bleveindex

import (
	"bytes"
	"encoding/binary"

	"tracuu/index"
	"tracuu/index/store"
)

// requestKey is the name of a draft of a request in the store.
func requestKey(r *index.Request) []byte {
	return binary.AppendUvarint(bytes.Clone(r.Name[:]), uint64(r.N))
}

// putBefore gives what became of those drafts that an earlier request put, and
// index.ErrRequestReused where one of them was another.
func putBefore(tx *store.Tx, drafts []index.Draft) ([]index.Written, error) {
	written := make([]index.Written, len(drafts))
	for i := range drafts {
		r := drafts[i].Request
		if r == nil {
			continue
		}
		a, known, err := tx.Answer(requestKey(r))
		switch {
		case err != nil:
			return nil, err
		case known && !bytes.Equal(a.Sum, r.Sum[:]):
			return nil, index.ErrRequestReused
		case known:
			written[i] = index.Written{ID: a.ID, Status: index.WriteStatus(a.Status), Again: true}
		}
	}
	return written, nil
}

// putOnce stores a draft and what became of it.
func putOnce(tx *store.Tx, guardian *guardian, draft index.Draft) (index.Written, error) {
	w, err := put(tx, guardian, draft)
	if err != nil || w.Err != nil || draft.Request == nil {
		return w, err
	}
	answer := store.Answer{Sum: draft.Request.Sum[:], ID: w.ID, Status: string(w.Status)}
	return w, tx.KeepAnswer(requestKey(draft.Request), answer)
}
