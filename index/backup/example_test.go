package backup_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tracuu/index/backup"
	"tracuu/index/directive"
	"tracuu/index/store"
)

func Example() {
	dir, err := os.MkdirTemp("", "data")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	data, dest, again := filepath.Join(dir, "data"), filepath.Join(dir, "backup"), filepath.Join(dir, "again")
	if err := os.Mkdir(data, 0o700); err != nil {
		panic(err)
	}
	s, err := store.Open(filepath.Join(data, "store.db"), store.Options{})
	if err != nil {
		panic(err)
	}
	err = s.Update(func(tx *store.Tx) error {
		return tx.Put(store.Record{ID: "a", Read: directive.Directive{Text: "Số 107-CV/BDVTU"}})
	})
	if err != nil {
		panic(err)
	}
	if _, err := backup.Write(context.Background(), data, s, dest, backup.Options{}); err != nil {
		panic(err)
	}
	s.Close()
	m, err := backup.Restore(context.Background(), dest, again, nil)
	fmt.Println(m.Documents, "document,", len(m.Files), "file,", err)
	// Output: 1 document, 1 file, <nil>
}
