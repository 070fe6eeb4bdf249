package durable_test

import (
	"fmt"
	"os"
	"path/filepath"

	"tracuu/index/durable"
)

func ExampleWriteFile() {
	dir, err := os.MkdirTemp("", "durable")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "CURRENT")
	if err := durable.WriteFile(path, []byte("0002\n")); err != nil {
		fmt.Println(err)
		return
	}
	b, err := os.ReadFile(path)
	fmt.Printf("%s%v\n", b, err)
	// Output:
	// 0002
	// <nil>
}
