package extract

import (
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
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

// TestKnownProvinces holds that each province is found by its own name.
func TestKnownProvinces(t *testing.T) {
	for _, p := range directive.Places() {
		if u, ok := known().province(foldWords(p.Name)); p.IsProvince() && (!ok || u.province != p.Name) {
			t.Errorf("province %s is found as %v", p.Name, u)
		}
	}
}
