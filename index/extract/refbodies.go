package extract

import (
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// afterIssuer are words in lower case that end the name of an issuing body: they
// begin the summary, a clause or the next citation. They count with their accents.
var afterIssuer = wordSet(`
	về vè vẻ vê quy qui hướng ban sửa bổ thông phê trả đã có được là để thì tại theo trong trên từ đến
	đối khi nếu do nêu này trừ cho với nhằm gửi yêu đề giao triển thực kèm khóa khoá khoảng quản phân
	phát nhiệm số ngày năm công vướng chỉ kết giải thành cấp bằng mà cũng hoặc như vào khoản điều điểm
	sẽ phải xác quyết tiếp chưa không áp hết thay bãi hỏi lấy xin nói đang còn vừa ngảy nay hiện cùng
	liên ký kí đính đăng chấp thống chủ chuẩn ở bị các những một mới đồng báo trình nhận vé ve quỷ mọi
	tổ giai ưu hỗ bảo cải thu tăng đẩy đánh sau vẫn đều nhưng bởi vì lại cần nên`)

// commaInside are the folded words round a comma inside the name of a body: "Văn
// hóa, Thể thao", "phòng, chống", "Bộ trưởng, Chủ nhiệm".
var commaInside = pairSet(`hoa the, hoa xa, phong chong, truong chu, vh tt, van the, tich quoc, tich chung`)

// insideIssuer are pairs of folded words that belong to the name of a body
// although the first would end it.
var insideIssuer = pairSet(`
	thanh pho, thanh uy, thong tin, quy doi, cong ty, cong nghe, cong nghiep, cong an, cong chung,
	cong doan, cong thuong, chi dao, dieu hanh, dieu tra, chu tich, chu nhiem, thuc vat, thuc pham,
	bao ve, bao hiem, bao chi, to quoc, thong ke, to chuc, cac co, cac khu, cac dan, lien doan,
	lien minh, lien hiep, lien bo, lien tich, giao thong, giao duc, bao tang, thanh tra, thanh nien,
	dieu duong, chi cuc, thu tuong, thu truong, quy hoach, ban nhan, ban thuong, dong nhan, dong dan,
	dong quan, dong thanh, chi nhanh, thong van, thanh chien, van hoa, to cong, chu nghia, truong chu,
	uy ban, phap luat, phat trien, ngoai giao, truyen thong, vh tt, quan ly, phong chong, hoa the,
	hoa xa, tu lenh, quan khu, chung thuc, ban kiem, ban bi, cac to, ban chi, quyet toan, cong san, cong tac, ban quan, ban chap,
	chap hanh, ban to`)

// summaryStarts are folded pairs that begin a summary in any case: a table puts
// "Sửa đổi, bổ sung …" right after the body.
var summaryStarts = pairSet(`
	sua doi, ban hanh, quy dinh, qui dinh, phe duyet, ve viec, thanh lap, huong dan, cong bo, bai bo,
	dieu chinh, giao chi, giao nhiem, bo sung, can cu, cho phep`)

// twoFields are the words round "và" in names of bodies that texts also write
// without capitals: "Bộ Tài nguyên và môi trường".
var twoFields = pairSet(`
	nguyen moi, nghiep moi, duc dao, binh xa, hoach dau, hoc cong, thao du, nghiep phat, tin truyen,
	giao dan, tri cuu`)

// issuerStarts are folded words that may begin the name of a body in lower case.
var issuerStarts = wordSet(`
	ubnd uy tinh huyen thanh thi lien bo so hdnd chinh cuc tong thu phong quoc`)

// bodyWords begin the name of a body: what follows "và" or a comma in a row of
// issuers.
var bodyWords = wordSet(`
	bo so ban cuc tong uy ubnd hdnd thanh van toa vien ngan hoi trung dang doan lien quoc chinh thu`)

// bodyGoesOn are words without capital that go on with the name of a body that is
// complete without them: "Cục Thuế tỉnh …", "Ban Chỉ đạo Quốc gia phòng, chống …".
var bodyGoesOn = wordSet(`tỉnh thành huyện quận khu phòng xã phường các`)

// pairSet reads pairs of words parted by commas.
func pairSet(pairs string) map[[2]string]bool {
	set := map[[2]string]bool{}
	for pair := range strings.SplitSeq(pairs, ",") {
		if w := strings.Fields(pair); len(w) == 2 {
			set[[2]string{w[0], w[1]}] = true
		}
	}
	return set
}

// relativeBodies are bodies named by their rank, whose place is that of the
// citing document.
var relativeBodies = []string{
	"Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện", "Ủy ban nhân dân thành phố", "Tỉnh ủy", "Huyện ủy", "Thành ủy",
	"Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Huyện ủy", "Ban Thường vụ Thành ủy",
}

// fullBodies are the bodies whose names need no place, by folded name: those of
// central rank, which texts also misspell, and the relative ones.
var fullBodies = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, entries := range known().byFirst {
		for _, e := range entries {
			if e.body != nil && e.body.level == directive.LevelCentral {
				names[strings.Join(e.fold, " ")] = e.name
			}
		}
	}
	for _, name := range relativeBodies {
		names[viet.FoldKey(name)] = name
	}
	return names
})
