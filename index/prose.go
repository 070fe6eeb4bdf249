package index

import (
	"slices"

	"tracuu/analyzers/viet"
)

// Prose is the words of a document's text and title outside noise, as their
// exact keys, one slice for each sentence: what is counted where the use of words
// is studied.
type Prose [][]string

// Aside reports whether the section is findable but tells nothing of what the
// document is about: noise, and the number and the issuer where they do not
// stand in the text.
func (s Section) Aside() bool {
	return s.Noise || s.Name == SectionNumber || s.Name == SectionIssuer
}

// Prose gives the words of the sections that are not aside.
func (a Analysis) Prose() Prose {
	var out Prose
	for i, s := range a.Sections {
		if s.Aside() {
			continue
		}
		var sentence []string
		for j, t := range a.Tokens[i] {
			if j > 0 && t.Gap == viet.GapSentence {
				out = append(out, sentence)
				sentence = nil
			}
			sentence = append(sentence, t.Exact)
		}
		if len(sentence) > 0 {
			out = append(out, sentence)
		}
	}
	return out
}

// Has reports whether words stand in a row in a sentence.
func (p Prose) Has(words []string) bool {
	for _, sentence := range p {
		for i := 0; i+len(words) <= len(sentence); i++ {
			if slices.Equal(sentence[i:i+len(words)], words) {
				return true
			}
		}
	}
	return false
}

// functionWords are words that hold a sentence together and tell nothing of
// what it is about, by their exact keys. A phrase to show neither starts nor
// ends with one.
var functionWords = exactSet(`
	và hoặc của các những một mỗi mọi cho với để do bởi vì là thì mà nếu khi tại trên dưới trong ngoài ở từ đến
	tới theo về vào ra lên này đó ấy kia đây nêu như cũng đã đang sẽ được bị phải cần nên có không chưa còn nữa lại
	chỉ cả cùng giữa sau trước nhằm rằng hay nhưng tuy song thêm rất hơn nhất từng việc sự cách gì nào đâu ai
	số ngày tháng năm điều khoản điểm mục nơi căn cứ kèm gồm đối qua
`)

func exactSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, t := range viet.Tokenize(text) {
		set[t.Exact] = true
	}
	return set
}

// isWordKey reports whether a key is a word: letters only, no digits.
func isWordKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; '0' <= c && c <= '9' {
			return false
		}
	}
	return key != ""
}
