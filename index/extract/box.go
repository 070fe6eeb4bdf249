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
		if isMotto(l.fold) && l.noise == "" {
			break
		}
		m := boxLabel.FindStringSubmatch(l.fold)
		if m == nil {
			continue
		}
		field, ok := boxLabels[strings.TrimSpace(m[1])]
		if !ok {
			continue
		}
		if first < 0 {
			first = i
		}
		if last >= 0 && i-last > boxReach {
			break
		}
		last = i
		labels++
		value := l
		if len(m[0]) == len(l.fold) {
			if i+1 >= len(d.lines) || boxLabel.MatchString(d.lines[i+1].fold) {
				continue
			}
			value = &d.lines[i+1]
			last = i + 1
		}
		if field != "" && values[field] == nil {
			values[field] = value
		}
	}
	if labels < 3 || d.firstMotto() >= 0 && d.firstMotto() < first {
		return
	}
	d.box = values
	d.mark(0, last+1, directive.NoiseNavigation)
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
