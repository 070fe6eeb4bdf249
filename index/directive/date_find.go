package directive

// FoundDate is a date in running text. Raw is the text of the span.
type FoundDate struct {
	Span
	// Date is as precise as the text; the unknown date where Impossible.
	Date Date
	Raw  string
	// Printed is the day, month and year as printed, 0 for what is absent, so
	// that a reader who knows better (a month-first web page) can use them.
	Printed [3]int
	// Blank marks a form that was left to be filled in by hand
	// ("ngày … tháng … năm 2021"): only the year, or month and year, are known.
	Blank bool
	// Impossible marks a date that the calendar lacks (31/02/2021, 7/28/2021).
	Impossible bool
}

// FindDates finds every date of a Vietnamese text, in order, without overlap.
func FindDates(text string) []FoundDate { return nil }
