package index_test

import (
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

func TestIssuers(t *testing.T) {
	supplied := map[string]directive.Evidence{"issuer_id": {Basis: directive.Supplied}}
	for _, row := range []struct {
		name, province, given string
		evidence              map[string]directive.Evidence
		id                    string
		above                 []string
	}{
		{"Sở Y tế", "Hải Dương", "", nil, "so-y-te-tinh-hai-duong", []string{"uy-ban-nhan-dan-tinh-hai-duong", "chinh-phu"}},
		{"Sở Y tế", "", "", nil, "", nil},
		{"Bộ Y tế", "", "bo-y-te", nil, "bo-y-te", []string{"chinh-phu"}},
		// a given id stands; what the name means still tells what it is under
		{"Bộ Y tế", "", "moh", nil, "moh", []string{"chinh-phu"}},
		{"Bộ Y tế", "", "gov/moh", nil, "gov/moh", []string{"gov", "chinh-phu"}},
		{"Cơ quan X", "", "a/b/c", nil, "a/b/c", []string{"a/b", "a"}},
		{"", "", "bo-y-te", nil, "bo-y-te", []string{"chinh-phu"}},
		{"Bộ Y tế", "", "", supplied, "", []string{"chinh-phu"}}, // known to have none
		{"Bộ Y tế - Bộ Tài chính", "", "", nil, "bo-y-te-bo-tai-chinh", []string{"", "bo-y-te", "chinh-phu", "bo-tai-chinh"}},
		{"", "Hà Nội", "", nil, "", nil},
	} {
		f := index.NewFacts(&directive.Directive{Issuer: row.name, Province: row.province, IssuerID: row.given, Evidence: row.evidence}, nil)
		if f.IssuerID != row.id || !slices.Equal(f.IssuerPath, row.above) {
			t.Errorf("%q in %q given %q: %q under %q, want %q under %q", row.name, row.province, row.given, f.IssuerID, f.IssuerPath, row.id, row.above)
		}
	}
}

func TestUseBodies(t *testing.T) {
	bodies := directive.NewBodies()
	if err := bodies.Add(strings.NewReader("Ban Chuyển đổi số\tBCĐS\tcentral\tstate\tBộ Y tế\tcds\n")); err != nil {
		t.Fatal(err)
	}
	families := index.NewFamilies()
	families.UseBodies(bodies)
	d := directive.Directive{Issuer: "BAN CHUYỂN ĐỔI SỐ"}
	f := index.NewFacts(&d, families)
	if f.IssuerID != "cds" || !slices.Contains(f.IssuerPath, "bo-y-te") || f.Level != index.LevelCentral {
		t.Errorf("%+v", f)
	}
	for value, want := range map[string]bool{"BCĐS": true, "bcđs": false, "under:chinh-phu": true, "id:cds": true, "under:cds": true, "under:cd": false} {
		condition := index.ParseCondition(index.FieldIssuer, value)
		if got := condition.Criterion(index.FieldIssuer, families).Matches(&f, nil); got != want {
			t.Errorf("issuer=%s: %t", value, got)
		}
	}
	if f := index.NewFacts(&d, index.DefaultFamilies()); f.IssuerID != "" {
		t.Errorf("the shared registry has %q too", f.IssuerID)
	}
}

func TestProvinceLineage(t *testing.T) {
	for _, row := range []struct {
		value, province, issued string
		want                    bool
	}{
		{"Hải Dương", "Hải Dương", "", true}, {"Hải Dương", "Hải Phòng", "2025-08", false}, {"tp hai phong", "Thành phố Hải Phòng", "", true},
		{"now:Hải Phòng", "Hải Dương", "", true}, {"now:Hải Dương", "Hải Phòng", "", true}, {"now:Hải Phòng", "Hà Nội", "", false},
		{"was:Hải Dương", "tỉnh Hải Dương", "", true}, {"was:Hải Dương", "Hải Phòng", "2025-07-01", true},
		{"was:Hải Dương", "Hải Phòng", "2025-06-30", false}, {"was:Hải Dương", "Hải Phòng", "2025", true},
		{"was:Hải Dương", "Hải Phòng", "", false}, {"was:Hải Phòng", "Hải Dương", "2025-08", false},
		{"was:Hà Nội", "Hà Nội", "2026", true}, {"was:Xứ Lạ", "Xứ Lạ", "", true}, {"now:Xứ Lạ", "", "", false},
		{"now:", "now:", "", true}, // names nothing: plain text
	} {
		condition := index.ParseCondition(index.FieldProvince, row.value)
		f := index.NewFacts(&directive.Directive{Province: row.province, Issued: date(t, row.issued)}, nil)
		if got := condition.Criterion(index.FieldProvince, nil).Matches(&f, nil); got != row.want {
			t.Errorf("province=%s of %s, %s: %t", row.value, row.province, row.issued, got)
		}
		if condition.String() != row.value {
			t.Errorf("%s printed as %s", row.value, condition)
		}
	}
}
