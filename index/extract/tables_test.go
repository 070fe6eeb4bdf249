package extract

import (
	"strings"
	"testing"

	"tracuu/analyzers/viet"
)

// TestFurnitureExamples walks the table of page furniture: each phrase is folded
// and recognises its own example.
func TestFurnitureExamples(t *testing.T) {
	for _, p := range furniture() {
		if p.fold != viet.Fold(p.fold) {
			t.Errorf("%q is not folded", p.fold)
		}
		if p.how != "line" && p.how != "start" && p.how != "any" || p.reach != "item" && p.reach != "rest" && p.reach != "lead" {
			t.Errorf("%q: unknown column %q or %q", p.fold, p.how, p.reach)
		}
		l, ok := newLine(p.example, 0, len(p.example))
		if !ok || !p.matches(furnitureCore(l.fold)) {
			t.Errorf("%q does not match its example %q", p.fold, p.example)
		}
	}
}

// TestStampExamples walks the parts of a received stamp.
func TestStampExamples(t *testing.T) {
	for _, p := range stampParts {
		if !p.pattern.MatchString(viet.Fold(p.example)) {
			t.Errorf("%s does not match its example %q", p.name, p.example)
		}
	}
	for _, s := range []string{"Số: 107-CV/BDVTU", "Ngày 6 tháng 8 năm 2021", "Đến nay, tình hình dịch bệnh", "Kính gửi: Sở Y tế"} {
		if isStampPart(viet.Fold(s)) {
			t.Errorf("%q is taken for a part of a stamp", s)
		}
	}
}

// TestRegistryRows holds that the tables are whole: known levels, provinces found
// by their own names, no code given to two central bodies.
func TestRegistryRows(t *testing.T) {
	provinces := 0
	for _, row := range tableRows(unitsTSV, 4) {
		if row[0] == row[2] && (row[1] == "tỉnh" || row[1] == "thành phố") {
			provinces++
			if u, ok := known().province(foldWords(row[0])); !ok || u.province != row[0] {
				t.Errorf("province %s is found as %v", row[0], u)
			}
		}
	}
	if provinces < 64 {
		t.Errorf("%d provinces, want the 63 of before July 2025 and the new names since", provinces)
	}
	owners := map[string]string{}
	for _, row := range tableRows(registryTSV, 4) {
		switch row[2] {
		case "central", "province", "district", "unit", "name":
		default:
			t.Errorf("%s: unknown level %q", row[0], row[2])
		}
		for _, code := range strings.Split(row[1], ",") {
			key := foldCode(code)
			if key == "" || row[2] != "central" {
				continue
			}
			if owners[key] != "" {
				t.Errorf("code %s stands for %s and %s", code, owners[key], row[0])
			}
			owners[key] = row[0]
		}
	}
}
