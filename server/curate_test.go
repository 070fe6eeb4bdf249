package server

import (
	"strings"
	"testing"

	"tracuu/index/directive"
	"tracuu/server/api"
)

func (s *site) correct(id, by, patch string) api.CuratedResponse {
	s.t.Helper()
	headers := "Content-Type: application/merge-patch+json"
	if by != "" {
		headers += "\nX-Curator: " + by
	}
	got := s.do("PATCH", "/v1/directives/"+id, headers, strings.NewReader(patch))
	if got.status != 200 {
		s.t.Fatalf("correct %s: %d %s", id, got.status, got.body)
	}
	var answer api.CuratedResponse
	decodeInto(s.t, got.body, &answer)
	return answer
}

func TestCorrection(t *testing.T) {
	s := circled(t)
	before := s.get("/v1/directives/ct-16-2020").header.Get("ETag")
	got := s.correct("ct-16-2020", "Lan", `{"issued":"2020-03-30","signer":{"name":"Nguyễn Xuân Phúc"}}`)
	d := got.Directive
	if d.ID != "ct-16-2020" || d.Issued.String() != "2020-03-30" || d.Signer.Name != "Nguyễn Xuân Phúc" || d.Evidence["issued"].Basis != directive.Curated {
		t.Errorf("corrected %+v", d)
	}
	if got.Edit == nil || got.Edit.N != 1 || got.Edit.By != "Lan" || len(got.Edit.Changes) != 2 {
		t.Errorf("edit %+v", got.Edit)
	}
	if s.get("/v1/directives/ct-16-2020").header.Get("ETag") == before {
		t.Error("a corrected document has the validator of before")
	}
	// What the document says of itself decides what citations mean.
	if got := s.states("kh-tinh"); !strings.HasPrefix(got, "16/CT-TTg conflict -") {
		t.Errorf("after the correction kh-tinh cites %s", got)
	}
	if s.correct("ct-16-2020", "Lan", `{"issued":"2020-03-30"}`).Edit != nil {
		t.Error("a correction that changes nothing is kept")
	}
	undone := s.do("POST", "/v1/directives/ct-16-2020/audit/1/undo", "", nil)
	if undone.status != 200 || !strings.Contains(undone.body, `"undoes":1`) || !strings.Contains(undone.body, `"by":"local"`) {
		t.Errorf("undo: %d %s", undone.status, undone.body)
	}
	if got := s.states("kh-tinh"); !strings.HasPrefix(got, "16/CT-TTg resolved ct-16-2020") {
		t.Errorf("after undoing kh-tinh cites %s", got)
	}
	wantProblem(t, s.do("POST", "/v1/directives/ct-16-2020/audit/1/undo", "", nil), 409, api.CodeConflict, "")
	wantProblem(t, s.do("POST", "/v1/directives/ct-16-2020/audit/7/undo", "", nil), 404, api.CodeNoSuchEdit, "")
	wantProblem(t, s.do("POST", "/v1/directives/ct-16-2020/audit/0/undo", "", nil), 400, api.CodeBadParameter, "n")
	audit := read[api.AuditResponse](s, "/v1/directives/ct-16-2020/audit")
	if len(audit.Edits) != 2 || string(audit.Curated) != "{}" || audit.Edits[1].N != 2 {
		t.Errorf("audit %+v", audit)
	}
}

func TestDecisionsOnCitations(t *testing.T) {
	s := circled(t)
	ref := read[api.CitationsResponse](s, "/v1/directives/cv-mo-ho/citations").Citations[0].Ref
	s.correct("cv-mo-ho", "", `{"citations":{"`+ref+`":{"target":"ct-16-2021"}}}`)
	if got := s.states("cv-mo-ho"); !strings.HasPrefix(got, "16/CT-TTg resolved ct-16-2021") {
		t.Errorf("confirmed: %s", got)
	}
	if got := s.citing("ct-16-2021/cited-by"); got != "cv-mo-ho" {
		t.Errorf("cited by %s", got)
	}
	s.correct("cv-mo-ho", "", `{"citations":{"`+ref+`":{"rejected":["ct-16-2021","ct-16-2020"]}}}`)
	if got := s.states("cv-mo-ho"); !strings.HasPrefix(got, "16/CT-TTg absent -") {
		t.Errorf("rejected: %s", got)
	}
	// Stored again without the citation: the decision is lost and listed.
	s.store(`{"id":"cv-mo-ho","text":"Không viện dẫn gì."}`)
	audit := read[api.AuditResponse](s, "/v1/directives/cv-mo-ho/audit")
	if len(audit.Lost) != 1 || audit.Lost[0].Ref != ref || !strings.Contains(audit.Lost[0].Text, "16/CT-TTg") || len(audit.Decisions) != 1 {
		t.Errorf("audit %+v", audit)
	}
	s.correct("cv-mo-ho", "", `{"citations":{"`+ref+`":null}}`)
	if audit := read[api.AuditResponse](s, "/v1/directives/cv-mo-ho/audit"); len(audit.Lost) != 0 || len(audit.Edits) != 3 {
		t.Errorf("taken back: %+v", audit)
	}
}

func TestBadCorrections(t *testing.T) {
	s := circled(t)
	patch := func(path, headers, body string) reply { return s.do("PATCH", path, headers, strings.NewReader(body)) }
	wantProblem(t, patch("/v1/directives/none", asJSON, `{"title":"x"}`), 404, api.CodeNoSuchDocument, "")
	wantProblem(t, patch("/v1/directives/ct-16-2020", asJSON, `{"text":"x"}`), 400, api.CodeBadBody, "text")
	wantProblem(t, patch("/v1/directives/ct-16-2020", asJSON, `{"issued":"2021-02-30"}`), 400, api.CodeBadBody, "issued")
	wantProblem(t, patch("/v1/directives/ct-16-2020", asJSON, `{"citations":{"x":{"target":"kh-tinh"}}}`), 400, api.CodeBadBody, "citations.x")
	wantProblem(t, patch("/v1/directives/ct-16-2020", asJSON, `[`), 400, api.CodeBadBody, "")
	wantProblem(t, patch("/v1/directives/ct-16-2020", "Content-Type: text/plain", `x`), 415, api.CodeUnsupportedMedia, "")
	wantProblem(t, patch("/v1/directives/ct-16-2020", asJSON+"\nX-Curator: "+strings.Repeat("x", 101), `{"title":"x"}`), 400, api.CodeBadParameter, "X-Curator")
	wantProblem(t, patch("/v1/directives/ct-16-2020?colour=red", asJSON, `{"title":"x"}`), 400, api.CodeBadParameter, "colour")
	if audit := read[api.AuditResponse](s, "/v1/directives/ct-16-2020/audit"); len(audit.Edits) != 0 {
		t.Errorf("a bad correction left %+v", audit)
	}
}
