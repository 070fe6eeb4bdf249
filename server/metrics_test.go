package server

import (
	"regexp"
	"strings"
	"testing"

	"tracuu/server/keys"
)

func TestMetricsCountWhatHappens(t *testing.T) {
	s, ring, all := locked(t, Access{})
	one := makeKey(t, ring, keys.Key{Rights: []keys.Right{keys.Search}})
	id := strings.Split(one, "_")[1]
	for _, q := range []string{"?q=covid", "?q=covid+giao", "?facets=type", "?q=16/CT-TTg", "?q=%22x+y%22", "?limit=1&q=a+b+c+d+e+g+h+i+k"} {
		if got := s.do("GET", "/v1/search"+q, "Authorization: Bearer "+one, nil); got.status != 200 {
			t.Fatal(got.body)
		}
	}
	s.do("GET", "/v1/secret-path-of-a-caller", "Authorization: Bearer "+one, nil)
	body := s.do("GET", "/metrics", "Authorization: Bearer "+all, nil).body
	for _, want := range []string{
		`tracuu_search_duration_seconds_count\{class="words"\} 2`,
		`tracuu_search_duration_seconds_count\{class="facets"\} 1`,
		`tracuu_search_duration_seconds_count\{class="number"\} 1`,
		`tracuu_search_duration_seconds_count\{class="phrase"\} 1`,
		`tracuu_search_duration_seconds_count\{class="question"\} 1`,
		`tracuu_request_duration_seconds_count\{method="GET",route="/v1/search",status="200"\} 6`,
		`tracuu_key_requests_total\{key="` + id + `"\} 7`,
		`tracuu_documents 4`,
		`tracuu_documents_written_total\{status="created"\} 4`,
		`tracuu_searches_running 0`,
	} {
		if !regexp.MustCompile(`(?m)^` + want + `$`).MatchString(body) {
			t.Errorf("no line %s", want)
		}
	}
	if strings.Contains(body, "secret-path") || strings.Contains(body, "tcu_") {
		t.Error("a label holds what a caller wrote")
	}
	if got := s.do("GET", "/metrics", "Authorization: Bearer "+one, nil); got.status != 403 {
		t.Errorf("without the right: %d", got.status)
	}
}
