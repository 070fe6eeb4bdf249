package copies

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/index/extract"
)

// letter is a made-up document with what stands on its page.
type letter struct {
	issuer, number, place, date, to, subject, body, sign string
	mark                                                 string // DỰ THẢO or ""
}

func (l letter) text() string {
	return fmt.Sprintf("%s\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n%s\t\tĐộc lập - Tự do - Hạnh phúc\nSố: %s\t\t%s, ngày %s\n%s\n\nKính gửi: %s\n\n%s\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n%s\n",
		l.issuer, l.mark, l.number, l.place, l.date, l.subject, l.to, l.body, l.sign)
}

var districts = []string{"Gia Lộc", "Kim Thành", "Nam Sách", "Thanh Hà", "Cẩm Giàng", "Tứ Kỳ", "Ninh Giang", "Bình Giang"}

// made makes the n-th letter. Its sentences are those of the five seed documents in
// another order, so that letters are as alike as those of one matter are.
func made(n int, sentences []string) letter {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	var body strings.Builder
	for i := range 14 + r.IntN(30) {
		body.WriteString(sentences[r.IntN(len(sentences))])
		if i%3 == 2 {
			body.WriteString("\n")
		} else {
			body.WriteString(" ")
		}
	}
	district := districts[n%len(districts)]
	return letter{
		issuer: "ỦY BAN NHÂN DÂN\nHUYỆN " + strings.ToUpper(district), number: fmt.Sprintf("%d/UBND-VP", 100+n*7),
		place: district, date: fmt.Sprintf("%02d tháng %02d năm %d", 1+n%28, 1+n%12, 2019+n%4),
		to: "Ủy ban nhân dân các xã, thị trấn", subject: fmt.Sprintf("V/v triển khai nhiệm vụ số %d của huyện", n), body: body.String(),
		sign: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn " + string(rune('A'+n%26)),
	}
}

// scanned is a text as a scanner with errors in part of the syllables reads it:
// lost or wrong marks for the most part, then letters taken for others, then
// syllables lost. Numbers of the heading are spared: they have rules of their own.
func scanned(text string, part float64, seed uint64) string {
	r := rand.New(rand.NewPCG(11, seed))
	marks := strings.NewReplacer("ế", "ê", "ộ", "ô", "ầ", "ẩ", "ạ", "a", "ì", "i", "ư", "u", "ả", "à", "ố", "ô", "ị", "i")
	letters := strings.NewReplacer("n", "u", "c", "e", "h", "b", "o", "a", "t", "l", "r", "v")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if i < 5 {
			continue
		}
		words := strings.Split(line, " ")
		for j, w := range words {
			if r.Float64() >= part || utf8.RuneCountInString(w) < 2 {
				continue
			}
			switch r.IntN(10) {
			case 0:
				words[j] = ""
			case 1, 2, 3:
				words[j] = letters.Replace(w)
			default:
				words[j] = marks.Replace(w)
			}
		}
		lines[i] = strings.Join(words, " ")
	}
	return strings.Join(lines, "\n")
}

// variant makes another text of a letter. Same says whether it is a copy.
type variant struct {
	name string
	same bool
	make func(l letter, n int) string
}

const menu = "Trang chủ\nGiới thiệu\nTin tức\nVăn bản chỉ đạo\nLiên hệ\nĐăng nhập\nTìm kiếm\n28/07/2021 10:15\n"

