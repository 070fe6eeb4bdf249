package server

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"
)

// unpacked is the body of an answer that says it is packed.
func unpacked(t *testing.T, got reply) string {
	t.Helper()
	if got.header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("not packed: %v", got.header)
	}
	r, err := gzip.NewReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAnswersArePackedWhereAskedFor(t *testing.T) {
	s := filled(t, Options{})
	long := strings.Repeat("Kế hoạch phòng, chống dịch của tỉnh. ", 60)
	if got := s.do("PUT", "/v1/directives/long", "Content-Type: application/json", strings.NewReader(fmt.Sprintf(`{"text":%q}`, long))); got.status != 201 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for _, path := range []string{"/v1/directives/long", "/openapi.json", "/", "/export.jsonl", "/v1/multi-search"} {
		ask := func(encoding string) reply {
			if strings.HasSuffix(path, "multi-search") {
				body := `{"searches":[` + strings.TrimSuffix(strings.Repeat(`{"q":"dịch"},`, 5), ",") + `]}`
				return s.do("POST", path, "Content-Type: application/json\nAccept-Encoding: "+encoding, strings.NewReader(body))
			}
			return s.do("GET", path, "Accept-Encoding: "+encoding, nil)
		}
		plain, got := ask("identity"), ask("br, gzip")
		if plain.header.Get("Content-Encoding") != "" || len(plain.body) < packedBytes {
			t.Fatalf("%s: %d bytes, %v", path, len(plain.body), plain.header)
		}
		if body := unpacked(t, got); len(got.body) > len(plain.body)*2/3 || path == "/openapi.json" && body != plain.body {
			t.Errorf("%s: %d bytes packed, %d not", path, len(got.body), len(plain.body))
		}
		for _, h := range []reply{plain, got} {
			if vary := strings.Join(h.header.Values("Vary"), ", "); !strings.Contains(vary, "Accept-Encoding") || !strings.Contains(vary, "Authorization") {
				t.Errorf("%s: Vary %q", path, vary)
			}
		}
	}
}

func TestSmallAnswersAndFilesStayAsTheyAre(t *testing.T) {
	s := filled(t, Options{})
	text := strings.Repeat("Kế hoạch của tỉnh. ", 100)
	if got := s.do("PUT", "/v1/directives/long", "Content-Type: application/json", strings.NewReader(fmt.Sprintf(`{"text":%q}`, text))); got.status != 201 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for _, path := range []string{"/v1/directives/ct-16", "/healthz", "/v1/directives/none", "/static/none.png", "/v1/directives/long/text"} {
		if got := s.do("GET", path, "Accept-Encoding: gzip", nil); got.header.Get("Content-Encoding") != "" {
			t.Errorf("%s: packed into %d bytes", path, len(got.body))
		}
	}
	lines := strings.Repeat(`{"text":"Kế hoạch của tỉnh"}`+"\n", 100)
	got := s.do("POST", "/v1/directives", "Content-Type: application/x-ndjson\nAccept-Encoding: gzip", strings.NewReader(lines))
	if got.status != 200 || got.header.Get("Content-Encoding") != "" {
		t.Errorf("a stream: %d %v", got.status, got.header)
	}
}

// A weak validator is that of both forms of an answer.
func TestPackedAnswersAreValidated(t *testing.T) {
	s := filled(t, Options{})
	for _, path := range []string{"/openapi.json", "/v1/search?q=covid&facets=issuer,type,year,province,level,month"} {
		plain, got := s.do("GET", path, "Accept-Encoding: identity", nil), s.do("GET", path, "Accept-Encoding: gzip", nil)
		unpacked(t, got)
		tag := got.header.Get("ETag")
		if !strings.HasPrefix(tag, "W/") || tag != plain.header.Get("ETag") {
			t.Errorf("%s: ETag %q and packed %q", path, plain.header.Get("ETag"), tag)
		}
		for _, encoding := range []string{"gzip", "identity"} {
			if again := s.do("GET", path, "Accept-Encoding: "+encoding+"\nIf-None-Match: "+tag, nil); again.status != 304 || again.body != "" {
				t.Errorf("%s, %s: %d for %s", path, encoding, again.status, tag)
			}
		}
	}
}
