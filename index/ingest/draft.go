package ingest

import (
	"errors"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/index/extract"
)

// ErrNothing is a supplied document without a text, a number or a title.
var ErrNothing = errors.New("the document has no text, no number and no title")

// itemOf reads the directive in a document of a file.
func itemOf(d docfile.Document, source directive.Source, bodies *directive.Bodies) Item {
	source.Part, source.Format, source.OCR = d.Part, d.Format, d.OCR
	item := Item{Problems: problemsOf(d.Problems), Err: d.Err}
	switch {
	case d.Err != nil:
	case d.JSON != nil:
		item.Draft, item.Err = supplied(d.JSON, source, bodies)
	default:
		item.Draft.Read = extract.Read(extract.Input{
			Text: d.Text, Pages: pagesOf(d), Noise: noiseOf(d.Noise), Format: d.Format, Bodies: bodies,
		})
	}
	item.Draft.Read.Source = source
	item.Draft.Read.Problems = append(item.Draft.Read.Problems, item.Problems...)
	return item
}

// supplied is the draft of a row of a file. Where the row came from is ours to
// say, not the row's, but for what its text was before.
func supplied(row []byte, source directive.Source, bodies *directive.Bodies) (index.Draft, error) {
	given, err := directive.DecodeGiven(row)
	if err != nil {
		return index.Draft{}, err
	}
	if Empty(given) {
		return index.Draft{}, ErrNothing
	}
	if own := given.Directive.Source; given.Has("source") {
		if given.Has("source.format") {
			source.Format = own.Format
		}
		source.OCR = source.OCR || own.OCR
		given.Directive.Source = source
	}
	return Complete(given, bodies), nil
}

// Empty reports whether a supplied document is one of ErrNothing.
func Empty(given directive.Given) bool {
	d := given.Directive
	return d.Text == "" && d.Number == "" && d.Title == ""
}

// Complete makes the draft of a document that somebody supplied: the fields that
// were given stand, the others are read from its text. Bodies may be nil, as in
// Options.
func Complete(given directive.Given, bodies *directive.Bodies) index.Draft {
	d := given.Directive
	draft := index.Draft{Given: given, Read: extract.Read(extract.Input{
		Text: d.Text, Pages: d.Pages, Noise: d.Noise, Given: given, Format: d.Source.Format, Bodies: bodies,
	})}
	if given.Has("id") {
		draft.ID = d.ID
	}
	draft.Read.Source = d.Source
	placeIssuer(&draft.Read, given)
	typeOfNumber(&draft.Read, given)
	return draft
}

// placeIssuer gives a supplied issuer the province of its own body: the one that
// was read is of the issuer that the text names.
func placeIssuer(read *directive.Directive, given directive.Given) {
	issuer := given.Directive.Issuer
	if issuer == "" || issuer == read.Issuer || given.Has("province") {
		return
	}
	body, known := directive.DefaultBodies().Identify(issuer, read.Province)
	if !known || body.Province == read.Province {
		return
	}
	read.Province = body.Province
	delete(read.Evidence, "province")
	if body.Province != "" {
		read.Evidence["province"] = directive.Evidence{Basis: directive.Inferred, Confidence: suppliedBody}
	}
}

// typeOfNumber gives a document the type that its supplied number tells, where that
// is one alone and the text names none, as in a row of a register: 12/QĐ-UBND is a
// Quyết định.
func typeOfNumber(read *directive.Directive, given directive.Given) {
	if read.Type != "" || given.Has("type") {
		return
	}
	symbol, err := directive.ParseSymbol(given.Directive.Number)
	if err != nil {
		return
	}
	if kinds := symbol.Kinds(); len(kinds) == 1 {
		read.Type = kinds[0]
		read.Evidence["type"] = directive.Evidence{Basis: directive.Inferred, Confidence: suppliedBody}
	}
}

// suppliedBody is how sure the province is that follows from a supplied issuer, and
// the type that follows from a supplied number.
const suppliedBody = 0.9

// Reread reads a stored document again from its text, as a newer extractor may
// read more. What was given stays, and so do the id, the source and what reading
// the file found.
func Reread(old index.Draft, bodies *directive.Bodies) index.Draft {
	whole := old.Directive()
	in := extract.Input{Text: whole.Text, Pages: whole.Pages, Given: old.Given, Format: whole.Source.Format, Bodies: bodies}
	if old.Given.Has("noise") {
		in.Noise = old.Given.Directive.Noise
	} else if kind := noiseOfFile(whole.Source.Format); kind != "" {
		in.Noise = slices.DeleteFunc(slices.Clone(old.Read.Noise), func(n directive.Noise) bool {
			return n.Kind != kind
		})
	}
	read := extract.Read(in)
	read.Source = old.Read.Source
	placeIssuer(&read, old.Given)
	typeOfNumber(&read, old.Given)
	for _, p := range old.Read.Problems {
		if ofFile(p.Code) {
			read.Problems = append(read.Problems, p)
		}
	}
	return index.Draft{ID: old.ID, Given: old.Given, Read: read}
}

// noiseOfFile is the kind of noise that the structure of a file told, which is gone
// from its text but still known from the first reading; "" for a format without.
func noiseOfFile(format string) directive.NoiseKind {
	switch format {
	case "html":
		return directive.NoiseNavigation
	case "docx", "doc", "odt", "rtf", "pdf", "eml":
		return directive.NoisePage
	}
	return ""
}

// ofFile reports whether a problem is of reading the file, which a text alone no
// longer shows.
func ofFile(code string) bool {
	return slices.Contains([]string{
		docfile.LegacyEncoding, docfile.UnknownEncoding, docfile.DoubtfulEncoding, docfile.DeclaredEncoding,
		docfile.BrokenText, docfile.UnreadPage, docfile.PDFAttachments, docfile.UnreadCell, docfile.UnreadPart,
	}, code)
}

func problemsOf(problems []docfile.Problem) []directive.Problem {
	var out []directive.Problem
	for _, p := range problems {
		out = append(out, directive.Problem{Code: p.Code, Detail: p.Detail})
	}
	return out
}

// pagesOf gives the pages of a document, each with how sure recognition was of
// its words, where it was recognised.
func pagesOf(d docfile.Document) []directive.Page {
	var out []directive.Page
	for i, start := range d.PageStarts {
		page := directive.Page{Start: start}
		if i < len(d.PageQuality) {
			page.Quality = d.PageQuality[i]
		}
		out = append(out, page)
	}
	return out
}

// draftOf stands for a document that could not be read.
func draftOf(source directive.Source) index.Draft {
	return index.Draft{Read: directive.Directive{Source: source}}
}

func noiseOf(regions []docfile.Region) []directive.Noise {
	var out []directive.Noise
	for _, r := range regions {
		out = append(out, directive.Noise{Span: directive.Span{Start: r.Start, End: r.End}, Kind: directive.NoiseKind(r.Kind)})
	}
	return out
}
