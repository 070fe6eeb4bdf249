package directive

import (
	"errors"
	"strings"
	"testing"
)

// identified are names, the province known besides, and the body that is meant:
// its level, side and id, and the ids above it.
var identified = []struct{ name, province, level, side, ids string }{
	{"Ban Dân vận Tỉnh ủy Hải Dương", "", "province", "party", "ban-dan-van-tinh-uy-hai-duong < tinh-uy-hai-duong < ban-chap-hanh-trung-uong-dang"},
	{"BAN THƯỜNG VỤ TỈNH UỶ", "Quảng Trị", "province", "party", "ban-thuong-vu-tinh-uy-quang-tri < tinh-uy-quang-tri < ban-chap-hanh-trung-uong-dang"},
	{"Ban Chấp hành Đảng bộ tỉnh Hải Dương", "", "province", "party", "tinh-uy-hai-duong < ban-chap-hanh-trung-uong-dang"},
	{"Thành ủy", "Hà Nội", "province", "party", "thanh-uy-ha-noi < ban-chap-hanh-trung-uong-dang"},
	{"Văn phòng Thành ủy Hải Phòng", "", "province", "party", "van-phong-thanh-uy-hai-phong < thanh-uy-hai-phong < ban-chap-hanh-trung-uong-dang"},
	{"Thành ủy Hải Dương", "", "district", "party", "thanh-uy-hai-duong-tinh-hai-duong < tinh-uy-hai-duong < ban-chap-hanh-trung-uong-dang"},
	{"Huyện ủy Gia Lộc", "", "district", "party", "huyen-uy-gia-loc-tinh-hai-duong < tinh-uy-hai-duong < ban-chap-hanh-trung-uong-dang"},
	{"Huyện ủy Châu Thành", "An Giang", "district", "party", "huyen-uy-chau-thanh-tinh-an-giang < tinh-uy-an-giang < ban-chap-hanh-trung-uong-dang"},
	{"Đảng ủy xã Hồng Hưng, huyện Gia Lộc", "", "commune", "party", "dang-uy-xa-hong-hung-huyen-gia-loc-tinh-hai-duong < huyen-uy-gia-loc-tinh-hai-duong < tinh-uy-hai-duong < ban-chap-hanh-trung-uong-dang"},
	{"Đảng ủy Sở Công Thương", "Hải Dương", "province", "party", "dang-uy-so-cong-thuong-tinh-hai-duong < tinh-uy-hai-duong < ban-chap-hanh-trung-uong-dang"},
	{"Ban Chấp hành Trung ương Đảng (khóa XIII)", "", "central", "party", "ban-chap-hanh-trung-uong-dang"},
	{"Trung ương Đảng", "", "central", "party", "ban-chap-hanh-trung-uong-dang"},
	{"Bộ Chính trị", "", "central", "party", "bo-chinh-tri < ban-chap-hanh-trung-uong-dang"},
	{"Đảng ủy Bộ Công an", "", "central", "party", "dang-uy-bo-cong-an < bo-cong-an < chinh-phu"},

	{"UBND tỉnh Hải Dương", "", "province", "state", "uy-ban-nhan-dan-tinh-hai-duong < chinh-phu"},
	{"ubnd tinh hai duong", "", "province", "state", "uy-ban-nhan-dan-tinh-hai-duong < chinh-phu"},
	{"Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh", "", "province", "state", "uy-ban-nhan-dan-tinh-ha-tinh < chinh-phu"},
	{"Ủy ban nhân dân tỉnh", "tỉnh Hà Tĩnh", "province", "state", "uy-ban-nhan-dan-tinh-ha-tinh < chinh-phu"},
	{"UBND TP.HCM", "", "province", "state", "uy-ban-nhan-dan-thanh-pho-ho-chi-minh < chinh-phu"},
	{"UBND Nghệ An", "", "province", "state", "uy-ban-nhan-dan-tinh-nghe-an < chinh-phu"},
	{"UBND thành phố Đồng Nai", "", "province", "state", "uy-ban-nhan-dan-tinh-dong-nai < chinh-phu"},
	{"UBND TP. Hải Dương", "", "district", "state", "uy-ban-nhan-dan-thanh-pho-hai-duong-tinh-hai-duong < uy-ban-nhan-dan-tinh-hai-duong < chinh-phu"},
	{"UBND thành phố Huế", "", "province", "state", "uy-ban-nhan-dan-thanh-pho-hue < chinh-phu"},
	{"UBND thành phố Huế", "Thừa Thiên Huế", "district", "state", "uy-ban-nhan-dan-thanh-pho-hue-tinh-thua-thien-hue < uy-ban-nhan-dan-tinh-thua-thien-hue < chinh-phu"},
	{"UBND thành phố Huế, tỉnh Thừa Thiên Huế", "", "district", "state", "uy-ban-nhan-dan-thanh-pho-hue-tinh-thua-thien-hue < uy-ban-nhan-dan-tinh-thua-thien-hue < chinh-phu"},
	{"UBND Quận 1, Thành phố Hồ Chí Minh", "", "district", "state", "uy-ban-nhan-dan-quan-1-thanh-pho-ho-chi-minh < uy-ban-nhan-dan-thanh-pho-ho-chi-minh < chinh-phu"},
	{"UBND huyện Gia Lộc, Hải Dương", "", "district", "state", "uy-ban-nhan-dan-huyen-gia-loc-tinh-hai-duong < uy-ban-nhan-dan-tinh-hai-duong < chinh-phu"},
	{"UBND PHƯỜNG BA ĐÌNH", "Hà Nội", "commune", "state", "uy-ban-nhan-dan-phuong-ba-dinh-thanh-pho-ha-noi < uy-ban-nhan-dan-thanh-pho-ha-noi < chinh-phu"},
	{"UBND xã Hội Sơn", "Gia Lai", "commune", "state", "uy-ban-nhan-dan-xa-hoi-son-tinh-gia-lai < uy-ban-nhan-dan-tinh-gia-lai < chinh-phu"},
	{"SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH HÀ TĨNH", "", "province", "state", "so-lao-dong-thuong-binh-va-xa-hoi-tinh-ha-tinh < uy-ban-nhan-dan-tinh-ha-tinh < chinh-phu"},
	{"UBND xã Cư M'gar", "Đắk Lắk", "commune", "state", "uy-ban-nhan-dan-xa-cu-m-gar-tinh-dak-lak < uy-ban-nhan-dan-tinh-dak-lak < chinh-phu"},
	{"Đảng ủy đặc khu Cát Hải, thành phố Hải Phòng", "", "commune", "party", "dang-uy-dac-khu-cat-hai-thanh-pho-hai-phong < thanh-uy-hai-phong < ban-chap-hanh-trung-uong-dang"},
	{"Sở Y tế Hà Tĩnh", "", "province", "state", "so-y-te-tinh-ha-tinh < uy-ban-nhan-dan-tinh-ha-tinh < chinh-phu"},
	{"Sở Y tế", "Hà Tĩnh", "province", "state", "so-y-te-tinh-ha-tinh < uy-ban-nhan-dan-tinh-ha-tinh < chinh-phu"},
	{"Trung tâm Kiểm soát bệnh tật tỉnh Hà Tĩnh", "", "province", "state", "trung-tam-kiem-soat-benh-tat-tinh-ha-tinh < so-y-te-tinh-ha-tinh < uy-ban-nhan-dan-tinh-ha-tinh < chinh-phu"},
	{"Phòng Y tế huyện Gia Lộc", "", "district", "state", "phong-y-te-huyen-gia-loc-tinh-hai-duong < uy-ban-nhan-dan-huyen-gia-loc-tinh-hai-duong < uy-ban-nhan-dan-tinh-hai-duong < chinh-phu"},
	{"Chi cục Thuế huyện Gia Lộc", "", "district", "state", "chi-cuc-thue-huyen-gia-loc-tinh-hai-duong < cuc-thue-tinh-hai-duong < tong-cuc-thue < bo-tai-chinh < chinh-phu"},
	{"Công an xã Hồng Hưng, huyện Gia Lộc", "", "commune", "state", "cong-an-xa-hong-hung-huyen-gia-loc-tinh-hai-duong < cong-an-huyen-gia-loc-tinh-hai-duong < cong-an-tinh-hai-duong < bo-cong-an < chinh-phu"},
	{"HĐND tỉnh Hà Tĩnh", "", "province", "state", "hoi-dong-nhan-dan-tinh-ha-tinh < quoc-hoi"},
	{"Ban Chỉ đạo tỉnh Hải Dương về phòng, chống dịch", "", "province", "state", "ban-chi-dao-ve-phong-chong-dich-tinh-hai-duong < uy-ban-nhan-dan-tinh-hai-duong < chinh-phu"},
	{"Ban Quản lý Khu kinh tế Nghi Sơn", "Thanh Hóa", "province", "state", "ban-quan-li-khu-kinh-te-nghi-son-tinh-thanh-hoa < uy-ban-nhan-dan-tinh-thanh-hoa < chinh-phu"},
	{"Cục Quản lý Dược, Bộ Y tế", "", "central", "state", "cuc-quan-li-duoc < bo-y-te < chinh-phu"},
	{"Vụ Pháp chế - Bộ Tài chính", "", "central", "state", "vu-phap-che-bo-tai-chinh < bo-tai-chinh < chinh-phu"},
	{"Bộ Y tế - Bộ Tài chính", "", "central", "state", "bo-y-te-bo-tai-chinh < bo-y-te < chinh-phu < bo-tai-chinh"},
	{"Bộ Tư pháp, Tòa án nhân dân tối cao và Bộ Công an", "", "central", "state", "bo-tu-phap-toa-an-nhan-dan-toi-cao-va-bo-cong-an < bo-tu-phap < chinh-phu < toa-an-nhan-dan-toi-cao < bo-cong-an"},
	{"Bộ Công nghiệp", "", "central", "state", "bo-cong-nghiep < chinh-phu"},
	{"Tập đoàn Dầu khí Việt Nam", "", "central", "state", "tap-doan-dau-khi-viet-nam"},
	{"Đại học Quốc gia Hà Nội", "", "", "state", "dai-hoc-quoc-gia-ha-noi"},
	{"Học viện Chính trị quốc gia Hồ Chí Minh", "", "central", "party", "hoc-vien-chinh-tri-quoc-gia-ho-chi-minh < ban-chap-hanh-trung-uong-dang"},

	{"Ủy ban MTTQ Việt Nam huyện Gia Lộc", "", "district", "front", "uy-ban-mat-tran-to-quoc-viet-nam-huyen-gia-loc-tinh-hai-duong < uy-ban-mat-tran-to-quoc-viet-nam-tinh-hai-duong < uy-ban-trung-uong-mat-tran-to-quoc-viet-nam"},
	{"Hội Nông dân tỉnh Hải Dương", "", "province", "union", "hoi-nong-dan-tinh-hai-duong < hoi-nong-dan-viet-nam"},
	{"Liên đoàn Lao động huyện Gia Lộc", "", "district", "union", "lien-doan-lao-dong-huyen-gia-loc-tinh-hai-duong < lien-doan-lao-dong-tinh-hai-duong < tong-lien-doan-lao-dong-viet-nam"},

	// What does not tell one body: the level and side at most.
	{"Ban Thường vụ Tỉnh ủy", "", "province", "party", ""},
	{"Tỉnh ủy", "Hà Nội", "province", "party", ""}, // a city has a Thành ủy
	{"Thành ủy", "", "", "party", ""},
	{"Ban Chấp hành Đảng bộ huyện", "", "district", "party", ""},
	{"Ban Chấp hành Đảng bộ huyện", "Hải Dương", "district", "party", ""},
	{"Huyện ủy Châu Thành", "", "district", "party", ""},       // nine provinces have one
	{"UBND Hải Dương", "", "", "state", ""},                    // the province or its city
	{"UBND xã Hồng Hưng", "Hải Dương", "commune", "state", ""}, // of before July 2025: of which district?
	{"UBND xã Ba Đình", "Hà Nội", "commune", "state", ""},      // it is a phường
	{"Tỉnh Hải Dương", "", "province", "state", ""},
	{"Sở Y tế", "", "province", "state", ""},
	{"Ban Chỉ đạo", "Hải Dương", "", "state", ""},
	{"Công ty ABC", "", "", "state", ""},
	{"Chi cục Hải quan KCN Việt Nam - Singapore", "", "", "state", ""},
	{"Ban Chỉ đạo thực hiện dân chủ ở cơ sở", "Hải Dương", "", "state", ""}, // no sở
	{"", "", "", "", ""}, {" ,.- ", "", "", "", ""}, {"tỉnh", "", "province", "state", ""},
}

