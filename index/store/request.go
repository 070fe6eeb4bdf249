package store

import (
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// bucketRequests holds what became of the documents of requests that may be sent
// again: day → request → answer. It is made with the first of them, so that older
// stores open as they are. A day is forgotten as a whole, which costs next to
// nothing: see requestDays.
var bucketRequests = []byte("requests")

// requestDays are how many days are kept beside the present one. One is enough for
// 24 hours.
const requestDays = 1

// Answer is what became of a document that a request brought.
type Answer struct {
	Sum    []byte // of what was sent
	ID     string
	Status string
}

func (a Answer) encode() []byte {
	return append(appendString(appendString(nil, string(a.Sum)), a.Status), a.ID...)
}

func decodeAnswer(b []byte) (a Answer, err error) {
	r := reader{b: b}
	a.Sum, a.Status, a.ID = []byte(r.string()), r.string(), string(r.rest())
	return a, r.err
}

// Answer gives what became of a request, by the name that its caller gave it. All
// days are looked at, so that a clock that was set back forgets nothing.
func (tx *Tx) Answer(request []byte) (a Answer, known bool, err error) {
	err = guarded(func() error {
		requests := tx.btx.Bucket(bucketRequests)
		if requests == nil {
			return nil
		}
		return requests.ForEachBucket(func(day []byte) error {
			value := requests.Bucket(day).Get(request)
			if value == nil || known {
				return nil
			}
			a, err = decodeAnswer(value)
			known = err == nil
			return err
		})
	})
	if err != nil {
		return Answer{}, false, fmt.Errorf("store: answer of a request: %w", err)
	}
	return a, known, nil
}

// KeepAnswer keeps what became of a request, for 24 to 48 hours.
func (tx *Tx) KeepAnswer(request []byte, a Answer) error {
	err := guarded(func() error {
		requests, err := tx.btx.CreateBucketIfNotExists(bucketRequests)
		if err != nil {
			return err
		}
		today := uint64(max(0, tx.now().Unix()) / int64(24*time.Hour/time.Second))
		day := requests.Bucket(numberKey(today))
		if day == nil {
			if err := forgetDays(requests, today); err != nil {
				return err
			}
			if day, err = requests.CreateBucket(numberKey(today)); err != nil {
				return err
			}
		}
		return day.Put(request, a.encode())
	})
	if err != nil {
		return fmt.Errorf("store: keep the answer of a request: %w", err)
	}
	return nil
}

// forgetDays drops the days before those that are kept.
func forgetDays(requests *bolt.Bucket, today uint64) error {
	var gone [][]byte
	err := requests.ForEachBucket(func(day []byte) error {
		if keyNumber(day)+requestDays < today {
			gone = append(gone, append([]byte(nil), day...))
		}
		return nil
	})
	for _, day := range gone {
		if err == nil {
			err = requests.DeleteBucket(day)
		}
	}
	return err
}
