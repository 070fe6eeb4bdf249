package extract

import (
	"strings"

	"tracuu/analyzers/viet"
)

// maxIssuerTokens bounds the name of an issuing body.
const maxIssuerTokens = 24

// afterIssuer are words in lower case that end the name of an issuing body: they
// begin the summary, a clause or the next citation.
var afterIssuer = map[string]bool{
	"về": true, "vè": true, "vẻ": true, "vê": true, "quy": true, "qui": true, "hướng": true, "ban": true, "sửa": true,
	"bổ": true, "thông": true, "phê": true, "trả": true, "đã": true, "có": true, "được": true, "là": true, "để": true,
	"thì": true, "tại": true, "theo": true, "trong": true, "trên": true, "từ": true, "đến": true, "đối": true,
	"khi": true, "nếu": true, "do": true, "nêu": true, "này": true, "trừ": true, "cho": true, "với": true,
	"nhằm": true, "gửi": true, "yêu": true, "đề": true, "giao": true, "triển": true, "thực": true, "kèm": true,
	"khóa": true, "khoá": true, "khoảng": true, "quản": true, "phân": true, "phát": true, "nhiệm": true, "số": true, "ngày": true, "năm": true, "công": true, "vướng": true,
	"chỉ": true, "kết": true, "giải": true, "thành": true, "cấp": true, "bằng": true, "mà": true, "cũng": true,
	"hoặc": true, "như": true, "vào": true, "khoản": true, "điều": true, "điểm": true, "sẽ": true, "phải": true,
	"xác": true, "quyết": true, "tiếp": true, "chưa": true, "không": true, "áp": true, "hết": true, "thay": true,
	"bãi": true, "hỏi": true, "lấy": true, "xin": true, "nói": true, "đang": true, "còn": true, "vừa": true,
	"ngảy": true, "nay": true, "hiện": true, "cùng": true, "liên": true, "ký": true, "kí": true, "đính": true,
	"đăng": true, "chấp": true, "thống": true, "chủ": true, "chuẩn": true, "ở": true, "bị": true,
	"các": true, "những": true, "một": true, "mới": true, "đồng": true, "báo": true, "trình": true, "nhận": true,
	"vé": true, "ve": true, "quỷ": true, "mọi": true, "tổ": true, "giai": true,
	"ưu": true, "hỗ": true, "bảo": true, "cải": true, "thu": true, "tăng": true, "đẩy": true, "đánh": true, "sau": true,
}

// insideIssuer are pairs of folded words that belong to the name of a body
// although the first would end it, or a comma stands between them.
var insideIssuer = map[[2]string]bool{
	{"thanh", "pho"}: true, {"thanh", "uy"}: true, {"thong", "tin"}: true, {"quy", "doi"}: true, {"cong", "ty"}: true,
	{"cong", "nghe"}: true, {"cong", "nghiep"}: true, {"cong", "an"}: true, {"cong", "chung"}: true, {"cong", "doan"}: true,
	{"cong", "thuong"}: true, {"chi", "dao"}: true, {"dieu", "hanh"}: true, {"dieu", "tra"}: true, {"chu", "tich"}: true,
	{"chu", "nhiem"}: true, {"thuc", "vat"}: true, {"thuc", "pham"}: true, {"bao", "ve"}: true, {"bao", "hiem"}: true,
	{"bao", "chi"}: true, {"to", "quoc"}: true, {"thong", "ke"}: true, {"to", "chuc"}: true, {"cac", "co"}: true,
	{"cac", "khu"}: true, {"cac", "dan"}: true, {"lien", "doan"}: true, {"lien", "minh"}: true, {"lien", "hiep"}: true,
	{"lien", "bo"}: true, {"lien", "tich"}: true, {"giao", "thong"}: true, {"giao", "duc"}: true, {"bao", "tang"}: true,
	{"thanh", "tra"}: true, {"thanh", "nien"}: true, {"dieu", "duong"}: true, {"chi", "cuc"}: true, {"thu", "tuong"}: true,
	{"thu", "truong"}: true, {"quy", "hoach"}: true, {"ban", "nhan"}: true, {"ban", "thuong"}: true,
	{"dong", "nhan"}: true, {"dong", "dan"}: true, {"dong", "quan"}: true, {"dong", "thanh"}: true, {"chi", "nhanh"}: true,
	{"thong", "van"}: true, {"thanh", "chien"}: true, {"van", "hoa"}: true, {"to", "cong"}: true, {"chu", "nghia"}: true,
	{"truong", "chu"}: true, {"uy", "ban"}: true, {"phap", "luat"}: true, {"phat", "trien"}: true, {"ngoai", "giao"}: true, {"truyen", "thong"}: true,
	{"vh", "tt"}: true, {"quan", "ly"}: true, {"phong", "chong"}: true, {"hoa", "the"}: true, {"hoa", "xa"}: true, {"ban", "kiem"}: true, {"ban", "bi"}: true,
	{"cac", "to"}: true, {"ban", "chi"}: true, {"quyet", "toan"}: true, {"cong", "san"}: true, {"cong", "tac"}: true,
	{"ban", "quan"}: true, {"ban", "chap"}: true, {"chap", "hanh"}: true, {"ban", "to"}: true,
}

