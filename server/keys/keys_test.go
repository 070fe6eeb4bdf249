package keys

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func open(t *testing.T) *Ring {
	t.Helper()
	r, err := Open(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func create(t *testing.T, r *Ring, k Key) (string, Key) {
	t.Helper()
	token, made, err := r.Create(k)
	if err != nil {
		t.Fatal(err)
	}
	return token, made
}

func TestKeyIsFoundByItsTokenAlone(t *testing.T) {
	r := open(t)
	token, made := create(t, r, Key{Name: "cổng", Rights: []Right{Search}})
	other, _ := create(t, r, Key{Name: "khác", Rights: []Right{Admin}})
	found, err := r.Find(token)
	if err != nil || found.ID != made.ID || !found.May(Search) || found.May(Admin) {
		t.Fatalf("found %+v, %v", found, err)
	}
	_, secret, _ := split(other)
	for _, wrong := range []string{
		"", "tcu", "tcu_", "tcu__", token[:len(token)-1], token + "A", strings.ToUpper(token), " " + token,
		"tcu_" + made.ID + "_" + secret, // another key's secret
		"tcu_" + made.ID + "_",
		"tcu_" + strings.Repeat("a", 1<<16),
	} {
		if k, err := r.Find(wrong); !errors.Is(err, ErrUnknown) {
			t.Errorf("Find(%.40q) = %+v, %v", wrong, k, err)
		}
	}
}

func TestFileHoldsNoSecretAndIsTheOwnersAlone(t *testing.T) {
	r := open(t)
	token, _ := create(t, r, Key{Name: "cổng", Rights: []Right{Search}})
	data, err := os.ReadFile(r.path)
	if err != nil {
		t.Fatal(err)
	}
	_, secret, _ := split(token)
	if strings.Contains(string(data), secret) {
		t.Error("the file holds the secret")
	}
	info, err := os.Stat(r.path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	list, err := r.List()
	if err != nil || len(list) != 1 || list[0].Digest != "" {
		t.Errorf("listed %+v, %v", list, err)
	}
}

func TestRevokedAndExpiredKeysAreRefused(t *testing.T) {
	r := open(t)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r.now = func() time.Time { return now }
	token, made := create(t, r, Key{Name: "a", Rights: []Right{Search}, Expires: now.Add(time.Hour)})
	if _, err := r.Find(token); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	if _, err := r.Find(token); !errors.Is(err, ErrExpired) {
		t.Errorf("at its last moment: %v", err)
	}
	now = now.Add(-time.Minute)
	if err := r.Revoke(made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Find(token); !errors.Is(err, ErrRevoked) {
		t.Errorf("revoked: %v", err)
	}
	if any, err := r.Any(); err != nil || !any {
		t.Errorf("once the keys are revoked the collection counts as open: %v, %v", any, err)
	}
	if err := r.Revoke("nobody"); !errors.Is(err, ErrUnknown) {
		t.Errorf("revoking no key: %v", err)
	}
}

// Another process revokes while a server runs.
func TestChangesOfAnotherProcessAreSeen(t *testing.T) {
	server := open(t)
	now := time.Now()
	server.now = func() time.Time { return now }
	line, err := Open(server.path)
	if err != nil {
		t.Fatal(err)
	}
	token, made := create(t, line, Key{Name: "a", Rights: []Right{Read}})
	now = now.Add(2 * lookAgain)
	if _, err := server.Find(token); err != nil {
		t.Fatalf("a new key: %v", err)
	}
	if err := line.Revoke(made.ID); err != nil {
		t.Fatal(err)
	}
	now = now.Add(2 * lookAgain)
	if _, err := server.Find(token); !errors.Is(err, ErrRevoked) {
		t.Fatalf("a revoked key: %v", err)
	}
}

// A door must not open because a file is lost or damaged.
func TestLostAndDamagedFilesAreErrors(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"lost":    os.Remove,
		"damaged": func(path string) error { return os.WriteFile(path, []byte(`{"keys":[{`), 0o600) },
	} {
		r := open(t)
		now := time.Now()
		r.now = func() time.Time { return now }
		token, _ := create(t, r, Key{Name: "a", Rights: []Right{Read}})
		if err := harm(r.path); err != nil {
			t.Fatal(err)
		}
		now = now.Add(2 * lookAgain)
		if any, err := r.Any(); err == nil {
			t.Errorf("%s: Any = %v", name, any)
		}
		if k, err := r.Find(token); err == nil {
			t.Errorf("%s: found %+v", name, k)
		}
	}
}

func TestKeysThatCannotBeMade(t *testing.T) {
	r := open(t)
	good := Key{Name: "a", Rights: []Right{Search}}
	for name, spoil := range map[string]func(*Key){
		"no name":            func(k *Key) { k.Name = " " },
		"no rights":          func(k *Key) { k.Rights = nil },
		"negative rate":      func(k *Key) { k.Rate = -1 },
		"expired":            func(k *Key) { k.Expires = time.Now().Add(-time.Hour) },
		"origin with a path": func(k *Key) { k.Origins = []string{"https://a.vn/x"} },
		"origin: any":        func(k *Key) { k.Origins = []string{"*"} },
		"issuer by name":     func(k *Key) { k.Filter = "issuer=Bộ Y tế" },
		"a keyword":          func(k *Key) { k.Filter = "keyword=5K" },
		"a text":             func(k *Key) { k.Filter = "q=x&type=Chỉ thị" },
		"exclusion":          func(k *Key) { k.Filter = "not.type=Chỉ thị" },
		"unknown":            func(k *Key) { k.Filter = "color=red" },
		"nothing":            func(k *Key) { k.Filter = "type=" },
		"no query":           func(k *Key) { k.Filter = "type=%zz" },
	} {
		k := good
		spoil(&k)
		if _, made, err := r.Create(k); !errors.Is(err, ErrBadKey) {
			t.Errorf("%s: made %+v, %v", name, made, err)
		}
	}
	if list, _ := r.List(); len(list) != 0 {
		t.Errorf("left %d keys behind", len(list))
	}
	for _, filter := range []string{"", "issuer=under:bo-y-te", "issuer=id:bo-y-te&type=Công văn&type=Chỉ thị", "province=now:Hải Phòng"} {
		k := good
		k.Filter = filter
		if _, _, err := r.Create(k); err != nil {
			t.Errorf("filter %q: %v", filter, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	r, err := Open(filepath.Join(f.TempDir(), "keys.json"))
	if err != nil {
		f.Fatal(err)
	}
	token, _, err := r.Create(Key{Name: "a", Rights: []Right{Search}})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", token[:10], "tcu_x_y", "Bearer x", "tcu_\x00_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if k, err := r.Find(s); (err == nil) != (s == token) {
			t.Errorf("Find(%q) = %+v, %v", s, k, err)
		}
	})
}
