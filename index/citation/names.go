package citation

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// provinces are the names that a province or city under the centre bears or bore
// before July 2025, folded, and other spellings of them; centralCities those that
// rank as provinces (Hiến pháp 2013, Điều 110).
var provinces, centralCities = func() (all, cities map[string]bool) {
	all, cities = set("dac lac|dac nong"), map[string]bool{}
	for _, p := range directive.Places() {
		if !p.IsProvince() {
			continue
		}
		name := viet.FoldKey(p.Name)
		all[name] = true
		if p.Class == "thành phố" {
			cities[name] = true
		}
	}
	return all, cities
}()

// maxProvinceWords is the longest name of a province, in words.
const maxProvinceWords = 4

// centralCodes are the codes in symbols that one body of the country writes,
// folded. Those with a number of a legislature (QH13) and those ending in TW are
// recognised by their form. TCT, BCĐ and the like have several writers.
var centralCodes = set(`cp|ttg|ttgcp|ctn|hdbt|hdnn|vpcp|vpctn|vpqh|tandtc|tatc|vksndtc|vkstc|ktnn|ttcp|nhnn|bca|bct|bgddt|
bgtvt|bkhdt|bkhcn|bldtbxh|bng|bnv|bnnptnt|bnnmt|bnn|bqp|btc|btnmt|btp|btttt|bvhttdl|bxd|byt|bdttg|ubdt|hdtp|ldtbxh|
tchq|bvhtt|bbcvt|tldld`)

// abbreviations are what issuers are written with, folded, and what they mean.
var abbreviations = map[string]string{
	"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "btv": "ban thuong vu", "bch": "ban chap hanh",
	"tp": "thanh pho", "ttg": "thu tuong chinh phu", "bcd": "ban chi dao", "mttq": "mat tran to quoc",
	"ubmttq": "uy ban mat tran to quoc", "byt": "bo y te", "vpcp": "van phong chinh phu", "bct": "bo chinh tri",
	"bbt": "ban bi thu", "hcm": "ho chi minh", "tphcm": "thanh pho ho chi minh",
	"ptnt": "phat trien nong thon", "gtvt": "giao thong van tai", "vpub": "van phong uy ban nhan dan",
}

// officeHolders open the name of a body without changing which body numbers the
// document: its head, its standing committee, its executive committee.
var officeHolders = phrases(`pho chu tich|chu tich|bo truong|thu truong|pho giam doc|giam doc|thong doc|bi thu|
thuong truc|ban thuong vu|ban chap hanh|tm|lien`)

// centralPhrases mark a body without place as one of the centre.
var centralPhrases = phrases(`tw|chinh phu|quoc hoi|toi cao|viet nam|chu tich nuoc|kiem toan nha nuoc|
ngan hang nha nuoc|bo chinh tri|ban bi thu|uy ban dan toc`)

// centralCommittee are the organs that number together as "TW".
var centralCommittee = set(`tw|bo chinh tri|ban bi thu|bo chinh tri ban bi thu|ban bi thu tw|bo chinh tri ban bi thu tw`)

// terms are the terms of the Central Committee: from the close of the congress
// that elected it to the close of the next, as days of the month.
var terms = map[string]term{
	"vi": {"1986-12-18", "1991-06-27"}, "vii": {"1991-06-27", "1996-07-01"}, "viii": {"1996-06-28", "2001-04-22"},
	"ix": {"2001-04-19", "2006-04-25"}, "x": {"2006-04-18", "2011-01-19"}, "xi": {"2011-01-12", "2016-01-28"},
	"xii": {"2016-01-20", "2021-02-01"}, "xiii": {"2021-01-25", "2026-01-25"}, "xiv": {"2026-01-19", ""},
}

// term bounds a committee's documents by days in ISO 8601, inclusive; an open end
// is "". Terms overlap during the congress, when either committee may sign.
type term struct{ from, to string }

func (t term) contains(iso string) bool { return t.from <= iso && (t.to == "" || iso <= t.to) }

func set(list string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.SplitSeq(list, "|") {
		m[strings.TrimSpace(name)] = true
	}
	return m
}

func phrases(list string) [][]string {
	var out [][]string
	for name := range strings.SplitSeq(list, "|") {
		out = append(out, strings.Fields(name))
	}
	return out
}
