package directive

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
)

//go:embed bodies.tsv
var bodiesTSV string

// DefaultBodies is the registry that comes with tracuu. The value is shared;
// NewBodies gives one to add to.
var DefaultBodies = sync.OnceValue(NewBodies)

// NewBodies returns the registry that comes with tracuu, to be extended with Add.
func NewBodies() *Bodies {
	r := noBodies()
	if err := r.Add(strings.NewReader(bodiesTSV)); err != nil {
		panic(err) // the embedded file is tested
	}
	return r
}

func noBodies() *Bodies {
	return &Bodies{whole: map[string]*office{}, local: map[string]*office{}, codes: map[string]*office{}}
}

// BodyRowError is a row of a registry that cannot be read.
type BodyRowError struct {
	Line   int
	Reason string
}

func (e *BodyRowError) Error() string {
	return fmt.Sprintf("directive: registry of bodies, line %d: %s", e.Line, e.Reason)
}

// Add reads more rows, columns parted by tabs: name, codes parted by commas, level
// (central, province, district, commune, or any), side (party, state, front,
// union), and where wanted the name of the body above ("=NAME": the row is another
// name of that body) and an id. A row of the centre, and one of a lower level whose
// name says of which place ("Trung tâm Công báo tỉnh Hải Dương"), is one body; any
// other is an office that each place of the level has. A row replaces the one of
// the same name, and its codes come before those of earlier calls; of rows added
// together the first has a code. # starts a comment line. The error is a *BodyRowError; the rows
// before it have been added.
func (r *Bodies) Add(rows io.Reader) error {
	lines := bufio.NewScanner(rows)
	coded := map[string]bool{} // codes of these rows
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimRight(strings.ToValidUTF8(lines.Text(), "\uFFFD"), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		o, reason := r.readOffice(strings.Split(line, "\t"))
		if reason == "" {
			reason = r.add(o, coded)
		}
		if reason != "" {
			return &BodyRowError{Line: number, Reason: reason}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("directive: read the registry of bodies: %w", err)
	}
	return nil
}

// readOffice reads the columns of a row, or says what is wrong.
func (r *Bodies) readOffice(columns []string) (*office, string) {
	if len(columns) < 4 || len(columns) > 6 {
		return nil, "want 4 to 6 columns: name, codes, level, side, body above, id"
	}
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	columns = append(columns, "", "")
	o := &office{Body: Body{Name: viet.Compose(columns[0]), Level: Level(columns[2]), Side: Side(columns[3]), ID: columns[5]}}
	if slug(o.Name) == "" {
		return nil, "the name is empty"
	}
	for code := range strings.SplitSeq(columns[1], ",") {
		if code = strings.TrimSpace(code); code != "" {
			o.Codes = append(o.Codes, code)
		}
	}
	switch o.Level {
	case "any":
		o.Level = ""
	case LevelCentral, LevelProvince, LevelDistrict, LevelCommune:
	default:
		return nil, "the level is none of central, province, district, commune, any"
	}
	if !slices.Contains([]Side{SideParty, SideState, SideFront, SideUnion}, o.Side) {
		return nil, "the side is none of party, state, front, union"
	}
	o.parent, o.alias = strings.CutPrefix(columns[4], "=")
	if o.ID != "" && ValidateID(o.ID) != nil {
		return nil, "the id is not usable"
	}
	return o, ""
}

// add puts a row in its place, in that of an older row of the same name where
// there is one.
func (r *Bodies) add(o *office, coded map[string]bool) string {
	defer r.memo.forget()
	n := readName(o.Name)
	b, placed := r.compose(n, "")
	key := viet.FoldKey(o.Name)
	switch {
	case o.alias:
		if of := r.whole[viet.FoldKey(o.parent)]; of == nil || of.alias {
			return "no body is called " + o.parent
		}
		r.whole[key] = o
	case o.Level == LevelCentral:
		o.ID = firstOf(o.ID, slug(o.Name))
		r.setParent(o, o.parent)
		r.whole[key] = o
	case placed && b.Level != LevelCentral:
		o.ID, o.Level, o.Province = firstOf(o.ID, b.ID), b.Level, b.Province
		o.Name = b.Name
		r.setParent(o, firstOf(o.parent, b.Superior))
		r.whole[viet.FoldKey(b.Name)], r.whole[key] = o, o
	case o.ID != "":
		return "an id is for one body, and the name does not tell of which place"
	default:
		o.addLocal(r, n)
	}
	for _, code := range o.Codes {
		if k := CodeKey(code); k != "" && !coded[k] {
			r.codes[k], coded[k] = o, true
		}
	}
	if at := slices.IndexFunc(r.offices, func(old *office) bool { return old.Name == o.Name }); at >= 0 {
		r.offices[at] = o
	} else {
		r.offices = append(r.offices, o)
	}
	return ""
}

// setParent gives one body the body above it, as far as it is known yet.
func (r *Bodies) setParent(o *office, name string) {
	o.parent = name
	if up, ok := r.identify(name, ""); ok {
		o.Superior, o.Parent = up.Name, up.ID
	}
}

// addLocal registers an office of many places under its name without a place. One
// that is named after a party committee may be of any level: "Ban Dân vận Tỉnh
// ủy" tells what there is of Huyện ủy.
func (o *office) addLocal(r *Bodies, n naming) {
	o.text = n.text(n.office)
	key := foldsOf(n.office)
	if key == "" {
		return // a committee itself
	}
	if n.committee {
		named := *o
		named.Level, named.parent = "", ""
		if r.local[key] == nil {
			r.local[key] = &named
		}
		return
	}
	r.local[key] = o
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
