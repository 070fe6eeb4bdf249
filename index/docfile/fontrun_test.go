package docfile

import "testing"

func TestDecodeRun(t *testing.T) {
	for _, row := range []struct {
		text, font, want string
		ok               bool
	}{
		{"Céng hoµ x· héi", ".VnTime", "Cộng hoà xã hội", true},
		{"éc", ".VnTime", "ộc", true}, // runs end inside syllables
		{"Céng hoµ x· héi", ".VnTimeH", "CỘNG HOÀ XÃ HỘI", true},
		{"uû ban", ".VnArialH", "UỶ BAN", true},
		{"Sè", "ABCDEF+.VnTimeH-Bold", "SỐ", true},
		{"Hµ Néi", ".VnTimeH Bold", "HÀ NỘI", true},
		{"Hµ Néi", ".VNTIME", "Hà Nội", true},
		{"H\uf0b5 N\uf0e9i", ".VnTime", "Hà Nội", true},
		{"Coäng hoøa", "VNI-Times", "Cộng hòa", true},
		{"UÛY BAN", "VNI Helve", "ỦY BAN", true},
		{"123", ".VnTime", "123", true},
		{"Hà Nội", ".VnTime", "Hà Nội", false}, // converted, and the font left
		{"Céng hoµ", "Times New Roman", "Céng hoµ", false},
		{"Céng hoµ", "", "Céng hoµ", false},
		{"d\u0302", "VNI-Times", "d\u0302", false},
	} {
		if got, ok := decodeRun(row.text, row.font); got != row.want || ok != row.ok {
			t.Errorf("decodeRun(%q, %q) = %q, %v, want %q, %v", row.text, row.font, got, ok, row.want, row.ok)
		}
	}
}