// issuerStarts are folded words that may begin the name of a body in lower case.
var issuerStarts = map[string]bool{
	"ubnd": true, "uy": true, "tinh": true, "huyen": true, "thanh": true, "thi": true, "lien": true, "bo": true,
	"so": true, "hdnd": true, "chinh": true, "cuc": true, "tong": true, "thu": true, "phong": true, "quoc": true,
}

// bodyWords begin the name of a body: what follows "và" or a comma in a row of
// issuers.
var bodyWords = map[string]bool{
	"bo": true, "so": true, "ban": true, "cuc": true, "tong": true, "uy": true, "ubnd": true, "hdnd": true, "thanh": true,
	"van": true, "toa": true, "vien": true, "ngan": true, "hoi": true, "trung": true, "dang": true, "doan": true, "lien": true,
	"quoc": true, "chinh": true, "thu": true,
}

// issuerAt reads the name of an issuing body that starts at token i and gives the
// token past it; end is i where no body is named. Joint lets commas join several
// bodies.
func (v *view) issuerAt(i int, joint bool) (name string, end int) {
	if !v.upper(i) && !(issuerStarts[v.fold(i)] && bodyInLower(v, i)) {
		return v.centralInLower(i)
	}
	if w, _, ok := v.kindFrom(i); ok && !w.abbrev {
		return "", i
	}
	end = i + 1
	for end < len(v.tokens) && end < i+maxIssuerTokens && v.continuesIssuer(end, joint) && !v.completes(i, end) {
		end++
	}
	for end > i && v.isAny(end-1, "-", "–", "—", "va", ",", "(", ".", "cac") {
		end--
	}
	if !v.readable(i, end) || v.placeUnclear(end) {
		return "", i
	}
	return canonicalIssuer(v.words(i, end)), end
}

// placeUnclear reports a body whose place may follow without a capital, "ủy ban
// nhân dân tỉnh sông bé": where it ends nobody can tell, and the body of the wrong
// province is worse than none.
func (v *view) placeUnclear(end int) bool {
	return v.isAny(end-1, "tinh", "huyen", "pho") && v.joined(end) && v.tokens[end].kind == wordToken && !v.upper(end) &&
		!afterIssuer[v.lower(end)] && v.fold(end) != "va"
}

// centralInLower reads the name of a known body written without capitals: "của
// thủ tướng chính phủ".
func (v *view) centralInLower(i int) (name string, end int) {
	var key [96]byte
	b, end := key[:0], i
	for k := i; k < i+10 && k < len(v.tokens) && v.tokens[k].kind == wordToken && (k == i || v.joined(k)); k++ {
		b = append(append(b, ' '), v.tokens[k].fold...)
		if usual, known := centralBodies[string(b[1:])]; known {
			name, end = usual, k+1
		}
	}
	if v.placeUnclear(end) {
		return "", i
	}
	return name, end
}

