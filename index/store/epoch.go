package store

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Epoch names the history that generations count: sixteen hex digits, drawn when
// the store is made and again when it is brought back from a backup. Generations of
// two epochs say nothing of each other, since after a restore the same numbers are
// given once more to other writes. It is "" for a store of an earlier program until
// it is written to.
func (s *Store) Epoch() (epoch string, err error) {
	err = s.view("epoch", func(tx *bolt.Tx) error {
		epoch = hex.EncodeToString(tx.Bucket(bucketMeta).Get(metaEpoch))
		return nil
	})
	return epoch, err
}

// RenewEpoch begins another history: whoever follows the changes of the store has to
// begin anew.
func (s *Store) RenewEpoch() error {
	return s.Update(func(tx *Tx) error {
		if err := guarded(func() error { return renewEpoch(tx.meta) }); err != nil {
			return fmt.Errorf("store: renew epoch: %w", err)
		}
		return nil
	})
}

func renewEpoch(meta *bolt.Bucket) error {
	var drawn [8]byte
	rand.Read(drawn[:]) // never fails
	return meta.Put(metaEpoch, drawn[:])
}
