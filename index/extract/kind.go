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
	if kinds := d.symbol.Kinds(); len(kinds) == 1 && kinds[0] == "Văn bản hợp nhất" {
		// A consolidated text bears the title of the act that it consolidates.
		d.out.Type = kinds[0]
		d.found("type", d.out.Evidence["number"].Span, directive.Inferred, 0.9)
		return
	}
	if i := d.parts.kind; i >= 0 {
		kind := d.kindLine(i)
		d.out.Type = kind
		d.found("type", d.lines[i].Span, directive.Read, 0.95)
		if codes := d.symbol.Kinds(); d.out.Number != "" && len(codes) > 0 && !kindAmong(kind, codes) {
			d.problem("type-number-conflict", "the page says "+string(kind)+", the symbol "+d.out.Number, d.lines[i].Span)
		}
		return
	}
	if d.out.Number != "" && d.parts.addressee >= 0 && d.symbol.Grammar == directive.State && !telegramLine.MatchString(d.lines[d.parts.addressee].fold) && d.hasAbout() {
		// Number/CT-CS is a letter of the Cục Thuế: a chỉ thị would say so in its title.
		d.out.Type = "Công văn"
		d.found("type", d.lines[d.parts.addressee].Span, directive.Inferred, 0.85)
		return
	}
	if kinds := d.symbol.Kinds(); d.out.Number != "" && len(kinds) > 0 {
		d.out.Type = kinds[0]
		d.found("type", d.out.Evidence["number"].Span, directive.Inferred, 0.9)
		return
	}
	if i := d.parts.addressee; i >= 0 && !d.isWebPage() {
		d.out.Type = "Công văn"
		if telegramLine.MatchString(d.lines[i].fold) {
			d.out.Type = "Công điện"
		}
		d.found("type", d.lines[i].Span, directive.Inferred, 0.8)
		return
	}
	if value, at := d.boxValue("type"); value != "" {
		if kind, ok := directive.KindByName(value); ok {
			d.out.Type = kind
			d.found("type", at, directive.Read, 0.7)
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
		d.out.Type = "Công văn"
		d.found("type", d.out.Evidence["distribution"].Span, directive.Inferred, 0.6)
	}
}

// isWebPage reports whether the text is a page of a web site that tells of
// documents, with no letterhead of its own.
func (d *document) isWebPage() bool {
	return d.web.title >= 0 && len(d.parts.motto) == 0 && d.parts.number < 0
}

// readMarks reads the marks of urgency and secrecy. Secrecy counts only alone on
// its line in the letterhead: the word is common in running text.
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
		if s, ok := secrecies[core]; ok && isUpper(l.text) && d.out.Secrecy == "" {
			d.out.Secrecy = s
			d.found("secrecy", l.Span, directive.Read, 0.9)
		}
		if core == "du thao" || strings.HasPrefix(core, "du thao lan") {
			d.draft = true
		}
	}
	if i := d.parts.kind; i >= 0 && d.out.Urgency == "" && d.out.Type == "Công điện" && strings.Contains(d.lines[i].fold, "cong dien khan") {
		d.out.Urgency = directive.Urgent
		d.found("urgency", d.lines[i].Span, directive.Read, 0.9)
	}
}

var urgencies = map[string]directive.Urgency{
	"khan": directive.Urgent, "thuong khan": directive.VeryUrgent, "hoa toc": directive.Immediately,
	"hoa toc hen gio": directive.Immediately, "hoa toc khan": directive.Immediately,
}

var secrecies = map[string]directive.Secrecy{"mat": directive.Secret, "toi mat": directive.HighSecret, "tuyet mat": directive.TopSecret}

// markCore is a line as folded words of letters from a to z, so that the frame of
// a mark that was scanned as signs does not hide it.
func markCore(text string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return r < 'a' || r > 'z' }), " ")
}

// isMark reports whether a line is a mark of urgency or the blank form under it.
func (d *document) isMark(l *line) bool {
	core := markCore(l.text)
	if _, ok := urgencies[core]; ok {
		return true
	}
	if _, ok := secrecies[core]; ok {
		return true
	}
	return core == "can giao truoc" || core == "gio ngay"
}
