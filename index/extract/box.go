package extract

import (
	"regexp"
	"strings"

	"tracuu/index/directive"
)

// boxLabels are the labels of the table that Vietnamese legal sites set beside a
// document; the value stands behind the colon or on the next line.
var boxLabels = map[string]string{
	"so hieu": "number", "so ky hieu": "number", "so/ky hieu": "number",
	"loai van ban": "type", "noi ban hanh": "issuer", "co quan ban hanh": "issuer",
	"nguoi ky": "signer", "ngay ban hanh": "issued", "trich yeu": "title",
	"ngay hieu luc": "", "ngay cong bao": "", "so cong bao": "", "tinh trang": "", "tinh trang hieu luc": "",
	"linh vuc": "", "linh vuc, nganh": "",
}

// boxReach is how many lines may stand between two rows of the table.
const boxReach = 6

var boxLabel = regexp.MustCompile(`^([a-z/, ]{4,24})\s*:\s*`)

// markPageBox takes the table of a legal site, and all above it, out of the
// document; its values are kept, to be used where the text itself is silent.
func (d *document) markPageBox() {
	first, last, labels := -1, -1, 0
	values := map[string]*line{}
	for i := 0; i < len(d.lines) && i < 120; i++ {
		l := &d.lines[i]
		if isMotto(l.fold) && l.noise == "" || last >= 0 && i-last > boxReach {
			break
		}
		field, ok := boxField(l.fold)
		if !ok {
			continue
		}
		if first < 0 {
			first = i
		}
		labels++
		value, at := d.boxRow(i)
		last = at
		if field != "" && value != nil && values[field] == nil {
			values[field] = value
		}
	}
	if labels < 3 || d.firstMotto() >= 0 && d.firstMotto() < first {
		return
	}
	d.box = values
	d.mark(0, last+1, directive.NoiseNavigation)
}

// boxField is the field that a folded line labels, "" for a label without use.
func boxField(fold string) (string, bool) {
	m := boxLabel.FindStringSubmatch(fold)
	if m == nil {
		return "", false
	}
	field, ok := boxLabels[strings.TrimSpace(m[1])]
	return field, ok
}

// boxRow is the line with the value of the row that line i labels, nil for none,
// and the last line of the row.
func (d *document) boxRow(i int) (*line, int) {
	fold := d.lines[i].fold
	if len(boxLabel.FindString(fold)) < len(fold) {
		return &d.lines[i], i
	}
	if i+1 >= len(d.lines) || boxLabel.MatchString(d.lines[i+1].fold) {
		return nil, i
	}
	return &d.lines[i+1], i + 1
}

// boxValue is the value of a field in the page's table and where it stands.
func (d *document) boxValue(field string) (string, directive.Span) {
	l := d.box[field]
	if l == nil {
		return "", directive.Span{}
	}
	if i := strings.IndexByte(l.text, ':'); i >= 0 && boxLabel.MatchString(l.fold) {
		return strings.TrimSpace(l.text[i+1:]), l.Span
	}
	return l.text, l.Span
}
