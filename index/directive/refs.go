package directive

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"tracuu/analyzers/viet"
)

// refBytes is the length of a Ref before it is printed in hex: enough to tell the
// few hundred citations of one document apart.
const refBytes = 6

// SetRefs fills the Ref of each reference: a hash of its number key or folded
// title, its date, and its ordinal among equals in the order of the list. So
// reading a document again gives the same Refs although spans have moved, and
// decisions of curators stay attached.
func SetRefs(refs []Reference) {
	seen := make(map[string]int, len(refs))
	for i := range refs {
		what := refs[i].what() + "\x00" + refs[i].Date.String()
		seen[what]++
		if n := seen[what]; n > 1 {
			what += "\x00" + strconv.Itoa(n)
		}
		sum := sha256.Sum256([]byte(what))
		refs[i].Ref = hex.EncodeToString(sum[:refBytes])
	}
}

// what names the thing cited, without regard to spelling: by its number, else by
// its title, else by type and issuer.
func (r *Reference) what() string {
	if r.Number != "" {
		if sym, err := ParseSymbol(r.Number); err == nil {
			return "n|" + string(sym.Key())
		}
		return "s|" + viet.FoldKey(string(r.Type)) + "|" + viet.FoldKey(r.Number)
	}
	if r.Title != "" {
		return "t|" + viet.FoldKey(r.Title)
	}
	return "i|" + viet.FoldKey(string(r.Type)) + "|" + viet.FoldKey(r.Issuer)
}