// readable reports whether tokens [i, end) are words of Vietnamese rather than
// what a scanner makes of them; abbreviations do not count.
func (v *view) readable(i, end int) bool {
	words, garbled := 0, 0
	for k := i; k < end; k++ {
		if t := v.tokens[k]; t.kind == wordToken && !v.shouted(k) {
			if words++; !viet.IsSyllable(viet.Compose(v.text[t.Start:t.End])) {
				garbled++
			}
		}
	}
	return words == 0 || 3*garbled <= words
}

// completes reports whether tokens [i, end) are the full name of a known body and
// what follows them is no more of it: a word without capital, or one that is not
// in capitals after a name that is.
func (v *view) completes(i, end int) bool {
	next := v.tokens[end]
	if next.kind != wordToken || next.fold == "va" || v.tokens[end-1].kind == markToken || v.fold(end-1) == "va" {
		return false
	}
	if next.upper && end-i >= 2 && v.shouted(i) && v.shouted(end-1) && !v.shouted(end) && next.gap == gapLine {
		return true
	}
	if next.upper && next.fold != "bo" && next.fold != "so" {
		return false
	}
	var key [96]byte
	b := key[:0]
	for k := i; k < end; k++ {
		if v.tokens[k].kind == wordToken {
			b = append(append(b, ' '), v.tokens[k].fold...)
		}
	}
	_, known := centralBodies[string(b[1:])]
	return known
}

// bodyInLower reports a body written without a capital: "tỉnh ủy", "liên Bộ".
func bodyInLower(v *view, i int) bool {
	return v.fold(i) == "ubnd" || v.fold(i) == "hdnd" || v.isAny(i+1, "uy") || v.fold(i) == "lien" && v.fold(i+1) == "bo" ||
		v.fold(i) == "uy" && v.fold(i+1) == "ban" || v.upper(i+1) && !v.isAny(i, "thi", "thu", "phong")
}

// continuesIssuer reports whether token i belongs to the name of the body before
// it.
func (v *view) continuesIssuer(i int, joint bool) bool {
	t := v.tokens[i]
	if t.gap == gapBreak || v.endsSentence(i) {
		return false
	}
	inside := insideIssuer[[2]string{v.fold(i), v.fold(i + 1)}] || insideIssuer[[2]string{v.fold(i - 1), v.fold(i)}]
	switch {
	case t.kind == digitToken:
		return v.isAny(i-1, "quan", "phuong", "vuc", "so") && len(t.fold) <= 2
	case t.kind == markToken:
		return v.markInIssuer(i, joint)
	case v.isAny(i, "va"):
		return v.andInIssuer(i + 1)
	case v.startsSummary(i):
		return false
	case t.upper:
		_, _, kind := v.kindFrom(i)
		return !kind || v.isAny(i-1, "-", "bo", "so", "vu", "phong", "ban")
	}
	if w, _, ok := v.kindFrom(i); ok && !w.abbrev && !inside {
		return false
	}
	return inside || !afterIssuer[v.lower(i)]
}

// summaryStarts are folded pairs that begin a summary in any case: a table puts
// "Sửa đổi, bổ sung …" right after the body.
var summaryStarts = map[[2]string]bool{
	{"sua", "doi"}: true, {"ban", "hanh"}: true, {"quy", "dinh"}: true, {"qui", "dinh"}: true, {"phe", "duyet"}: true,
	{"ve", "viec"}: true, {"thanh", "lap"}: true, {"huong", "dan"}: true, {"cong", "bo"}: true, {"bai", "bo"}: true,
	{"dieu", "chinh"}: true, {"giao", "chi"}: true, {"giao", "nhiem"}: true, {"bo", "sung"}: true,
	{"can", "cu"}: true, {"cho", "phep"}: true,
}

// startsSummary reports whether a summary begins at token i.
func (v *view) startsSummary(i int) bool {
	return summaryStarts[[2]string{v.fold(i), v.fold(i + 1)}]
}

