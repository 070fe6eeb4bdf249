package citation

import "tracuu/index/directive"

// slip reports that a contradicted document is the one meant if a single part of
// the date was written wrongly, and that nothing else speaks against it. People
// write the year they are in, mistype a day, or put 3/7 for 7/3; a date that is
// wrong in more parts is rather that of another document.
func (q *question) slip(h *weighed) bool {
	const when = yearDiffers | dateDiffers
	return h.evidence&when != 0 && h.evidence&against&^when == 0 && onePartOff(q.date, h.doc.date)
}

// onePartOff reports that two days differ in the day, the month or the year alone,
// or have day and month exchanged within one year. Dates that do not say the day
// have too few parts to tell.
func onePartOff(a, b directive.Date) bool {
	if a.Precision() != directive.PrecisionDay || b.Precision() != directive.PrecisionDay {
		return false
	}
	equal := 0
	for _, same := range [...]bool{a.Year == b.Year, a.Month == b.Month, a.Day == b.Day} {
		if same {
			equal++
		}
	}
	return equal == 2 || equal == 1 && a.Year == b.Year && a.Month == b.Day && a.Day == b.Month
}
