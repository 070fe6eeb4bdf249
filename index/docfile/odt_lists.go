package docfile

import (
	"strconv"
	"strings"
)

// odtLevels are the levels of a list style.
type odtLevels [listLevels + 1]odtLevel

type odtLevel struct {
	prefix, format, suffix, bullet, font string
	start, shown                         int // the first number, and how many levels it shows
}

func (o *odt) listStyle(e *elements, name string) error {
	levels := &odtLevels{}
	o.lists[name] = levels
	return e.each(func(name string, a attrs) error {
		level, err := strconv.Atoi(a.get("level"))
		if err != nil || level < 1 || level > listLevels {
			return nil
		}
		l := odtLevel{prefix: a.get("num-prefix"), suffix: a.get("num-suffix"), start: 1, shown: 1}
		switch name {
		case "list-level-style-number":
			l.format = a.get("num-format")
		case "list-level-style-bullet":
			l.bullet = orElse(a.get("bullet-char"), "•")
		}
		if n, err := strconv.Atoi(a.get("start-value")); err == nil {
			l.start = n
		}
		if n, err := strconv.Atoi(a.get("display-levels")); err == nil {
			l.shown = n
		}
		err = e.each(func(name string, a attrs) error {
			if name == "text-properties" {
				l.font = orElse(strings.Trim(a.get("font-family"), "'"), a.get("font-name"))
			}
			return nil
		}, nil)
		levels[level] = l
		return err
	}, nil)
}

// odtCounter counts the items of a list at each level.
type odtCounter [listLevels + 1]int

// odtList is where in a list a paragraph stands.
type odtList struct {
	style   string
	level   int
	counter *odtCounter
	item    *bool // whether the next paragraph is the first of its item
}

// list reads a list; one inside an item goes a level deeper and, unless it says
// otherwise, in the same style.
func (o *odt) list(e *elements, a attrs, to *column, in odtList) error {
	in.level = min(in.level+1, listLevels)
	in.style = orElse(a.get("style-name"), in.style)
	if in.level == 1 {
		in.counter = o.counter(a, in.style)
	}
	if in.counter == nil {
		in.counter = &odtCounter{}
	}
	return e.each(func(name string, a attrs) error {
		if name != "list-item" && name != "list-header" {
			return nil
		}
		fresh := name == "list-item"
		in.item = &fresh
		if n, err := strconv.Atoi(a.get("start-value")); err == nil && fresh {
			if levels := o.lists[in.style]; levels != nil {
				in.counter[in.level] = n - levels[in.level].start
			}
		}
		return o.blocks(e, to, in)
	}, nil)
}

// counter is that of a new list, or of one that this list goes on.
func (o *odt) counter(a attrs, style string) *odtCounter {
	if id := a.get("continue-list"); id != "" && o.counts[id] != nil {
		o.counts[a.get("id")] = o.counts[id]
		return o.counts[id]
	}
	if a.get("continue-numbering") == "true" && o.counts["style "+style] != nil {
		return o.counts["style "+style]
	}
	c := &odtCounter{}
	o.counts["style "+style] = c
	if id := a.get("id"); id != "" {
		o.counts[id] = c
	}
	return c
}

// label counts an item and gives what shows before it, with a blank after it.
func (in *odtList) label(o *odt) string {
	if in.item == nil || !*in.item || in.counter == nil {
		return ""
	}
	*in.item = false
	in.counter[in.level]++
	for i := in.level + 1; i < len(in.counter); i++ {
		in.counter[i] = 0
	}
	levels := o.lists[in.style]
	if levels == nil {
		return ""
	}
	l := levels[in.level]
	switch {
	case l.bullet != "":
		return bulletOf(l.bullet, orElse(o.fonts[l.font], l.font))
	case l.format == "":
		if label := strings.TrimSpace(l.prefix + l.suffix); label != "" {
			return label + " "
		}
		return ""
	}
	var numbers []string
	for i := max(1, in.level-l.shown+1); i <= in.level; i++ {
		if levels[i].format != "" {
			numbers = append(numbers, numeral(levels[i].format, max(in.counter[i], 1)+levels[i].start-1))
		}
	}
	return strings.TrimSpace(l.prefix+strings.Join(numbers, ".")+l.suffix) + " "
}
