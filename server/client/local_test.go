package client_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/indextest"
	"tracuu/index/ingest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

func TestLocalWork(t *testing.T) {
	var reread bool
	local := &server.Local{
		Token: "secret",
		Index: func(_ context.Context, paths []string, prune bool, show func(ingest.Progress)) (ingest.Report, error) {
			show(ingest.Progress{Done: 1, Total: 2})
			if paths[0] == "/locked" {
				return ingest.Report{Files: 1}, index.ErrLocked
			}
			return ingest.Report{Files: 2, Failures: []ingest.Failure{{File: paths[0], Reason: "no"}}}, nil
		},
		Reindex: func(_ context.Context, again bool) error {
			reread = again
			return nil
		},
	}
	site := httptest.NewServer(server.New(indextest.NewMemory(indextest.Options{}), server.Options{Local: local}).Handler())
	t.Cleanup(site.Close)
	ctx := context.Background()
	c := connect(t, site.URL, client.Options{Token: "secret"})

	var seen []ingest.Progress
	report, err := client.Index[ingest.Report](ctx, c, []string{"/a"}, true, func(p ingest.Progress) { seen = append(seen, p) })
	if err != nil || report.Files != 2 || len(report.Failures) != 1 || len(seen) != 1 || seen[0].Total != 2 {
		t.Errorf("%+v %v %v", report, seen, err)
	}
	report, err = client.Index[ingest.Report, ingest.Progress](ctx, c, []string{"/locked"}, true, nil)
	if !errors.Is(err, index.ErrLocked) || report.Files != 1 {
		t.Errorf("%+v %v", report, err)
	}
	if err := c.Reindex(ctx, true); err != nil || !reread {
		t.Errorf("%v, reread %v", err, reread)
	}

	var problem *client.Problem
	stranger := connect(t, site.URL, client.Options{Token: "guess"})
	if err := stranger.Reindex(ctx, false); !errors.As(err, &problem) || problem.Code != api.CodeUnauthorized {
		t.Errorf("%v", err)
	}
	if err := stranger.Reindex(ctx, false); strings.Contains(err.Error(), "guess") {
		t.Error("the error holds the token")
	}
}
