package server

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/server/api"
)

// troubled is an engine with a fault: it searches and takes no writes.
type troubled struct {
	index.Engine
	fault *index.Fault
	err   error
}

func (e troubled) Status(ctx context.Context) (index.Status, error) {
	status, err := e.Engine.Status(ctx)
	status.Fault = e.fault
	return status, errors.Join(err, e.err)
}

func (e troubled) Put(context.Context, index.Scope, ...index.Draft) ([]index.Written, error) {
	return nil, errors.Join(index.ErrReadOnly, errors.New("/secret/path: no space left"))
}

func TestFaultIsTold(t *testing.T) {
	began := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	fault := &index.Fault{State: index.FaultReadOnly, Reason: "no space left on device", Since: began}
	s := newSiteOf(t, troubled{Engine: indextest.NewMemory(indextest.Options{}), fault: fault}, Options{})
	got := s.get("/readyz")
	var answer api.ReadyResponse
	decodeInto(t, got.body, &answer)
	if got.status != 200 || answer.Status != "read-only" || answer.Reason != fault.Reason || answer.Since != "2026-01-02T03:04:05Z" {
		t.Errorf("%d %s", got.status, got.body)
	}
	if got := s.get("/v1/search"); got.status != 200 {
		t.Errorf("a search: %d %s", got.status, got.body)
	}
	refused := s.do("POST", "/v1/directives", "Content-Type: application/json", strings.NewReader(documents[0]))
	wantProblem(t, refused, 503, api.CodeReadOnly, "")
	if strings.Contains(refused.body, "/secret/path") || refused.header.Get("Retry-After") == "" {
		t.Errorf("a refused write: %v %s", refused.header, refused.body)
	}
}

func TestStateThatCannotBeRead(t *testing.T) {
	s := newSiteOf(t, troubled{Engine: indextest.NewMemory(indextest.Options{}), err: errors.New("page 3 is no page")}, Options{})
	got := s.get("/readyz")
	if got.status != 503 || !strings.Contains(got.body, `"failed"`) || strings.Contains(got.body, "page 3") {
		t.Errorf("%d %s", got.status, got.body)
	}
}
