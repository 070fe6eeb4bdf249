package extract

import (
	"strings"

	"tracuu/analyzers/viet"
)

// officeNames are the words that open the name of an office, and those that qualify
// one.
var officeNames = []string{"Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Phó Tổng Giám đốc", "Bộ trưởng", "Thứ trưởng", "Thủ trưởng", "Phó Thủ trưởng", "Bí thư", "Phó Bí thư",
	"Trưởng ban", "Phó Trưởng ban", "Trưởng phòng", "Phó Trưởng phòng", "Trưởng Thuế", "Phó Trưởng Thuế", "Trưởng", "Phó Trưởng", "Chánh", "Phó Chánh", "Chủ nhiệm", "Phó Chủ nhiệm", "Thủ tướng", "Phó Thủ tướng",
	"Cục trưởng", "Phó Cục trưởng", "Tổng cục trưởng", "Phó Tổng cục trưởng", "Vụ trưởng", "Phó Vụ trưởng", "Chi cục trưởng", "Phó Chi cục trưởng", "Viện trưởng", "Phó Viện trưởng", "Hiệu trưởng", "Phó Hiệu trưởng",
	"Thống đốc", "Phó Thống đốc", "Tổng Thanh tra", "Phó Tổng Thanh tra", "Tổng Kiểm toán", "Chánh án", "Phó Chánh án", "Tư lệnh", "Phó Tư lệnh", "Chính ủy", "Phó Chính ủy", "Đội trưởng", "Tổng Bí thư", "Chủ tịch nước",
	"Tổng Thư ký", "Đại diện", "Thư ký", "Kế toán trưởng", "Quyền", "Chỉ huy trưởng", "Phó Chỉ huy trưởng", "Chỉ huy phó", "Chính trị viên", "Tham mưu trưởng", "Phó Tham mưu trưởng", "Ủy viên",
	"Tổ trưởng", "Phó Tổ trưởng", "Hạt trưởng", "Trạm trưởng", "Tổng Biên tập", "Phó Tổng Biên tập", "Tổng Lãnh sự", "Đại sứ"}

// offices are officeNames folded.
var offices = func() []string {
	out := make([]string, len(officeNames))
	for i, name := range officeNames {
		out[i] = viet.Fold(name)
	}
	return out
}()

// spellOffice restores the marks of an office in capitals that a scanner spoilt:
// "PHÓ TỎNG CỤC TRƯỞNG". Of two offices with the same letters the one that shares a
// word with what is printed counts; where none does, nothing is changed.
func spellOffice(printed string) string {
	ws := strings.Fields(printed)
	folds := make([]string, len(ws))
	for i, w := range ws {
		folds[i] = strings.Trim(viet.Fold(w), ".,;:")
	}
	for i := 0; i < len(ws); i++ {
		best, hits := []string(nil), 0
		for k, fold := range append(offices[:len(offices):len(offices)], "thuong truc", "phu trach") {
			name := "Thường trực"
			if k < len(officeNames) {
				name = officeNames[k]
			} else if fold == "phu trach" {
				name = "phụ trách"
			}
			want := strings.Fields(name)
			if len(want) < 2 || i+len(want) > len(ws) || strings.Join(folds[i:i+len(want)], " ") != fold {
				continue
			}
			same := 0
			for n, w := range want {
				if viet.Key(strings.Trim(ws[i+n], ".,;:")) == viet.Key(w) {
					same++
				}
			}
			if same*2 >= len(want) && (same > hits || same == hits && len(want) > len(best)) {
				best, hits = want, same
			}
		}
		for n, w := range best {
			if core := strings.Trim(ws[i+n], ".,;:"); viet.Key(core) != viet.Key(w) {
				ws[i+n] = strings.Replace(ws[i+n], core, strings.ToUpper(w), 1)
			}
		}
		i += max(len(best)-1, 0)
	}
	return strings.Join(ws, " ")
}
