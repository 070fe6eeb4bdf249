package main

import (
	"net/http"
	"strings"
	"syscall"
	"testing"

	"tracuu/server/api"
)

// correct sends a correction of a document.
func (in *instance) correct(t *testing.T, id, patch string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodPatch, in.address+"/v1/directives/"+id, strings.NewReader(patch))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/merge-patch+json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("correct %s: %s", id, resp.Status)
	}
}

// What people decided of citations outlives a re-reading of all texts and the
// process; links stay live, and check goes through the server that holds the
// folder.
func TestCurationOutlivesRereadingAndRestart(t *testing.T) {
	data := checked(t)
	const draft = "Theo Chỉ thị số 16/CT-TTg và công văn số 5/X-Y."
	in := startServer(t, "--data", data)
	req, err := http.NewRequest(http.MethodPut, in.address+"/v1/directives/cv", strings.NewReader(draft))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "text/plain")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	var cited api.CitationsResponse
	if in.get(t, "/v1/directives/cv/citations", nil, &cited); len(cited.Citations) == 0 || cited.Citations[0].State != "ambiguous" {
		t.Fatalf("before: %+v", cited)
	}
	in.correct(t, "cv", `{"issuer":"Sở Y tế","citations":{"`+cited.Citations[0].Ref+`":{"target":"ct-16"}}}`)
	if got := runProgram(t, "reindex", "--reread", "--data", data); got.code != exitDone {
		t.Fatal(got.stderr)
	}
	holds := func(in *instance) {
		t.Helper()
		var by api.CitedByResponse
		if in.get(t, "/v1/directives/ct-16/cited-by", nil, &by); by.Total != 1 || by.Citing[0].ID != "cv" || by.Citing[0].Issuer != "Sở Y tế" {
			t.Errorf("cited by %+v", by)
		}
		var audit api.AuditResponse
		if in.get(t, "/v1/directives/cv/audit", nil, &audit); len(audit.Edits) != 1 || len(audit.Lost) != 0 || len(audit.Decisions) != 1 {
			t.Errorf("audit %+v", audit)
		}
	}
	holds(in)
	if got := capture(t, draft, "check", "-", "--data", data); got.code != exitFailed || !strings.Contains(got.stdout, "CHƯA RÕ") {
		t.Errorf("check through the server: exit %d, %s%s", got.code, got.stdout, got.stderr)
	}
	in.stop(t, syscall.SIGTERM)
	holds(startServer(t, "--data", data))
}