func TestIdentify(t *testing.T) {
	r := DefaultBodies()
	for _, row := range identified {
		b, ok := r.Identify(row.name, row.province)
		ids := b.ID
		for _, above := range r.Ancestors(b) {
			ids += " < " + above.ID
		}
		if ids != row.ids || ok != (row.ids != "") || b.Level != Level(row.level) || b.Side != Side(row.side) {
			t.Errorf("%q in %q: %s %s %q\nwant %s %s %q", row.name, row.province, b.Level, b.Side, ids, row.level, row.side, row.ids)
		}
	}
}

// TestNamesIdentifyThemselves holds for every office at places of all levels, and
// for every body above it: the full name gives the body back.
func TestNamesIdentifyThemselves(t *testing.T) {
	r := DefaultBodies()
	for _, row := range r.Rows() {
		for _, place := range []string{"", " tỉnh Hà Tĩnh", " thành phố Cần Thơ", " huyện Kỳ Anh", " quận 1, thành phố Hồ Chí Minh", " thị trấn Gia Lộc, huyện Gia Lộc"} {
			b, ok := r.Identify(row.Name+place, "")
			for _, b := range append([]Body{b}, r.Ancestors(b)...) {
				again, _ := r.Identify(b.Name, "")
				if ok && (again.ID != b.ID || again.Parent != b.Parent || again.Level != b.Level) {
					t.Errorf("%s%s: %+v\ncomes back as %+v", row.Name, place, b, again)
				}
			}
		}
	}
}

