package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/server/api"
)

// The errors of keys, told apart with errors.Is.
var (
	ErrUnknown = errors.New("no such key")         // never made, or the secret is wrong
	ErrRevoked = errors.New("the key was revoked") // and will not come back
	ErrExpired = errors.New("the key has expired")
	ErrBadKey  = errors.New("the key cannot be made so")
)

// Key is what the holder of a token may do.
type Key struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"` // who holds it, for people
	Digest string  `json:"digest"`
	Rights []Right `json:"rights"`
	// Filter is forced on everything that the key does: parameters of a search,
	// issuer=id:…, issuer=under:…, province=… or type=…, as in a URL.
	Filter  string    `json:"filter,omitempty"`
	Rate    int       `json:"rate,omitempty"`    // requests a minute, 0 for the server's usual rate
	Origins []string  `json:"origins,omitempty"` // pages that a browser may use it from
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// May reports whether the key gives a right.
func (k Key) May(r Right) bool { return r == Public || slices.Contains(k.Rights, r) }

// Scope is the filter of the key as the engine takes it.
func (k Key) Scope() (index.Scope, error) { return parseFilter(k.Filter) }

// check refuses a key that says something impossible.
func (k Key) check() error {
	switch {
	case strings.TrimSpace(k.Name) == "":
		return fmt.Errorf("%w: it needs a name", ErrBadKey)
	case len(k.Rights) == 0:
		return fmt.Errorf("%w: it gives no right", ErrBadKey)
	case k.Rate < 0:
		return fmt.Errorf("%w: a rate below zero", ErrBadKey)
	case !k.Expires.IsZero() && !k.Expires.After(k.Created):
		return fmt.Errorf("%w: it would expire before it is made", ErrBadKey)
	}
	for _, origin := range k.Origins {
		if u, err := url.Parse(origin); err != nil || u.Scheme == "" || u.Host == "" || u.Path != "" || u.RawQuery != "" {
			return fmt.Errorf("%w: %q is no origin such as https://portal.example", ErrBadKey, origin)
		}
	}
	_, err := k.Scope()
	return err
}

// usable says why a key that was found may not be used now.
func (k Key) usable(now time.Time) error {
	switch {
	case !k.Revoked.IsZero():
		return ErrRevoked
	case !k.Expires.IsZero() && !now.Before(k.Expires):
		return ErrExpired
	}
	return nil
}

// forcible are the fields that a key can be held to: those whose value a document
// has or has not, whatever is asked.
var forcible = []index.Field{index.FieldIssuer, index.FieldProvince, index.FieldType}

// parseFilter reads the forced filter of a key. An issuer is named by its id, since
// a part of a name would let in whoever chooses a name with it.
func parseFilter(filter string) (index.Scope, error) {
	if filter == "" {
		return index.Everything(), nil
	}
	bad := func(reason string) (index.Scope, error) {
		return index.Scope{}, fmt.Errorf("%w: filter %q: %s", ErrBadKey, filter, reason)
	}
	values, err := url.ParseQuery(filter)
	if err != nil {
		return bad(err.Error())
	}
	query, errs := api.DecodeCounts(values)
	if len(errs) > 0 {
		return bad(errs[0].Param + ": " + errs[0].Reason)
	}
	for name := range values {
		if !slices.Contains(forcible, index.Field(name)) {
			return bad(fmt.Sprintf("%s: a key is held to %v only", name, forcible))
		}
	}
	for _, f := range query.Filters.Where {
		for _, c := range f.Any {
			if f.Field == index.FieldIssuer && c.Op != index.OpID && c.Op != index.OpUnder {
				return bad("issuer: takes id:ID or under:ID")
			}
		}
	}
	if len(query.Filters.Where) == 0 {
		return bad("it names nothing")
	}
	return index.Scope{Forced: query.Filters.Where}, nil
}

// prefix marks our tokens, so that scanners for leaked secrets know them.
const prefix = "tcu"

// mint makes a new id and secret, and the token that holds both.
func mint() (id, digest, token string) {
	id, secret := strings.ToLower(rand.Text()[:10]), rand.Text()
	return id, digestOf(secret), prefix + "_" + id + "_" + secret
}

// split takes a token apart; false for one that is none of ours.
func split(token string) (id, secret string, ok bool) {
	rest, ok := strings.CutPrefix(token, prefix+"_")
	if !ok || len(token) > 100 {
		return "", "", false
	}
	return strings.Cut(rest, "_")
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// matches compares a secret with a digest in constant time.
func matches(secret, digest string) bool {
	return subtle.ConstantTimeCompare([]byte(digestOf(secret)), []byte(digest)) == 1
}
