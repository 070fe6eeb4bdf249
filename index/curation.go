package index

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// Curation is what people decided of a document over what was supplied and read:
// corrected fields and decisions on its citations.
type Curation struct {
	Fields    directive.Given
	Decisions []directive.Decision // in order of Ref
}

// citationPath leads the paths of decisions, by the Ref of the citation.
const citationPath = "citations"

// uncorrectable are the fields that no curation may set, with the reason.
var uncorrectable = map[string]string{
	"id":         "an id never changes",
	"text":       "the text is the evidence: store the document again",
	"source":     "where the text came from is no reading of it",
	"pages":      "pages follow from the file",
	"noise":      "regions of noise follow from the file",
	"references": "citations are decided on one by one, as citations.REF",
}

// curated are the members of a curation by path; a missing one is null.
type curated map[string]json.RawMessage

// Patch applies a JSON Merge Patch (RFC 7396): members of a Directive are
// corrections, null takes one back, "" and [] say that the value is known to be
// empty. The member "citations" decides on citations by their Ref: {"target": id}
// confirms the document meant, {"rejected": [ids]} says which are not, null takes
// the decision back. It returns the new curation and what changed, in order of
// path. The error is a *directive.FieldError.
func (c Curation) Patch(patch json.RawMessage) (Curation, []Correction, error) {
	values, err := c.values()
	if err != nil {
		return c, nil, err
	}
	changed, err := flatten("", patch)
	if err != nil {
		return c, nil, err
	}
	for path, value := range changed {
		if err := correctable(path, value); err != nil {
			return c, nil, err
		}
		if !isNull(value) {
			values[path] = value
			continue
		}
		maps.DeleteFunc(values, func(p string, _ json.RawMessage) bool {
			return p == path || strings.HasPrefix(p, path+".")
		})
	}
	return c.become(values)
}

// Undo takes back the changes of an edit. It returns ErrOverlaid where one of its
// values is no longer what the edit made it.
func (c Curation) Undo(e Edit) (Curation, []Correction, error) {
	values, err := c.values()
	if err != nil {
		return c, nil, err
	}
	for _, change := range e.Changes {
		if !bytes.Equal(values.at(change.Field), compact(change.To)) {
			return c, nil, ErrOverlaid
		}
		if isNull(change.From) {
			delete(values, change.Field)
		} else {
			values[change.Field] = change.From
		}
	}
	return c.become(values)
}

// become is the curation of new values, with what differs from c.
func (c Curation) become(values curated) (Curation, []Correction, error) {
	next, err := values.curation()
	if err != nil {
		return c, nil, err
	}
	before, err := c.values()
	if err != nil {
		return c, nil, err
	}
	after, err := next.values()
	if err != nil {
		return c, nil, err
	}
	paths := maps.Clone(before)
	maps.Copy(paths, after)
	var changes []Correction
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		if from, to := before.at(path), after.at(path); !bytes.Equal(from, to) {
			changes = append(changes, Correction{Field: path, From: from, To: to})
		}
	}
	return next, changes, nil
}

func (v curated) at(path string) json.RawMessage {
	if value, ok := v[path]; ok {
		return compact(value)
	}
	return json.RawMessage("null")
}

func isNull(raw json.RawMessage) bool { return string(bytes.TrimSpace(raw)) == "null" }

// compact makes equal values equal bytes.
func compact(raw json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}

// correctable refuses what is no field or may not be corrected.
func correctable(path string, value json.RawMessage) error {
	top, inner, nested := strings.Cut(path, ".")
	if top == citationPath {
		if nested && inner == "" || !nested && !isNull(value) {
			return &directive.FieldError{Field: path, Reason: "want an object of decisions by ref"}
		}
		return nil
	}
	if reason, ok := uncorrectable[top]; ok {
		return &directive.FieldError{Field: path, Reason: reason}
	}
	if !isNull(value) {
		return nil // decoding says the rest
	}
	var g directive.Given
	return g.Set(path)
}

// flatten gives the members of a JSON object by path. Only the objects that
// corrections lie in are opened.
func flatten(path string, raw json.RawMessage) (curated, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil || members == nil {
		return nil, &directive.FieldError{Field: path, Reason: "want a JSON object"}
	}
	out := curated{}
	for name, value := range members {
		full := strings.TrimPrefix(path+"."+name, ".")
		if opens := full == citationPath || full == "signer" || full == "incoming"; !opens || isNull(value) {
			out[full] = value
			continue
		}
		inner, err := flatten(full, value)
		if err != nil {
			return nil, err
		}
		maps.Copy(out, inner)
	}
	return out, nil
}

// values takes a curation apart.
func (c Curation) values() (curated, error) {
	raw, err := json.Marshal(c.Fields)
	if err != nil {
		return nil, err
	}
	values, err := flatten("", raw)
	if err != nil {
		return nil, err
	}
	for _, d := range c.Decisions {
		raw, err := json.Marshal(decided{d.Target, d.Rejected})
		if err != nil {
			return nil, err
		}
		values[citationPath+"."+d.Ref] = raw
	}
	return values, nil
}

// decided is a decision as a patch writes it.
type decided struct {
	Target   string   `json:"target,omitempty"`
	Rejected []string `json:"rejected,omitempty"`
}

// split reports whether a value stands beside values within it, as names with a dot
// in them make possible ("signer.name" beside "signer").
func (v curated) split(path string) bool {
	top, _, within := strings.Cut(path, ".")
	_, whole := v[top]
	return within && whole
}

// curation puts values together and checks them.
func (v curated) curation() (Curation, error) {
	var c Curation
	fields := map[string]any{}
	for path, value := range v {
		if v.split(path) {
			return c, &directive.FieldError{Field: path, Reason: "is given both as a value and as an object"}
		}
		top, inner, nested := strings.Cut(path, ".")
		switch {
		case top == citationPath:
			d, err := readDecision(inner, value)
			if err != nil {
				return c, err
			}
			c.Decisions = append(c.Decisions, d)
		case nested:
			if fields[top] == nil {
				fields[top] = map[string]json.RawMessage{}
			}
			fields[top].(map[string]json.RawMessage)[inner] = value
		default:
			fields[top] = value
		}
	}
	slices.SortFunc(c.Decisions, func(a, b directive.Decision) int { return cmp.Compare(a.Ref, b.Ref) })
	raw, err := json.Marshal(fields)
	if err != nil {
		return c, &directive.FieldError{Reason: err.Error()}
	}
	c.Fields, err = directive.DecodeGiven(raw)
	return c, err
}

func readDecision(ref string, raw json.RawMessage) (directive.Decision, error) {
	path := citationPath + "." + ref
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	var d decided
	if err := dec.Decode(&d); err != nil {
		return directive.Decision{}, &directive.FieldError{Field: path, Reason: `want {"target": id}, {"rejected": [ids]} or null`}
	}
	d.Rejected = slices.Compact(slices.Sorted(slices.Values(d.Rejected)))
	switch {
	case d.Target == "" && len(d.Rejected) == 0:
		return directive.Decision{}, &directive.FieldError{Field: path, Reason: "names neither a target nor what is rejected"}
	case slices.Contains(d.Rejected, d.Target):
		return directive.Decision{}, &directive.FieldError{Field: path, Reason: "the target is rejected too"}
	}
	return directive.Decision{Ref: ref, Target: d.Target, Rejected: d.Rejected}, nil
}
