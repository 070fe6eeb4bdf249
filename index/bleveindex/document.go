package bleveindex

import (
	"github.com/blevesearch/bleve/v2/document"
	bleveapi "github.com/blevesearch/bleve_index_api"
)

// indexDocument is a directive as scorch takes it: fields that were analysed
// beforehand, all in one pass over the text.
type indexDocument struct {
	id     string
	fields []bleveapi.Field
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
func (d *indexDocument) AddIDField() {
	d.fields = append(d.fields, document.NewTextFieldCustom(fieldID, nil, []byte(d.id),
		bleveapi.IndexField|bleveapi.StoreField, nil))
}

// termsField is an indexed field with its terms counted already.
type termsField struct {
	name    string
	options bleveapi.FieldIndexingOptions
	terms   bleveapi.TokenFrequencies
}

func (f *termsField) Name() string                                        { return f.name }
func (f *termsField) Value() []byte                                       { return nil }
func (f *termsField) ArrayPositions() []uint64                            { return nil }
func (f *termsField) EncodedFieldType() byte                              { return 't' }
func (f *termsField) Analyze()                                            {}
func (f *termsField) Options() bleveapi.FieldIndexingOptions              { return f.options }
func (f *termsField) AnalyzedTokenFrequencies() bleveapi.TokenFrequencies { return f.terms }
func (f *termsField) NumPlainTextBytes() uint64                           { return 0 }

// AnalyzedLength is what scorch keeps beside each frequency as the norm. The
// real length is a column of its own; a constant takes the least room, and 0
// would make scorch take the term of a single document for no term.
func (f *termsField) AnalyzedLength() int { return 1 }

// storedField is bytes kept by document, not searchable.
type storedField struct {
	name  string
	value []byte
}

func (f *storedField) Name() string                                        { return f.name }
func (f *storedField) Value() []byte                                       { return f.value }
func (f *storedField) ArrayPositions() []uint64                            { return nil }
func (f *storedField) EncodedFieldType() byte                              { return 't' }
func (f *storedField) Analyze()                                            {}
func (f *storedField) Options() bleveapi.FieldIndexingOptions              { return bleveapi.StoreField }
func (f *storedField) AnalyzedLength() int                                 { return 0 }
func (f *storedField) AnalyzedTokenFrequencies() bleveapi.TokenFrequencies { return nil }
func (f *storedField) NumPlainTextBytes() uint64                           { return 0 }

// counter collects the terms of one field. It hands out its frequencies from
// blocks, because a document has thousands.
type counter struct {
	terms bleveapi.TokenFrequencies
	block []bleveapi.TokenFreq
}

func newCounter(size int) *counter {
	return &counter{terms: make(bleveapi.TokenFrequencies, size)}
}

func (c *counter) add(term string) {
	if tf, ok := c.terms[term]; ok {
		tf.SetFrequency(tf.Frequency() + 1)
		return
	}
	c.insert(term)
}

func (c *counter) addBytes(term []byte) {
	if _, ok := c.terms[string(term)]; !ok {
		c.insert(string(term))
	}
}

func (c *counter) insert(term string) {
	if len(c.block) == 0 {
		c.block = make([]bleveapi.TokenFreq, 128)
	}
	tf := &c.block[0]
	c.block = c.block[1:]
	tf.Term = []byte(term)
	tf.SetFrequency(1)
	c.terms[term] = tf
}

func (c *counter) field(name string, options bleveapi.FieldIndexingOptions) *termsField {
	return &termsField{name: name, options: bleveapi.IndexField | options, terms: c.terms}
}
