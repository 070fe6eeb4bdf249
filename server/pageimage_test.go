package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image/jpeg"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/index/original"
	"tracuu/server/api"
	"tracuu/server/keys"
)

// dot is a file with a picture of one black dot.
const dot = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

var dotSum = sumOf([]byte(dot))

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// withOriginals is a site whose documents, by id, have these files as originals.
func withOriginals(t *testing.T, o Options, files map[string]string) *site {
	t.Helper()
	o.Originals = original.Open(t.TempDir())
	s := newSite(t, o)
	for id, data := range files {
		sum := sumOf([]byte(data))
		if err := o.Originals.Put(sum, []byte(data)); err != nil {
			t.Fatal(err)
		}
		s.keep(id, `"sha256":"`+sum+`"`)
	}
	return s
}

// keep stores a document with a source, past the keys that a site may ask for.
func (s *site) keep(id, source string) {
	s.t.Helper()
	given, err := directive.DecodeGiven(fmt.Appendf(nil, `{"id":%q,"text":"một","issuer":"Bộ Y tế","source":{%s}}`, id, source))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.engine.Put(s.t.Context(), index.Everything(), ingest.Complete(given, nil)); err != nil {
		s.t.Fatal(err)
	}
}

func needPoppler(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		if ci, _ := strconv.ParseBool(os.Getenv("CI")); ci {
			t.Fatal("no pdftoppm: install poppler-utils")
		}
		t.Skip("no pdftoppm on this machine: install poppler-utils")
	}
}

func TestPageOfAScan(t *testing.T) {
	needPoppler(t)
	scan, err := os.ReadFile("../testdata/files/pdf/scan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	s := withOriginals(t, Options{}, map[string]string{"a/b": string(scan)})
	got := s.get("/v1/directives/a%2Fb/pages/2?width=300")
	if got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	img, err := jpeg.Decode(strings.NewReader(got.body))
	if err != nil || img.Bounds().Dx() != 300 {
		t.Errorf("%v, %v", img.Bounds(), err)
	}
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Disposition": `inline; filename="page-2.jpg"`, "Cache-Control": "private, no-cache",
		"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.header.Get(name), want)
		}
	}
	if same := s.do("GET", "/v1/directives/a%2Fb/pages/2?width=300", "If-None-Match: "+got.header.Get("ETag"), nil); same.status != 304 {
		t.Errorf("validated: %d", same.status)
	}
	if other := s.do("GET", "/v1/directives/a%2Fb/pages/2?width=200", "If-None-Match: "+got.header.Get("ETag"), nil); other.status != 200 {
		t.Errorf("another width is taken for the same: %d", other.status)
	}
	wantProblem(t, s.get("/v1/directives/a%2Fb/pages/3"), 404, api.CodeNoSuchPage, "")
}

func TestWhatHasNoPages(t *testing.T) {
	needPoppler(t)
	s := withOriginals(t, Options{}, map[string]string{"dot": dot, "text": "Số 5-CV/TU", "cut": "%PDF-1.7\n%\xe2\xe3", "bomb": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00"})
	s.keep("none", `"name":"none.pdf"`)
	s.keep("part", `"part":"1.gif","sha256":"`+dotSum+`"`)
	s.keep("forged", `"sha256":"../../../etc/passwd"`)
	for path, want := range map[string]struct {
		status int
		code   api.Code
		params string
	}{
		"dot/pages/2": {404, api.CodeNoSuchPage, ""}, "text/pages/1": {404, api.CodeNoSuchPage, ""}, "part/pages/1": {404, api.CodeNoSuchPage, ""},
		"none/pages/1": {404, api.CodeNoSuchFile, ""}, "forged/pages/1": {404, api.CodeNoSuchFile, ""}, "nobody/pages/1": {404, api.CodeNoSuchDocument, ""},
		"cut/pages/1": {422, api.CodeUnreadableFile, ""}, "bomb/pages/1": {422, api.CodeUnreadableFile, ""},
		"dot/pages/0": {400, api.CodeBadParameter, "n"}, "dot/pages/-1": {400, api.CodeBadParameter, "n"}, "dot/pages/99999999999999999999": {400, api.CodeBadParameter, "n"},
		"dot/pages/1?width=9999999": {400, api.CodeBadParameter, "width"}, "dot/pages/1?colour=red": {400, api.CodeBadParameter, "colour"},
	} {
		wantProblem(t, s.get("/v1/directives/"+path), want.status, want.code, want.params)
	}
	if got := s.get("/v1/directives/dot/pages/1"); got.status != 200 {
		t.Errorf("the dot: %d %s", got.status, got.body)
	}
}

// Who is held to a filter has no page of what it hides, nor of a file that holds
// other documents, and a validator does not change that.
func TestPagesAreHeldToTheFilter(t *testing.T) {
	ring, err := keys.Open(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	key := makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Read}, Filter: "type=" + escape("Chỉ thị")})
	s := withOriginals(t, Options{Access: Access{Keys: ring}}, map[string]string{"dot": dot})
	tag := fmt.Sprintf(`"%s-1-%d"`, dotSum, drawnWidth)
	for _, headers := range []string{"Authorization: Bearer " + key, "Authorization: Bearer " + key + "\nIf-None-Match: " + tag} {
		wantProblem(t, s.do("GET", "/v1/directives/dot/pages/1", headers, nil), 404, api.CodeNoSuchDocument, "")
	}
	wantProblem(t, s.get("/v1/directives/dot/pages/1"), 401, api.CodeUnauthorized, "")
}

func TestOnlySoManyPagesAtOnce(t *testing.T) {
	s := withOriginals(t, Options{}, map[string]string{"dot": dot})
	s.server.drawing = newSlots(1, 0, drawnWait)
	release, err := s.server.drawing.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := s.get("/v1/directives/dot/pages/1")
	wantProblem(t, got, http.StatusServiceUnavailable, api.CodeOverloaded, "")
	if got.header.Get("Retry-After") == "" {
		t.Error("nobody says when to try again")
	}
	release()
	if got := s.get("/v1/directives/dot/pages/1"); got.status != 200 || !bytes.HasPrefix([]byte(got.body), []byte("\xff\xd8\xff")) {
		t.Errorf("afterwards: %d", got.status)
	}
}
