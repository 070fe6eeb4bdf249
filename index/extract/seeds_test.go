package extract

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index/directive"
)

var update = flag.Bool("update", false, "write the golden files anew")

// seedFiles are the five real documents that the project carries.
func seedFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/directives/*.txt")
	if err != nil || len(files) != 5 {
		t.Fatalf("want five seed documents, have %d (%v)", len(files), err)
	}
	return files
}

func readSeed(t testing.TB, prefix string) directive.Directive {
	t.Helper()
	for _, f := range seedFiles(t) {
		if strings.HasPrefix(filepath.Base(f), prefix) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			return Read(Input{Text: string(b), Format: "txt"})
		}
	}
	t.Fatalf("no seed %s", prefix)
	return directive.Directive{}
}

// TestGolden compares all that is read from the seeds with the files in
// testdata/extract; -update writes them. The text itself is left out.
func TestGolden(t *testing.T) {
	for _, f := range seedFiles(t) {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		t.Run(name, func(t *testing.T) {
			d := readSeed(t, name)
			d.Text = ""
			got, err := json.MarshalIndent(d, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			golden := filepath.Join("../../testdata/extract", name+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("differs from %s (-update to accept):\n%s", golden, firstDifference(got, want))
			}
		})
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer than the other"
}

// TestSeeds holds what a careful reader finds in the five seeds.
func TestSeeds(t *testing.T) {
	for _, want := range []struct {
		seed, number, kind, issuer, province, issued, place, signer, urgency string
		incoming, received                                                   string
		dates                                                                map[directive.DateKind]string
	}{
		{seed: "000", number: "107-CV/BDVTU", kind: "Công văn", issuer: "Ban Dân vận Tỉnh ủy Hải Dương", province: "Hải Dương", issued: "2021-08-06", place: "Hải Dương", signer: "Nguyễn Văn Phú", incoming: "4648", received: "2021-08-09"},
		{seed: "001", kind: "Thông báo", issuer: "Ban Chấp hành Đảng bộ huyện", signer: "Nguyễn Thanh Tuấn", dates: map[directive.DateKind]string{"event": "2021-01-28"}},
		{seed: "002", number: "91-CV/TU", kind: "Công văn", issuer: "Ban Thường vụ Tỉnh ủy", signer: "Phạm Đại Dương", urgency: "Hỏa tốc", incoming: "2617", received: "2021-05-07"},
		{seed: "003", number: "700-CV/BDVTU", kind: "Công văn", issuer: "Ban Dân vận Tỉnh ủy Quảng Trị", province: "Quảng Trị", issued: "2020-08-07", place: "Quảng Trị", signer: "Võ Trường Sơn", incoming: "906", received: "2020-08-11"},
		{seed: "004", issuer: "Đảng ủy Sở Công Thương", province: "Hải Dương", dates: map[directive.DateKind]string{"published": "2021-07-28", "captured": "2022-05-29"}},
	} {
		t.Run(want.seed, func(t *testing.T) {
			d := readSeed(t, want.seed)
			for _, c := range []struct{ field, got, want string }{
				{"number", d.Number, want.number}, {"type", string(d.Type), want.kind}, {"issuer", d.Issuer, want.issuer},
				{"province", d.Province, want.province}, {"issued", d.Issued.String(), want.issued}, {"place", d.Place, want.place},
				{"signer", d.Signer.Name, want.signer}, {"urgency", string(d.Urgency), want.urgency},
				{"incoming number", d.Incoming.Number, want.incoming}, {"incoming date", d.Incoming.Date.String(), want.received},
			} {
				if c.got != c.want {
					t.Errorf("%s: got %q, want %q", c.field, c.got, c.want)
				}
			}
			got := map[directive.DateKind]string{}
			for _, o := range d.Dates {
				got[o.Kind] = o.Value.String()
			}
			if len(got) != len(want.dates) {
				t.Errorf("dates: got %v, want %v", got, want.dates)
			}
			for kind, value := range want.dates {
				if got[kind] != value {
					t.Errorf("%s: got %q, want %q", kind, got[kind], value)
				}
			}
		})
	}
}

// TestSeedEvidence holds which values are inferred, and what counts as noise.
func TestSeedEvidence(t *testing.T) {
	for seed, fields := range map[string][]string{"001": {"issuer"}, "002": {"issuer"}, "003": {"incoming"}, "004": {"issuer", "province"}} {
		d := readSeed(t, seed)
		for _, f := range fields {
			if e := d.Evidence[f]; e.Basis != directive.Inferred || e.Confidence >= 0.9 {
				t.Errorf("%s: %s has basis %q and confidence %v, want inferred and less than 0.9", seed, f, e.Basis, e.Confidence)
			}
		}
	}
	sidebar := readSeed(t, "004")
	at := strings.Index(sidebar.Text, "Triển khai thực hiện Kết luận số 21")
	if kind := noiseOver(sidebar, at); kind != directive.NoiseNavigation {
		t.Errorf("the sidebar of 004 has noise kind %q, want navigation", kind)
	}
	stamp := readSeed(t, "000")
	for _, s := range []string{"Số: 4648", "Ngày: 9/8/2021"} {
		if kind := noiseOver(stamp, strings.Index(stamp.Text, s)); kind != directive.NoiseStamp {
			t.Errorf("%q of 000 has noise kind %q, want stamp", s, kind)
		}
	}
	if kind := noiseOver(stamp, strings.LastIndex(stamp.Text, "Số 2123")); kind != directive.NoiseRepeated {
		t.Errorf("the garbage after the signature of 000 has noise kind %q, want repeated", kind)
	}
}

func noiseOver(d directive.Directive, at int) directive.NoiseKind {
	for _, n := range d.Noise {
		if n.Start <= at && at < n.End {
			return n.Kind
		}
	}
	return ""
}
