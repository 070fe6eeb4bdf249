package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVocabularyOfTheFolder adds a family, an abbreviation and a body in the
// data folder, and finds documents by them.
func TestVocabularyOfTheFolder(t *testing.T) {
	data := t.TempDir()
	for name, content := range map[string]string{
		familiesFile:      "# của cơ quan\nMục tiêu kép tỉnh: vừa phòng, chống dịch bệnh\n",
		abbreviationsFile: "PCDB: phòng, chống dịch bệnh\n",
		bodiesFile:        "Ban Quản lý Khu kinh tế Vũng Áng\tBQLVA\tcentral\tstate\tChính phủ\n",
	} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	row := filepath.Join(t.TempDir(), "row.jsonl")
	given := `{"id":"va","issuer":"Ban Quản lý Khu kinh tế Vũng Áng","text":"về việc khác"}`
	if err := os.WriteFile(row, []byte(given+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := capture(t, "", "index", seeds, row, "--data", data); got.code != exitDone {
		t.Fatalf("index: exit %d, %s", got.code, got.stderr)
	}
	for _, tc := range []struct {
		args []string
		want string
	}{
		{[]string{"--keyword", "Mục tiêu kép tỉnh", "--facets", "keyword"}, `"Mục tiêu kép tỉnh"`},
		{[]string{"PCDB"}, `"phòng chống dịch bệnh"`},
		{[]string{"--issuer", "under:chinh-phu"}, `"va"`},
	} {
		args := append([]string{"search", "--data", data, "--json"}, tc.args...)
		got := capture(t, "", args...)
		if got.code != exitDone || !strings.Contains(got.stdout, tc.want) || strings.Contains(got.stdout, `"total":{"value":0`) {
			t.Errorf("%v: exit %d, want %s in %s%s", tc.args, got.code, tc.want, got.stdout, got.stderr)
		}
	}
}

func TestBrokenVocabularyIsNamed(t *testing.T) {
	for _, name := range []string{familiesFile, abbreviationsFile, bodiesFile} {
		data := t.TempDir()
		path := filepath.Join(data, name)
		if err := os.WriteFile(path, []byte("tốt: một | hai\nkhông có hai chấm\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		got := capture(t, "", "search", "covid", "--data", data)
		if got.code != exitFailed || !strings.Contains(got.stderr, path) || !strings.Contains(got.stderr, "line") {
			t.Errorf("%s: exit %d, %q; want the file and the line named", name, got.code, got.stderr)
		}
	}
}
