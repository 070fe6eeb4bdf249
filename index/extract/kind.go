package extract

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// readKind settles the type of the document: its name on the page first, then
// what the symbol says, then the form (a text with an addressee and no name of a
// kind is a công văn). A disagreement of name and symbol is kept as a problem.
func (d *document) readKind() {
	kinds := d.symbol.Kinds()
	number := d.out.Evidence["number"].Span
	switch i := d.parts.kind; {
	case len(kinds) == 1 && kinds[0] == "Văn bản hợp nhất":
		// A consolidated text bears the title of the act that it consolidates.
		d.setKind(kinds[0], number, directive.Inferred, 0.9)
	case i >= 0:
		kind, at := d.kindLine(i)
		d.setKind(kind, at, directive.Read, 0.95)
		if d.out.Number != "" && len(kinds) > 0 && !kindAmong(kind, kinds) {
			d.problem("type-number-conflict", "the page says "+string(kind)+", the symbol "+d.out.Number, at)
		}
	case d.out.Number != "" && d.isLetter():
		// 5317/CT-CS is a letter of the Cục Thuế: a chỉ thị would say so in its title.
		d.setKind("Công văn", d.lines[d.parts.addressee].Span, directive.Inferred, 0.85)
	case d.out.Number != "" && len(kinds) > 0:
		d.setKind(kinds[0], number, directive.Inferred, 0.9)
	default:
		d.kindOfForm()
	}
}

func (d *document) setKind(kind directive.Kind, at directive.Span, basis directive.Basis, confidence float64) {
	d.out.Type = kind
	d.found("type", at, basis, confidence)
}

// isLetter reports whether a document without the name of a kind has what only a
// letter has: an addressee and "V/v".
func (d *document) isLetter() bool {
	i := d.parts.addressee
	return i >= 0 && (d.symbol.Grammar == directive.State || bodyCodes[d.symbol.Code]) && !isTelegramLine(d.lines[i].fold) && d.hasAbout()
}

// kindOfForm tells the kind where neither name nor symbol does: by the addressee,
// or by the table of a legal site.
func (d *document) kindOfForm() {
	if i := d.parts.addressee; i >= 0 && !d.isWebPage() {
		kind := directive.Kind("Công văn")
		if isTelegramLine(d.lines[i].fold) {
			kind = "Công điện"
		}
		d.setKind(kind, d.lines[i].Span, directive.Inferred, 0.8)
		return
	}
	if value, at := d.boxValue("type"); value != "" {
		if kind, ok := directive.KindByName(value); ok {
			d.setKind(kind, at, directive.Read, 0.7)
		}
	}
}

// kindOfReply takes a document of unknown kind for a công văn where the list of
// receivers starts with "Như trên": only a letter has addressees above.
func (d *document) kindOfReply() {
	if d.out.Type != "" || len(d.out.Distribution) == 0 || d.isWebPage() {
		return
	}
	switch squash(viet.Fold(d.out.Distribution[0])) {
	case "nhutren", "nhukinhgui":
		d.setKind("Công văn", d.out.Evidence["distribution"].Span, directive.Inferred, 0.6)
	}
}

// isWebPage reports whether the text is a page of a web site that tells of
// documents, with no letterhead of its own.
func (d *document) isWebPage() bool {
	return d.web.title >= 0 && len(d.parts.motto) == 0 && d.parts.number < 0
}

// readMarks reads the marks of urgency and secrecy in the letterhead.
func (d *document) readMarks() {
	limit := d.headLimit()
	if limit < len(d.lines) && d.parts.addressee >= 0 {
		limit = min(len(d.lines), max(limit, d.parts.addressee+8))
	}
	for i := 0; i < limit && i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.noise != "" || len(l.fold) > 40 {
			continue
		}
		core := markCore(l.text)
		if u, ok := urgencies[core]; ok && isUpperStart(l.text) && d.out.Urgency == "" {
			d.out.Urgency = u
			d.found("urgency", l.Span, directive.Read, 0.95)
		}
		if core == "du thao" || strings.HasPrefix(core, "du thao lan") {
			d.draft = true
		}
	}
	d.readSecrecy(limit)
	if i := d.parts.kind; i >= 0 && d.out.Urgency == "" && d.out.Type == "Công điện" && strings.Contains(d.lines[i].fold, "cong dien khan") {
		d.out.Urgency = directive.Urgent
		d.found("urgency", d.lines[i].Span, directive.Read, 0.9)
	}
}

var urgencies = map[string]directive.Urgency{
	"khan": directive.Urgent, "thuong khan": directive.VeryUrgent, "hoa toc": directive.Immediately,
	"hoa toc hen gio": directive.Immediately, "hoa toc khan": directive.Immediately,
}

// markCore is a line as folded words of letters from a to z, so that the frame of
// a mark that was scanned as signs does not hide it.
func markCore(text string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return r < 'a' || r > 'z' }), " ")
}

// isMark reports whether a line is a mark of urgency, secrecy or a draft, or the
// blank form under one.
func (d *document) isMark(l *line) bool {
	core := markCore(l.text)
	if _, ok := urgencies[core]; ok {
		return true
	}
	if _, ok := secrecies[strings.ReplaceAll(core, " ", "")]; ok {
		return true
	}
	return strings.HasPrefix(core, "du thao") && len(core) < 16 || core == "can giao truoc" || core == "gio ngay"
}
