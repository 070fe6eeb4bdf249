package main

import (
	"fmt"
	"io"
	"slices"
)

func reportWeb(w io.Writer, r *result) {
	if r.Web == nil {
		return
	}
	table(w, fmt.Sprintf("Through HTTP, classes mixed: p50/p95/p99 ms, queries a second (program started to first answer %s ms; resident %s MB, own pages %s)",
		short(r.Web.Start), short(r.Web.Resident), short(r.Web.Own)), func(line func(...any)) {
		line("clients", "ids and totals", "", "whole hits with fragments", "", "as a browser asks", "", "refused")
		for _, n := range webClients {
			a, b, c := r.Web.IDs[n], r.Web.Fragments[n], r.Web.Usual[n]
			line(n, times(a.spread), a.Throughput, times(b.spread), b.Throughput, times(c.spread), c.Throughput, a.Refused+b.Refused+c.Refused)
		}
	})
	if f := r.Web.Fragments[manyClients]; len(f.Of) > 0 {
		table(w, fmt.Sprintf("Whole hits with fragments, %d clients, by class: p50/p95/p99 ms (the slowest hundredth of all: %s)", manyClients, f.slowest()), func(line func(...any)) {
			for _, c := range classes {
				if of, asked := f.Of[c]; asked {
					line(c, times(of), f.Slowest[c])
				}
			}
		})
	}
	own := r.Engines["tracuu"]
	table(w, "What HTTP and fragments cost at one client: p50/p99 ms", func(line func(...any)) {
		line("class", "in process", "HTTP, ids", "HTTP, whole", "HTTP adds (p50)", "fragments and fields add (p50)")
		for _, c := range classes {
			f, asked := r.Web.Classes[c]
			if !asked {
				continue
			}
			inside := figures{}
			if own != nil && own.Query != nil {
				inside = own.Query.Classes[c]
			}
			line(c, short(inside.P50)+"/"+short(inside.P99), short(f[0].P50)+"/"+short(f[0].P99), short(f[1].P50)+"/"+short(f[1].P99),
				fmt.Sprintf("%.2f", f[0].P50-inside.P50), fmt.Sprintf("%.2f", f[1].P50-f[0].P50))
		}
	})
}

func times(s spread) string { return short(s.P50) + "/" + short(s.P95) + "/" + short(s.P99) }

func reportRest(w io.Writer, r *result) {
	if l := r.Load; l != nil {
		table(w, "Searching while indexing at full rate, classes mixed, one client: p50/p95/p99 ms", func(line func(...any)) {
			line("idle, as long before as after", times(l.Idle))
			line("indexing", times(l.Busy), fmt.Sprintf("%s documents/s", short(l.Rate)))
			line("ratio", short(l.Median)+" (p50) "+short(l.Ratio)+" (p99)", fmt.Sprintf("peak %s MB resident", short(l.Peak.Resident)))
		})
	}
	if h := r.Hostile; h != nil {
		table(w, "Hostile queries, the worst: ms of CPU, ms", func(line func(...any)) {
			for _, q := range h.Worst[:min(15, len(h.Worst))] {
				line(q.Name, q.CPU, q.Took, fmt.Sprintf("%d matches", q.Total), q.Error)
			}
			line("made once after a start", h.Beside)
		})
	}
}

func reportGrowth(w io.Writer, g *growth) {
	if g == nil {
		return
	}
	title := fmt.Sprintf("How filtered queries grow, documents of some %d words, in process at one client: p50/p95/p99 ms", g.Words)
	table(w, title, func(line func(...any)) {
		header, building := []any{"documents"}, []any{"built in s, peak MB"}
		for _, of := range []grown{g.Small, g.Large} {
			header = append(header, of.Documents)
			building = append(building, short(of.Seconds)+", "+short(of.Peak.Resident))
		}
		line(append(header, "p95 ÷ p95")...)
		for _, c := range filteredClasses {
			a, b := g.Small.Classes[c], g.Large.Classes[c]
			line(c, times(a), times(b), b.P95/a.P95)
		}
		line(building...)
	})
	if g.Words < usualWords {
		fmt.Fprintf(w, "Documents are shorter than directives are (some %d words), so that as many as these can be built here.\n", usualWords)
	}
}

// reportAims holds the runs against what is aimed at, each in a column of its own.
func reportAims(w io.Writer, results []*result) {
	var names []string
	byName := make([]map[string]target, len(results))
	for i, r := range results {
		byName[i] = map[string]target{}
		for _, t := range r.Targets {
			if byName[i][t.Name] = t; !slices.Contains(names, t.Name) {
				names = append(names, t.Name)
			}
		}
	}
	if len(names) == 0 {
		return
	}
	missed, held := 0, 0
	table(w, "Aims", func(line func(...any)) {
		header := []any{"", "", "aim"}
		for _, r := range results {
			header = append(header, fmt.Sprintf("%d documents", r.Documents))
		}
		line(header...)
		for _, name := range names {
			verdict, bound, row := "ok", "", []any{}
			for i := range results {
				t, judged := byName[i][name]
				row = append(row, t.cell(judged))
				switch {
				case !judged || t.Missing != "":
					continue
				case !t.ok():
					verdict = "MISS"
					missed++
				}
				bound = t.bound()
				held++
			}
			if bound == "" {
				verdict = "–"
			}
			line(append([]any{verdict, name, bound}, row...)...)
		}
	})
	fmt.Fprintf(w, "%d of %d figures miss their aim\n", missed, held)
}

// bound is the aim as it is printed.
func (t target) bound() string {
	if t.Least {
		return "≥ " + short(t.Bound)
	}
	return "≤ " + short(t.Bound)
}

// cell is what was measured as it is printed.
func (t target) cell(judged bool) string {
	switch {
	case !judged:
		return "–"
	case t.Missing != "":
		return t.Missing
	case !t.ok():
		return short(t.Measured) + " !"
	}
	return short(t.Measured)
}
