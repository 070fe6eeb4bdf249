package extract

import (
	"strings"
	"unicode/utf8"

	"tracuu/index/directive"
)

// Input is a text to read and what is known of it beforehand.
type Input struct {
	Text  string            // valid UTF-8; otherwise each bad sequence is replaced
	Pages []directive.Page  // page starts, where the source has pages
	Noise []directive.Noise // regions that the source itself knows to be noise
	// Given is what the caller supplied. It stands over what is read (see
	// directive.Merge) and lets the reader skip guessing.
	Given  directive.Given
	Format string // "txt", "html", "pdf" …
	// Bodies is the registry that gives the issuer its id and codes their meaning;
	// nil for the one that comes with tracuu.
	Bodies *directive.Bodies
}

// Read reads a directive from a text. It never fails: a bad text gives less, and
// what a person should look at is in Problems. Everything found has its evidence;
// what the text does not say stays empty.
//
// The id, the key and the source of the document are not Read's to fill.
func Read(in Input) directive.Directive {
	text := in.Text
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	d := &document{text: text, html: in.Format == "html", given: in.Given, bodies: in.Bodies}
	if d.bodies == nil {
		d.bodies = directive.DefaultBodies()
	}
	d.lexicon = lexicons.Get().(*lexicon)
	defer d.lexicon.giveBack()
	d.out.Text = text
	d.out.Pages = in.Pages
	d.lines = splitLines(text)
	d.markGiven(in.Noise)
	d.markNoise()
	d.findWebPage()
	d.findParts()
	d.readFields()
	d.markTail()
	d.collectNoise()
	d.setZones()
	d.out.Keywords = d.keywords()
	d.out.References = references(d)
	directive.SetRefs(d.out.References)
	d.out.Noise = d.noise
	d.fillLists()
	return d.out
}

// readFields reads the fields in the order in which they help one another.
func (d *document) readFields() {
	d.readMarks()
	d.readRecipients()
	d.readNumber()
	d.readKind()
	d.readTitle()
	d.readDateline()
	d.adopt()
	d.readStamp()
	d.readDistribution()
	d.readSigner()
	d.kindOfReply()
	if d.out.Number == "" && d.out.Type != "" {
		d.readNumber()
		if d.out.Issued.IsZero() && d.annexRef.Len() > 0 {
			d.readDateline()
		}
	}
	d.signerOfBox()
	d.readIssuer()
	d.adopt()
	d.readWebDates()
	d.readEvent()
}

// adopt takes what the caller supplied and the text does not give, since other
// fields lean on it: a stamp on the year of issue, the references on the own number.
func (d *document) adopt() {
	given, o := d.given.Directive, &d.out
	for _, f := range []struct {
		name string
		take func() bool
	}{
		{"number", func() bool { return adoptValue(&o.Number, given.Number) }},
		{"type", func() bool { return adoptValue(&o.Type, given.Type) }},
		{"issued", func() bool { return adoptValue(&o.Issued, given.Issued) }},
		{"issuer", func() bool { return adoptValue(&o.Issuer, given.Issuer) }},
		{"province", func() bool { return adoptValue(&o.Province, given.Province) }},
	} {
		if d.given.Has(f.name) && f.take() {
			d.found(f.name, directive.Span{}, directive.Supplied, 1)
		}
	}
}

// adoptValue sets an unknown value, and reports whether it did.
func adoptValue[T comparable](to *T, given T) bool {
	var unknown T
	if *to != unknown || given == unknown {
		return false
	}
	*to = given
	return true
}

// signerOfBox takes the signer from the table of a legal site.
func (d *document) signerOfBox() {
	if d.out.Signer.Name != "" {
		return
	}
	if value, at := d.boxValue("signer"); value != "" && isPersonName(value) {
		d.out.Signer.Name = value
		d.found("signer", at, directive.Read, 0.7)
	}
}

// markGiven takes regions of noise from the source.
func (d *document) markGiven(noise []directive.Noise) {
	for _, n := range noise {
		for i := range d.lines {
			if n.Overlaps(d.lines[i].Span) && n.Contains(d.lines[i].Span) {
				d.lines[i].noise = n.Kind
			}
		}
	}
}

// markTail finds what repeats behind the signature: a scanner that meets a blank
// page invents stamps.
func (d *document) markTail() {
	from := d.parts.end
	if from <= 0 || from >= len(d.lines) {
		return
	}
	count := map[string]int{}
	for i := from; i < len(d.lines); i++ {
		count[d.lines[i].fold]++
	}
	for i := from; i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.noise == "" && count[l.fold] > 1 && len(l.text) < 80 && len(d.lines)-from < 60 {
			l.noise = directive.NoiseRepeated
		}
	}
}

// setZones turns the parts into byte ranges and tells each line its zone.
func (d *document) setZones() {
	at := func(i int) int {
		if i < 0 {
			i = 0
		}
		if i >= len(d.lines) {
			return len(d.text)
		}
		return d.lines[i].Start
	}
	opening := max(d.parts.opening, 0)
	tail := d.parts.receivers
	if tail < 0 {
		if tail = d.parts.signature; tail < 0 {
			tail = d.parts.end
		}
	}
	end := d.parts.end
	if tail <= 0 || tail < opening {
		tail = len(d.lines)
	}
	if end <= 0 || end < tail {
		end = len(d.lines)
	}
	d.head = directive.Span{Start: 0, End: at(opening)}
	d.body = directive.Span{Start: at(opening), End: at(tail)}
	d.tail = directive.Span{Start: at(tail), End: at(end)}
	d.annex = directive.Span{Start: at(end), End: len(d.text)}
	for i := range d.lines {
		d.lines[i].zone = d.zoneAt(d.lines[i].Start)
	}
}

// fillLists makes every list empty rather than nil.
func (d *document) fillLists() {
	o := &d.out
	if o.Evidence == nil {
		o.Evidence = map[string]directive.Evidence{}
	}
	o.Recipients = notNil(o.Recipients)
	o.Distribution = notNil(o.Distribution)
	o.Dates = notNil(o.Dates)
	o.Keywords = notNil(o.Keywords)
	o.References = notNil(o.References)
	o.Pages = notNil(o.Pages)
	o.Noise = notNil(o.Noise)
	o.Repairs = notNil(o.Repairs)
	o.Problems = notNil(o.Problems)
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
