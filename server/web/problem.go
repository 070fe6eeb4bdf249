package web

import (
	"net/http"

	"tracuu/server/api"
)

// Where people show their key, and where a browser forgets it.
const (
	SignInPath  = "/dang-nhap"
	SignOutPath = "/dang-xuat"
)

// problemPage is what went wrong, for a person.
type problemPage struct{ Heading, Detail, RequestID string }

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
	api.CodeUnauthorized:    {"Cần đăng nhập", "Trang này cần khóa truy cập."},
}

// unknownProblem is what to say of any other code.
var unknownProblem = [2]string{"Có lỗi", "Không trả lời được yêu cầu này. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị mã bên dưới."}

func newProblemPage(lang Lang, problem api.Problem) problemPage {
	said, ok := problems[problem.Code]
	if !ok {
		said = unknownProblem
	}
	return problemPage{lang.Say(said[0]), lang.Say(said[1]), problem.RequestID}
}

// Problem answers with a page that says what went wrong.
func (p *Pages) Problem(w http.ResponseWriter, v Visit, problem api.Problem) error {
	page := newProblemPage(v.Lang, problem)
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
