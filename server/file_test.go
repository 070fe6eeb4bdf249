package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/original"
	"tracuu/server/api"
)

// keepsUploads is a site that keeps what is sent.
func keepsUploads(t *testing.T) *site {
	t.Helper()
	return newSite(t, Options{Originals: original.Open(t.TempDir()), KeepUploads: true})
}

const page = `<html><body><p>Số 5-CV/TU</p><script>alert(1)</script></body></html>`

func TestFileIsADownload(t *testing.T) {
	s := keepsUploads(t)
	got := s.do("POST", "/v1/directives?name="+escape(`công "văn" 5.html`), "Content-Type: text/html", strings.NewReader(page))
	var written api.Written
	if got.status != 201 || json.Unmarshal([]byte(got.body), &written) != nil {
		t.Fatalf("%d %s", got.status, got.body)
	}
	path := "/v1/directives/" + escape(written.ID) + "/file"
	got = s.do("GET", path, "", nil)
	sum := sha256.Sum256([]byte(page))
	for name, want := range map[string]string{
		"Content-Type": "text/html", "X-Content-Type-Options": "nosniff", "Etag": `"` + hex.EncodeToString(sum[:]) + `"`,
		"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
		"Content-Disposition":     `attachment; filename="c_ng _v_n_ 5.html"; filename*=UTF-8''c%C3%B4ng%20%22v%C4%83n%22%205.html`,
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.header.Get(name), want)
		}
	}
	if got.status != 200 || got.body != page {
		t.Errorf("%d %q", got.status, got.body)
	}
	if part := s.do("GET", path, "Range: bytes=1-4", nil); part.status != 206 || part.body != "html" {
		t.Errorf("range: %d %q", part.status, part.body)
	}
	wantProblem(t, s.do("GET", path, "Range: bytes=9999-", nil), 416, api.CodeBadParameter, "Range")
	if same := s.do("GET", path, "If-None-Match: "+got.header.Get("Etag"), nil); same.status != 304 {
		t.Errorf("validated: %d", same.status)
	}
}

func TestNoFile(t *testing.T) {
	s := keepsUploads(t)
	s.do("PUT", "/v1/directives/json", asJSON, strings.NewReader(`{"text":"một"}`))
	s.do("PUT", "/v1/directives/forged", asJSON, strings.NewReader(`{"text":"một","source":{"sha256":"../../x","name":"/etc/passwd"}}`))
	for _, id := range []string{"json", "forged"} {
		wantProblem(t, s.do("GET", "/v1/directives/"+id+"/file", "", nil), 404, api.CodeNoSuchFile, "")
	}
	wantProblem(t, s.do("GET", "/v1/directives/none/file", "", nil), 404, api.CodeNoSuchDocument, "")

	for name, o := range map[string]Options{"keeps none": {}, "keeps no uploads": {Originals: original.Open(t.TempDir())}} {
		other := newSite(t, o)
		other.do("PUT", "/v1/directives/a", "Content-Type: text/html", strings.NewReader(page))
		if got := other.do("GET", "/v1/directives/a/file", "", nil); got.status != 404 {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}

// Reading a file without storing it keeps nothing.
func TestExtractKeepsNothing(t *testing.T) {
	s := keepsUploads(t)
	s.do("POST", "/v1/extract", "Content-Type: text/html", strings.NewReader(page))
	sum := sha256.Sum256([]byte(page))
	if s.server.options.Originals.Has(hex.EncodeToString(sum[:])) {
		t.Error("the file was kept")
	}
}

func TestAttachment(t *testing.T) {
	for _, name := range []string{"a.pdf", "Công văn 107.pdf", `a"b\c/d.pdf`, "a\r\nX-Evil: 1.pdf", "100%.pdf", "\u202efdp.exe", strings.Repeat("ộ", 200)} {
		header := attachment(name)
		kind, params, err := mime.ParseMediaType(header)
		if err != nil || kind != "attachment" || strings.ContainsAny(header, "\r\n\u202e") {
			t.Errorf("%q: %q, %v", name, header, err)
		}
		if strings.ContainsAny(params["filename"], "/\\") {
			t.Errorf("%q: a path in %q", name, params["filename"])
		}
	}
}

// form is a form with files, by name, and its Content-Type.
func form(t *testing.T, files ...[2]string) (*bytes.Buffer, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	w.WriteField("comment", "x")
	for _, f := range files {
		part, err := w.CreateFormFile("file", f[0])
		if err != nil {
			t.Fatal(err)
		}
		part.Write([]byte(f[1]))
	}
	w.Close()
	return &body, "Content-Type: " + w.FormDataContentType()
}

func TestPostForm(t *testing.T) {
	s := newSite(t, Options{MaxDocument: 2000})
	body, kind := form(t, [2]string{"5.html", page})
	got := s.do("POST", "/v1/directives", kind, body)
	var one api.Written
	if got.status != http.StatusCreated || json.Unmarshal([]byte(got.body), &one) != nil || one.ID == "" || got.header.Get("Location") == "" {
		t.Fatalf("one file: %d %s", got.status, got.body)
	}

	body, kind = form(t, [2]string{"a.txt", "Số 1-CV/TU"}, [2]string{"bad.bin", "\x00\x01\x02"}, [2]string{"big.txt", strings.Repeat("a", 3000)},
		[2]string{"rows.jsonl", `{"id":"x","text":"một"}` + "\n" + `{"id":"y","text":"hai"}` + "\n"})
	got = s.do("POST", "/v1/directives", kind, body)
	var lines []string
	for dec := json.NewDecoder(strings.NewReader(got.body)); dec.More(); {
		var line api.Written
		if err := dec.Decode(&line); err != nil {
			t.Fatal(err)
		}
		said := line.File + " " + line.Part + " " + string(line.Status)
		if line.Status == index.Refused {
			said += " " + line.Problems[0].Code
		}
		lines = append(lines, said)
	}
	want := "a.txt  created|bad.bin  refused unreadable_file|big.txt  refused body_too_large|rows.jsonl 1 created|rows.jsonl 2 created"
	if got.status != 200 || strings.Join(lines, "|") != want {
		t.Errorf("%d %s\nwant %s", got.status, strings.Join(lines, "|"), want)
	}

	body, kind = form(t)
	wantProblem(t, s.do("POST", "/v1/directives", kind, body), 400, api.CodeBadBody, "file")
	body, kind = form(t, [2]string{"a.bin", "\x00\x01"})
	wantProblem(t, s.do("POST", "/v1/directives", kind, body), 422, api.CodeUnreadableFile, "")
	wantProblem(t, s.do("PUT", "/v1/directives/a", kind, strings.NewReader("")), 415, api.CodeUnsupportedMedia, "")

	// A form that breaks off keeps what came before and says so.
	whole, kind := form(t, [2]string{"1.txt", "Số 11-CV/TU"}, [2]string{"2.txt", "Số 12-CV/TU"}, [2]string{"3.txt", "Số 13-CV/TU"})
	got = s.do("POST", "/v1/directives", kind, strings.NewReader(whole.String()[:whole.Len()-70]))
	if !strings.Contains(got.body, `"1.txt"`) || !strings.Contains(got.body, `"error"`) {
		t.Errorf("cut off: %d %s", got.status, got.body)
	}
}
