package web_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// What is supplied may be of any length: lists show its beginning, and a page that
// everybody opens does not carry it whole.
func TestOverlongValuesAreCutInLists(t *testing.T) {
	long := strings.Repeat("chỉđạo", 1<<14)
	document, err := json.Marshal(map[string]any{
		"id": "long", "type": "Loại " + long, "number": "1/CT-UBND", "issuer": "Sở " + long, "province": "Tỉnh " + long, "place": long, "issued": "2021-01-02",
		"title": "Về " + long, "keywords": []string{"khóa " + long}, "text": "covid",
	})
	if err != nil {
		t.Fatal(err)
	}
	site := serve(t, []string{string(document)})
	for _, path := range []string{"/", "/search?q=covid", "/search?q=1%2FCT-UBND", "/search/loc?theo=issuer", "/search/loc?theo=keyword", "/search/loc?theo=type", "/tong-quan", "/search?type=" + url.QueryEscape("Loại "+long[:4000])} {
		answer, err := http.Get(site + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != http.StatusOK || !strings.Contains(string(body), "</html>") {
			t.Errorf("%.40s: %s", path, answer.Status)
		}
		if len(body) > 60_000 {
			t.Errorf("%.40s weighs %d bytes", path, len(body))
		}
	}
}
