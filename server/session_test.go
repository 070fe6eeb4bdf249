package server

import (
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/server/keys"
	"tracuu/server/web"
)

const asPage = "Accept: text/html\n"

func cookie(token string) string { return "Cookie: " + sessionCookie + "=" + token + "\n" }

func TestWhoIsSignedInStandsOnEveryPage(t *testing.T) {
	s, _, all := locked(t, Access{Anonymous: []keys.Right{keys.Search}})
	for _, path := range []string{"/", "/search?q=covid&type=x", web.HelpPath, web.GhostsPath, web.CheckPath, "/khong-co"} {
		in, out := s.do("GET", path, asPage+cookie(all), nil).body, s.do("GET", path, asPage, nil).body
		if !strings.Contains(in, t.Name()) || !strings.Contains(in, `action="/dang-xuat"`) || strings.Contains(in, `href="/dang-nhap`) {
			t.Errorf("%s does not say who is signed in, or not how to sign out", path)
		}
		if want := `href="/dang-nhap?next=` + url.QueryEscape(path) + `"`; strings.Contains(out, "dang-xuat") || !strings.Contains(out, strings.ReplaceAll(want, "&", "&amp;")) {
			t.Errorf("%s lacks %s", path, want)
		}
	}
	open := newSite(t, Options{})
	if body := open.get("/").body; strings.Contains(body, "dang-nhap") || strings.Contains(body, "dang-xuat") {
		t.Error("a server without keys speaks of signing in")
	}
}

func TestSigningOut(t *testing.T) {
	s, _, all := locked(t, Access{})
	got := s.do("POST", web.SignOutPath, asPage+cookie(all), nil)
	if c := got.header.Get("Set-Cookie"); got.status != 303 || got.header.Get("Location") != web.SignInPath || !strings.HasPrefix(c, sessionCookie+"=;") || !strings.Contains(c, "Max-Age=0") {
		t.Errorf("%d %v", got.status, got.header)
	}
	wantForeign := s.do("POST", web.SignOutPath, cookie(all)+"Sec-Fetch-Site: cross-site", nil)
	wantProblem(t, wantForeign, 403, "forbidden_origin", "")
}

func TestSessionCookieIsForTLSOnlyWhereItCameByTLS(t *testing.T) {
	trusted := Networks{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, row := range []struct {
		proxies Networks
		headers string
		secure  bool
	}{
		{trusted, "X-Forwarded-Proto: https", true}, {trusted, "X-Forwarded-Proto: http", false},
		{trusted, "", false}, {nil, "X-Forwarded-Proto: https", false},
	} {
		s, _, all := locked(t, Access{Proxies: row.proxies})
		got := s.do("POST", web.SignInPath+"?lang=en", "Content-Type: application/x-www-form-urlencoded\n"+row.headers, strings.NewReader(url.Values{"key": {all}, "next": {"/search?q=a"}}.Encode()))
		if got.status != 303 || got.header.Get("Location") != "/search?q=a" {
			t.Fatalf("%d %s", got.status, got.body)
		}
		for _, c := range (&http.Response{Header: got.header}).Cookies() {
			if c.Secure != row.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
				t.Errorf("%q behind %v: %v", row.headers, row.proxies, c)
			}
		}
		page := s.do("GET", web.HelpPath+"?theme=dark", row.headers, nil)
		if kept := page.header.Get("Set-Cookie"); strings.Contains(kept, "Secure") != row.secure {
			t.Errorf("%q behind %v: %s", row.headers, row.proxies, kept)
		}
	}
}

func TestWritesByCookieAreOfOurOwnPages(t *testing.T) {
	s, _, all := locked(t, Access{Proxies: Networks{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}})
	for headers, want := range map[string]int{
		"": 303, "Origin: " + s.url: 303, "Sec-Fetch-Site: same-origin": 303,
		"Origin: https://evil.example": 403, "Origin: null": 403, "Sec-Fetch-Site: cross-site": 403, "Sec-Fetch-Site: same-site": 403,
		"X-Forwarded-Host: vanban.example.vn\nOrigin: http://vanban.example.vn":  303,
		"X-Forwarded-Host: vanban.example.vn\nOrigin: http://vanban2.example.vn": 403,
	} {
		if got := s.cookieForm(web.ReviewPath("ct-16"), all, headers, map[string]string{"title": "Về giãn cách"}); got.status != want {
			t.Errorf("%q: %d, want %d", headers, got.status, want)
		}
	}
}

