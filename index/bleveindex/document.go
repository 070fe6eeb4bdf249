package bleveindex

import (
	"bytes"
	"encoding/binary"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/index/copies"
)

// indexDocument is a directive as scorch takes it: fields that were analysed
// beforehand, all in one pass over the text.
type indexDocument struct {
	id       string
	arrival  uint64 // generation of its coming
	copies   []byte // its fingerprint, of copies.Size
	shown    []byte // see shownOf
	sequence []byte
	fields   []bleveapi.Field
}

func (d *indexDocument) ID() string                                    { return d.id }
func (d *indexDocument) Size() int                                     { return len(d.id) }
func (d *indexDocument) VisitComposite(bleveapi.CompositeFieldVisitor) {}
func (d *indexDocument) HasComposite() bool                            { return false }
func (d *indexDocument) NumPlainTextBytes() uint64                     { return 0 }
func (d *indexDocument) StoredFieldsBytes() uint64                     { return 0 }
func (d *indexDocument) Indexed() bool                                 { return true }

func (d *indexDocument) VisitFields(visit bleveapi.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// AddIDField adds the field that scorch finds documents by; scorch calls it.
// What it stores is the one thing that a segment keeps neither compressed nor
// behind other fields, so the words of the document stand there, behind the id,
// the arrival, the fingerprint and what is shown of it: they are read for each document that may have a
// phrase.
func (d *indexDocument) AddIDField() {
	value := make([]byte, 0, len(d.id)+1+arrivalSize+len(d.copies)+binary.MaxVarintLen16+len(d.shown)+len(d.sequence))
	value = binary.BigEndian.AppendUint64(append(append(value, d.id...), idEnd), d.arrival)
	value = binary.AppendUvarint(append(value, d.copies...), uint64(len(d.shown)))
	value = append(append(value, d.shown...), d.sequence...)
	terms := bleveapi.TokenFrequencies{d.id: frequency(1)}
	d.fields = append(d.fields, &termsField{name: fieldID, options: bleveapi.StoreField, value: value, terms: terms})
}

// idEnd follows an id, which never holds it.
const idEnd = 0

// arrivalSize is the length of the arrival, a number of 64 bits.
const arrivalSize = 8

// storedDocument is what is stored of a document.
type storedDocument struct {
	id, fingerprint, shown, sequence []byte
	arrival                          uint64
}

// splitStored takes apart what is stored of a document.
func splitStored(value []byte) (d storedDocument) {
	id, rest, _ := bytes.Cut(value, []byte{idEnd})
	d.id = id
	if len(rest) >= arrivalSize {
		d.arrival, rest = binary.BigEndian.Uint64(rest), rest[arrivalSize:]
	}
	size := min(copies.Size, len(rest))
	d.fingerprint, rest = rest[:size], rest[size:]
	if length, n := uvarint(rest); n > 0 && length <= uint64(len(rest)-n) {
		d.shown, rest = rest[n:n+int(length)], rest[n+int(length):]
	}
	d.sequence = rest
	return d
}

// termsField is an indexed field with its terms counted already.
type termsField struct {
	name    string
	options bleveapi.FieldIndexingOptions
	value   []byte // where it is stored too
	terms   bleveapi.TokenFrequencies
}

func (f *termsField) Name() string                                        { return f.name }
func (f *termsField) Value() []byte                                       { return f.value }
func (f *termsField) ArrayPositions() []uint64                            { return nil }
func (f *termsField) EncodedFieldType() byte                              { return 't' }
func (f *termsField) Analyze()                                            {}
func (f *termsField) Options() bleveapi.FieldIndexingOptions              { return bleveapi.IndexField | f.options }
func (f *termsField) AnalyzedTokenFrequencies() bleveapi.TokenFrequencies { return f.terms }
func (f *termsField) NumPlainTextBytes() uint64                           { return 0 }

// AnalyzedLength is what scorch keeps beside each frequency as the norm. The
// real length is a column of its own; a constant takes the least room, and 0
// would make scorch take the term of a single document for no term.
func (f *termsField) AnalyzedLength() int { return 1 }

// counter collects the terms of one field.
type counter struct{ terms bleveapi.TokenFrequencies }

func newCounter(size int) *counter {
	return &counter{terms: make(bleveapi.TokenFrequencies, size)}
}

// add adds a term; a second time it changes nothing.
func (c *counter) add(term string) { c.terms[term] = frequency(1) }

func (c *counter) field(name string, options bleveapi.FieldIndexingOptions) *termsField {
	return &termsField{name: name, options: options, terms: c.terms}
}
