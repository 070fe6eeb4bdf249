package main

import (
	"strings"

	"tracuu/index/directive"
)

// issuer is a body that issues documents, with the letters its numbers end in.
type issuer struct {
	name, id, province, letters string
}

// local are the offices that every province has, and central those of the centre.
var (
	local = []struct{ name, letters string }{
		{"Ủy ban nhân dân tỉnh", "UBND"}, {"Hội đồng nhân dân tỉnh", "HĐND"}, {"Tỉnh ủy", "TU"}, {"Sở Y tế", "SYT"},
		{"Sở Giáo dục và Đào tạo", "SGDĐT"}, {"Sở Tài chính", "STC"}, {"Sở Nội vụ", "SNV"}, {"Sở Công Thương", "SCT"},
		{"Sở Xây dựng", "SXD"}, {"Sở Tư pháp", "STP"}, {"Sở Nông nghiệp và Phát triển nông thôn", "SNN"},
	}
	central = []struct{ name, letters string }{
		{"Chính phủ", "CP"}, {"Thủ tướng Chính phủ", "TTg"}, {"Bộ Y tế", "BYT"}, {"Bộ Tài chính", "BTC"}, {"Bộ Công an", "BCA"},
		{"Bộ Giáo dục và Đào tạo", "BGDĐT"}, {"Bộ Nội vụ", "BNV"}, {"Bộ Công Thương", "BCT"}, {"Bộ Xây dựng", "BXD"}, {"Bộ Tư pháp", "BTP"},
		{"Ngân hàng Nhà nước Việt Nam", "NHNN"}, {"Bộ Giao thông vận tải", "BGTVT"}, {"Bộ Khoa học và Công nghệ", "BKHCN"},
	}
)

// issuers are some seven hundred bodies, the central ones first so that Zipf
// makes them the busiest.
func issuers() []issuer {
	var out []issuer
	for _, c := range central {
		out = append(out, identified(c.name, c.letters, ""))
	}
	for _, office := range local {
		for _, place := range directive.Places() {
			if place.Name == place.Province && len(out) < 706 {
				name := strings.TrimSuffix(office.name, " tỉnh") + " tỉnh " + place.Name
				if strings.HasSuffix(office.name, "ủy") {
					name = office.name + " " + place.Name
				}
				out = append(out, identified(name, office.letters, place.Name))
			}
		}
	}
	return out
}

func identified(name, letters, province string) issuer {
	i := issuer{name: name, letters: letters, province: province}
	if body, known := directive.DefaultBodies().Identify(name, province); known {
		i.id = body.ID
	}
	return i
}
