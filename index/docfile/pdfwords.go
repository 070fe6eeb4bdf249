package docfile

import (
	"bufio"
	"bytes"
	"html"
	"strconv"
	"strings"
)

// parseWords reads what pdftotext -bbox-layout prints: XHTML with an element a
// line, of pages, blocks, lines and words with their boxes in points. Text in it
// may hold characters that XML forbids, hence no parser of XML.
func parseWords(data []byte) []sheet {
	var pages []sheet
	line := 0
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		tag, attributes, text := cutElement(strings.TrimSpace(scanner.Text()))
		switch tag {
		case "page":
			pages = append(pages, sheet{width: attributes["width"], height: attributes["height"]})
			line = 0
		case "line":
			line++
		case "word":
			text = strings.TrimSpace(valid(html.UnescapeString(text)))
			if text == "" || len(pages) == 0 {
				continue
			}
			page := &pages[len(pages)-1]
			b := box{attributes["xMin"], attributes["yMin"], attributes["xMax"], attributes["yMax"]}
			page.add(pageWord{box: b, text: text, line: line, confidence: 1})
		}
	}
	return pages
}

// cutElement splits `<word xMin="1" …>text</word>`; a tag that opens none of
// ours is "".
func cutElement(s string) (tag string, attributes map[string]float64, text string) {
	if !strings.HasPrefix(s, "<") {
		return "", nil, ""
	}
	head, text, found := strings.Cut(s[1:], ">")
	if !found {
		return "", nil, ""
	}
	tag, rest, _ := strings.Cut(head, " ")
	attributes = map[string]float64{}
	for rest != "" {
		var name, value string
		if name, rest, found = strings.Cut(rest, `="`); !found {
			break
		}
		if value, rest, found = strings.Cut(rest, `"`); !found {
			break
		}
		if number, err := strconv.ParseFloat(value, 64); err == nil && -maxPoints < number && number < maxPoints {
			attributes[strings.TrimSpace(name)] = number
		}
	}
	return tag, attributes, strings.TrimSuffix(text, "</"+tag+">")
}

// maxPoints bounds coordinates: ten times the side of the largest page
// (ISO 32000-1, Annex C). It keeps NaN and infinities out, too.
const maxPoints = 144_000

// touching is how near two pieces of a word stand, in heights of the word. A
// word is cut where its font changes, as it does for the letters that the first
// font lacks.
const touching = 0.08

// add puts a word on the page, or its second piece to the first.
func (s *sheet) add(w pageWord) {
	if n := len(s.words); n > 0 {
		last := &s.words[n-1]
		gap, height := w.x0-last.x1, max(last.height(), w.height())
		if last.line == w.line && -touching*height < gap && gap < touching*height {
			last.text += w.text
			last.box = last.union(w.box)
			return
		}
	}
	s.words = append(s.words, w)
}
