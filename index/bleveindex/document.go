package bleveindex

import (
	"bytes"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/index/copies"
)

// indexDocument is a directive as scorch takes it: fields that were analysed
// beforehand, all in one pass over the text.
type indexDocument struct {
	id       string
	copies   []byte // its fingerprint, of copies.Size
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
// behind other fields, so the words of the document stand there, behind the id and
// the fingerprint: they are read for each document that may have a phrase.
func (d *indexDocument) AddIDField() {
	value := make([]byte, 0, len(d.id)+1+len(d.copies)+len(d.sequence))
	value = append(append(append(value, d.id...), idEnd), d.copies...)
	value = append(value, d.sequence...)
	terms := bleveapi.TokenFrequencies{d.id: frequency(1)}
	d.fields = append(d.fields, &termsField{name: fieldID, options: bleveapi.StoreField, value: value, terms: terms})
}

// idEnd follows an id, which never holds it.
const idEnd = 0

// splitStored takes apart what is stored of a document.
func splitStored(value []byte) (id, fingerprint, sequence []byte) {
	id, rest, _ := bytes.Cut(value, []byte{idEnd})
	size := min(copies.Size, len(rest))
	return id, rest[:size], rest[size:]
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
