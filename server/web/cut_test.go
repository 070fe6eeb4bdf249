package web

import (
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	long := strings.Repeat("ố", 400)
	for _, row := range []struct {
		letters    int
		text, want string
	}{
		{4, "", "<bdi></bdi>"},
		{4, "Sở Y", "<bdi>Sở Y</bdi>"},
		{4, "Sở Y tế", `<bdi title="Sở Y tế">Sở Y…</bdi>`},
		{3, "Sở Y tế", `<bdi title="Sở Y tế">Sở…</bdi>`},
		{300, `"><b>`, "<bdi>&#34;&gt;&lt;b&gt;</bdi>"},
		{2, `"><b>`, `<bdi title="&#34;&gt;&lt;b&gt;">&#34;&gt;…</bdi>`},
		{2, long, `<bdi title="` + strings.Repeat("ố", 300) + `…">ốố…</bdi>`},
		{300, long, "<bdi>" + strings.Repeat("ố", 300) + "…</bdi>"},
		{400, long, "<bdi>" + long + "</bdi>"},
	} {
		if got := string(cut(row.letters, row.text)); got != row.want {
			t.Errorf("%d letters of %.20q:\n%s\nwant\n%s", row.letters, row.text, got, row.want)
		}
	}
}
