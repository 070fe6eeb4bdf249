package keys_test

import (
	"fmt"
	"os"
	"path/filepath"

	"tracuu/server/keys"
)

func Example() {
	dir, _ := os.MkdirTemp("", "keys")
	defer os.RemoveAll(dir)
	ring, _ := keys.Open(filepath.Join(dir, "keys.json"))
	token, made, _ := ring.Create(keys.Key{
		Name: "cổng thông tin", Rights: []keys.Right{keys.Search}, Filter: "issuer=under:bo-y-te",
	})
	found, _ := ring.Find(token)
	fmt.Println(found.Name, found.May(keys.Search), found.May(keys.Write))
	_ = ring.Revoke(made.ID)
	_, err := ring.Find(token)
	fmt.Println(err)
	// Output:
	// cổng thông tin true false
	// the key was revoked
}
