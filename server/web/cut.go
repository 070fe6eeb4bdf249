package web

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"tracuu/index"
)

// What somebody supplies as a type, an issuer or a keyword may be of any length. Lists
// show its beginning; the pointer or a screen reader gets more of it, not all.
const (
	hintLetters   = 300  // of a value that is cut, in its title
	linkedLetters = 1000 // of a value that a link selects: addresses have an end
)

// cut is a value as a list shows it: in an element that keeps its direction to itself,
// letters of it at most, with an ellipsis and a longer title where it goes on.
func cut(letters int, value any) template.HTML {
	text := fmt.Sprint(value)
	shown := beginning(text, letters)
	if shown == text {
		return template.HTML("<bdi>" + template.HTMLEscapeString(text) + "</bdi>")
	}
	title := ""
	if letters < hintLetters {
		title = ` title="` + template.HTMLEscapeString(beginning(text, hintLetters)) + `"`
	}
	return template.HTML("<bdi" + title + ">" + template.HTMLEscapeString(shown) + "</bdi>")
}

// beginning is a text, or its first letters and an ellipsis where it has more.
func beginning(text string, letters int) string {
	if len(text) <= letters {
		return text
	}
	at := 0
	for range letters {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	if at == len(text) {
		return text
	}
	return strings.TrimRight(text[:at], " ") + "…"
}

// linked is the address of a search for a value, "" where the value is too long for one.
func linked(value string, q index.Query) string {
	if utf8.RuneCountInString(value) > linkedLetters {
		return ""
	}
	return address(q)
}
