package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// report prints a run as tables.
func report(w io.Writer, r *result) {
	fmt.Fprintf(w, "\n%d documents of some %d words, seed %d, %s; %d processors, %s\n", r.Documents, r.Words, r.Seed, r.Corpus, r.Processors, r.Go)
	reportBuild(w, r)
	reportClasses(w, r)
	reportRatios(w, r)
	reportWeb(w, r)
	reportRest(w, r)
	reportGrowth(w, r.Growth)
}

// table prints rows of cells separated by tabs.
func table(w io.Writer, title string, rows func(line func(cells ...any))) {
	fmt.Fprintf(w, "\n%s\n", title)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	rows(func(cells ...any) {
		for i, c := range cells {
			if i > 0 {
				fmt.Fprint(t, "\t")
			}
			if f, ok := c.(float64); ok {
				c = short(f)
			}
			fmt.Fprint(t, c)
		}
		fmt.Fprintln(t)
	})
	t.Flush()
}

// short prints a figure with as many digits as mean something.
func short(f float64) string {
	switch {
	case f == 0:
		return "0"
	case f < .1:
		return fmt.Sprintf("%.3f", f)
	case f < 10:
		return fmt.Sprintf("%.2f", f)
	case f < 100:
		return fmt.Sprintf("%.1f", f)
	}
	return fmt.Sprintf("%.0f", f)
}

func reportBuild(w io.Writer, r *result) {
	table(w, "Building, disk and memory (MB of 10^6 bytes; disk as multiple of the text; peak is resident, own pages in brackets)", func(line func(...any)) {
		line("engine", "documents/s", "disk", "at once", "parts", "peak", "open ms", "first ms", "heap at rest", "resident at rest")
		for _, name := range order {
			e := r.Engines[name]
			switch {
			case e == nil:
			case e.Skipped != "":
				line(name, "left out: "+e.Skipped)
			default:
				b, q := e.Build, e.Query
				if q == nil {
					q = &searched{}
				}
				text := float64(b.TextBytes)
				line(name, b.Rate, float64(b.Disk)/text, float64(b.DiskFirst)/text, shares(b), peak(b), q.Open, q.First, q.Rest.Heap, q.Rest.Resident)
			}
		}
		if b := r.Extracted; b != nil {
			line("tracuu, from text", b.Rate, float64(b.Disk)/float64(b.TextBytes), float64(b.DiskFirst)/float64(b.TextBytes), shares(b), peak(b))
		}
	})
}

func peak(b *built) string {
	return fmt.Sprintf("%s (%s; %s before)", short(b.Peak.Resident), short(b.Peak.Own), short(b.Before.Resident))
}

// shares are the parts of the disk as multiples of the text.
func shares(b *built) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(b.Parts)) {
		if share := float64(b.Parts[name]) / float64(b.TextBytes); share >= .01 {
			out = append(out, name+" "+short(share))
		}
	}
	if len(out) > 3 {
		return ""
	}
	return strings.Join(out, ", ")
}

func reportClasses(w io.Writer, r *result) {
	if queried(r) {
		table(w, "In process: p50 / p95 / p99 ms at one client / queries a second at eight", func(line func(...any)) {
			header := []any{"class"}
			for _, name := range order {
				if e := r.Engines[name]; e != nil && e.Query != nil {
					header = append(header, name)
				}
			}
			line(append(header, "matches, median of tracuu")...)
			for _, c := range classes {
				row, asked := []any{c}, false
				for _, name := range order {
					if e := r.Engines[name]; e != nil && e.Query != nil {
						f, has := e.Query.Classes[c]
						asked = asked || has
						row = append(row, cell(f))
					}
				}
				if asked {
					line(append(row, matches(r, c))...)
				}
			}
		})
		reportTotals(w, r)
	}
}

func queried(r *result) bool {
	return slices.ContainsFunc(order, func(name string) bool { return r.Engines[name] != nil && r.Engines[name].Query != nil })
}

func cell(f figures) string {
	if f.Left != "" {
		return "–"
	}
	return short(f.P50) + "/" + short(f.P95) + "/" + short(f.P99) + "/" + fmt.Sprintf("%.0f", f.Throughput)
}

func matches(r *result, c class) string {
	own := r.Engines["tracuu"]
	if own == nil || own.Query == nil || len(own.Query.Classes[c].Totals) == 0 {
		return ""
	}
	totals := slices.Sorted(slices.Values(own.Query.Classes[c].Totals))
	return itoa(totals[len(totals)/2])
}

// reportTotals says where totals are not those of tracuu, and why.
func reportTotals(w io.Writer, r *result) {
	own := r.Engines["tracuu"]
	if own == nil || own.Query == nil {
		return
	}
	table(w, "Totals that are not those of tracuu, and classes left out", func(line func(...any)) {
		for _, name := range order[1:] {
			e := r.Engines[name]
			if e == nil || e.Query == nil {
				continue
			}
			for _, c := range classes {
				f, asked := e.Query.Classes[c]
				if !asked {
					continue
				}
				if n := unequal(own.Query.Classes[c].Totals, f.Totals); f.Left != "" {
					line(name, c, "left out: "+f.Left)
				} else if n > 0 {
					why := f.Differs
					if why == "" {
						why = "NOT EXPECTED"
					}
					line(name, c, fmt.Sprintf("%d of %d: %s", n, len(f.Totals), why))
				}
			}
		}
	})
}

// reportRatios prints tracuu against each other engine.
func reportRatios(w io.Writer, r *result) {
	own := r.Engines["tracuu"]
	if own == nil || own.Query == nil {
		return
	}
	table(w, "tracuu against the others: p50 ÷ p50, p99 ÷ p99, queries/s ÷ queries/s", func(line func(...any)) {
		header := []any{"class"}
		for _, name := range order[1:] {
			if e := r.Engines[name]; e != nil && e.Query != nil {
				header = append(header, name)
			}
		}
		line(header...)
		for _, c := range classes {
			mine, asked := own.Query.Classes[c]
			if !asked {
				continue
			}
			row := []any{c}
			for _, name := range order[1:] {
				if e := r.Engines[name]; e != nil && e.Query != nil {
					f := e.Query.Classes[c]
					if f.Left != "" || f.Count == 0 {
						row = append(row, "–")
						continue
					}
					row = append(row, short(mine.P50/f.P50)+" "+short(mine.P99/f.P99)+" "+short(mine.Throughput/f.Throughput))
				}
			}
			line(row...)
		}
	})
}
