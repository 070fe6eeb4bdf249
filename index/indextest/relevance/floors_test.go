package relevance

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestFloors(t *testing.T) {
	row := func(queries string, ndcg float64) Row {
		return Row{Set: "alqac", Documents: "as given", Queries: queries, Figures: Figures{NDCG10: ndcg, Recall10: .9, Recall100: 1, MRR: .8}}
	}
	floors := []Row{row("as given", .91), row("unaccented", .9)}
	var b bytes.Buffer
	if err := WriteFloors(&b, floors); err != nil {
		t.Fatal(err)
	}
	read, err := ReadFloors(&b)
	if err != nil || !reflect.DeepEqual(read, floors) {
		t.Fatalf("read %+v (%v), wrote %+v", read, err, floors)
	}
	for _, c := range []struct {
		name string
		rows []Row
		want string
	}{
		{"equal", floors, ""},
		{"rounding", []Row{row("as given", .9051)}, ""},
		{"lower", []Row{row("as given", .904), row("unaccented", .95)}, "alqac / as given / as given: nDCG@10 fell to 0.9040 from 0.9100"},
		{"unknown", []Row{row("ocr noise", .99)}, "alqac / as given / ocr noise has no floor; record it with -update"},
	} {
		if got := strings.Join(Below(c.rows, read), "\n"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	renewed := Renew(floors, []Row{row("unaccented", .92), row("ocr noise", .89)})
	if len(renewed) != 3 || renewed[1].NDCG10 != .92 || renewed[2].NDCG10 != .89 || floors[1].NDCG10 != .9 {
		t.Errorf("renewed to %+v, from %+v", renewed, floors)
	}
}

func TestReadFloorsRefuses(t *testing.T) {
	const header = "set\tdocuments\tqueries\tnDCG@10\trecall@10\trecall@100\tMRR\n"
	for _, text := range []string{
		header + "a\tb\tc\t0.9\n",
		header + "a\tb\tc\t0.9\t0.9\t0.9\tx\n",
		header + "a\tb\tc\t0.9\t0.9\t0.9\tNaN\n",
		header + "a\tb\tc\t90\t0.9\t0.9\t0.9\n",
	} {
		if _, err := ReadFloors(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: error is %v, want one that names line 2", text, err)
		}
	}
}

func FuzzReadFloors(f *testing.F) {
	f.Add("set\na\tb\tc\t0.9\t0.9\t0.9\t0.9\n")
	f.Add("\n\n\t\t\t\t\t\t")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := ReadFloors(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteFloors(&b, rows); err != nil {
			t.Fatal(err)
		}
		if again, err := ReadFloors(&b); err != nil || len(again) != len(rows) {
			t.Errorf("%d rows came back as %d: %v", len(rows), len(again), err)
		}
	})
}
