package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/server/api"
)

// checked makes a data folder that holds the directive 16/CT-TTg of 2020.
func checked(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	rows := filepath.Join(t.TempDir(), "rows.jsonl")
	row := `{"id":"ct-16","number":"16/CT-TTg","type":"Chỉ thị","issuer":"Thủ tướng Chính phủ","issued":"2020-03-31","text":"Chỉ thị."}` + "\n"
	if err := os.WriteFile(rows, []byte(row), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := capture(t, "", "index", rows, "--data", data); got.code != exitDone {
		t.Fatal(got.stderr)
	}
	return data
}

func TestCheckTellsWhatIsWrong(t *testing.T) {
	data := checked(t)
	for _, tc := range []struct {
		draft string
		code  int
		says  string
	}{
		{"Theo Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.", exitDone, "1 viện dẫn: 1 đúng\n"},
		{"Theo Chỉ thị số 16/CT-TTg ngày 31/3/2021 của Thủ tướng Chính phủ.", exitFailed, "16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ, không phải năm 2021"},
		{"\n\nTheo Chỉ thị số 16/CT-TTg.", exitFailed, "dòng 3: Chỉ thị số 16/CT-TTg — CHƯA RÕ"},
		{"Theo Chỉ thị số 15/CT-TTg ngày 27/3/2020.", exitDone, "1 viện dẫn: 1 không có trong kho\n"},
		{"Không viện dẫn gì.", exitDone, "0 viện dẫn\n"},
	} {
		got := capture(t, tc.draft, "check", "-", "--data", data)
		if got.code != tc.code || !strings.Contains(got.stdout, tc.says) {
			t.Errorf("%q: exit %d, %s%s; want %d and %q", tc.draft, got.code, got.stdout, got.stderr, tc.code, tc.says)
		}
	}
	got := capture(t, "Theo Chỉ thị số 16/CT-TTg ngày 31/3/2021.", "check", "-", "--json", "--data", data)
	var answer api.CheckResponse
	if err := json.Unmarshal([]byte(got.stdout), &answer); err != nil || got.code != exitFailed || len(answer.Citations) != 1 || answer.Citations[0].State != "conflict" {
		t.Errorf("as JSON: exit %d, %s%s", got.code, got.stdout, got.stderr)
	}
	if got := capture(t, "", "check", filepath.Join(data, "missing.docx"), "--data", data); got.code != exitFailed || !strings.Contains(got.stderr, "missing.docx") {
		t.Errorf("a missing file: exit %d, %s", got.code, got.stderr)
	}
}
