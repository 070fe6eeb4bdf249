package server

import (
	"bytes"
	"mime/multipart"
	"regexp"
	"strings"
	"testing"

	"tracuu/server/web"
)

// form sends the form of a page: text fields, and a file where one is given.
func (s *site) form(path string, fields map[string]string, file, text string) reply {
	s.t.Helper()
	body, kind := s.multipart(fields, file, text)
	return s.do("POST", path, "Accept: text/html\nContent-Type: "+kind, body)
}

// multipart is the body of a form and its media type.
func (s *site) multipart(fields map[string]string, file, text string) (*bytes.Buffer, string) {
	s.t.Helper()
	body := &bytes.Buffer{}
	out := multipart.NewWriter(body)
	for name, value := range fields {
		if err := out.WriteField(name, value); err != nil {
			s.t.Fatal(err)
		}
	}
	if file != "" {
		part, err := out.CreateFormFile("file", file)
		if err != nil {
			s.t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		s.t.Fatal(err)
	}
	return body, out.FormDataContentType()
}

func (s *site) shows(got reply, status int, parts ...string) {
	s.t.Helper()
	if got.status != status {
		s.t.Fatalf("status %d, want %d: %.300s", got.status, status, got.body)
	}
	for _, part := range parts {
		if !strings.Contains(got.body, part) {
			s.t.Errorf("the page lacks %q", part)
		}
	}
}

func TestDeskPagesAnswer(t *testing.T) {
	s := filled(t, Options{})
	for path, part := range map[string]string{
		web.GhostsPath: "Văn bản còn thiếu", web.CheckPath: "Kiểm tra dự thảo", web.OverviewPath: "Chỉ thị", web.ListPath: "Viện dẫn chưa rõ",
		web.IntakePath: "Nạp văn bản", web.NumbersPath: "danh sách số", web.QuarantinePath: "cách ly", web.HelpPath: "phong chong dich",
		web.ReferencePath: "/v1/search", web.DemoPath: "tracuu-search",
	} {
		s.shows(s.get(path), 200, part)
		s.shows(s.get(path+"?lang=en"), 200, `lang="en"`)
	}
	if got := s.get(web.ScriptPath); got.status != 200 || got.header.Get("Access-Control-Allow-Origin") != "*" || len(got.body) > 12000 {
		t.Errorf("embed.js: %d, %d bytes, %v", got.status, len(got.body), got.header)
	}
}

func TestADraftIsCheckedOnThePage(t *testing.T) {
	s := filled(t, Options{})
	draft := "Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.\n<script>alert(1)</script> Theo Nghị định số 99/2031/NĐ-CP."
	for _, got := range []reply{s.form(web.CheckPath, map[string]string{"text": draft}, "", ""), s.form(web.CheckPath, nil, "a.txt", draft)} {
		s.shows(got, 200, `class="cite resolved"`, `class="cite absent"`, `href="/van-ban/ct-16"`, "&lt;script&gt;")
		if strings.Contains(got.body, "<script>alert") {
			t.Error("text of a draft became markup")
		}
	}
	s.shows(s.form(web.CheckPath, map[string]string{"text": " "}, "", ""), 422, "Chưa có nội dung")
}

func TestADocumentIsTakenInAndConfirmed(t *testing.T) {
	s := filled(t, Options{})
	text := "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG\nSố: 12/KH-UBND\nHải Dương, ngày 5 tháng 6 năm 2021\nKẾ HOẠCH\nVề tiêm chủng\nTheo Chỉ thị số 16/CT-TTg."
	got := s.form(web.IntakePath, nil, "kế hoạch.txt", text)
	s.shows(got, 200, "đã nạp", "kế hoạch.txt")
	at := regexp.MustCompile(`href="(/nap/van-ban/[^"]+)"`).FindStringSubmatch(got.body)
	if at == nil {
		t.Fatalf("no link to look the document over: %s", got.body)
	}
	s.shows(s.get(at[1]), 200, "12/KH-UBND", "<mark>")
	s.shows(s.form(at[1], map[string]string{"issued": "hôm qua"}, "", ""), 422, "aria-invalid")
	s.shows(s.form(at[1], map[string]string{"number": "13/KH-UBND", "issued": "2021-06-07"}, "", ""), 303)
	s.shows(s.get(at[1]), 200, `value="13/KH-UBND"`, `value="2021-06-07"`)
}

func TestACitationIsDecidedOnThePage(t *testing.T) {
	s := filled(t, Options{})
	path := web.LinksPath("bdv/107 hải dương")
	got := s.get(path)
	s.shows(got, 200, "16/CT-TTg")
	ref := regexp.MustCompile(`name="ref" value="([^"]+)"`).FindStringSubmatch(got.body)
	if ref == nil {
		t.Fatal("no citation to decide on")
	}
	s.shows(s.form(path, map[string]string{"ref": ref[1], "target": "-none"}, "", ""), 303)
	s.shows(s.get(path), 200, "đã được xác định là không phải")
	s.shows(s.form(path, map[string]string{"ref": ref[1], "target": "ct-16"}, "", ""), 303)
	s.shows(s.get(path), 200, `state resolved`)
}

func TestNumbersAreResolvedOnThePage(t *testing.T) {
	s := filled(t, Options{})
	got := s.form(web.NumbersPath, map[string]string{"so": "16/CT-TTg\n99/NQ-CP\n"}, "", "")
	s.shows(got, 303)
	s.shows(s.get(got.header.Get("Location")), 200, "/van-ban/ct-16", "state absent")
	long := strings.Repeat("99/NQ-CP\n", 200) // is answered at once
	s.shows(s.form(web.NumbersPath, map[string]string{"so": "16/CT-TTg\n" + long}, "", ""), 200, "/van-ban/ct-16")
}
