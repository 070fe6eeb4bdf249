package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
)

// printResults writes a page of hits for a person.
func printResults(con *console, results *index.Results) {
	bold := isTerminal(con.stdout)
	for _, hit := range results.Hits {
		d := &hit.Directive
		con.printf("%s\n", printable(strings.Join(known(string(d.Type), d.Number, d.Issuer, con.dateOf(d)), " · ")))
		if d.Title != "" {
			con.printf("    %s\n", printable(d.Title))
		}
		for _, fragment := range hit.Fragments {
			con.printf("    … %s\n", marked(fragment, bold))
		}
		con.printf("    [%s]\n", printable(d.ID))
	}
	con.printf(con.say("%d văn bản", "%d documents"), results.Total.Value)
	if results.Total.Partial > 0 {
		con.printf(con.say(", %d văn bản có một phần các từ", ", %d more with some of the words"), results.Total.Partial)
	}
	if results.Undated > 0 {
		con.printf(con.say(", %d văn bản không rõ ngày", ", %d without a date"), results.Undated)
	}
	con.printf("\n")
	for _, proposal := range results.Advice.DidYouMean {
		con.printf(con.say("Có phải bạn muốn tìm: %s (%d)\n", "Did you mean: %s (%d)\n"), printable(proposal.Query), proposal.Count)
	}
	for _, name := range slices.Sorted(maps.Keys(results.Facets)) {
		printFacet(con, name, results.Facets[name])
	}
	for _, r := range results.Refinements {
		con.printf(con.say("Thu hẹp: %s (%d)\n", "Narrow: %s (%d)\n"), printable(r.Query), r.Count)
	}
	if results.Next != "" {
		con.printf(con.say("Trang sau: --cursor %s\n", "Next page: --cursor %s\n"), results.Next)
	}
}

// facetTitles are the Vietnamese names of the facets.
var facetTitles = map[index.Facet]string{
	index.FacetIssuer: "Cơ quan ban hành", index.FacetType: "Loại văn bản", index.FacetProvince: "Tỉnh", index.FacetLevel: "Cấp",
	index.FacetYear: "Năm", index.FacetMonth: "Tháng", index.FacetKeyword: "Từ khóa", index.FacetUrgency: "Độ khẩn", index.FacetCites: "Văn bản được viện dẫn",
}

// printFacet writes the counts of one facet, and how many rows are not listed.
func printFacet(con *console, name index.Facet, counts index.FacetCounts) {
	con.printf("\n%s\n", con.say(facetTitles[name], string(name)))
	for _, row := range counts.Rows {
		con.printf("%8d  %s\n", row.Count, printable(row.Value))
	}
	if counts.Other > 0 {
		con.printf(con.say("          và %d giá trị khác\n", "          and %d other values\n"), counts.Other)
	}
}

// dateOf is the date of issue as an office writes it, or that it is unknown.
func (c *console) dateOf(d *directive.Directive) string {
	date := d.Issued
	switch {
	case date.IsZero():
		return c.say("không rõ ngày", "no date")
	case c.lang == english:
		return date.String()
	case date.Day > 0:
		return fmt.Sprintf("%02d/%02d/%d", date.Day, date.Month, date.Year)
	case date.Month > 0:
		return fmt.Sprintf("tháng %d năm %d", date.Month, date.Year)
	}
	return fmt.Sprintf("năm %d", date.Year)
}

// known leaves out the empty ones.
func known(values ...string) []string {
	out := values[:0]
	for _, value := range values {
		if value != "" {
			out = append(out, value)
		}
	}
	return out
}

// marked is a fragment as one line, with its marks in bold where the output
// shows bold.
func marked(fragment index.Fragment, bold bool) string {
	if !bold {
		return printable(fragment.Text)
	}
	var b strings.Builder
	at := 0
	upTo := func(end int) string {
		part := strings.Map(steerless, fragment.Text[at:end])
		at = end
		return part
	}
	for _, mark := range fragment.Marks {
		b.WriteString(upTo(mark.Start) + "\x1b[1m" + upTo(mark.End) + "\x1b[0m")
	}
	b.WriteString(upTo(len(fragment.Text)))
	return strings.Join(strings.Fields(b.String()), " ")
}