func TestByCode(t *testing.T) {
	r := DefaultBodies()
	for _, row := range []struct{ code, province, id, name string }{
		{"TTg", "", "thu-tuong-chinh-phu", "Thủ tướng Chính phủ"}, {"BYT", "Hà Tĩnh", "bo-y-te", "Bộ Y tế"}, {"QH13", "", "quoc-hoi", "Quốc hội"},
		{"VPTƯ", "", "van-phong-trung-uong-dang", "Văn phòng Trung ương Đảng"},
		{"BDVTU", "Hải Dương", "ban-dan-van-tinh-uy-hai-duong", "Ban Dân vận Tỉnh ủy Hải Dương"},
		{"SYT", "Hà Tĩnh", "so-y-te-tinh-ha-tinh", "Sở Y tế tỉnh Hà Tĩnh"}, {"SYT", "", "", "Sở Y tế"}, {"UBND", "Hà Tĩnh", "", "Ủy ban nhân dân"},
	} {
		b, ok := r.ByCode(row.code, row.province)
		if !ok || b.ID != row.id || b.Name != row.name {
			t.Errorf("%s in %q: %+v, %t", row.code, row.province, b, ok)
		}
	}
	for _, code := range []string{"", "KGVX", "13", "-"} {
		if b, ok := r.ByCode(code, ""); ok {
			t.Errorf("%q is %+v", code, b)
		}
	}
}

