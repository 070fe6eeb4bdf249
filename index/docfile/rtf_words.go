package docfile

// rtfSkipped are the destinations that hold no text of the document. Those that
// begin with \* are passed over all the same.
var rtfSkipped = map[string]bool{
	"colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "fldinst": true, "listtable": true, "listoverridetable": true,
	"revtbl": true, "rsidtbl": true, "themedata": true, "datastore": true, "xmlnstbl": true, "generator": true, "filetbl": true, "shprslt": true,
	"bkmkstart": true, "bkmkend": true, "annotation": true, "atnid": true, "atnauthor": true, "atrfstart": true, "atrfend": true, "sp": true,
	"nonesttables": true, "xe": true, "tc": true, "private": true, "ftnsep": true, "ftnsepc": true, "ftncn": true, "aftnsep": true, "aftnsepc": true,
	"aftncn": true, "latentstyles": true, "pgptbl": true, "mmathPr": true, "falt": true, "panose": true, "objdata": true, "nextfile": true,
	"template": true, "passwordhash": true, "userprops": true, "wgrffmtfilter": true, "listpicture": true, "lsdlockedexcept": true, "pntxta": true, "pntxtb": true,
}

// word carries out a control word.
func (r *rtf) word(word string, n int, given bool) {
	if rtfSkipped[word] {
		r.group.dest = rtfSkip
		return
	}
	if r.group.dest == rtfFonts {
		r.fontWord(word, n)
		return
	}
	switch word {
	case "fonttbl":
		if r.group.dest != rtfSkip {
			r.group.dest = rtfFonts
		}
	case "ansicpg":
		r.page = n
	case "mac":
		r.page = 10000
	case "deff":
		r.first, r.group.font = n, n
	case "header", "headerl", "headerr", "headerf":
		r.open(rtfHeader)
	case "footer", "footerl", "footerr", "footerf":
		r.open(rtfFooter)
	case "footnote":
		r.open(rtfNote)
	case "shptxt":
		r.open(rtfBox)
	case "listtext", "pntext":
		r.flush()
		r.group.label = true
	case "upr":
		// {\upr{…}{\*\ud{…}}}: the first form is for programs without Unicode.
		r.skipGroup()
	case "v", "deleted":
		r.flush()
		r.group.hidden = !given || n != 0
	case "f":
		r.group.font = n
	case "plain":
		r.group.font, r.group.hidden = r.first, false
	case "uc":
		r.group.skip = max(n, 0)
	case "u":
		r.unicode(n)
	default:
		r.layoutWord(word, n)
	}
}

// layoutWord carries out the words of paragraphs, tables and single characters.
func (r *rtf) layoutWord(word string, n int) {
	switch word {
	case "par", "sect":
		r.par()
		if word == "sect" {
			r.pageBreak()
		}
	case "page":
		r.pageBreak()
	case "pagebb":
		r.pageBreak()
	case "line", "softline", "column":
		r.text("\n")
	case "pard":
		r.group.inTable, r.group.nested = false, 0
	case "intbl":
		r.group.inTable = true
	case "itap":
		r.group.nested = min(max(n, 0), listLevels)
		r.group.inTable = n > 0
	case "cell", "nestcell":
		r.cell(word == "nestcell")
	case "row", "nestrow":
		r.row(word == "nestrow")
	default:
		if s := rtfCharacters[word]; s != "" {
			r.text(s)
		}
	}
}

// rtfCharacters are the words for single characters.
var rtfCharacters = map[string]string{
	"tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"emspace": " ", "enspace": " ", "qmspace": " ",
}

// skipGroup passes over the next group.
func (r *rtf) skipGroup() {
	depth := 0
	for r.at < len(r.data) {
		switch r.data[r.at] {
		case '\\':
			r.at++
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				r.at++
				return
			}
		}
		r.at++
	}
	r.at = min(r.at, len(r.data))
}

// fontWord reads the words of the table of fonts.
func (r *rtf) fontWord(word string, n int) {
	font := r.fonts[r.group.font]
	switch word {
	case "f":
		r.group.font = n
		font = rtfFont{charset: -1}
	case "fcharset":
		font.charset = n
	case "cpg":
		font.page = n
	case "u":
		font.name += string(rune(uint16(n)))
		r.passOver(r.group.skip)
	default:
		return
	}
	if len(r.fonts) < 1<<12 {
		r.fonts[r.group.font] = font
	}
}
