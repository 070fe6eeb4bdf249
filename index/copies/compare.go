package copies

// Basis says why two documents are taken for copies of one.
type Basis string

// The bases, from the surest.
const (
	SameText  Basis = "same-text" // word for word
	Certified Basis = "certified" // sao y, sao lục or trích sao of the other
	Scan      Basis = "near-text" // the same number and date, and the text but for errors
	Repost    Basis = "contained" // the text of one lies in the other, nothing against it
)

// Thresholds of likeness, as parts of the shorter text that stand in the longer. A
// wrong syllable in ten leaves .73 of the rows of three, one in ten on both sides
// .53; different letters of one office share less than .2.
const (
	likeKnown    = 0.40 // number and date of issue are the same
	likeNumbered = 0.55 // the number is the same, a date is unknown
	likeDated    = 0.70 // the date is the same, a number is unknown
	likeUnknown  = 0.80 // neither can be compared
	leastRatio   = 0.35 // of the lengths, where a number is unknown
	leastWords   = 40   // of the shorter text, where a number is unknown
	leastSame    = 8    // words of equal texts that say nothing of themselves
)

// pair is what comparing two documents gives; the zero value is no copies.
type pair struct {
	strength uint16 // orders pairs, surest first
	basis    Basis
}

// compare says whether two documents are copies. It is symmetric.
func compare(a, b *Fingerprint) pair {
	if a.words == 0 || b.words == 0 || contradict(a, b) {
		return pair{}
	}
	numbered := a.number != 0 && a.number == b.number
	dated := a.dayKnown() && b.dayKnown()
	if a.text == b.text && a.words == b.words {
		if !numbered && a.words < leastSame {
			return pair{}
		}
		return pair{strength: 1 << 15, basis: SameText}
	}
	like := contained(a, b)
	shorter, longer := min(a.words, b.words), max(a.words, b.words)
	least := likeUnknown
	switch {
	case numbered && dated:
		least = likeKnown
	case numbered:
		least = likeNumbered
	case shorter < leastWords || float64(shorter) < leastRatio*float64(longer):
		return pair{}
	case dated:
		least = likeDated
	}
	if like < least || !numbered && !figuresAgree(a, b, dated) {
		return pair{}
	}
	strength := uint16(like * 1000)
	if numbered {
		strength += 8000
	}
	if dated {
		strength += 4000
	}
	return pair{strength: strength, basis: basisOf(a, b, numbered)}
}

func basisOf(a, b *Fingerprint, numbered bool) Basis {
	switch {
	case (a.marks^b.marks)&copied != 0:
		return Certified
	case numbered:
		return Scan
	}
	return Repost
}

func (f *Fingerprint) dayKnown() bool { return f.last >= f.first && f.last == f.first }

// contradict reports whether two documents say different things of themselves. What
// one does not say contradicts nothing.
func contradict(a, b *Fingerprint) bool {
	differ := func(x, y uint32) bool { return x != 0 && y != 0 && x != y }
	switch {
	case (a.marks^b.marks)&draft != 0,
		differ(a.number, b.number),
		differ(uint32(a.year), uint32(b.year)),
		differ(a.issuer, b.issuer),
		a.last >= a.first && b.last >= b.first && (a.first > b.last || b.first > a.last):
		return true
	case a.number == 0 || b.number == 0:
		if differ(uint32(a.kind), uint32(b.kind)) { // beside equal numbers, a type misread
			return true
		}
	}
	return toOthers(a, b)
}

// toOthers reports whether the addressees differ by more than errors of reading.
func toOthers(a, b *Fingerprint) bool {
	var sizeA, sizeB, both int
	for i, w := range a.to {
		if w != 0 {
			sizeA++
		}
		if b.to[i] != 0 {
			sizeB++
		}
		for _, v := range b.to {
			if w != 0 && w == v {
				both++
			}
		}
	}
	least := min(sizeA, sizeB)
	return least > 0 && both < least && 10*both < 7*least
}

// contained estimates the part of the shorter text that stands in the longer, by
// rows of three syllables.
func contained(a, b *Fingerprint) float64 {
	const chance = 1.0 / 256 // two bytes agree without meaning it
	j := (float64(agreeing(a, b))/bins - chance) / (1 - chance)
	if j <= 0 {
		return 0
	}
	return min(1, j/(1+j)*float64(a.words+b.words)/float64(min(a.words, b.words)))
}

// agreeing counts the bins in which two sketches agree.
func agreeing(a, b *Fingerprint) (n int) {
	for i := range a.sketch {
		if a.sketch[i] == b.sketch[i] {
			n++
		}
	}
	return n
}

// figuresAgree compares the numbers that stand between the same words. With nothing
// else to go by, one that differs makes another document: the next month's report.
// Where the date is the same, one in eight may be misread.
func figuresAgree(a, b *Fingerprint, dated bool) bool {
	same, other := 0, 0
	for i, j := 0, 0; i < figures && j < figures; {
		x, y := a.figures[i], b.figures[j]
		switch {
		case x.near == 0 || y.near == 0:
			i, j = figures, figures
		case x.near < y.near:
			i++
		case x.near > y.near:
			j++
		default:
			if x.value == y.value {
				same++
			} else {
				other++
			}
			i, j = i+1, j+1
		}
	}
	if dated {
		return other*8 <= same
	}
	return other == 0
}
