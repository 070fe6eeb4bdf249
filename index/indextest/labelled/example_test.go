package labelled_test

import (
	"errors"
	"fmt"
	"io/fs"

	"tracuu/index/indextest/labelled"
)

// What is not on this machine is said so, for a test to be skipped.
func ExampleFind() {
	_, err := labelled.Find("corpus", "no such collection")
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	// Output: true
}
