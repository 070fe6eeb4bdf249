package docfile

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// headRows is how far down a sheet its headings may stand.
const headRows = 40

// register is a sheet that lists documents, one a row, as offices keep their
// "sổ văn bản đi" and "sổ văn bản đến" (Nghị định 30/2020/NĐ-CP, Phụ lục IV).
type register struct {
	sheet    string
	first    int            // row of cells where the entries begin
	columns  []columnKind   // what each column holds
	headings []string       // as they stand
	place    map[string]int // column by field
}

// sheetDocuments yields an entry each for the rows of a register, or the text of
// a sheet that is none.
func sheetDocuments(sheet string, rows []sheetRow) iter.Seq[Document] {
	r := findRegister(sheet, rows)
	if r == nil {
		return sheetText(sheet, rows)
	}
	return func(yield func(Document) bool) {
		for _, row := range rows[r.first:] {
			if d, ok := r.entry(row); ok && !yield(d) {
				return
			}
		}
	}
}

// sheetText is a sheet as a table: a row a line.
func sheetText(sheet string, rows []sheetRow) iter.Seq[Document] {
	var c column
	for _, row := range rows {
		cells := make([]string, 0, len(row.cells))
		for i, text := range row.cells {
			if slices.Contains(row.merged, i) {
				text = ""
			}
			cells = append(cells, strings.Join(strings.Fields(text), " "))
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		c.add(para{text: strings.Join(cells, " | ")})
	}
	d := c.composed()
	if d.Err != nil { // an empty sheet of several is no failure
		return func(func(Document) bool) {}
	}
	d.Part = sheet
	return single(d)
}

// findRegister finds the headings of a register among the first rows: the row,
// or two rows one under the other, that name the most columns.
func findRegister(sheet string, rows []sheetRow) *register {
	var best *register
	for i := 0; i < min(headRows, len(rows)); i++ {
		for _, deep := range []int{1, 2} {
			if i+deep > len(rows) {
				break
			}
			r := newRegister(sheet, rows[i:i+deep])
			if r.complete() && (best == nil || len(r.place) > len(best.place)) {
				r.first = i + deep
				best = r
			}
		}
	}
	return best
}

// newRegister reads headings.
func newRegister(sheet string, heads []sheetRow) *register {
	r := &register{sheet: sheet, place: map[string]int{}}
	for c := range longest(heads) {
		var parts []string
		for _, row := range heads {
			if c < len(row.cells) && row.cells[c] != "" && !slices.Contains(parts, row.cells[c]) {
				parts = append(parts, strings.Join(strings.Fields(row.cells[c]), " "))
			}
		}
		kind := columnOf(parts)
		if _, taken := r.place[kind.field]; taken {
			kind = columnKind{}
		}
		if kind.field != "" {
			r.place[kind.field] = c
		}
		r.columns = append(r.columns, kind)
		r.headings = append(r.headings, strings.Join(parts, " "))
	}
	return r
}

func longest(rows []sheetRow) int {
	n := 0
	for _, row := range rows {
		n = max(n, len(row.cells))
	}
	return n
}

// complete reports whether the columns make a register of documents: numbers,
// and with them summaries, or dates and issuers. Other tables have one or the
// other.
func (r *register) complete() bool {
	has := func(field string) bool { _, ok := r.place[field]; return ok }
	return (has("number") || has("symbol")) && (has("title") || has("issued") && has("issuer"))
}

// entry is the document of a row; there is none in captions between the rows,
// repeated headings and the line that numbers the columns.
func (r *register) entry(row sheetRow) (Document, bool) {
	if r.caption(row) {
		return Document{}, false
	}
	d := Document{Part: r.sheet + "!" + strconv.Itoa(row.number)}
	values := map[string]any{}
	for c, text := range row.cells {
		if c >= len(r.columns) || r.columns[c].read == nil || text == "" {
			continue
		}
		value, err := r.columns[c].read(text)
		if err != nil {
			d.Problems = append(d.Problems, Problem{UnreadCell, fmt.Sprintf("%s, column %q: %v", d.Part, r.headings[c], err)})
			continue
		}
		if value != nil {
			put(values, r.columns[c].field, value)
		}
	}
	r.joinNumber(values, row)
	if values["number"] == nil && values["title"] == nil {
		return Document{}, false
	}
	values["text"] = r.text(row)
	encoded, err := json.Marshal(values)
	if err != nil {
		d.Err = err
		return d, true
	}
	d.JSON = encoded
	return d, true
}

// put sets a value by its path: "signer.name".
func put(values map[string]any, path string, value any) {
	outer, inner, nested := strings.Cut(path, ".")
	if !nested {
		values[path] = value
		return
	}
	object, _ := values[outer].(map[string]any)
	if object == nil {
		object = map[string]any{}
		values[outer] = object
	}
	object[inner] = value
}

// caption reports whether a row is no entry.
func (r *register) caption(row sheetRow) bool {
	distinct := map[string]bool{}
	headings, counted, filled := 0, true, 0
	for c, text := range row.cells {
		if text == "" {
			continue
		}
		filled++
		distinct[text] = true
		if c < len(r.headings) && strings.HasSuffix(headingKey(r.headings[c]), headingKey(text)) {
			headings++
		}
		n, err := strconv.Atoi(strings.Trim(text, "()- "))
		counted = counted && err == nil && n >= c && n <= c+1
	}
	return len(distinct) < 2 || headings*2 > filled || counted && filled > 2
}

// joinNumber makes one number of those that are in two columns, "Số" and "Ký
// hiệu".
func (r *register) joinNumber(values map[string]any, row sheetRow) {
	symbol, _ := values["symbol"].(string)
	delete(values, "symbol")
	number, _ := values["number"].(string)
	switch {
	case symbol == "":
	case number == "":
		values["number"] = symbol
	case strings.ContainsAny(number, "/-"):
	case strings.HasPrefix(symbol, "/") || strings.HasPrefix(symbol, "-"):
		values["number"] = number + symbol
	case strings.HasPrefix(symbol, number+"/") || strings.HasPrefix(symbol, number+"-"):
		values["number"] = symbol
	default:
		values["number"] = number + "/" + symbol
	}
}

// text is the row as one reads it: each column with its heading.
func (r *register) text(row sheetRow) string {
	var out strings.Builder
	for c, text := range row.cells {
		if text == "" || c < len(r.columns) && r.columns[c].field == "order" {
			continue
		}
		if c < len(r.headings) && r.headings[c] != "" {
			out.WriteString(strings.TrimSuffix(r.headings[c], ":") + ": ")
		}
		out.WriteString(text + "\n")
	}
	return out.String()
}
