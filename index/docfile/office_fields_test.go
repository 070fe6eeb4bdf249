package docfile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/index/extract"
)

// fields are the values that are read of a file, on one line.
func fields(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for d := range docfile.Read(t.Context(), path, data, docfile.Options{Tools: &docfile.Tools{}}) {
		in := extract.Input{Text: d.Text, Format: d.Format}
		for _, at := range d.PageStarts {
			in.Pages = append(in.Pages, directive.Page{Start: at})
		}
		for _, r := range d.Noise {
			in.Noise = append(in.Noise, directive.Noise{Span: directive.Span{Start: r.Start, End: r.End}, Kind: directive.NoiseKind(r.Kind)})
		}
		x := extract.Read(in)
		lines = append(lines, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%v|%v|%d", x.Number, x.Type, x.Issuer, x.Issued, x.Title, x.Signer.Name, x.Signer.Title, x.Recipients, x.Distribution, len(x.References)))
	}
	return strings.Join(lines, "\n")
}

// Whatever the format, the same values are read as from the text.
func TestFieldsInEachFormat(t *testing.T) {
	t.Parallel()
	const office = "../../testdata/files/office"
	for _, ext := range []string{".docx", ".odt", ".rtf", ".doc"} {
		paths, err := filepath.Glob("../../testdata/directives/*.txt")
		if err != nil || len(paths) == 0 {
			t.Fatal("no seeds", err)
		}
		for _, path := range paths {
			name := strings.TrimSuffix(filepath.Base(path), ".txt") + ext
			if got, want := fields(t, filepath.Join(office, name)), fields(t, path); got != want {
				t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
			}
		}
		const want = "1846/QĐ-UBND|Quyết định|Ủy ban nhân dân tỉnh Quảng Trị|2021-08-05|Về việc kiện toàn Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh|Hoàng Nam|Phó Chủ tịch|[]|[Như Điều 3 Bộ Y tế Thường trực Tỉnh ủy Lưu: VT, VX]|4"
		if got := fields(t, filepath.Join(office, "quyet-dinh"+ext)); got != want {
			t.Errorf("quyet-dinh%s:\n%s\nwant\n%s", ext, got, want)
		}
	}
}
