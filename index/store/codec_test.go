package store

import (
	"bytes"
	"reflect"
	"testing"

	"tracuu/index/directive"
)

// fill gives every field of a value, however deep, a value of its own, so that a
// field that the codec forgets shows.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(string(rune('a'+*n%26)) + "ữ")
	case reflect.Int:
		v.SetInt(int64(*n * 1000))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 3 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(key, n)
			fill(value, n)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("a kind that the codec has no word for: " + v.Kind().String())
	}
}

func TestCodecForgetsNothing(t *testing.T) {
	var want directive.Directive
	n := 0
	fill(reflect.ValueOf(&want).Elem(), &n)
	want.Text = "" // goes its own way
	w := codec{writing: true}
	w.directive(&want)
	again := codec{writing: true}
	again.directive(&want)
	if !bytes.Equal(w.b, again.b) {
		t.Error("equal directives are not equal bytes")
	}
	var got directive.Directive
	r := codec{reader: reader{b: w.b}}
	r.directive(&got)
	if r.err != nil || len(r.b) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %d bytes left\n%+v\nwant\n%+v", r.err, len(r.b), got, want)
	}
	for cut := range len(w.b) {
		short := codec{reader: reader{b: w.b[:cut]}}
		short.directive(&directive.Directive{})
		if short.err == nil {
			t.Fatalf("%d of %d bytes were taken for a directive", cut, len(w.b))
		}
	}
}

func FuzzCodec(f *testing.F) {
	var d directive.Directive
	n := 0
	fill(reflect.ValueOf(&d).Elem(), &n)
	for _, d := range []directive.Directive{{}, d} {
		w := codec{writing: true}
		w.directive(&d)
		f.Add(w.b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var d directive.Directive
		r := codec{reader: reader{b: b}}
		r.directive(&d)
	})
}
