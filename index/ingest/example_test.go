package ingest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tracuu/index/indextest"
	"tracuu/index/ingest"
)

func ExamplePaths() {
	dir, err := os.MkdirTemp("", "van-ban")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "107.txt"), []byte("Số 107-CV/BDVTU\nKính gửi: các huyện ủy"), 0o600)

	engine := indextest.NewMemory(indextest.Options{})
	for range 2 {
		report, err := ingest.Paths(context.Background(), engine, []string{dir}, ingest.Options{})
		if err != nil {
			panic(err)
		}
		fmt.Print(report)
	}
	// Output:
	// Đã đọc 1 tệp, 1 văn bản: 1 mới, 0 thay thế, 0 không đổi, 0 đã xóa.
	// Đã đọc 1 tệp, 1 văn bản: 0 mới, 0 thay thế, 1 không đổi, 0 đã xóa.
}

func ExampleRead() {
	rows := []byte(`{"id":"a","number":"5-CV/TU","text":"Kính gửi: các huyện ủy"}` + "\n{broken\n")
	items, err := ingest.Read(context.Background(), "rows.jsonl", rows, ingest.Options{})
	if err != nil {
		panic(err)
	}
	for _, item := range items {
		fmt.Println(item.Draft.Directive().Number, item.Err)
	}
	// Output:
	// 5-CV/TU <nil>
	//  line 2: not a JSON object
}
