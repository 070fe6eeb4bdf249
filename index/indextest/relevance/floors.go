package relevance

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Tolerance is how far a figure may fall below its floor: rounding and ties,
// not a worse ranking.
const Tolerance = 0.005

// Row is what was measured in one way: the set, how its documents and its
// queries were rewritten, and the figures.
type Row struct {
	Set, Documents, Queries string
	Figures
}

// name tells rows apart.
func (r Row) name() string { return r.Set + "\t" + r.Documents + "\t" + r.Queries }

// measures of a row, in the order of the columns.
func (r Row) measures() []float64 {
	return []float64{r.NDCG10, r.Recall10, r.Recall100, r.MRR}
}

var measureNames = []string{"nDCG@10", "recall@10", "recall@100", "MRR"}

// WriteFloors writes rows as floors: a header, then a line each, columns
// separated by tabs.
func WriteFloors(w io.Writer, rows []Row) error {
	var b strings.Builder
	fmt.Fprintf(&b, "set\tdocuments\tqueries\t%s\n", strings.Join(measureNames, "\t"))
	for _, r := range rows {
		b.WriteString(r.name())
		for _, m := range r.measures() {
			fmt.Fprintf(&b, "\t%.4f", m)
		}
		b.WriteByte('\n')
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("relevance: write floors: %w", err)
	}
	return nil
}

// ReadFloors reads what WriteFloors wrote. An error names the line.
func ReadFloors(r io.Reader) ([]Row, error) {
	var rows []Row
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		if number == 1 || lines.Text() == "" {
			continue
		}
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) != 3+len(measureNames) {
			return nil, fmt.Errorf("relevance: floors, line %d: %d columns, not %d", number, len(columns), 3+len(measureNames))
		}
		row := Row{Set: columns[0], Documents: columns[1], Queries: columns[2]}
		for i, at := range []*float64{&row.NDCG10, &row.Recall10, &row.Recall100, &row.MRR} {
			value, err := strconv.ParseFloat(columns[3+i], 64)
			if err != nil || !(value >= 0 && value <= 1) {
				return nil, fmt.Errorf("relevance: floors, line %d: %s is %q, not a number from 0 to 1", number, measureNames[i], columns[3+i])
			}
			*at = value
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("relevance: read floors: %w", err)
	}
	return rows, nil
}

// Renew gives the floors with rows in the place of those of the same set and
// variants, and rows that are new after them.
func Renew(floors, rows []Row) []Row {
	out, place := slices.Clone(floors), map[string]int{}
	for i, f := range out {
		place[f.name()] = i
	}
	for _, r := range rows {
		if i, ok := place[r.name()]; ok {
			out[i] = r
		} else {
			out = append(out, r)
		}
	}
	return out
}

// Below says, one line each, which figures of rows fell below their floors by
// more than Tolerance. A row without a floor is named as well: a floor that was
// renamed away would hold nothing.
func Below(rows, floors []Row) []string {
	known := map[string]Row{}
	for _, f := range floors {
		known[f.name()] = f
	}
	var out []string
	for _, r := range rows {
		label := strings.ReplaceAll(r.name(), "\t", " / ")
		f, ok := known[r.name()]
		if !ok {
			out = append(out, label+" has no floor; record it with -update")
			continue
		}
		for i, m := range r.measures() {
			if floor := f.measures()[i]; m < floor-Tolerance {
				out = append(out, fmt.Sprintf("%s: %s fell to %.4f from %.4f", label, measureNames[i], m, floor))
			}
		}
	}
	return out
}

// Table prints rows for reading.
func Table(rows []Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-10s%-12s%-26s%9s%11s%12s%8s%11s%11s\n", "set", "documents", "queries",
		measureNames[0], measureNames[1], measureNames[2], measureNames[3], "median", "p99")
	for _, r := range rows {
		fmt.Fprintf(&b, "%-10s%-12s%-26s%9.4f%11.4f%12.4f%8.4f%9.2fms%9.2fms\n", r.Set, r.Documents, r.Queries,
			r.NDCG10, r.Recall10, r.Recall100, r.MRR, r.Median.Seconds()*1e3, r.P99.Seconds()*1e3)
	}
	return b.String()
}