func TestUnder(t *testing.T) {
	r := DefaultBodies()
	for _, row := range []struct {
		name, above string
		want        bool
	}{
		{"Sở Công Thương tỉnh Hải Dương", "uy-ban-nhan-dan-tinh-hai-duong", true}, {"UBND tỉnh Hải Dương", "uy-ban-nhan-dan-tinh-hai-duong", true},
		{"UBND tỉnh Hải Dương", "so-cong-thuong-tinh-hai-duong", false}, {"Tỉnh ủy Hải Dương", "uy-ban-nhan-dan-tinh-hai-duong", false},
		{"UBND tỉnh Hà Tĩnh", "tinh", false}, {"Bộ Nội vụ", "", false}, {"Tỉnh ủy", "", false}, {"", "chinh-phu", false},
	} {
		b, _ := r.Identify(row.name, "")
		if got := r.Under(b, row.above); got != row.want {
			t.Errorf("%s under %s: %t", row.name, row.above, got)
		}
	}
}

func TestAddBodies(t *testing.T) {
	r := NewBodies()
	const rows = "# of our own\n\n" +
		"Bộ Chuyển đổi số\tBCĐS\tcentral\tstate\tChính phủ\n" +
		"Trung tâm Công báo tỉnh Hải Dương\tTTCB\tprovince\tstate\tSở Nội vụ tỉnh Hải Dương\tcong-bao\r\n" +
		"Công báo Hải Dương\t\tprovince\tstate\t=Trung tâm Công báo tỉnh Hải Dương\n" +
		"Tổ Chuyển đổi số\tTCĐS\tcommune\tstate\n" +
		"Bộ Y tế\tBYTE,BNV\tcentral\tstate\tBộ Chuyển đổi số\n"
	if err := r.Add(strings.NewReader(rows)); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, id, parent string }{
		{"BỘ CHUYỂN ĐỔI SỐ", "bo-chuyen-doi-so", "chinh-phu"},
		{"Trung tâm Công báo Tỉnh Hải Dương", "cong-bao", "so-noi-vu-tinh-hai-duong"},
		{"Công báo Hải Dương", "cong-bao", "so-noi-vu-tinh-hai-duong"},
		{"Tổ chuyển đổi số xã Hồng Hưng, huyện Gia Lộc", "to-chuyen-doi-so-xa-hong-hung-huyen-gia-loc-tinh-hai-duong", "uy-ban-nhan-dan-xa-hong-hung-huyen-gia-loc-tinh-hai-duong"},
		{"Cục Quản lý Dược, Bộ Y tế", "cuc-quan-li-duoc", "bo-y-te"},
		{"Bộ Y tế", "bo-y-te", "bo-chuyen-doi-so"},
	} {
		if b, ok := r.Identify(row.name, ""); !ok || b.ID != row.id || b.Parent != row.parent {
			t.Errorf("%s: %+v, %t", row.name, b, ok)
		}
	}
	if b, _ := r.ByCode("BNV", ""); b.Name != "Bộ Y tế" {
		t.Errorf("a code that was added stands for %q", b.Name)
	}
	if b, ok := r.ByID("cong-bao"); !ok || b.Province != "Hải Dương" || b.Level != LevelProvince {
		t.Errorf("by id: %+v, %t", b, ok)
	}
	if n := len(NewBodies().Rows()); len(r.Rows()) != n+4 || r.Hash() == NewBodies().Hash() || NewBodies().Hash() != DefaultBodies().Hash() {
		t.Errorf("%d rows after %d; hash %s", len(r.Rows()), n, r.Hash())
	}
}

