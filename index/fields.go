package index

import (
	"strings"

	"tracuu/index/directive"
)

// queryField is a field of the query language. Bounds holds for the dates,
// which bound the date of issue instead of filtering by a value.
type queryField struct {
	names    []string // the first one is printed
	field    Field
	from, to bool
	label    string // as it reads in a Vietnamese sentence, before the value
}

// queryFields are the fields that can be typed in the query box, each with its
// Vietnamese and English names.
var queryFields = []queryField{
	{names: []string{"cq", "issuer"}, field: FieldIssuer, label: "của cơ quan có tên chứa"},
	{names: []string{"so", "number"}, field: FieldNumber, label: "mang số"},
	{names: []string{"loai", "type"}, field: FieldType, label: "thuộc loại"},
	{names: []string{"vd", "cites"}, field: FieldCites, label: "viện dẫn"},
	{names: []string{"tk", "keyword"}, field: FieldKeyword, label: "có từ khóa"},
	{names: []string{"tinh", "province"}, field: FieldProvince, label: "thuộc tỉnh, thành phố"},
	{names: []string{"cap", "level"}, field: FieldLevel, label: "thuộc cấp"},
	{names: []string{"khan", "urgency"}, field: FieldUrgency, label: "có độ khẩn là"},
	{names: []string{"tu", "from"}, from: true, label: "ban hành từ"},
	{names: []string{"den", "to"}, to: true, label: "ban hành đến"},
	{names: []string{"nam", "year"}, from: true, to: true, label: "ban hành trong năm"},
}

// maxFieldName is the length of the longest name in queryFields.
const maxFieldName = len("province")

// fieldByName finds the field of a name as typed: in small letters, or with a
// capital first, as telephones write it; not in capitals, where TU: is an
// office.
func fieldByName(name string) (queryField, bool) {
	if name == "" || name[1:] != strings.ToLower(name[1:]) {
		return queryField{}, false
	}
	name = strings.ToLower(name)
	for _, f := range queryFields {
		for _, n := range f.names {
			if n == name {
				return f, true
			}
		}
	}
	return queryField{}, false
}

// fieldOf finds how a Where is printed and read out.
func (w Where) queryField() queryField {
	from, to := !w.From.IsZero(), !w.To.IsZero()
	for _, f := range queryFields {
		if f.from == from && f.to == to && (from || to || f.field == w.Filter.Field) {
			return f
		}
	}
	return queryField{names: []string{string(w.Filter.Field)}, label: string(w.Filter.Field)}
}

// ParseCondition reads the value of a filter as it stands in an address or in
// the query box: for an issuer "id:ID" and "under:ID" name a body, for a
// province "now:NAME" and "was:NAME" take its lineage (see Op), for
// citations "id:ID" names a document and "NUMBER@DATE" restricts the date (ISO
// 8601, year, month or day; what does not parse stays part of the value).
// Anything else is text.
func ParseCondition(field Field, value string) Condition {
	value = strings.TrimSpace(value)
	if field == FieldIssuer || field == FieldCites {
		if id, ok := strings.CutPrefix(value, "id:"); ok && id != "" {
			return Condition{Op: OpID, Value: id}
		}
	}
	if field == FieldIssuer {
		if id, ok := strings.CutPrefix(value, "under:"); ok && id != "" {
			return Condition{Op: OpUnder, Value: id}
		}
	}
	if field == FieldProvince {
		for _, op := range []Op{OpNow, OpWas} {
			if name, ok := strings.CutPrefix(value, op.prefix()); ok && strings.TrimSpace(name) != "" {
				return Condition{Op: op, Value: strings.TrimSpace(name)}
			}
		}
	}
	if field == FieldCites {
		if at := strings.LastIndexByte(value, '@'); at > 0 {
			if date, err := directive.ParseDate(strings.TrimSpace(value[at+1:])); err == nil {
				return Condition{Value: strings.TrimSpace(value[:at]), Date: date}
			}
		}
	}
	return Condition{Value: value}
}

// String prints the condition so that ParseCondition reads it back.
func (c Condition) String() string {
	if c.Op == OpText && !c.Date.IsZero() {
		return c.Value + "@" + c.Date.String()
	}
	return c.Op.prefix() + c.Value
}

// prefix is what a value starts with to be compared this way.
func (op Op) prefix() string {
	switch op {
	case OpID:
		return "id:"
	case OpUnder:
		return "under:"
	case OpNow:
		return "now:"
	case OpWas:
		return "was:"
	}
	return ""
}
