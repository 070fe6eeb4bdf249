package original_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"tracuu/index/original"
)

func Example() {
	dir, err := os.MkdirTemp("", "files")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	data := []byte("Số 107-CV/BDVTU")
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:])

	files := original.Open(dir)
	if err := files.Put(name, data); err != nil {
		panic(err)
	}
	f, err := files.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	back, _ := io.ReadAll(f)
	fmt.Println(string(back))
	// Output: Số 107-CV/BDVTU
}
