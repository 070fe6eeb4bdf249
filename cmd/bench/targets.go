package main

// target is one figure that is aimed at, and what was measured.
type target struct {
	Name     string
	Measured float64
	Bound    float64
	Least    bool   // Measured is to be at least Bound, else at most
	Missing  string // why there is nothing to hold against the bound
}

func (t target) ok() bool {
	if t.Least {
		return t.Measured >= t.Bound
	}
	return t.Measured <= t.Bound
}

// judge holds a run against what is aimed at.
func judge(r *result) []target {
	own := r.Engines["tracuu"]
	if own == nil || own.Skipped != "" {
		return r.Growth.targets()
	}
	j := judging{r: r, own: own}
	if own.Query != nil {
		j.classes()
	}
	if own.Build != nil {
		j.building()
	}
	if w := r.Web; w != nil {
		j.most("start to first answer through HTTP, ms", w.Start, 1000)
		j.most("HTTP with fragments, p99 ms at 8 clients", w.Fragments[manyClients].P99, 25)
		j.most("HTTP as a browser asks, p99 ms at 8 clients", w.Usual[manyClients].P99, 25)
	}
	if r.Load != nil {
		j.most("p99 while indexing ÷ idle", r.Load.Ratio, 1.5)
	}
	if r.Hostile != nil && len(r.Hostile.Worst) > 0 {
		j.most("worst hostile query, ms of CPU", r.Hostile.Worst[0].CPU, 250)
	}
	return append(j.out, r.Growth.targets()...)
}

type judging struct {
	r   *result
	own *engineResult
	out []target
}

func (j *judging) most(name string, measured, bound float64) {
	j.out = append(j.out, target{Name: name, Measured: measured, Bound: bound})
}

func (j *judging) least(name string, measured, bound float64) {
	j.out = append(j.out, target{Name: name, Measured: measured, Bound: bound, Least: true})
}

// against compares a figure of a class with that of another engine.
func (j *judging) against(c class, peer, what string, of func(figures) float64, bound float64, least bool) {
	name := string(c) + ": " + what + " ÷ " + peer
	own, asked := j.own.Query.Classes[c]
	if !asked {
		return
	}
	t := target{Name: name, Bound: bound, Least: least}
	switch other := j.r.Engines[peer]; {
	case other == nil:
		return
	case other.Skipped != "":
		t.Missing = other.Skipped
	case other.Query == nil || other.Query.Classes[c].Left != "":
		return
	default:
		t.Measured = of(own) / of(other.Query.Classes[c])
	}
	j.out = append(j.out, t)
}

func p50(f figures) float64  { return f.P50 }
func p99(f figures) float64  { return f.P99 }
func rate(f figures) float64 { return f.Throughput }

func (j *judging) classes() {
	for _, c := range []class{classFacets, classNewest} {
		j.against(c, "bleve-tuned", "p99", p99, .15, false)
		j.against(c, "bleve-tuned", "queries/s", rate, 10, true)
		j.against(c, "sqlite", "queries/s", rate, 5, true)
	}
	j.against(classPhrase, "xapian", "p50", p50, .2, false)
	j.against(classWord, "xapian", "p50", p50, 1, false)
	j.against(classAnd, "xapian", "p50", p50, 1, false)
	j.against(classDates, "xapian", "p50", p50, 1.5, false)
	for _, c := range classes {
		j.against(c, "postgres", "p50", p50, 1./3, false)
	}
	q := j.own.Query
	j.most("open to first answer in process, ms", q.Open+q.First, 1000)
	j.most("heap at rest, MB", q.Rest.Heap, 100)
	j.most("heap after all classes, MB", q.After.Heap, 100)
}

func (j *judging) building() {
	b := j.own.Build
	if other := j.r.Engines["sqlite"]; other != nil && other.Build != nil {
		j.least("build: documents/s ÷ sqlite", b.Rate/other.Build.Rate, .3)
	}
	if j.r.Extracted != nil {
		j.least("build with extraction, documents/s", j.r.Extracted.Rate, 300)
	}
	disk := b.Disk - b.Parts["graph"] // which is derived from both, for a quick start
	j.most("disk, store and index ÷ text", float64(disk)/float64(b.TextBytes), 1.2)
	j.most("peak memory while building, MB resident", b.Peak.Resident, 1000)
}
