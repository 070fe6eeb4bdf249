package extract

import (
	_ "embed"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

//go:embed reflaws.txt
var lawNames string

// lawNode is a node of the trie of law names, one folded word an edge. Name is
// the name that ends here, "" where none does.
type lawNode struct {
	next map[string]*lawNode
	name string
}

// lawTrie holds every name of reflaws.txt.
var lawTrie = sync.OnceValue(func() *lawNode {
	root := &lawNode{}
	for name := range strings.Lines(lawNames) {
		name, full, short := strings.Cut(strings.TrimSpace(name), " = ")
		if name == "" || name[0] == '#' {
			continue
		}
		node := root
		for _, w := range strings.FieldsFunc(viet.Fold(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
			if node.next == nil {
				node.next = map[string]*lawNode{}
			}
			child := node.next[w]
			if child == nil {
				child = &lawNode{}
				node.next[w] = child
			}
			node = child
		}
		node.name = name
		if short {
			node.name = full
		}
	}
	return root
})

// lawName is a law cited by name: its tokens [first, end), the name in its usual
// spelling, the type word's kind.
type lawName struct {
	first, end int
	title      string
	kind       directive.Kind
	known      bool // the name is listed, or names a listed law that it amends
}

// lawAt reads the law whose name starts at token i. A name that no list has is
// read up to the word that must end it, and counts only where a number or a date
// follows.
func (v *view) lawAt(i int) (lawName, bool) {
	kind, nameAt := v.lawWord(i)
	if kind == "" {
		return lawName{}, false
	}
	if v.is(nameAt, "sua", "doi") {
		if law, ok := v.amendingLaw(i, nameAt); ok {
			law.kind = kind
			return law, true
		}
	}
	return v.plainLaw(i, kind, nameAt)
}

// plainLaw reads a law that amends no other: a type word at token i and a name
// from token nameAt.
func (v *view) plainLaw(i int, kind directive.Kind, nameAt int) (lawName, bool) {
	if end, name := v.listedLaw(i); end > 0 {
		return lawName{i, end, name, kind, true}, true
	}
	if end := v.unlistedLaw(nameAt); end > nameAt && v.upper(i) {
		return lawName{i, end, v.words(i, end), kind, false}, true
	}
	return lawName{}, false
}

// lawWord reads "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp" or "Điều lệ" at token
// i and gives where the name goes on. In lower case the word counts only before a
// capital, "luật Đất đai", or with a long listed name.
func (v *view) lawWord(i int) (directive.Kind, int) {
	var kind directive.Kind
	n := 2
	switch v.fold(i) {
	case "luat":
		kind, n = "Luật", 1
		if v.isAny(i-1, "phap", "ky", "bo", "thao", "an") && v.joined(i) {
			return "", 0
		}
	case "bo":
		if v.is(i, "bo", "luat") {
			kind = "Bộ luật"
		}
	case "phap":
		if v.is(i, "phap", "lenh") {
			kind = "Pháp lệnh"
		}
	case "hien":
		if v.is(i, "hien", "phap") && v.upper(i) {
			kind = "Hiến pháp"
		}
	case "dieu":
		if v.is(i, "dieu", "le", "dang") || v.is(i, "dieu", "le", "cong", "doan") {
			kind = "Điều lệ"
		}
	}
	if kind == "" || !v.upper(i) && !v.upper(i+n) && !v.longLaw(i) {
		return "", 0
	}
	return kind, i + n
}

// longLaw reports a listed name of four words or more, which names a law without
// any capital.
func (v *view) longLaw(i int) bool {
	end, _ := v.listedLaw(i)
	return end-i >= 5
}

// listedLaw is the longest listed name that starts at token i.
func (v *view) listedLaw(i int) (end int, name string) {
	node, marks := lawTrie(), 0
	for at := i; at < len(v.tokens); at++ {
		t := v.tokens[at]
		if at > i && t.gap == gapBreak {
			break
		}
		if t.kind == markToken {
			if marks++; marks > 2 || !strings.Contains(`,-–(/"“”`, t.fold) {
				break
			}
			continue
		}
		marks = 0
		node = node.next[t.fold]
		if node == nil {
			break
		}
		if node.name != "" {
			end, name = at+1, node.name
		}
	}
	if name != "" && strings.HasSuffix(name, ")") && v.fold(end) == ")" {
		end++
	}
	return end, name
}

// amendingLaw reads "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B" up
// to the end of the last law amended; its name goes on with "sửa đổi" at token at.
// Laws joined by commas belong together only where "và" closes the row.
func (v *view) amendingLaw(i, at int) (lawName, bool) {
	for k := at; k < at+26 && k < len(v.tokens) && !v.endsSentence(k); k++ {
		kind, nameAt := v.lawWord(k)
		if nameAt == 0 || v.isAny(nameAt, "nay") || !v.isAny(k-1, "cua", "cac", "doi", "sung", "dieu") {
			continue
		}
		law, found := v.plainLaw(k, kind, nameAt)
		if !found {
			return lawName{}, false
		}
		end, names := v.moreLaws(law.end, []string{law.title})
		return lawName{first: i, end: end, title: v.amendingTitle(i, k) + joinNames(names), known: true}, true
	}
	return lawName{}, false
}

// amendingTitle is what stands in tokens [i, k) before the laws amended, in its
// usual spelling where it is the usual phrase.
func (v *view) amendingTitle(i, k int) string {
	for at := max(i, k-6); at < k && k-i <= 13; at++ {
		if v.isAny(at, "mot") && (v.isAny(at+2, "dieu") || v.isAny(at+3, "dieu")) {
			return "Luật sửa đổi, bổ sung một số điều của "
		}
	}
	return upperFirst(v.words(i, k)) + " "
}

// joinNames joins names as a sentence does.
func joinNames(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " và " + names[last]
}

// moreLaws reads "…, Luật B và Luật C" after an amended law that ends before
// token end, and adds the names to those before.
func (v *view) moreLaws(end int, names []string) (int, []string) {
	at, more := end, names
	for v.isAny(at, ",", "va") && v.joined(at) {
		last := v.fold(at) == "va"
		after, name := v.listedLaw(at + 1)
		if kind, _ := v.lawWord(at + 1); kind == "" || after == 0 {
			break
		}
		at, more = after, append(more, name)
		if last {
			return at, more
		}
	}
	return end, names
}

// unlistedLaw reads a name that no list has: a capital, then words up to a
// mark, a number or a word that cannot be part of a name.
func (v *view) unlistedLaw(at int) int {
	if !v.upper(at) {
		return at
	}
	end := at
	for ; end < at+12 && end < len(v.tokens); end++ {
		t := v.tokens[end]
		if t.kind != wordToken || end > at && t.gap == gapBreak || !t.upper && afterLawName[t.fold] {
			break
		}
	}
	return end
}

// afterLawName are folded words that end the name of a law.
var afterLawName = map[string]bool{
	"so": true, "ngay": true, "nam": true, "va": true, "cua": true, "quy": true, "duoc": true, "da": true,
	"co": true, "nay": true, "thi": true, "phai": true, "ve": true, "do": true, "nhung": true, "hoac": true,
	"theo": true, "tai": true, "khi": true, "de": true, "la": true, "khong": true, "tru": true, "hien": true,
	"lien": true, "kem": true, "hop": true, "khoa": true,
}

// upperFirst makes the first letter a capital.
func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
