package extract

import (
	"regexp"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

var (
	blankNumber  = regexp.MustCompile(`^so\s*[:.]?\s*(…|\.{2,}|_+)?\s*/`)
	brokenNumber = regexp.MustCompile(`(?i)^\S{0,3}?(?:s\S{0,2}?|86)\s*[:.;]?\s*([0-9olis][0-9olis ]{0,6}?[a-z]?)\s*[/ ]\s*(\p{L}{2,12}(?:\s?-\s?\p{L}{2,14})?)(?:\s|$)`)
	brokenTerm   = regexp.MustCompile(`QH[IlLOo1][0-9IlLOo]?$`)
	termDigits   = strings.NewReplacer("I", "1", "l", "1", "L", "1", "O", "0", "o", "0")
	annexLine    = regexp.MustCompile(`kem theo|ban hanh kem|dinh kem`)
)

// readNumber finds the document's own number: in the letterhead behind "Số", never
// that of a stamp or a citation. Where the letterhead is lost, an annex may name
// the document it is issued with.
func (d *document) readNumber() {
	limit := d.headLimit()
	for i := 0; i < limit; i++ {
		l := &d.lines[i]
		if l.noise != "" || i >= d.parts.opening && d.parts.opening >= 0 && i != d.parts.number {
			continue
		}
		if d.numberOn(i) {
			return
		}
	}
	if d.parts.number >= 0 && d.repairNumber(d.parts.number) {
		return
	}
	if d.numberOfAnnex() {
		return
	}
	if value, at := d.boxValue("number"); value != "" && at.Len() > 0 {
		if found := directive.FindSymbols(value); len(found) == 1 && found[0].Start == 0 {
			d.setNumber(found[0].Symbol, at, directive.Read, 0.7)
		}
	}
}

// headLimit is the line after the letterhead.
func (d *document) headLimit() int {
	p := d.parts
	limit := len(d.lines)
	if p.opening >= 0 {
		limit = p.opening
	}
	if p.opening < 0 && p.receivers >= 0 {
		limit = min(limit, p.receivers)
	}
	return min(limit, max(p.number, p.dateline, p.kind, p.addressee, headReach)+1, len(d.lines))
}

// numberOn reads the number from line i, which may wrap, if it stands where an own
// number does: at the start, behind "Số" or behind the name of the kind.
func (d *document) numberOn(i int) bool {
	l := &d.lines[i]
	if len(l.fold) > 220 || d.parts.kind >= 0 && i > d.parts.kind+1 {
		return false
	}
	if i > 0 && i != d.parts.number && citesAtEnd(d.lines[i-1].fold) {
		return false
	}
	end := l.End
	if len(l.fold) < 24 && isNumberLine(l.fold) && i+1 < len(d.lines) && !d.lines[i+1].gap {
		end = d.lines[i+1].End
	}
	symbols := directive.FindSymbols(d.text[l.Start:end])
	if len(symbols) == 0 {
		return false
	}
	f := symbols[0]
	printed := strings.TrimSpace(cleanText(d.text[l.Start : l.Start+f.Start]))
	before := viet.Fold(printed)
	if !ownNumberLead(before, i == d.parts.number) && !afterBody(printed) || !isOwnForm(f.Symbol) {
		return false
	}
	for _, r := range f.Repairs {
		r.Field = "number"
		d.out.Repairs = append(d.out.Repairs, r)
	}
	span := directive.Span{Start: l.Start + f.Start, End: l.Start + f.End}
	d.parts.number = i
	if d.numberWithHint(f, before, span) {
		return true
	}
	d.setNumber(f.Symbol, span, directive.Read, 0.97)
	return true
}

// numberWithHint puts back a leading 1 that a scanner read as an l behind "Số"
// ("sốl 0688/BYT-MT"), where the converter's own title of the file has it.
func (d *document) numberWithHint(f directive.FoundSymbol, before string, at directive.Span) bool {
	full := "1" + f.Symbol.Number
	if !(strings.HasSuffix(before, "l") || strings.HasSuffix(before, "i") || strings.HasSuffix(before, "1")) || !strings.Contains(" "+d.hint+" ", " "+full+" ") {
		return false
	}
	sym := f.Symbol
	sym.Number = full
	d.repair("number", f.Symbol.String(), sym.String(), "a digit glued to the word before, confirmed by the file's title")
	d.setNumber(sym, at, directive.Inferred, 0.8)
	return true
}

// citesAtEnd reports whether a folded line breaks off before the number of a
// document that it cites.
func citesAtEnd(fold string) bool {
	for _, w := range []string{" so", " dinh", " thi", " tu", " quyet", " van", " va", " tai", ","} {
		if strings.HasSuffix(fold, w) {
			return true
		}
	}
	return false
}

// ownNumberLead reports whether the folded words before a number let it be the
// document's own.
func ownNumberLead(before string, numbered bool) bool {
	before = strings.TrimRight(before, " :.;")
	switch before {
	case "", "so", "so hieu", "86", "s", "so ky hieu", "luat so", "sao luc so":
		return true
	}
	if strings.HasSuffix(before, " so") {
		before = strings.TrimSuffix(before, " so")
		if _, ok := directive.KindByName(before); ok {
			return true
		}
		return isUpper(before)
	}
	return numbered && len(before) <= 4
}

// afterBody reports whether words in capitals and then "Số" stand before a number:
// a letterhead whose column was read as one line.
func afterBody(printed string) bool {
	printed = strings.TrimRight(printed, " :.")
	body, ok := strings.CutSuffix(printed, "Số")
	if !ok {
		body, ok = strings.CutSuffix(printed, "So")
	}
	return ok && isUpper(body)
}

// isOwnForm keeps out what is no document's own number: a bare law or a loose one.
func isOwnForm(s directive.Symbol) bool {
	return s.Grammar != directive.Loose || len(s.Orgs) > 0
}

func (d *document) setNumber(s directive.Symbol, at directive.Span, basis directive.Basis, confidence float64) {
	if printed := s.String(); brokenTerm.MatchString(printed) {
		fixed := brokenTerm.ReplaceAllStringFunc(printed, func(m string) string { return "QH" + termDigits.Replace(m[2:]) })
		if sym, err := directive.ParseSymbol(fixed); err == nil {
			d.repair("number", printed, fixed, "letters for digits in the number of a legislature")
			s, confidence = sym, 0.85
		}
	}
	d.symbol = s
	d.out.Number = s.String()
	d.found("number", at, basis, confidence)
}

// repairNumber reads a number that a scanner broke ("sốl 0688/BYT-MT"): letters
// that stand for digits, or a lost slash.
func (d *document) repairNumber(i int) bool {
	l := &d.lines[i]
	if blankNumber.MatchString(l.fold) {
		if d.numberApart(i) {
			return true
		}
		d.problem("number-blank", "the number was left to be filled in by hand", l.Span)
		return false
	}
	if d.spacedNumber(l) {
		return true
	}
	m := brokenNumber.FindStringSubmatch(l.text)
	if m == nil {
		return false
	}
	digits := strings.NewReplacer("l", "1", "I", "1", "i", "1", "o", "0", "O", "0", "s", "5", "S", "5", " ", "").Replace(m[1])
	sym, err := directive.ParseSymbol(digits + "/" + strings.ReplaceAll(m[2], " ", ""))
	if err != nil || !strings.ContainsAny(m[1], "0123456789") {
		d.problem("number-unreadable", "a number stands in the letterhead that cannot be read", l.Span)
		return false
	}
	if digits == m[1] {
		d.setNumber(sym, l.Span, directive.Read, 0.8)
		return true
	}
	confidence := 0.6
	if d.hint != "" && strings.Contains(d.hint, digits) {
		confidence = 0.85
	}
	d.repair("number", strings.TrimSpace(m[0]), sym.String(), "letters for digits in a scanned number")
	d.setNumber(sym, l.Span, directive.Inferred, confidence)
	return true
}

// apartReach is how many lines a number that was typed or stamped over "Số:" may
// stand from it in the text layer of a file.
const apartReach = 3

// numberApart puts together a number whose figures the text layer of a file gives on
// a line of their own, since they were stamped after the page was printed: "2233"
// and "Số:      /TCT-KK".
func (d *document) numberApart(i int) bool {
	l := &d.lines[i]
	slash := strings.IndexByte(l.text, '/')
	if slash < 0 {
		return false
	}
	found := -1
	for j := max(0, i-apartReach); j <= i+apartReach && j < len(d.lines); j++ {
		if t := d.lines[j].text; d.lines[j].noise == "" && j != i && isDigits(t) && len(t) <= 5 {
			if found >= 0 {
				return false // two: nobody can tell which
			}
			found = j
		}
	}
	if found < 0 {
		return false
	}
	symbols := directive.FindSymbols(d.lines[found].text + strings.TrimSpace(l.text[slash:]))
	if len(symbols) == 0 || symbols[0].Start != 0 {
		return false
	}
	at := d.lines[found].Span
	d.lines[found].noise = directive.NoiseStamp
	d.repair("number", l.text, symbols[0].Symbol.String(), "figures that stand apart from their symbol")
	d.setNumber(symbols[0].Symbol, at, directive.Inferred, 0.7)
	return true
}

// spacedForm is a number of the years before 2004, whose symbol a blank parts from it:
// "Số: 15302 TC/CST".
var spacedForm = regexp.MustCompile(`^[Ss]ố\s*[:.]?\s*(\d{1,6})\s+(\p{Lu}{1,8}(?:[/-]\p{Lu}{1,8}){1,3})(?:\s|$)`)

func (d *document) spacedNumber(l *line) bool {
	m := spacedForm.FindStringSubmatch(l.text)
	if m == nil {
		return false
	}
	sym, err := directive.ParseSymbol(m[1] + "-" + m[2])
	if err != nil {
		return false
	}
	d.setNumber(sym, l.Span, directive.Read, 0.85)
	return true
}

// numberOfAnnex takes the number and date from the line of an annex that names
// the document it belongs to: "(Kèm theo Hướng dẫn số 40-HD/…, ngày …)".
func (d *document) numberOfAnnex() bool {
	if d.out.Type == "" {
		return false
	}
	for i := max(0, d.parts.opening); i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.noise != "" || i > 0 && !opensAnnexLine(l.fold) || !strings.Contains(l.fold, "theo") || !annexLine.MatchString(l.fold) {
			continue
		}
		end := l.End
		for j := i + 1; j < len(d.lines) && j <= i+3 && !strings.Contains(d.text[l.Start:end], ")"); j++ {
			end = d.lines[j].End
		}
		found := directive.FindSymbols(d.text[l.Start:end])
		if len(found) == 0 {
			continue
		}
		span := directive.Span{Start: l.Start + found[0].Start, End: l.Start + found[0].End}
		if !kindAmong(d.out.Type, found[0].Symbol.Kinds()) {
			continue
		}
		d.annexRef = directive.Span{Start: l.Start, End: end}
		d.setNumber(found[0].Symbol, span, directive.Inferred, 0.8)
		return true
	}
	return false
}

// opensAnnexLine reports whether a folded line starts as the line of an annex does.
// It spares most lines of a long text the expression.
func opensAnnexLine(fold string) bool {
	fold = strings.TrimLeft(fold, "( *-")
	return strings.HasPrefix(fold, "kem") || strings.HasPrefix(fold, "ban hanh kem") || strings.HasPrefix(fold, "dinh kem")
}

func kindAmong(kind directive.Kind, kinds []directive.Kind) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return len(kinds) == 0
}
