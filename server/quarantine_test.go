package server

import (
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/server/api"
)

const secretLetter = "TỈNH ỦY HẢI DƯƠNG\nSố 12-CV/TU\nMẬT\nHải Dương, ngày 6 tháng 8 năm 2021\n\nKính gửi: các huyện ủy\nVề phương án bí mật.\n"

func TestSecretWritesAreHeldBack(t *testing.T) {
	s := newSite(t, Options{})
	for name, request := range map[string][3]string{
		"json":  {"PUT", "application/json", `{"text":` + jsonOf(secretLetter) + `}`},
		"given": {"PUT", "application/json", `{"text":"kế hoạch","secrecy":"tối mật"}`},
		"file":  {"PUT", "text/plain", secretLetter},
	} {
		got := s.do(request[0], "/v1/directives/"+name, "Content-Type: "+request[1], strings.NewReader(request[2]))
		var w api.Written
		decodeInto(t, got.body, &w)
		if got.status != 202 || w.State != "quarantined" || w.Status != index.Quarantined || w.ID != name || got.header.Get("Location") != "" {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
		if got := s.get("/v1/directives/" + name); got.status != 404 {
			t.Errorf("%s can be read: %d %s", name, got.status, got.body)
		}
	}
	lines := `{"id":"l1","text":` + jsonOf(secretLetter) + "}\n" + `{"id":"l2","text":"công khai","secrecy":""}` + "\n"
	got := s.do("POST", "/v1/directives", "Content-Type: application/x-ndjson", strings.NewReader(lines))
	if got.status != 200 || !strings.Contains(got.body, `"id":"l1","status":"quarantined","state":"quarantined"`) || !strings.Contains(got.body, `"id":"l2","status":"created"`) {
		t.Errorf("stream: %d %s", got.status, got.body)
	}
	if ids := s.ids("limit=50"); ids != "l2" {
		t.Errorf("found are %q", ids)
	}
	if got := s.get("/v1/changes"); strings.Contains(got.body, "l1") {
		t.Errorf("changes tell of it: %s", got.body)
	}
	var list api.QuarantineResponse
	decodeInto(t, s.get("/v1/quarantine?limit=2").body, &list)
	if list.Total != 4 || len(list.Quarantine) != 2 || list.Quarantine[0].ID != "file" || list.Next != "given" {
		t.Errorf("listed are %+v", list)
	}
	decodeInto(t, s.get("/v1/quarantine?after=given").body, &list)
	if len(list.Quarantine) != 2 || list.Quarantine[1].ID != "l1" {
		t.Errorf("the rest are %+v", list)
	}
}

func TestRelease(t *testing.T) {
	s := newSite(t, Options{})
	s.do("PUT", "/v1/directives/a", "Content-Type: text/plain", strings.NewReader(secretLetter))
	release := func(id, body string) reply {
		return s.do("POST", "/v1/quarantine/"+id+"/release", asJSON+"\nX-Curator: Vu Thi B", strings.NewReader(body))
	}
	if got := release("a", `{"why":" "}`); got.status != 400 || !strings.Contains(got.body, `"why"`) {
		t.Errorf("without a reason: %d %s", got.status, got.body)
	}
	if got := release("none", `{"why":"x"}`); got.status != 404 {
		t.Errorf("of none: %d %s", got.status, got.body)
	}
	if got := release("a", `{"why":"da giai mat"}`); got.status != 200 || !strings.Contains(got.body, `"released"`) {
		t.Errorf("release: %d %s", got.status, got.body)
	}
	if got := s.get("/v1/directives/a/audit"); !strings.Contains(got.body, `"by":"Vu Thi B"`) || !strings.Contains(got.body, "da giai mat") {
		t.Errorf("the trail does not tell: %s", got.body)
	}
	if s.ids("limit=50") != "a" {
		t.Error("a released document is not found")
	}
	s.do("PUT", "/v1/directives/b", asJSON, strings.NewReader(`{"text":"một"}`))
	got := s.do("PATCH", "/v1/directives/b", asJSON, strings.NewReader(`{"secrecy":"Mật"}`))
	if got.status != 202 || !strings.Contains(got.body, `"state":"quarantined"`) || strings.Contains(got.body, `"directive"`) {
		t.Errorf("corrected to a secret: %d %s", got.status, got.body)
	}
	if got := s.get("/v1/directives/b"); got.status != 404 {
		t.Errorf("it can still be read: %d", got.status)
	}
}
