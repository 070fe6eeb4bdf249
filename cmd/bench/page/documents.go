package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Sentences that documents are made of, in bytes, and how much of them is held.
const (
	leastSentence = 60
	mostSentence  = 600
	heldSentences = 60_000
)

// fill makes the collection: documents of real sentences with subjects as long as real
// ones, of many bodies and years.
func (s settings) fill(dir string) error {
	sentences, err := readSentences(s.shared)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "documents.jsonl")
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	buffered := bufio.NewWriter(out)
	lines := json.NewEncoder(buffered)
	random := rand.New(rand.NewPCG(1, 1))
	for n := range s.documents {
		if err := lines.Encode(document(random, sentences, n)); err != nil {
			return err
		}
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d documents of %d sentences\n", s.documents, len(sentences))
	index := exec.Command(s.program, "index", "--data", s.data, path)
	if said, err := index.CombinedOutput(); err != nil {
		return fmt.Errorf("%s index: %w: %s", s.program, err, said)
	}
	return nil
}

// readSentences takes sentences of the real documents, or of the seeds.
func readSentences(shared string) ([]string, error) {
	var out []string
	take := func(text string) {
		for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }) {
			if line = strings.Join(strings.Fields(line), " "); len(line) > leastSentence && len(line) < mostSentence && len(out) < heldSentences {
				out = append(out, line)
			}
		}
	}
	if err := readLines(filepath.Join(shared, "corpus", "tvpl.jsonl.gz"), func(line []byte) error {
		var row struct{ Text string }
		err := json.Unmarshal(line, &row)
		take(row.Text)
		return err
	}); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if len(out) > 0 {
		return out, nil
	}
	seeds, err := filepath.Glob("../../testdata/directives/*.txt")
	if err != nil || len(seeds) == 0 {
		return nil, fmt.Errorf("no real documents in %s, nor seeds: run it in cmd/bench", shared)
	}
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		if err != nil {
			return nil, err
		}
		take(string(text))
	}
	return out, nil
}

func readLines(path string, take func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		if err := take(lines.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return lines.Err()
}

var (
	kinds     = []struct{ name, code string }{{"Quyết định", "QĐ"}, {"Công văn", "VP"}, {"Kế hoạch", "KH"}, {"Chỉ thị", "CT"}, {"Thông báo", "TB"}, {"Nghị quyết", "NQ"}, {"Báo cáo", "BC"}}
	provinces = []string{"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Quảng Ninh", "Nghệ An", "Thanh Hóa", "Lâm Đồng", "Đắk Lắk", "Gia Lai", "An Giang", "Cà Mau", "Đồng Nai", "Tây Ninh",
		"Lào Cai", "Lạng Sơn", "Cao Bằng", "Sơn La", "Hưng Yên", "Bắc Ninh", "Ninh Bình", "Hà Tĩnh", "Quảng Trị", "Quảng Ngãi", "Khánh Hòa", "Vĩnh Long", "Đồng Tháp", "Phú Thọ", "Thái Nguyên", "Điện Biên"}
	bodies = []struct{ name, letters string }{{"Ủy ban nhân dân tỉnh %s", "UBND"}, {"Sở Y tế tỉnh %s", "SYT"}, {"Sở Giáo dục và Đào tạo tỉnh %s", "SGDĐT"},
		{"Sở Nông nghiệp và Phát triển nông thôn tỉnh %s", "SNNPTNT"}, {"Hội đồng nhân dân tỉnh %s", "HĐND"}, {"Ban Chỉ đạo phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh %s", "BCĐ"}}
	centre = []struct{ name, letters string }{{"Thủ tướng Chính phủ", "TTg"}, {"Chính phủ", "CP"}, {"Bộ Y tế", "BYT"}, {"Bộ Tài chính", "BTC"}, {"Bộ Nội vụ", "BNV"}, {"Bộ Tư pháp", "BTP"}}
)

// document makes one of the collection.
func document(r *rand.Rand, sentences []string, n int) map[string]any {
	kind := kinds[min(r.IntN(len(kinds)), r.IntN(len(kinds)))]
	d := map[string]any{"id": fmt.Sprintf("vb-%06d", n), "type": kind.name}
	letters := ""
	if r.IntN(4) == 0 {
		body := centre[r.IntN(len(centre))]
		d["issuer"], letters = body.name, body.letters
	} else {
		body, province := bodies[r.IntN(len(bodies))], provinces[min(r.IntN(len(provinces)), r.IntN(len(provinces)))]
		d["issuer"], d["province"], letters = fmt.Sprintf(body.name, province), province, body.letters
	}
	d["number"] = fmt.Sprintf("%d/%s-%s", 1+r.IntN(4000), kind.code, letters)
	if r.IntN(30) > 0 {
		d["issued"] = fmt.Sprintf("%d-%02d-%02d", 2005+max(r.IntN(21), r.IntN(21)), 1+r.IntN(12), 1+r.IntN(28))
	}
	title := sentences[r.IntN(len(sentences))]
	if runes := []rune(title); len(runes) > 280 {
		title = string(runes[:280])
	}
	d["title"] = "Về việc " + title
	var text strings.Builder
	for range 3 + r.IntN(5) {
		text.WriteString(sentences[r.IntN(len(sentences))])
		text.WriteString(".\n")
	}
	fmt.Fprintf(&text, "Thực hiện Chỉ thị số %d/CT-TTg ngày 31/3/%d của Thủ tướng Chính phủ.\n", 1+min(r.IntN(40), r.IntN(40)), 2015+r.IntN(10))
	d["text"] = text.String()
	return d
}
