// Package keys says who may do what: the keys of a collection, the rights that
// each gives, and the filter that each is held to.
//
// A key is shown once, when it is made, as tcu_ID_SECRET. The file keeps its id
// and a digest of the secret, so that who reads the file cannot use it:
//
//	ring, err := keys.Open(filepath.Join(data, "keys.json"))
//	token, key, err := ring.Create(keys.Key{Name: "cổng thông tin", Rights: []keys.Right{keys.Search}})
//	key, err = ring.Find(token)
//
// The secret has 130 random bits, so a plain SHA-256 is as good as a slow hash:
// there is nothing to guess. Comparing takes the same time for every wrong key.
//
// The file may be changed by another process, as the command line does beside a
// running server: a Ring looks at it again once a second at most, and a key that
// was revoked is refused from then on.
package keys
