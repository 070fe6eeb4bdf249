package directive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// Level is where a body stands: the centre, a province or city under the
// centre, a district, a commune; "" where that is not known.
type Level string

// The levels, from the top.
const (
	LevelCentral  Level = "central"
	LevelProvince Level = "province"
	LevelDistrict Level = "district"
	LevelCommune  Level = "commune"
)

// Side is the system that a body belongs to, each with a hierarchy of its own.
type Side string

// The sides.
const (
	SideParty Side = "party" // Đảng
	SideState Side = "state" // Nhà nước
	SideFront Side = "front" // Mặt trận Tổ quốc
	SideUnion Side = "union" // đoàn thể, hội
)

// Body is one issuing body: a ministry, the party committee of one province, the
// health department of one city.
type Body struct {
	// ID names the body for good: a slug of Name, unless the registry gives
	// another. "" where a name does not tell which body it is, as "Tỉnh ủy" of an
	// unknown province does not.
	ID string
	// Name is the full name in its usual spelling, with the places that tell it
	// from others: "Ủy ban nhân dân huyện Gia Lộc, tỉnh Hải Dương".
	Name     string
	Codes    []string // what symbols call it, and all bodies of its kind: BDVTU; not to be changed
	Level    Level
	Side     Side
	Province string // without class, "" for a body of the centre
	// Parent and Superior are the id and name of the body it stands under, "" at
	// the top and where that is not known.
	Parent, Superior string

	members []string // names of the bodies that issue a joint act, else nil
}

// Bodies is the registry of issuing bodies: those of the centre one by one, and
// the offices that every province, district or commune has, from which a local
// body is composed when it is named. It may be used by many goroutines once no
// more is added.
type Bodies struct {
	offices []*office
	whole   map[string]*office // rows that are one body, by folded name
	local   map[string]*office // the others, by the folded name of the office alone
	codes   map[string]*office // by folded code
	memo    memo
}

// office is a row of the registry.
type office struct {
	Body
	text   string // the office without a place: "Cục Thuế" of "Cục Thuế tỉnh"
	parent string // name of the office or body above, "" for the usual one
	alias  bool   // parent is the body that this row is another name of
}

// Rows lists the registry in its order. Rows that are an office of many places
// have no ID.
func (r *Bodies) Rows() []Body {
	out := make([]Body, len(r.offices))
	for i, o := range r.offices {
		out[i] = o.Body
	}
	return out
}

// Hash tells registries apart, for whoever keeps what was derived from one.
func (r *Bodies) Hash() string {
	sum := sha256.New()
	io.WriteString(sum, placesTSV+communesTSV)
	for _, o := range r.offices {
		fmt.Fprintf(sum, "%q %q %t\n", fmt.Sprint(o.Body), o.parent, o.alias)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// ByID finds a body that has a row of its own: those of the centre and those
// that were added.
func (r *Bodies) ByID(id string) (Body, bool) {
	for _, o := range r.offices {
		if id != "" && o.ID == id && !o.alias {
			return r.body(o), true
		}
	}
	return Body{}, false
}

// body completes a row that is one body with its parent. A parent may have been
// added after it.
func (r *Bodies) body(o *office) Body {
	if o.alias {
		if of := r.whole[viet.FoldKey(o.parent)]; of != nil && !of.alias {
			o = of
		}
	}
	b := o.Body
	if of := r.whole[viet.FoldKey(o.parent)]; of != nil && of.alias {
		of = r.whole[viet.FoldKey(of.parent)]
		b.Superior, b.Parent = of.Name, of.ID
	} else if of != nil {
		b.Superior, b.Parent = of.Name, of.ID
	}
	return b
}

// ByCode finds the body that a code in a symbol stands for: TTg, BYT, and with the
// province of the document BDVTU or SYT. The body has no ID where the code is that
// of an office of many places and the province does not tell which; Name is then the
// office's ("Ban Dân vận Tỉnh ủy"). Not ok means that the code is not known.
func (r *Bodies) ByCode(code, province string) (b Body, ok bool) {
	o := r.codes[strings.TrimRight(CodeKey(code), "0123456789")] // QH13
	if o == nil {
		if o = r.codes[CodeKey(code)]; o == nil {
			return Body{}, false
		}
	}
	if r.isWhole(o) {
		return r.body(o), true
	}
	if b, ok = r.Identify(o.Name, province); !ok {
		b.Name = o.Name
	}
	return b, true
}

func (r *Bodies) isWhole(o *office) bool { return o.ID != "" || o.alias }

// CodeKey is a code for comparison: letters and digits only, folded, TƯ and TW
// alike.
func CodeKey(code string) string {
	code = viet.Fold(strings.NewReplacer("TƯ", "TW", "T.Ư", "TW").Replace(code))
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, code)
}

// maxDepth bounds a chain of parents; the longest real one, of an office of a
// commune, has six.
const maxDepth = 12

// Ancestors are the bodies that b stands under, the nearest first. For a body that
// stands for several, as in "Bộ Y tế - Bộ Tài chính", they are these and what they
// stand under.
func (r *Bodies) Ancestors(b Body) []Body {
	out := r.above(b, nil)
	for _, name := range b.members {
		if m, ok := r.Identify(name, ""); ok {
			if !slices.ContainsFunc(out, m.same) {
				out = append(out, m)
			}
			out = r.above(m, out)
		}
	}
	return out
}

// above appends the chain of parents of b, as far as it is not there yet; rows that
// were added may stand under each other.
func (r *Bodies) above(b Body, out []Body) []Body {
	for start, n := b, 0; n < maxDepth && b.Superior != ""; n++ {
		up, ok := r.Identify(b.Superior, b.Province)
		if !ok || up.same(start) || slices.ContainsFunc(out, up.same) {
			break
		}
		out = append(out, up)
		b = up
	}
	return out
}

func (b Body) same(as Body) bool { return b.ID == as.ID }

// Under reports whether b is the body with the id ancestor or stands under it.
func (r *Bodies) Under(b Body, ancestor string) bool {
	if b.ID == "" || ancestor == "" {
		return false
	}
	return b.ID == ancestor || slices.ContainsFunc(r.Ancestors(b), func(a Body) bool { return a.ID == ancestor })
}
