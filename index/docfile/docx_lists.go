package docfile

import (
	"strconv"
	"strings"
)

// docxListRef says which list, and which of its levels, a paragraph is in.
type docxListRef struct {
	given bool
	num   string // "0" takes a paragraph out of the list of its style
	level int
}

func (r *docxListRef) read(name string, a attrs) error {
	switch name {
	case "numId":
		r.num = a.get("val")
	case "ilvl":
		r.level, _ = strconv.Atoi(a.get("val"))
		r.level = min(max(r.level, 0), listLevels-1)
	}
	return nil
}

// listLevels is how many levels lists have (ECMA-376 part 1, 17.9).
const listLevels = 9

// listLevel is how a level of a list is numbered.
type listLevel struct {
	format string // "decimal", "lowerLetter", "bullet", …
	text   string // with %1 for the number of the first level
	font   string // of the text
	start  int
}

type docxList struct {
	abstract string
	starts   map[int]int // levels that this list starts anew
}

// docxLists count the paragraphs of lists.
type docxLists struct {
	levels map[string]*[listLevels]listLevel // of abstract lists
	lists  map[string]docxList
	counts map[string]*[listLevels]int // of abstract lists
	begun  map[string]bool             // lists met
}

func (x *docx) readLists() error {
	n := &docxLists{map[string]*[listLevels]listLevel{}, map[string]docxList{}, map[string]*[listLevels]int{}, map[string]bool{}}
	x.lists = n
	target := x.rels.byType["numbering"]
	if target == "" {
		return nil
	}
	_, err := x.pack.xml(x.ctx, target, func(e *elements) error {
		return e.find(map[string]func(attrs) error{
			"abstractNum": func(a attrs) error { return n.readAbstract(e, a.get("abstractNumId")) },
			"num":         func(a attrs) error { return n.readList(e, a.get("numId")) },
		})
	})
	return err
}

func (n *docxLists) readAbstract(e *elements, id string) error {
	levels := &[listLevels]listLevel{}
	n.levels[id], n.counts[id] = levels, &[listLevels]int{}
	return e.each(func(name string, a attrs) error {
		i, err := strconv.Atoi(a.get("ilvl"))
		if name != "lvl" || err != nil || i < 0 || i >= listLevels {
			return nil
		}
		levels[i].start = 1
		return levels[i].read(e)
	}, nil)
}

func (l *listLevel) read(e *elements) error {
	return e.each(func(name string, a attrs) error {
		switch name {
		case "start":
			l.start, _ = strconv.Atoi(a.get("val"))
		case "numFmt":
			l.format = a.get("val")
		case "lvlText":
			l.text = a.get("val")
		case "rPr":
			return e.each(func(name string, a attrs) error {
				if name == "rFonts" {
					l.font = fontName(a)
				}
				return nil
			}, nil)
		}
		return nil
	}, nil)
}

func (n *docxLists) readList(e *elements, id string) error {
	list := docxList{starts: map[int]int{}}
	err := e.each(func(name string, a attrs) error {
		switch name {
		case "abstractNumId":
			list.abstract = a.get("val")
		case "lvlOverride":
			level, err := strconv.Atoi(a.get("ilvl"))
			if err != nil {
				return nil
			}
			return e.each(func(name string, a attrs) error {
				if start, err := strconv.Atoi(a.get("val")); name == "startOverride" && err == nil {
					list.starts[level] = start
				}
				return nil
			}, nil)
		}
		return nil
	}, nil)
	n.lists[id] = list
	return err
}

// label counts a paragraph and gives what Word shows before it, with a blank
// after it; "" for one of no list.
func (n *docxLists) label(own, style docxListRef) string {
	ref := own
	if !own.given || own.num == "" {
		ref.num = style.num
		if !own.given {
			ref.level = style.level
		}
	}
	list, ok := n.lists[ref.num]
	levels, counts := n.levels[list.abstract], n.counts[list.abstract]
	if !ok || levels == nil {
		return ""
	}
	if !n.begun[ref.num] {
		n.begun[ref.num] = true
		for level, start := range list.starts {
			if 0 <= level && level < listLevels {
				counts[level] = start - 1 - levels[level].start + 1
			}
		}
	}
	counts[ref.level]++
	for i := ref.level + 1; i < listLevels; i++ {
		counts[i] = 0
	}
	return levels[ref.level].label(levels, counts)
}

// label writes the text of a level with the numbers so far.
func (l *listLevel) label(levels *[listLevels]listLevel, counts *[listLevels]int) string {
	switch l.format {
	case "none":
		return ""
	case "bullet":
		return bulletOf(l.text, l.font)
	}
	text := l.text
	for i := range levels {
		count := counts[i] + levels[i].start - 1
		if counts[i] == 0 {
			count = levels[i].start
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), numeral(levels[i].format, count))
	}
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	if decoded, ok := decodeRun(text, l.font); ok {
		text = decoded
	}
	return text + " "
}

// bulletOf is the mark of a list without numbers.
func bulletOf(text, font string) string {
	var out []rune
	for _, r := range text {
		switch s := symbolOf(font, r); {
		case font != "" && symbolFonts[strings.ToLower(font)] != nil && s == 0, 0xf000 <= r && r <= 0xf0ff && s < 0x80:
			out = append(out, '•')
		case s != 0:
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return string(out) + " "
}

// numeral writes a number in a numbering format of office documents.
func numeral(format string, n int) string {
	switch format {
	case "lowerLetter", "a":
		return strings.ToLower(letters(n))
	case "upperLetter", "A":
		return letters(n)
	case "lowerRoman", "i":
		return strings.ToLower(roman(n))
	case "upperRoman", "I":
		return roman(n)
	case "decimalZero":
		if 0 <= n && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "none", "bullet":
		return ""
	}
	return strconv.Itoa(n)
}

// letters numbers by letters: A to Z, then AA to ZZ, as Word does.
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

// roman numbers by Roman numerals.
func roman(n int) string {
	if n < 1 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, r := range []struct {
		value  int
		letter string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			out.WriteString(r.letter)
		}
	}
	return out.String()
}
