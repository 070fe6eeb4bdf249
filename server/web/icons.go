package web

import "html/template"

// icons are drawn on a grid of 20, with lines in the colour of the text beside.
var icons = map[string]string{
	"search": `<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4 4"/>`,
	"close":  `<path d="m5.5 5.5 9 9m0-9-9 9"/>`,
	"filter": `<path d="M3 5h14M5.500 10h9M8 15h4"/>`,
	"sun":    `<circle cx="10" cy="10" r="3.4"/><path d="M10 2.500v2m0 11v2m7.500-7.500h-2m-11 0h-2m12.800-5.300-1.400 1.400M6.100 13.900l-1.400 1.400m10.600 0-1.400-1.400M6.100 6.100 4.700 4.700"/>`,
	"moon":   `<path d="M16.500 11.800A7 7 0 0 1 8.200 3.500a7 7 0 1 0 8.300 8.300Z"/>`,
	"right":  `<path d="m8 5 5 5-5 5"/>`,
	"left":   `<path d="m12 5-5 5 5 5"/>`,
	"copy":   `<rect x="7" y="7" width="9.500" height="9.500" rx="1.500"/><path d="M13 4.500A1 1 0 0 0 12 3.500H5A1.500 1.500 0 0 0 3.500 5v7a1 1 0 0 0 1 1"/>`,
	"print":  `<path d="M6 7.500V3.500h8v4M6 14.500H3.500v-6a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1v6H14"/><path d="M6 12h8v4.500H6z"/>`,
	"file":   `<path d="M5 2.500h6.500L15 6v11.500H5z"/><path d="M11.500 2.500V6H15M7.500 10h5m-5 3h5"/>`,
	"person": `<circle cx="10" cy="7" r="3.200"/><path d="M3.800 16.500c.6-3.300 3-5 6.200-5s5.600 1.700 6.200 5"/>`,
	"undo":   `<path d="M7 4 3.500 7.500 7 11"/><path d="M4 7.500h7.500a4.200 4.200 0 0 1 0 8.500H8"/>`,
	"info":   `<circle cx="10" cy="10" r="7"/><path d="M10 9.200v4.300M10 6.500v.1"/>`,
	"table":  `<path d="M3 4.500h14v11H3zM3 8.200h14M8 8.200v7.300"/>`,
	"feed":   `<path d="M4 4.500A11.500 11.500 0 0 1 15.500 16M4 9.500A6.500 6.500 0 0 1 10.500 16"/><circle cx="5" cy="15" r="1.200"/>`,
}

// icon draws one of icons. It says nothing: words stand beside it.
func icon(name string) template.HTML {
	return template.HTML(`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">` + icons[name] + `</svg>`)
}
