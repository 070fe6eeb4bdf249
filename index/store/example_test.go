package store_test

import (
	"fmt"
	"os"
	"path/filepath"

	"tracuu/index/directive"
	"tracuu/index/store"
)

func Example() {
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	s, err := store.Open(filepath.Join(dir, "store.db"), store.Options{})
	if err != nil {
		panic(err)
	}
	defer s.Close()

	err = s.Update(func(tx *store.Tx) error {
		return tx.Put(store.Record{ID: "cv-107", Read: directive.Directive{
			Number: "107-CV/BDVTU",
			Text:   "Thành lập Tổ Covid-19 cộng đồng",
			Source: directive.Source{Root: "/van-ban", Name: "2021/107.txt"},
		}})
	})
	if err != nil {
		panic(err)
	}
	records, _ := s.Get("cv-107")
	changes, _ := s.Changes(0, 10)
	fmt.Println(records["cv-107"].Directive().Number, changes[0].Generation)
	// Output: 107-CV/BDVTU 1
}
