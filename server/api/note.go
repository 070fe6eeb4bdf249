package api

import (
	"fmt"
	"strings"

	"tracuu/index/directive"
)

// Note says in Vietnamese what became of a citation, and where it is wrong: the
// document held, and the value of it that the citation contradicts.
func Note(cited *directive.Reference, state string, r Resolution) string {
	switch {
	case state == "resolved" && r.Target != nil:
		return "Là " + r.Target.spoken() + "."
	case state == "absent":
		if strings.HasPrefix(r.Reason, "rejected") {
			return "Các văn bản mang số này trong kho đã được xác định là không phải."
		}
		if strings.HasPrefix(r.Reason, "no identity") {
			return "Không đủ số, tên luật hoặc ngày để biết là văn bản nào."
		}
		return "Trong kho không có văn bản này."
	case state == "conflict" && len(r.Candidates) > 0:
		return "Không khớp: trong kho là " + r.Candidates[0].corrected(cited) + "." + others(r.Candidates[1:])
	}
	return doubt(cited, r)
}

// others names what else is held where the likeliest is named already.
func others(candidates []Candidate) string {
	var held []string
	for _, c := range candidates {
		if !strings.HasPrefix(c.Reason, "rejected") {
			held = append(held, c.spoken())
		}
	}
	if len(held) == 0 {
		return ""
	}
	return " Trong kho còn có " + firstFew(held) + "."
}

// firstFew names the first few documents, and counts the rest.
func firstFew(spoken []string) string {
	const most = 3
	list := strings.Join(spoken[:min(most, len(spoken))], "; ")
	if len(spoken) > most {
		list += fmt.Sprintf(" và %d văn bản khác", len(spoken)-most)
	}
	return list
}

// doubt says why a citation is ambiguous.
func doubt(cited *directive.Reference, r Resolution) string {
	var fit []string
	for _, c := range r.Candidates {
		if len(c.contradictions(cited)) == 0 && !strings.HasPrefix(c.Reason, "rejected") {
			fit = append(fit, c.spoken())
		}
	}
	list := firstFew(fit)
	if len(fit) > 1 {
		return fmt.Sprintf("Chưa rõ là văn bản nào trong %d văn bản có thể: %s.", len(fit), list)
	}
	missing := "chưa đủ căn cứ để khẳng định"
	for words, why := range map[string]string{
		"no date": "thiếu ngày, tháng, năm để khẳng định", "no issuer": "thiếu cơ quan ban hành để khẳng định",
		"elsewhere": "văn bản này của nơi khác và không nêu cơ quan ban hành", "no number": "không nêu số để khẳng định",
	} {
		if strings.HasPrefix(r.Reason, words) {
			missing = why
		}
	}
	if list == "" {
		return "Chưa rõ là văn bản nào: " + missing + "."
	}
	return "Có thể là " + list + ", nhưng " + missing + "."
}

// spoken names a document as one cites it: type, number, day, issuer.
func (h *Head) spoken() string {
	parts := []string{string(h.Type), h.Number, spokenDate(h.Issued)}
	if h.Number == "" {
		parts = []string{string(h.Type), h.Title, spokenDate(h.Issued)}
	}
	if h.Issuer != "" {
		parts = append(parts, "của "+h.Issuer)
	}
	said := strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
	if said == "" {
		return "văn bản " + h.ID
	}
	return said
}

// spokenDate is a date as documents write it.
func spokenDate(d directive.Date) string {
	switch d.Precision() {
	case directive.PrecisionDay:
		return fmt.Sprintf("ngày %d/%d/%d", d.Day, d.Month, d.Year)
	case directive.PrecisionMonth:
		return fmt.Sprintf("tháng %d/%d", d.Month, d.Year)
	case directive.PrecisionYear:
		return fmt.Sprintf("năm %d", d.Year)
	}
	return ""
}

// corrected names a candidate with what the citation says otherwise.
func (c *Candidate) corrected(cited *directive.Reference) string {
	said := c.spoken()
	for _, wrong := range c.contradictions(cited) {
		said += ", " + wrong
	}
	return said
}

// contradictions are the values of a citation that a candidate contradicts.
func (c *Candidate) contradictions(cited *directive.Reference) []string {
	var out []string
	for reason := range strings.SplitSeq(c.Reason, "; ") {
		what, _, _ := strings.Cut(reason, ":")
		switch what {
		case "type differs":
			out = append(out, "không phải "+string(cited.Type))
		case "issuer differs", "place differs":
			out = append(out, "không phải của "+cited.Issuer)
		case "year differs":
			out = append(out, "không phải "+yearOf(cited))
		case "date differs":
			out = append(out, "không phải "+spokenDate(cited.Date))
		case "term differs":
			out = append(out, "thuộc nhiệm kỳ khác")
		case "issued after the citing document":
			out = append(out, "ban hành sau văn bản viện dẫn")
		case "the citing document itself":
			out = append(out, "là chính văn bản viện dẫn")
		}
	}
	return out
}

// yearOf is the year that a citation gives, in its date or its number.
func yearOf(cited *directive.Reference) string {
	year := cited.Date.Year
	if sym, err := directive.ParseSymbol(cited.Number); err == nil && sym.Year != 0 {
		year = sym.Year
	}
	return fmt.Sprintf("năm %d", year)
}
