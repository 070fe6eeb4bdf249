package directive

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index/indextest/labelled"
)

func TestPlaces(t *testing.T) {
	before, since, districts := 0, 0, 0
	for _, p := range Places() {
		if !p.IsProvince() {
			districts++
			if parent, ok := ProvinceByName(p.Province); !ok || !parent.Before {
				t.Errorf("%s lies in %q", p.Name, p.Province)
			}
			continue
		}
		if p.Before {
			before++
		}
		if p.Since {
			since++
		}
		if now, ok := ProvinceByName(p.Now); !ok || !now.Since || p.Since != (p.Now == p.Name) || p.Province != p.Name {
			t.Errorf("%s became %q", p.Name, p.Now)
		}
	}
	if before != 63 || since != 34 || districts != 705 {
		t.Errorf("%d provinces before, %d since, %d districts, want 63, 34 and 705", before, since, districts)
	}
}

func TestCommunes(t *testing.T) {
	if n := len(communes()); n != 3321-8 {
		t.Errorf("%d communes, want 3321, of which 8 are named as another but for accents", n)
	}
	for key := range communes() {
		if p, ok := ProvinceByName(key.province); !ok || !p.Since || p.Name != key.province {
			t.Errorf("%v is of no province of today", key)
		}
	}
}

func TestProvinceByName(t *testing.T) {
	for name, want := range map[string]string{
		"Hải Dương": "Hải Dương", "tỉnh hai duong": "Hải Dương", "TP. Hồ Chí Minh": "Hồ Chí Minh", "Thành phố Đà Nẵng": "Đà Nẵng",
		"Bà Rịa – Vũng Tàu": "Bà Rịa - Vũng Tàu", "Thanh Hoá": "Thanh Hóa", "": "", "Hải": "", "tỉnh": "", "Gia Lộc": "",
	} {
		if p, ok := ProvinceByName(name); p.Name != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", name, p.Name, want)
		}
	}
}

func TestProvincesNow(t *testing.T) {
	for name, want := range map[string]string{
		"Hải Phòng": "Hải Dương|Hải Phòng", "tỉnh Hải Dương": "Hải Dương|Hải Phòng", "Hà Nội": "Hà Nội",
		"TP Hồ Chí Minh": "Bà Rịa - Vũng Tàu|Bình Dương|Hồ Chí Minh", "Huế": "Huế|Thừa Thiên Huế", "Xứ Lạ": "",
	} {
		var got []string
		for _, p := range ProvincesNow(name) {
			got = append(got, p.Name)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestProvincesOfTheNationalList compares the table with the national list of units.
func TestProvincesOfTheNationalList(t *testing.T) {
	data, err := os.ReadFile(labelled.Path(t, "corpus", "units", "since_2025_07.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		FullName string
		Wards    []struct{ FullName string }
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 34 {
		t.Fatalf("%d provinces in the list", len(list))
	}
	twins := 0
	for _, unit := range list {
		if p, ok := ProvinceByName(viet.Compose(unit.FullName)); !ok || !p.Since || p.Now != p.Name {
			t.Errorf("%s is not a province since July 2025: %+v", unit.FullName, p)
		}
		for _, ward := range unit.Wards {
			b, ok := DefaultBodies().Identify("Ủy ban nhân dân "+ward.FullName, unit.FullName)
			if b.Level != LevelCommune {
				t.Errorf("%s of %s: %+v", ward.FullName, unit.FullName, b)
			}
			if !ok {
				twins++
			}
		}
	}
	if twins != 2*8 {
		t.Errorf("%d communes have no id, want the 16 that differ by accents from another", twins)
	}
}
