package viet

// thousands recognises a number whose thousands are grouped by dots, as
// Vietnamese writes them (5.000.000 đồng), that begins with the current run. It
// returns where the number ends, or 0.
//
// The first group has one to three digits and no leading zero, each other one
// three; what has more dots or letters (29.4.2021, 1.1.2, 192.168.1.1) is no
// such number.
func (s *scanner) thousands() int {
	text, start, end := s.text, s.start, s.end
	if !s.dotted || end-start > 3 || !allDigits(text[start:end]) || text[start] == '0' {
		return 0
	}
	if start >= 2 && text[start-1] == '.' && allDigits(text[start-2:start-1]) {
		return 0
	}
	for end+4 <= len(text) && text[end] == '.' && allDigits(text[end+1:end+4]) {
		end += 4
	}
	if end == s.end {
		return 0
	}
	rest := scanner{text: text, start: end}
	rest.scanRun()
	if rest.end > end || (rest.dotted && end+1 < len(text) && allDigits(text[end+1:end+2])) {
		return 0
	}
	return end
}

// digitGroups makes the key of a number with dots.
func digitGroups(number []byte) piece {
	digits := make([]byte, 0, len(number))
	for _, c := range number {
		if c != '.' && len(digits) < maxKey {
			digits = append(digits, c)
		}
	}
	p := piece{exact: string(digits)}
	p.folded = p.exact
	return p
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
