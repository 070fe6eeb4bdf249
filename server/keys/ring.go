package keys

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"tracuu/index/durable"
)

// Ring is the keys of one file. It is safe for concurrent use, and for use by
// several processes as long as one of them makes and revokes keys at a time.
type Ring struct {
	path string
	now  func() time.Time

	mu      sync.Mutex
	keys    []Key
	stamp   stamp
	checked time.Time
}

// stamp tells two versions of the file apart without reading it.
type stamp struct {
	size     int64
	modified time.Time
}

// lookAgain is how long a revoked key may still be taken.
const lookAgain = time.Second

// Open reads the keys of a file. A file that is not there holds none.
func Open(path string) (*Ring, error) {
	r := &Ring{path: path, now: time.Now}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r, r.read()
}

// Find is the key of a token, or one of ErrUnknown, ErrRevoked and ErrExpired.
func (r *Ring) Find(token string) (Key, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.refresh(); err != nil {
		return Key{}, err
	}
	id, secret, ok := split(token)
	i := slices.IndexFunc(r.keys, func(k Key) bool { return k.ID == id })
	// An unknown id costs the same comparison as a wrong secret.
	digest := digestOf("")
	if i >= 0 {
		digest = r.keys[i].Digest
	}
	if same := matches(secret, digest); !ok || i < 0 || !same {
		return Key{}, ErrUnknown
	}
	return r.keys[i], r.keys[i].usable(r.now())
}

// Any reports whether a key was ever made. A collection whose keys were all
// revoked is not open again.
func (r *Ring) Any() (bool, error) {
	list, err := r.List()
	return len(list) > 0, err
}

// List gives all keys in the order in which they were made, revoked ones
// included, without their digests.
func (r *Ring) List() ([]Key, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.refresh(); err != nil {
		return nil, err
	}
	out := slices.Clone(r.keys)
	for i := range out {
		out[i].Digest = ""
	}
	return out, nil
}

// Create adds a key with the fields that the caller chose and returns its token,
// which nothing can show again.
func (r *Ring) Create(k Key) (token string, _ Key, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.read(); err != nil {
		return "", Key{}, err
	}
	k.Created, k.Revoked = r.now().UTC().Truncate(time.Second), time.Time{}
	if err := k.check(); err != nil {
		return "", Key{}, err
	}
	k.ID, k.Digest, token = mint()
	if err := r.write(append(slices.Clone(r.keys), k)); err != nil {
		return "", Key{}, err
	}
	k.Digest = ""
	return token, k, nil
}

// Revoke ends a key for ever, named by its id.
func (r *Ring) Revoke(id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.read(); err != nil {
		return err
	}
	changed := slices.Clone(r.keys)
	i := slices.IndexFunc(changed, func(k Key) bool { return k.ID == id })
	if i < 0 {
		return fmt.Errorf("revoke key %q: %w", id, ErrUnknown)
	}
	if changed[i].Revoked.IsZero() {
		changed[i].Revoked = r.now().UTC().Truncate(time.Second)
	}
	return r.write(changed)
}

// refresh reads the file again if it changed since it was last looked at.
func (r *Ring) refresh() error {
	if now := r.now(); now.Sub(r.checked) < lookAgain && !now.Before(r.checked) {
		return nil
	}
	seen, err := r.look()
	if err != nil {
		return err
	}
	if seen != r.stamp {
		return r.read()
	}
	r.checked = r.now()
	return nil
}

// look is the stamp of the file now, zero where there is none. Keys that were
// there and are gone with their file are an error: an open door must not come of
// a lost file.
func (r *Ring) look() (stamp, error) {
	info, err := os.Stat(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		if len(r.keys) > 0 {
			return stamp{}, fmt.Errorf("keys: %s vanished: %w", r.path, err)
		}
		return stamp{}, nil
	}
	if err != nil {
		return stamp{}, fmt.Errorf("keys: %w", err)
	}
	return stamp{size: info.Size(), modified: info.ModTime()}, nil
}

func (r *Ring) read() error {
	seen, err := r.look()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(r.path)
	var file struct {
		Keys []Key `json:"keys"`
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("keys: %w", err)
	default:
		if err := json.Unmarshal(data, &file); err != nil {
			return fmt.Errorf("keys: %s: %w", r.path, err)
		}
	}
	r.keys, r.stamp, r.checked = file.Keys, seen, r.now()
	return nil
}

// write puts the file in place whole or not at all, readable by its owner alone.
func (r *Ring) write(list []Key) error {
	data, err := json.MarshalIndent(map[string]any{"keys": list}, "", "  ")
	if err != nil {
		return err
	}
	if err := durable.WriteFile(r.path, append(data, '\n')); err != nil {
		return fmt.Errorf("keys: write %s: %w", r.path, err)
	}
	return r.read()
}