// cookieForm sends the form of a page as a browser that signed in.
func (s *site) cookieForm(path, token, headers string, fields map[string]string) reply {
	body, kind := s.multipart(fields, "", "")
	return s.do("POST", path, asPage+cookie(token)+"Content-Type: "+kind+"\n"+headers, body)
}

func TestWhoCorrectsIsTheKey(t *testing.T) {
	s, ring, _ := locked(t, Access{})
	token := makeKey(t, ring, keys.Key{Rights: keys.Rights()})
	if got := s.cookieForm(web.ReviewPath("ct-16"), token, "", map[string]string{"title": "Về hè", "by": "người khác"}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if got := s.do("PATCH", "/v1/directives/ct-16", "Authorization: Bearer "+token+"\nContent-Type: "+mediaPatch+"\nX-Curator: Lan", strings.NewReader(`{"place":"Hà Nội"}`)); got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	secret := `{"id":"mat","number":"5/KH-UBND","secrecy":"Mật","text":"Kế hoạch."}`
	if got := s.do("POST", "/v1/directives", "Authorization: Bearer "+token+"\nContent-Type: application/json", strings.NewReader(secret)); got.status != 202 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if body := s.do("GET", web.QuarantinePath, asPage+cookie(token), nil).body; strings.Contains(body, `name="by"`) || !strings.Contains(body, "Người mở") {
		t.Error("the page asks who opens, though the key says it")
	}
	if got := s.cookieForm(web.QuarantinePath, token, "", map[string]string{"id": "mat", "by": "người khác", "why": "giải mật"}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for id, want := range map[string][]string{"ct-16": {t.Name(), "Lan (" + t.Name() + ")"}, "mat": {index.Automatic, t.Name()}} {
		h, err := s.engine.History(t.Context(), index.Everything(), id)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range h.Edits {
			if i >= len(want) || e.By != want[i] {
				t.Errorf("%s: edit %d is by %q", id, e.N, e.By)
			}
		}
	}
}

func TestEveryPageAsksForItsRight(t *testing.T) {
	s, ring, _ := locked(t, Access{})
	for _, row := range s.server.pageRoutes() {
		if row.needs == keys.Public {
			continue
		}
		var others []keys.Right
		for _, r := range keys.Rights() {
			if r != row.needs {
				others = append(others, r)
			}
		}
		path := pathOf(row)
		if got := s.do(row.method, path, asPage+cookie(makeKey(t, ring, keys.Key{Rights: others})), nil); got.status != 403 {
			t.Errorf("%s %s with the other rights: %d", row.method, path, got.status)
		}
		if got := s.do(row.method, path, asPage+cookie(makeKey(t, ring, keys.Key{Rights: []keys.Right{row.needs}})), nil); got.status == 401 || got.status == 403 {
			t.Errorf("%s %s with its right: %d", row.method, path, got.status)
		}
		got := s.do(row.method, path, asPage, nil)
		if want := map[string]int{"GET": 303, "POST": 401}[row.method]; got.status != want {
			t.Errorf("%s %s without a key: %d, want %d", row.method, path, got.status, want)
		}
	}
}

func TestAnEditIsTakenBackOnThePage(t *testing.T) {
	s := filled(t, Options{})
	for _, title := range []string{"Một", "Hai"} {
		s.shows(s.form(web.ReviewPath("ct-16"), map[string]string{"title": title}, "", ""), 303)
	}
	page := "/van-ban/ct-16"
	got := s.form(page, map[string]string{"undo": "1"}, "", "")
	s.shows(got, 303)
	s.shows(s.get(got.header.Get("Location")), 200, "Chưa rút lại được", "Hai")
	got = s.form(page, map[string]string{"undo": "2"}, "", "")
	s.shows(got, 303)
	trail := s.get(got.header.Get("Location"))
	s.shows(trail, 200, "Đã rút lại", "đã bị rút lại", "<bdi>Một</bdi>")
	if buttons := regexp.MustCompile(`name="undo" value="(\d)"`).FindAllStringSubmatch(trail.body, -1); len(buttons) != 2 || buttons[0][1] != "3" || buttons[1][1] != "1" {
		t.Errorf("edits to take back: %v, want 3 and 1", buttons)
	}
	s.shows(s.get(page), 200, "Một")
	s.shows(s.form(page, map[string]string{"undo": "9"}, "", ""), 404)
	s.shows(s.form(page, map[string]string{"undo": "x"}, "", ""), 400)
}