// markInIssuer reports whether the mark at token i stands inside a name: the
// hyphen of "Lao động - Thương binh", the comma of "Văn hóa, Thể thao".
func (v *view) markInIssuer(i int, joint bool) bool {
	switch v.fold(i) {
	case "-", "–", "—":
		return v.tokens[i].gap != gapLine && i+1 < len(v.tokens) && v.tokens[i+1].kind == wordToken
	case "'", "’", "&":
		return true // Đắk R'Lấp, NN&PTNT
	case ".":
		return v.isAny(i-1, "tp", "tx", "q", "p") // TP. Hồ Chí Minh
	case ",":
		if insideIssuer[[2]string{v.fold(i - 1), v.fold(i + 1)}] {
			return true
		}
		return joint && v.upper(i+1) && bodyWords[v.fold(i+1)]
	}
	return false
}

// andInIssuer reports whether the word after "và", at token i, goes on with the
// name or with a second body, and is not the next citation.
func (v *view) andInIssuer(i int) bool {
	if _, _, kind := v.kindFrom(i); kind || !v.joined(i) {
		return false
	}
	return v.upper(i) || twoFields[[2]string{v.fold(i - 2), v.fold(i)}]
}

// twoFields are the words round "và" in names of bodies that texts also write
// without capitals: "Bộ Tài nguyên và môi trường".
var twoFields = map[[2]string]bool{
	{"nguyen", "moi"}: true, {"nghiep", "moi"}: true, {"duc", "dao"}: true, {"binh", "xa"}: true, {"hoach", "dau"}: true,
	{"hoc", "cong"}: true, {"thao", "du"}: true, {"nghiep", "phat"}: true, {"tin", "truyen"}: true, {"giao", "dan"}: true,
	{"tri", "cuu"}: true,
}

// shortBodies are abbreviations inside the name of a body, spelled out.
var shortBodies = strings.NewReplacer(
	"UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân", "UBTVQH", "Ủy ban Thường vụ Quốc hội",
	"MTTQ", "Mặt trận Tổ quốc", "BHXH", "Bảo hiểm xã hội", "Uỷ ban", "Ủy ban", "uỷ", "ủy", "Uỷ", "Ủy",
)

// centralBodies are the names of bodies that texts misspell or write in several
// ways, by folded form.
var centralBodies = map[string]string{}

func init() {
	for _, name := range []string{
		"Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước", "Bộ Chính trị",
		"Ban Bí thư", "Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương Đảng", "Văn phòng Chính phủ",
		"Văn phòng Quốc hội", "Văn phòng Trung ương Đảng", "Bộ Y tế", "Bộ Tài chính", "Bộ Công an", "Bộ Quốc phòng",
		"Bộ Ngoại giao", "Bộ Nội vụ", "Bộ Tư pháp", "Bộ Công Thương", "Bộ Xây dựng", "Bộ Giao thông vận tải",
		"Bộ Giáo dục và Đào tạo", "Bộ Khoa học và Công nghệ", "Bộ Kế hoạch và Đầu tư", "Bộ Thông tin và Truyền thông",
		"Bộ Lao động - Thương binh và Xã hội", "Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường",
		"Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Dân tộc và Tôn giáo",
		"Ủy ban Dân tộc", "Ngân hàng Nhà nước Việt Nam", "Thanh tra Chính phủ", "Tòa án nhân dân tối cao",
		"Viện kiểm sát nhân dân tối cao", "Kiểm toán nhà nước", "Bảo hiểm xã hội Việt Nam", "Tổng cục Thuế",
		"Tổng cục Hải quan", "Tổng Liên đoàn Lao động Việt Nam", "Ban Tổ chức Trung ương", "Ban Dân vận Trung ương",
		"Ban Tuyên giáo Trung ương", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện", "Ủy ban nhân dân thành phố",
		"Tỉnh ủy", "Huyện ủy", "Thành ủy", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Huyện ủy",
	} {
		centralBodies[viet.FoldKey(name)] = name
	}
}

// canonicalIssuer spells abbreviations out, and gives a body of central rank its
// usual spelling.
func canonicalIssuer(name string) string {
	name = shortBodies.Replace(viet.Compose(strings.Trim(name, ` .,;:"“”`)))
	for _, office := range []string{"", "Bộ trưởng ", "Thứ trưởng ", "Chủ tịch "} {
		rest, ok := strings.CutPrefix(name, office)
		if usual, known := centralBodies[viet.FoldKey(rest)]; ok && known {
			return office + usual
		}
	}
	return name
}
