package web

import (
	"net/http"
	"slices"

	"tracuu/server/api"
)

// Where people show their key, and where a browser forgets it.
const (
	SignInPath  = "/dang-nhap"
	SignOutPath = "/dang-xuat"
)

// problemPage is what went wrong, for a person.
type problemPage struct {
	Heading, Detail, RequestID string
	Again                      string // the address to try again, "" where that is of no use
	Start                      string // of the list whose page is gone, "" for other problems
}

// problems say in plain words what the codes of problems mean.
var problems = map[api.Code][2]string{
	api.CodeNoSuchDocument:  {"Không có văn bản này", "Văn bản không có trong kho, hoặc đã bị xóa."},
	api.CodeNoSuchRoute:     {"Không có trang này", "Địa chỉ không dẫn tới đâu cả. Hãy kiểm tra lại."},
	api.CodeBadParameter:    {"Địa chỉ không đọc được", "Một tham số trong địa chỉ không dùng được. Hãy tìm lại từ đầu."},
	api.CodeForbidden:       {"Không được phép", "Khóa truy cập không cho phép xem trang này."},
	api.CodeForbiddenHost:   {"Không được phép", "Máy chủ không trả lời dưới tên này."},
	api.CodeTooManyRequests: {"Quá nhiều yêu cầu", "Hãy chờ một lát rồi thử lại."},
	api.CodeOverloaded:      {"Máy chủ đang bận", "Hãy chờ một lát rồi thử lại."},
	api.CodeTimeout:         {"Tìm quá lâu", "Hãy dùng ít từ hơn, hoặc từ dài hơn."},
	api.CodeUnavailable:     {"Kho văn bản chưa sẵn sàng", "Kho đang đóng hoặc đang mở lại. Hãy chờ một lát rồi thử lại."},
	api.CodeReadOnly:        {"Kho đang chỉ đọc", "Lúc này tra cứu được nhưng chưa nạp, chưa sửa được: máy chủ không ghi được đĩa. Hãy báo cho người quản trị."},
	api.CodeBodyTooLarge:    {"Nội dung quá lớn", "Tệp hoặc nội dung gửi lên vượt mức máy chủ nhận. Hãy chia nhỏ rồi gửi lại."},
	api.CodeBadBody:         {"Không đọc được nội dung gửi lên", "Hãy quay lại trang trước và gửi lại."},
	api.CodeSlowBody:        {"Gửi quá chậm", "Máy chủ chờ lâu mà nội dung chưa tới hết. Hãy thử lại khi mạng tốt hơn."},
	api.CodeNoSuchFile:      {"Không có tệp gốc", "Tệp gốc của văn bản này không được lưu."},
	api.CodeNoSuchPage:      {"Không có trang này", "Bản gốc không có trang này, hoặc trang không hiện được thành ảnh."},
	api.CodeForbiddenOrigin: {"Không được phép", "Yêu cầu đến từ một trang khác. Hãy gửi lại từ trang tra cứu."},
	api.CodeUnauthorized:    {"Cần đăng nhập", "Trang này cần khóa truy cập."},
}

// unknownProblem is what to say of any other code.
var unknownProblem = [2]string{"Có lỗi", "Không trả lời được yêu cầu này. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị mã bên dưới."}

// lostPlace is what to say of a later page of a list that is not there any more.
var lostPlace = [2]string{"Trang này của danh sách không còn", "Danh sách đã đổi, hoặc địa chỉ bị thiếu chữ. Hãy xem lại từ đầu danh sách."}

// passing are the problems that pass: the same address is of use again.
var passing = []api.Code{api.CodeTooManyRequests, api.CodeOverloaded, api.CodeTimeout, api.CodeUnavailable}

func newProblemPage(v Visit, problem api.Problem) problemPage {
	page := problemPage{RequestID: problem.RequestID}
	said, ok := problems[problem.Code]
	switch {
	case slices.ContainsFunc(problem.Errors, func(e api.ParamError) bool { return e.Param == "cursor" }):
		said, page.Start = lostPlace, v.without("cursor")
	case !ok:
		said = unknownProblem
	}
	if slices.Contains(passing, problem.Code) {
		page.Again = v.Address()
	}
	page.Heading, page.Detail = v.Lang.Say(said[0]), v.Lang.Say(said[1])
	return page
}

// Problem answers with a page that says what went wrong.
func (p *Pages) Problem(w http.ResponseWriter, v Visit, problem api.Problem) error {
	page := newProblemPage(v, problem)
	return p.write(w, problem.Status, "problem", frame{Visit: v, Title: page.Heading, Page: page})
}

// SignIn answers with the page that asks for a key. Next is where to go then.
func (p *Pages) SignIn(w http.ResponseWriter, v Visit, next string, refused bool) error {
	status := http.StatusOK
	if refused {
		status = http.StatusUnauthorized
	}
	page := struct {
		Next    string
		Refused bool
	}{next, refused}
	return p.write(w, status, "signin", frame{Visit: v, Title: v.Lang.Say("Đăng nhập"), Page: page})
}

// Resolved answers a browser that asked what a number means with what it may mean.
func (p *Pages) Resolved(w http.ResponseWriter, v Visit, status int, asked api.Asked, answer api.Resolved) error {
	page := struct {
		Asked  api.Asked
		Answer api.Resolved
	}{asked, answer}
	return p.write(w, status, "resolved", frame{Visit: v, Title: asked.Number, Page: page})
}
