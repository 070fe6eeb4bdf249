package api

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"tracuu/index"
)

// Strings must be written as encoding/json writes them without HTML escapes.
func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "tổ Covid", "a\"b\\c\n\r\t\x00\x1f\x7f", "\u2028\u2029", "\xff\xc3", "😀", "<&>", "\uFFFD"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got, want string
		b := appendString(nil, s)
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%q written as %q: %v", s, b, err)
		}
		var std bytes.Buffer
		enc := json.NewEncoder(&std)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(std.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%q written as %q, read as %q", s, b, got)
		}
	})
}

func TestHandWrittenJSON(t *testing.T) {
	for _, view := range []Presentation{{}, {Fields: HitFields()}, {Fields: []string{"id"}}} {
		answer := NewSearchResponse(sample(), view)
		b, err := answer.AppendJSON([]byte("before "))
		if err != nil {
			t.Fatal(err)
		}
		std, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, bytes.TrimPrefix(b, []byte("before "))); err != nil {
			t.Fatalf("%v in %s", err, b)
		}
		var a, z any
		if json.Unmarshal(compact.Bytes(), &a) != nil || json.Unmarshal(std, &z) != nil || !bytes.Equal(jsonBytes(t, a), jsonBytes(t, z)) {
			t.Errorf("by hand %s\nelse    %s", compact.Bytes(), std)
		}
	}
	bad := &index.Results{Hits: []index.Hit{{Score: math.NaN()}}}
	if _, err := NewSearchResponse(bad, Presentation{}).AppendJSON(nil); err == nil {
		t.Error("a score that is no number was written")
	}
}

func jsonBytes(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