func TestAddBadBodies(t *testing.T) {
	for _, bad := range []string{
		"Bộ A", "Bộ A\tBA\tcentral", "\tBA\tcentral\tstate", "Bộ A\tBA\tstate\tstate", "Bộ A\tBA\tcentral\tmass", "Bộ A\t\t\tstate",
		"Bộ A\t\tcentral\tstate\t=Bộ Không có", "Bộ A\t\tcentral\tstate\t\t\t", "Sở A\t\tprovince\tstate\t\tso-a",
		"Bộ A\t\tcentral\tstate\t\t" + strings.Repeat("x", 300), "-\t\tcentral\tstate",
	} {
		var e *BodyRowError
		if err := NewBodies().Add(strings.NewReader("# rows\n" + bad)); !errors.As(err, &e) || e.Line != 2 {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := NewBodies().Add(strings.NewReader(strings.Repeat("x", 1<<17))); err == nil {
		t.Error("a line without end was taken")
	}
}

// TestCyclesEnd holds when rows that were added stand under each other.
func TestCyclesEnd(t *testing.T) {
	r := NewBodies()
	if err := r.Add(strings.NewReader("Bộ A\t\tcentral\tstate\tBộ B\nBộ B\t\tcentral\tstate\tBộ A\nBộ C\t\tcentral\tstate\tBộ C\n")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Bộ A", "Bộ C"} {
		b, _ := r.Identify(name, "")
		if above := r.Ancestors(b); len(above) > 1 {
			t.Errorf("%s: %v", name, above)
		}
	}
}

func FuzzAddBodies(f *testing.F) {
	f.Add("Bộ A\tBA\tcentral\tstate\tChính phủ\tbo-a", "Bộ A")
	f.Add("Sở A\tSA\tprovince\tstate\nĐảng ủy Sở A\t\tany\tparty\tTỉnh ủy", "Đảng ủy Sở A tỉnh Hà Tĩnh")
	f.Add("X\t\tcentral\tparty\t=Bộ Y tế\n#", "khóa nhiệm kỳ thành phố")
	f.Fuzz(func(t *testing.T, rows, name string) {
		r := noBodies() // and not the many rows of NewBodies, for speed
		var e *BodyRowError
		if err := r.Add(strings.NewReader(rows)); err != nil && !errors.As(err, &e) && !strings.Contains(err.Error(), "too long") {
			t.Fatal(err)
		}
		b, ok := r.Identify(name, "Hà Tĩnh")
		if ok != (b.ID != "") || len(r.Ancestors(b)) > maxDepth {
			t.Errorf("%q: %+v, %t", name, b, ok)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	r := DefaultBodies()
	for i := range b.N {
		row := identified[i%len(identified)]
		r.identify(row.name, row.province)
	}
}

// FuzzIdentify holds that any name has a reading, and that a body's full name
// gives the body back.
func FuzzIdentify(f *testing.F) {
	for _, row := range identified {
		f.Add(row.name, row.province)
	}
	r := DefaultBodies()
	f.Fuzz(func(t *testing.T, name, province string) {
		b, ok := r.identify(name, province)
		if ok != (b.ID != "") {
			t.Fatalf("%q: %+v, %t", name, b, ok)
		}
		if again, _ := r.identify(b.Name, ""); again.ID != b.ID {
			t.Errorf("%q in %q: %q %q comes back as %q %q", name, province, b.ID, b.Name, again.ID, again.Name)
		}
	})
}
