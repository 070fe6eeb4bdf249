package main

import (
	"fmt"
	"io"
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
			line("idle", times(l.Idle))
			line("indexing", times(l.Busy), fmt.Sprintf("%s documents/s", short(l.Rate)))
			line("ratio", short(l.Median)+" (p50) "+short(l.Ratio)+" (p99)", fmt.Sprintf("peak %s MB resident", short(l.Peak.Resident)))
		})
	}
	if h := r.Hostile; h != nil {
		table(w, "Hostile queries, the worst: ms of CPU, ms", func(line func(...any)) {
			for _, q := range h.Worst[:min(15, len(h.Worst))] {
				line(q.Name, q.CPU, q.Took, fmt.Sprintf("%d matches", q.Total), q.Error)
			}
		})
	}
}

func reportTargets(w io.Writer, r *result) {
	if len(r.Targets) == 0 {
		return
	}
	missed := 0
	table(w, "Aims", func(line func(...any)) {
		for _, t := range r.Targets {
			sign, verdict := "≤", "ok"
			if t.Least {
				sign = "≥"
			}
			switch {
			case t.Missing != "":
				line("–", t.Name, "", t.Missing)
				continue
			case !t.ok():
				verdict = "MISS"
				missed++
			}
			line(verdict, t.Name, t.Measured, sign+" "+short(t.Bound))
		}
	})
	fmt.Fprintf(w, "%d of %d aims missed\n", missed, len(r.Targets))
}
