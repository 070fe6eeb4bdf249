package citation

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tracuu/index/directive"
)

// TestSeeds resolves what the five seed documents cite, as it is read from them,
// among documents that fit and others that nearly do.
func TestSeeds(t *testing.T) {
	g := New()
	seeds := map[string]*directive.Directive{}
	files, err := filepath.Glob("../../testdata/extract/00*.json")
	if err != nil || len(files) != 5 {
		t.Fatal("want five seeds as read:", files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := &directive.Directive{}
		if err := json.Unmarshal(data, d); err != nil {
			t.Fatal(file, err)
		}
		d.ID = filepath.Base(file)[:3]
		seeds[d.ID] = d
		g.Put(d)
	}
	for _, row := range [][5]string{
		{"dan-van", "3275-CV/BDVTW", "Ban Dân vận Trung ương", "2020-08-06"},
		{"dan-van-2021", "3275-CV/BDVTW", "Ban Dân vận Trung ương", "2021-08-06"},
		{"quang-tri", "11/CT-UBND", "Ủy ban nhân dân tỉnh Quảng Trị", "2020-07-30"},
		{"nghe-an", "11/CT-UBND", "Ủy ban nhân dân tỉnh Nghệ An", "2020-07-30"},
		{"lao-cai", "07/CĐ-UBND", "Ủy ban nhân dân tỉnh Lào Cai", "2020-08-02"},
		{"hai-duong", "02-CĐ/TU", "Tỉnh ủy Hải Dương", "2021-01-08"},
		{"quang-ninh", "02-CĐ/TU", "Tỉnh ủy Quảng Ninh", "2021-01-08"},
		{"khoi", "138-CV/ĐUK", "Đảng ủy Khối các cơ quan tỉnh Hải Dương", "2021-05-25"},
		{"ket-luan", "21-KL/TW", "Ban Chấp hành Trung ương Đảng", "2021-10-25"},
	} {
		date, err := directive.ParseDate(row[3])
		if err != nil {
			t.Fatal(err)
		}
		g.Put(&directive.Directive{ID: row[0], Number: row[1], Issuer: row[2], Issued: date})
	}
	got := map[string][]string{}
	for id, d := range seeds {
		for _, c := range g.Citations(d, nil) {
			got[id] = append(got[id], c.Number+" "+string(c.State)+" "+c.Target)
		}
	}
	want := map[string][]string{
		"001": {"02-CĐ/TU ambiguous ", "04-CĐ/TU absent ", "121-CV/HU absent "},
		"003": {"3275-CV/BDVTW resolved dan-van", "11/CT-UBND resolved quang-tri", "07/CĐ-UBND conflict "},
		"004": {"138-CV/ĐUK resolved khoi"},
	}
	for id := range seeds {
		if !equalSets(got[id], want[id]) {
			t.Errorf("%s: got %q, want %q", id, got[id], want[id])
		}
	}
	if n := g.CitedBy("ket-luan"); n != 0 {
		t.Errorf("a link of navigation counts: %d", n)
	}
}

func equalSets(a, b []string) bool {
	count := map[string]int{}
	for _, s := range a {
		count[s]++
	}
	for _, s := range b {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// TestUncertain keeps values that were hardly read out of comparisons.
func TestUncertain(t *testing.T) {
	g := New()
	day := directive.Date{Year: 2020, Month: 7, Day: 30}
	d := directive.Directive{ID: "x", Number: "16/CT-TTg", Issued: day, Evidence: map[string]directive.Evidence{
		"number": {Basis: directive.Inferred, Confidence: 0.3},
	}}
	g.Put(&d)
	if r := g.Resolve("16/CT-TTg", "", day, nil); r.State != Absent {
		t.Errorf("under a guessed number: %+v", r)
	}
	d.Evidence["number"] = directive.Evidence{Basis: directive.Inferred, Confidence: 0.8}
	g.Put(&d)
	if r := g.Resolve("16/CT-TTg", "", day, nil); r.Target != "x" {
		t.Errorf("under a likely number: %+v", r)
	}
}

// TestLawInWords resolves a law that a caller cites by its words alone.
func TestLawInWords(t *testing.T) {
	g := New()
	g.Put(&directive.Directive{ID: "l", Number: "45/2013/QH13", Type: "Luật", Title: "Luật Đất đai", Issued: directive.Date{Year: 2013, Month: 11, Day: 29}})
	refs := []directive.Reference{{Text: "Luật Đất đai năm 2013", Type: "Luật"}, {Text: "Luật Đất đai", Type: "Luật"}}
	got := g.Check(refs, nil, nil)
	if got[0].Target != "l" || got[1].State != Ambiguous || got[0].Count != 1 {
		t.Errorf("got %+v", got)
	}
}
