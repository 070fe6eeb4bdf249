package client_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"tracuu/index/original"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

func TestFile(t *testing.T) {
	c, _ := serve(t, server.Options{Originals: original.Open(t.TempDir()), KeepUploads: true})
	const page = "<html><p>Số 5-CV/TU</p></html>"
	if _, err := c.PutFile(t.Context(), "a", "công văn 5.html", strings.NewReader(page)); err != nil {
		t.Fatal(err)
	}
	f, err := c.File(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); err != nil || string(got) != page || f.Name != "công văn 5.html" || f.Type != "text/html" {
		t.Errorf("%q %q %q %v", got, f.Name, f.Type, err)
	}
	put(t, c, draft(t, "b", `{"text":"một"}`))
	var problem *client.Problem
	if _, err := c.File(t.Context(), "b"); !errors.As(err, &problem) || problem.Code != api.CodeNoSuchFile {
		t.Errorf("a document without a file: %v", err)
	}
}
