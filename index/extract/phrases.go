package extract

import (
	"hash/maphash"
	"sort"
	"strings"
)

// edgeWords cannot open or close a salient phrase. They are compared with their
// marks: "thị" of "đô thị" is not "thì".
var edgeWords = wordSet(`và của các những về trong tại theo cho để với đến từ trên được có là này khi do bị thì mà hoặc nếu như sẽ đã đang phải cần cũng
 mới một hai năm tháng ngày số điều khoản điểm tiếp tục đơn vị liên quan đồng chí gửi khác sau trước ngoài làm ra vào hết nhất rất cụ gồm thuộc giữa càng
 giờ bên dưới qua nào ấy đó nhằm nêu sớm nhiều ít còn đối hơn bằng vẫn thực hiện nay mọi từng tất cả không chưa nhưng vì nên rồi ở đây kịp thời việc`)

// frameWords say that a phrase is about how the document works, or about whom it
// addresses, when they open it.
var frameWords = wordSet(`văn nghị thông quyết căn chánh thủ hiệu trưởng giám phó cơ ủy sở bộ cục tỉnh thành huyện xã phường chủ tịch ban lãnh đồng đề yêu chỉ tổ
 báo phối chịu trách nhiệm nội quy nghiêm hướng`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// edges is what a word allows: opening or closing a phrase; whether a phrase must
// stop behind it, or may.
type edges struct {
	opens, closes, stops, pauses bool
	hash                         uint64
}

// longestPhrase is how many words a phrase may have.
const longestPhrase = 7

// side is what stands beside a phrase at its occurrences. A phrase that always has
// the same word beside it is a piece of a longer one.
type side struct {
	hash   uint64
	varied bool
}

func (s *side) see(free bool, hash uint64, first bool) {
	switch {
	case free:
		s.varied = true
	case first:
		s.hash = hash
	case s.hash != hash:
		s.varied = true
	}
}

// growth is a phrase while it is counted.
type growth struct {
	candidate
	left, right side
}

// repeated weighs the phrases of two words and more that occur twice or more, or
// that the title has too; es are the edges of the words. Only pairs of words that
// are repeated themselves, or stand in the title, are grown.
func (x *lexicon) repeated(ws []word, es []edges, title string) []candidate {
	known := knownPairs(x.pairs, es, title)
	seen, grown := x.seen, x.grown[:0]
	clear(seen)
	for i := range ws {
		if !es[i].opens {
			continue
		}
		key := es[i].hash
		for n := 2; n <= longestPhrase && i+n <= len(ws) && !es[i+n-2].stops && known[pair(es, i+n-2)] > 1; n++ {
			key = key*0x9e3779b97f4a7c15 + es[i+n-1].hash
			if !es[i+n-1].closes {
				continue
			}
			at, ok := seen[key]
			if !ok {
				at = len(grown)
				seen[key] = at
				grown = append(grown, growth{candidate: candidate{first: i, words: n}})
			}
			g := &grown[at]
			g.count++
			g.left.see(freeLeft(es, i), leftHash(es, i), g.count == 1)
			g.right.see(freeRight(es, i+n), rightHash(es, i+n), g.count == 1)
		}
	}
	x.grown = grown
	var found []candidate
	for _, g := range grown {
		if g.left.varied && g.right.varied {
			found = append(found, g.candidate)
		}
	}
	return weigh(found, ws, title)
}

// knownPairs counts the pairs of neighbours in counts, each that stands in the
// title once more: those above 1 are known.
func knownPairs(counts map[uint64]int, es []edges, title string) map[uint64]int {
	clear(counts)
	var inTitle []edges
	for w := range strings.FieldsSeq(title) {
		inTitle = append(inTitle, edges{hash: phraseHash(w)})
	}
	for i := 0; i+1 < len(inTitle); i++ {
		counts[pair(inTitle, i)] = 1
	}
	for i := 0; i+1 < len(es); i++ {
		counts[pair(es, i)]++
	}
	return counts
}

var phraseSeed = maphash.MakeSeed()

func phraseHash(fold string) uint64 { return maphash.String(phraseSeed, fold) }

// freeLeft reports whether a phrase can start at i whatever stands before: the
// start, a stop, or a word that cannot belong to a phrase.
func freeLeft(es []edges, i int) bool { return i == 0 || es[i-1].stops || !es[i-1].closes }

func leftHash(es []edges, i int) uint64 {
	if i == 0 {
		return 0
	}
	return es[i-1].hash
}

// freeRight is freeLeft for the end of a phrase; end is the word after it.
func freeRight(es []edges, end int) bool {
	return end >= len(es) || es[end-1].stops || es[end-1].pauses || !es[end].closes
}

func rightHash(es []edges, end int) uint64 {
	if end >= len(es) {
		return 0
	}
	return es[end].hash
}

func pair(es []edges, i int) uint64 { return es[i].hash*0x9e3779b97f4a7c15 + es[i+1].hash }

// edgesOf is what a word allows, by its printed and its folded form.
func edgesOf(text, fold string) edges {
	plain := fold != "" && !strings.Contains(text, "/")
	marked := ""
	if plain && len(fold) < 8 {
		marked = strings.ToLower(strings.TrimFunc(text, func(r rune) bool { return !isWordRune(r) }))
		plain = !edgeWords[marked]
	}
	return edges{
		opens:  plain && !frameWords[marked] && !startsWithDigit(fold) && !strings.Contains(text, "("),
		closes: plain && !startsWithDigit(fold),
		stops:  breaks(text),
		pauses: strings.HasSuffix(text, ","),
		hash:   phraseHash(fold),
	}
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// breaks reports whether a phrase cannot run over the end of a word.
func breaks(text string) bool {
	return strings.ContainsAny(text[len(text)-1:], ".;:)") || strings.IndexByte(text, '/') >= 0 || strings.Contains(text, "”")
}

// weigh scores phrases by how often they occur, how long they are and whether the
// title has them, and drops what only occurs inside a longer one.
func weigh(found []candidate, ws []word, title string) []candidate {
	out := found[:0]
	for _, c := range found {
		if c.count < 2 && c.words < 3 {
			continue
		}
		fold := joinFolds(ws[c.first : c.first+c.words])
		inTitle := strings.Contains(title, " "+fold+" ")
		if c.count < 2 && !(inTitle && c.words >= 3) || c.words == 2 && c.count < 3 && !inTitle {
			continue
		}
		c.score = float64(min(c.count, 10)) * [...]float64{0, 0, 0.7, 1.3, 2, 2.1, 2.2, 2.2}[c.words]
		if inTitle {
			c.score = c.score*1.3 + [...]float64{0, 0, 2, 4, 7, 7, 8, 8}[c.words]
		}
		if m, ok := known().at(strings.Fields(fold), isBody); ok && m.n >= 2 {
			c.score /= 4
		}
		out = append(out, c)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	if len(out) > 4*maxKeywords {
		out = out[:4*maxKeywords]
	}
	return dropInner(out, ws)
}

// joinFolds is the folded words with single spaces, lone signs left out.
func joinFolds(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		if w.fold != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w.fold)
		}
	}
	return b.String()
}

// dropInner drops a phrase that occurs no more often than a longer one around it.
func dropInner(found []candidate, ws []word) []candidate {
	texts := make([]string, len(found))
	for i, c := range found {
		texts[i] = joinFolds(ws[c.first : c.first+c.words])
	}
	out := found[:0]
	for i, c := range found {
		inner := false
		for j, t := range texts {
			if j != i && len(t) > len(texts[i]) && strings.Contains(t, texts[i]) && found[j].count >= c.count {
				inner = true
			}
		}
		if !inner {
			out = append(out, c)
		}
	}
	return out
}
