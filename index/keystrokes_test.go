package index_test

import (
	"errors"
	"strings"
	"testing"

	"tracuu/index"
)

// holding answers Query.Decode for a collection of these words, each in a row of
// its own, accents aside.
func holding(words string) func([]index.Word) (bool, error) {
	return func(row []index.Word) (bool, error) {
		keys := make([]string, len(row))
		for i, w := range row {
			keys[i] = w.Folded
		}
		return strings.Contains(" "+words+" ", " "+strings.Join(keys, " ")+" "), nil
	}
}

func TestDecodeRows(t *testing.T) {
	known := holding("phong | chong | dich | test | y te | o to")
	for _, row := range []struct{ query, want string }{
		{"phofng choosng dijch", "phòng chống dịch"},
		{"Phofng CHOOSNG", "Phòng CHỐNG"},
		{"pho2ng, cho61ng", "phòng chống"},
		{`"pho2ng cho61ng" -dijch`, `"phòng chống" -dijch`},
		{"phofng OR choosng", "phòng OR chống"},
		{"test", "test"},     // found as typed
		{"phongf", "phòng"},  // the tone after the word
		{"khongr", "khongr"}, // what it spells is not there either
		{"A1 O2 F0 5K covid19", "A1 O2 F0 5K covid 19"}, // signs and numbers
		{"phòng chofng", "phòng chòng"},                 // any accents are found
		{"loai:coong", "loai:coong"},                    // the value of a field
		{"", ""},
	} {
		q, _, err := index.Query{Text: mustParse(t, row.query)}.Decode(known)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Text.String(); got != row.want {
			t.Errorf("%s: got %s, want %s", row.query, got, row.want)
		}
	}
}

func TestDecodeIsTold(t *testing.T) {
	q, decoded, err := index.Query{Text: mustParse(t, "phofng pho2ng phofng")}.Decode(holding("phong"))
	if err != nil || len(decoded) != 2 {
		t.Fatalf("%v, %v", decoded, err)
	}
	p := index.NewPlan(q, nil).WithDecoded(decoded)
	want := " Đã đọc “phofng” (phím gõ Telex) là “phòng”, “pho2ng” (phím gõ VNI) là “phòng”."
	if !strings.HasSuffix(p.Interpreted.Sentence, want) || p.Interpreted.Decoded[1].Kind != index.KeystrokesVNI {
		t.Errorf("%q, %v", p.Interpreted.Sentence, p.Interpreted.Decoded)
	}
}

func TestDecodeStops(t *testing.T) {
	broken := errors.New("broken")
	q := index.Query{Text: mustParse(t, "phofng")}
	if _, _, err := q.Decode(func([]index.Word) (bool, error) { return false, broken }); !errors.Is(err, broken) {
		t.Errorf("error is %v", err)
	}
	q.Literal = true
	got, decoded, err := q.Decode(func([]index.Word) (bool, error) { t.Error("asked"); return false, nil })
	if err != nil || decoded != nil || got.Text.String() != "phofng" {
		t.Errorf("taken literally: %v, %v", decoded, err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"phofng choosng", "pho2ng cho61ng", `"pho2ng" -a OR (dijch b)`, "a\xff1 uow7", "tw w2w"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := index.Parse(text)
		if err != nil {
			return
		}
		asked := 0
		q, decoded, err := index.Query{Text: parsed}.Decode(func(words []index.Word) (bool, error) {
			if len(words) == 0 {
				t.Fatal("asked for no words")
			}
			asked++
			return asked%2 == 0, nil // never as typed, always as decoded
		})
		if err != nil {
			t.Fatal(err)
		}
		if again, err := index.Parse(q.Text.String()); err != nil || again.Words() < q.Text.Words() && len(decoded) == 0 {
			t.Errorf("%q became %q: %v", text, q.Text.String(), err)
		}
	})
}