var variants = []variant{
	{"same bytes", true, func(l letter, _ int) string { return l.text() }},
	{"scan, 2 % wrong", true, func(l letter, n int) string { return scanned(l.text(), .02, uint64(n)) }},
	{"scan, 5 % wrong", true, func(l letter, n int) string { return scanned(l.text(), .05, uint64(n)) }},
	{"scan, 10 % wrong", true, func(l letter, n int) string { return scanned(l.text(), .10, uint64(n)) }},
	{"sao y below", true, func(l letter, n int) string {
		return l.text() + fmt.Sprintf("\nVĂN PHÒNG HUYỆN ỦY\nSố %d-BS/HU\nSAO Y BẢN CHÍNH\n%s, ngày %d tháng 12 năm 2022\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nTrần Thị B\n", n+1, l.place, 1+n%28)
	}},
	{"sao y above, scanned", true, func(l letter, n int) string {
		return fmt.Sprintf("ĐẢNG ỦY XÃ\n*\nSố %d-BS/ĐU\nSAO Y\n%s, ngày %d tháng 12 năm 2022\n\n", n+1, l.place, 1+n%28) + scanned(l.text(), .03, uint64(n))
	}},
	{"sao y, Nghị định 30", true, func(l letter, n int) string {
		return l.text() + fmt.Sprintf("\nỦY BAN NHÂN DÂN XÃ\nSố: %d/SY-UBND\nSAO Y\n%s, ngày %d tháng 11 năm 2022\n", n+1, l.place, 1+n%28)
	}},
	{"web repost", true, func(l letter, _ int) string {
		return menu + l.text() + "\nTin liên quan\nVăn bản mới\nBản quyền thuộc về huyện\n"
	}},
	{"web, heading lost", true, func(l letter, _ int) string {
		return menu + l.subject + "\n" + l.body + "\n" + l.sign + "\nTin liên quan\nBản quyền thuộc về huyện\n"
	}},
	{"another number", false, func(l letter, n int) string { l.number = fmt.Sprintf("%d/UBND-VP", 5000+n); return l.text() }},
	{"another date", false, func(l letter, n int) string {
		l.date = fmt.Sprintf("%02d tháng %02d năm 2023", 1+n%28, 1+n%12)
		return l.text()
	}},
	{"another district", false, func(l letter, n int) string {
		other := districts[(n+1)%len(districts)]
		l.issuer, l.place = "ỦY BAN NHÂN DÂN\nHUYỆN "+strings.ToUpper(other), other
		return l.text()
	}},
	{"another addressee", false, func(l letter, _ int) string { l.to = "Công ty cổ phần Môi trường đô thị"; return l.text() }},
	{"draft", false, func(l letter, _ int) string { l.mark, l.number = "DỰ THẢO", "   /UBND-VP"; return l.text() }},
	{"amended, another number", false, func(l letter, n int) string {
		l.number, l.body = fmt.Sprintf("%d/UBND-VP", 7000+n), l.body+"\nVăn bản này thay thế văn bản trước.\n"
		return scanned(l.text(), .02, uint64(n))
	}},
}

func seedSentences(t testing.TB) []string {
	t.Helper()
	files, _ := filepath.Glob("../../testdata/directives/*.txt")
	var out []string
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range strings.FieldsFunc(string(data), func(r rune) bool { return r == '.' || r == ';' }) {
			if s = strings.Join(strings.Fields(s), " "); len(s) > 60 && len(s) < 400 {
				out = append(out, s+".")
			}
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d sentences in the seeds", len(out))
	}
	return out
}

func readLetter(text string) Fingerprint {
	d := extract.Read(extract.Input{Text: text, Format: "txt"})
	return Read(&d)
}

// TestLabelled makes letters and variants of each, and counts which pairs come into
// one family. No wrong pair is allowed; of each kind of copy a floor is held.
func TestLabelled(t *testing.T) {
	sentences := seedSentences(t)
	floors := map[string]float64{"same bytes": 1, "scan, 2 % wrong": 1, "scan, 5 % wrong": .95, "scan, 10 % wrong": .9, "sao y below": .95, "web repost": .95}
	const letters = 12
	found, wrong := map[string]int{}, map[string]int{}
	for n := range letters {
		l := made(n, sentences)
		for _, v := range variants {
			x, held := NewIndex(), Held{}
			held.put(x, "original", readLetter(l.text()))
			held.put(x, "variant", readLetter(v.make(l, n)))
			if len(x.Family("original")) == 0 {
				continue
			}
			if v.same {
				found[v.name]++
			} else {
				wrong[v.name]++
			}
		}
	}
	right, asked, bad := 0, 0, 0
	for _, v := range variants {
		if !v.same {
			t.Logf("%-26s %d of %d in one family, wrongly", v.name, wrong[v.name], letters)
			bad += wrong[v.name]
			continue
		}
		t.Logf("%-26s %d of %d found", v.name, found[v.name], letters)
		right, asked = right+found[v.name], asked+letters
		if share := float64(found[v.name]) / letters; share < floors[v.name] {
			t.Errorf("%s: %.2f found, at least %.2f before", v.name, share, floors[v.name])
		}
	}
	t.Logf("precision %.3f, recall %.3f", float64(right)/float64(right+bad), float64(right)/float64(asked))
	if bad > 0 {
		t.Errorf("%d wrong pairs", bad)
	}
}

// TestTogether puts all letters and variants into one index: copies of different
// letters and contradicting variants are never together.
func TestTogether(t *testing.T) {
	sentences := seedSentences(t)
	x, held := NewIndex(), Held{}
	for n := range 12 {
		l := made(n, sentences)
		held.put(x, fmt.Sprintf("%02d original", n), readLetter(l.text()))
		for _, v := range variants {
			kind := "other " + v.name
			if v.same {
				kind = "same " + v.name
			}
			held.put(x, fmt.Sprintf("%02d %s", n, kind), readLetter(v.make(l, n)))
		}
	}
	for _, family := range x.Families() {
		for _, id := range family {
			if id[:2] != family[0][:2] {
				t.Errorf("letters in one family: %q", family)
			}
			if strings.Contains(id, " other") && len(family) > 1 && strings.Contains(strings.Join(family, ","), "original") {
				t.Errorf("a different document in the family of the original: %q", family)
			}
		}
	}
}
