package extract

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// officeNames are the words that open the name of an office.
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

// spelled is a name of several words: each with its marks, and folded.
type spelled struct{ words, folds []string }

// spelledOffices are the names of more than one word by which spellOffice restores
// marks: of offices, and of what qualifies one.
var spelledOffices = func() (out []spelled) {
	for _, name := range append(officeNames[:len(officeNames):len(officeNames)], "Thường trực", "phụ trách") {
		if words := strings.Fields(name); len(words) > 1 {
			out = append(out, spelled{words, strings.Fields(viet.Fold(name))})
		}
	}
	return out
}()

// spellOffice restores the marks of an office in capitals that a scanner spoilt:
// "PHÓ TỎNG CỤC TRƯỞNG". Of two offices with the same letters the one that shares
// more words with what is printed counts; where half of them differ, nothing is
// changed.
func spellOffice(printed string) string {
	ws := strings.Fields(printed)
	cores, folds := make([]string, len(ws)), make([]string, len(ws))
	for i, w := range ws {
		cores[i] = strings.Trim(w, ".,;:")
		folds[i] = viet.Fold(cores[i])
	}
	for i := 0; i < len(ws); {
		best := officeAt(cores[i:], folds[i:])
		for n, w := range best {
			if core := cores[i+n]; viet.Key(core) != viet.Key(w) {
				ws[i+n] = strings.Replace(ws[i+n], core, strings.ToUpper(w), 1)
			}
		}
		i += max(1, len(best))
	}
	return strings.Join(ws, " ")
}

// officeAt is the office that words begin with but for marks, the one with most of
// its words as printed and then the longest; nil where there is none.
func officeAt(printed, folds []string) (best []string) {
	hits := 0
	for _, o := range spelledOffices {
		n := len(o.words)
		if n > len(folds) || !slices.Equal(folds[:n], o.folds) {
			continue
		}
		same := 0
		for k, w := range o.words {
			if viet.Key(printed[k]) == viet.Key(w) {
				same++
			}
		}
		if same*2 >= n && (same > hits || same == hits && n > len(best)) {
			best, hits = o.words, same
		}
	}
	return best
}
