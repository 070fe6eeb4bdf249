package server

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestQueryLogHoldsNoPerson(t *testing.T) {
	var out bytes.Buffer
	s := filled(t, Options{QueryLog: &out})
	for _, q := range []string{"covid cộng đồng", "16/CT-TTg năm 2020", "gửi an.nguyen@example.vn", "số 0912 345 678", "cccd 001099012345", "091.234.5678"} {
		s.get("/v1/search?q=" + escape(q) + "&type=" + escape("Công văn"))
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 6 {
		t.Fatalf("%d lines: %s", len(lines), out.String())
	}
	for i, line := range lines {
		var r queryRecord
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if r.At.Second() != 0 || r.At.Nanosecond() != 0 || !strings.Contains(r.Search, "type=") {
			t.Errorf("line %d: %s", i, line)
		}
		if strings.Contains(line, "127.0.0.1") || strings.Contains(line, "::1") {
			t.Errorf("line %d holds an address: %s", i, line)
		}
		for _, secret := range []string{"nguyen", "example", "912", "345", "0109", "5678"} {
			if strings.Contains(r.Search, secret) {
				t.Errorf("line %d holds %q: %s", i, secret, line)
			}
		}
	}
	if !strings.Contains(lines[0], "covid") || !strings.Contains(lines[1], "16%2FCT-TTg") {
		t.Errorf("what was asked is lost: %s, %s", lines[0], lines[1])
	}
}
