package directive

import (
	"errors"
	"reflect"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// goodSymbols are real symbols, each in its canonical printed form.
var goodSymbols = []struct {
	printed string
	grammar Grammar
	key     NumberKey
	kind    Kind // the first of Kinds, "" for none
}{
	{"15/2020/NĐ-CP", Normative, "15|2020|nd|cp", "Nghị định"},
	{"42/NQ-CP", State, "42|nq|cp", "Nghị quyết"},
	{"18/2020/QĐ-TTg", Normative, "18|2020|qd|ttg", "Quyết định"},
	{"36/2006/CT-TTg", Normative, "36|2006|ct|ttg", "Chỉ thị"},
	{"16/CT-TTg", State, "16|ct|ttg", "Chỉ thị"},
	{"570/CĐ-TTg", State, "570|cd|ttg", "Công điện"},
	{"05/2019/NQ-HĐND", Normative, "5|2019|nq|hdnd", "Nghị quyết"},
	{"01/2016/TTLT-BYT-BTC", Normative, "1|2016|ttlt|byt|btc", "Thông tư liên tịch"},
	{"172/2005/TTLT/BQP-BTC", Normative, "172|2005|ttlt|bqp|btc", "Thông tư liên tịch"},
	{"51/2005/QH11", Law, "51|2005|qh11", "Luật"},
	{"09/2014/UBTVQH13", Law, "9|2014|ubtvqh13", "Nghị quyết"},
	{"28/2005/PL-UBTVQH11", Normative, "28|2005|pl|ubtvqh11", "Pháp lệnh"},
	{"827/NQ-UBTVQH14", State, "827|nq|ubtvqh14", "Nghị quyết"},
	{"522b/NQ-UBTVQH13", State, "522b|nq|ubtvqh13", "Nghị quyết"},
	{"525/2012/NQLT/UBTVQH13-ĐCTUBTWMTTQVN", Normative, "525|2012|nqlt|ubtvqh13|dctubtwmttqvn", "Nghị quyết liên tịch"},
	{"07/VBHN-NHNN", State, "7|vbhn|nhnn", "Văn bản hợp nhất"},
	{"66.4/2025/NQ-CP", Normative, "66.4|2025|nq|cp", "Nghị quyết"},
	{"24/CT-UBND", State, "24|ct|ubnd", "Chỉ thị"},
	{"11/CT-CTUBND", State, "11|ct|ctubnd", "Chỉ thị"},
	{"06/CĐ-CTUBND", State, "6|cd|ctubnd", "Công điện"},
	{"2194/QĐ-BCĐQG", State, "2194|qd|bcdqg", "Quyết định"},
	{"579/HD-TBTT", State, "579|hd|tbtt", "Hướng dẫn"},
	{"12/CTr-UBND", State, "12|ctr|ubnd", "Chương trình"},
	{"1804/TTr-SDTTG", State, "1804|ttr|sdttg", "Tờ trình"},
	{"68/HĐ-ABC", State, "68|hd|abc", "Hợp đồng"},
	{"4181/QĐ-BNN-TCCB", State, "4181|qd|bnn|tccb", "Quyết định"},
	{"283/QĐ-NH4", State, "283|qd|nh4", "Quyết định"},
	{"2028/QĐ-NHNN", State, "2028|qd|nhnn", "Quyết định"},
	{"425/1998/QĐ-NHNN2", Normative, "425|1998|qd|nhnn2", "Quyết định"},
	{"1442/UBND-KGVX", Letter, "1442|ubnd|kgvx", "Công văn"},
	{"1387/SYT-NVY", Letter, "1387|syt|nvy", "Công văn"},
	{"1314/CV-BCĐ", State, "1314|cv|bcd", "Công văn"},
	{"11554/VPCP-V.I", Letter, "11554|vpcp|v.i", "Công văn"},
	{"3257/TNI-QLDN1", Letter, "3257|tni|qldn1", "Công văn"},
	{"5095/SGDĐT-CTTTHSSV", Letter, "5095|sgddt|cttthssv", "Công văn"},
	{"1890/STP-VB&TDTHPL", Letter, "1890|stp|vbtdthpl", "Công văn"},
	{"107-CV/BDVTU", Party, "107|cv|bdvtu", "Công văn"},
	{"3275-CV/BDVTW", Party, "3275|cv|bdvtw", "Công văn"},
	{"138-CV/ĐUK", Party, "138|cv|duk", "Công văn"},
	{"21-KL/TW", Party, "21|kl|tw", "Kết luận"},
	{"02-CĐ/TU", Party, "2|cd|tu", "Công điện"},
	{"02-CD/TU", Party, "2|cd|tu", "Công điện"},
	{"294-QĐ/TW", Party, "294|qd|tw", "Quyết định"},
	{"15-TT/TW", Party, "15|tt|tw", "Thông tri"},
	{"06-HD/BTCTW-BTGTW", Party, "6|hd|btctw|btgtw", "Hướng dẫn"},
	{"05-QC/BTCTU-BDVTU", Party, "5|qc|btctu|bdvtu", "Quy chế"},
	{"03-TTr/ĐU", Party, "3|ttr|du", "Tờ trình"},
	{"12-QĐi/TU", Party, "12|qdi|tu", "Quy định"},
	{"459-KHHĐ/TU", Party, "459|khhd|tu", "Kế hoạch hành động"},
	{"919-CV/VPTW/nb", Party, "919|cv|vptw|nb", "Công văn"},
	{"32-L/CTN", Party, "32|l|ctn", "Luật"},
	{"12/2008/L-CTN", Normative, "12|2008|l|ctn", "Luật"},
	{"619/TTg", Loose, "619|ttg", ""},
	{"04/CP", Loose, "4|cp", ""},
	{"575/UBTVQH12", Loose, "575|ubtvqh12", ""},
	{"250/HQVSIP", Loose, "250|hqvsip", ""},
	{"09/HDTLMM/2025", Loose, "9|2025|hdtlmm", ""},
	{"1177/TC/QĐ/CĐKT", State, "1177|tc|qd|cdkt", "Thông cáo"},
	{"144/2025/CV-BSGBTr", Normative, "144|2025|cv|bsgbtr", "Công văn"},
	{"168/2024/NĐ", Normative, "168|2024|nd", "Nghị định"},
}

func TestParseSymbolPrintsWhatItRead(t *testing.T) {
	for _, row := range goodSymbols {
		sym, err := ParseSymbol(row.printed)
		if err != nil {
			t.Errorf("%s: %v", row.printed, err)
			continue
		}
		if got := sym.String(); got != row.printed {
			t.Errorf("%s prints as %s", row.printed, got)
		}
		if sym.Grammar != row.grammar {
			t.Errorf("%s: grammar %d, want %d", row.printed, sym.Grammar, row.grammar)
		}
		if got := sym.Key(); got != row.key {
			t.Errorf("%s: key %s, want %s", row.printed, got, row.key)
		}
		var kind Kind
		if kinds := sym.Kinds(); len(kinds) > 0 {
			kind = kinds[0]
		}
		if kind != row.kind {
			t.Errorf("%s: kinds %q, want %q first", row.printed, sym.Kinds(), row.kind)
		}
	}
}

// spellings of one symbol, which all have its canonical form, and its key.
var spellings = map[string][]string{
	"107-CV/BDVTU": {
		"107 - CV/ BDVTU", "107-CV / BDVTU", "107–CV/BDVTU", "107‑CV/BDVTU", "107—CV∕BDVTU", "107-cv/bdvtu", "Số 107-CV/BDVTU",
		"Số: 107-CV/BDVTU", "số107-CV/BDVTU", "**107-CV/BDVTU**", "`107-CV/BDVTU`", "Số: **107**-CV/BDVTU", "107-CV-BDVTU", "107-CV/\nBDVTU",
		"lO7-CV/BDVTU", "1O7-CV/BDVTU", "I07-CV/BDVTU", "107\u00a0-\u00a0CV/BDVTU", "１０７－ＣＶ／ＢＤＶＴＵ", "107_CV/BDVTU", "107-CV/BDV\u200bTU",
		"(107-CV/BDVTU)", "“107-CV/BDVTU”,",
	},
	"15/2020/NĐ-CP":  {"15/2020/NÐ-CP", "15/2020/ND-CP", "15 /2020/ NĐ-CP", "15/2020/nđ-cp", "15/2020/nd-cp", "15/2020/NĐ-СР", "15-2020-ND-CP", "l5/2O20/NĐ-CP", "15/2020/NĐ_CP", "15/2020/NĐ\n-CP", "15/2020/NĐ-\nCP", "15/2020/NĐCP", "15/2020/ndcp", "15/2020/NĐ.CP"},
	"16/CT-TTg":      {"16/CT-TTG", "16/ct-ttg", "16 / ct - ttg", "16 /ct-ttg", "16 / CT - TTg", "16/CT–TTg", "16 CT-TTg", "16/CT- TTg", "16/\nCT-TTg"},
	"42/QĐ-UBND":     {"42/QD-UBND", "42 / qđ - ubnd", "42/QÐ-UBND", "42 /QĐ-UBND", "42/QĐ_UBND", "42 QĐ-UBND"},
	"51/2005/QH11":   {"51/2005/qh11", "51/2005/QH 11", "51/2005/QH-11", "51/2005/QHI1", "51-2005-QH11"},
	"16/CT-BCĐ":      {"16/CT-BCD", "16/CT-BCÐ"},
	"38-CT/TW":       {"38-CT/TƯ", "38-CT/TU\u031b", "38-ct/tư", "38-ct/tw"},
	"138-CV/ĐUK":     {"138-CV/DUK", "138-CV/ĐUK."},
	"12/CTr-UBND":    {"12/CTR-UBND", "12/Ctr-UBND"},
	"1442/UBND-KGVX": {"1442/UBND - KGVX", "1442/UBND -KGVX", "1442/ubnd-kgvx", "1442 /UBND-KGVX"},
}

func TestSpellingsOfOneSymbol(t *testing.T) {
	for printed, list := range spellings {
		want, err := ParseSymbol(printed)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, norm.NFD.String(printed))
		for _, s := range list {
			sym, err := ParseSymbol(s)
			if err != nil {
				t.Errorf("%q: %v", s, err)
				continue
			}
			if sym.String() != printed || sym.Key() != want.Key() {
				t.Errorf("%q: %s with key %s, want %s with %s", s, sym, sym.Key(), printed, want.Key())
			}
		}
	}
}

func TestSymbolsThatDiffer(t *testing.T) {
	for _, pair := range [][2]string{
		{"16-CT/TW", "16-CT/TU"}, {"16-CT/TƯ", "16-CT/TU"}, {"12-CT/TU", "12-CTr/TU"},
		{"15/2020/NĐ-CP", "15/2021/NĐ-CP"}, {"107-CV/BDVTU", "1070-CV/BDVTU"}, {"66.4/2025/NQ-CP", "664/2025/NQ-CP"},
	} {
		if a, b := mustParse(t, pair[0]), mustParse(t, pair[1]); a.Key() == b.Key() {
			t.Errorf("%s and %s share the key %s", pair[0], pair[1], a.Key())
		}
	}
	if a, b := mustParse(t, "16/2020/CT-TTg"), mustParse(t, "16/CT-TTg"); a.Key().WithoutYear() != b.Key() || b.Key().WithoutYear() != b.Key() {
		t.Errorf("%s without its year is %s, want %s", a, a.Key().WithoutYear(), b.Key())
	}
	if a, b := mustParse(t, "7/QĐ-UBND"), mustParse(t, "007/QĐ-UBND"); a.Key() != b.Key() {
		t.Errorf("leading zeros matter: %s, %s", a.Key(), b.Key())
	}
}

func mustParse(t testing.TB, s string) Symbol {
	t.Helper()
	sym, err := ParseSymbol(s)
	if err != nil {
		t.Fatal(err)
	}
	return sym
}

func TestParseSymbolRejects(t *testing.T) {
	for _, s := range []string{
		"", "107", "CV/BDVTU", "16/09/2022", "2021-2025", "Covid-19", "Covid - 19", "QCVN 102:2016", "QCVN 102:2016/BTTTT", "24/24", "3/4", "1/500",
		"120 km/h", "0220.3852.123", "a@b.vn", "16/CT-TTg ngày 31/3/2020", "Chỉ thị 16", "558", "ngày 6/8/2021", "34A-12345", "1234567/QĐ-UBND", "/QĐ-UBND", "16/Chỉ thị",
	} {
		sym, err := ParseSymbol(s)
		var se *SymbolError
		if !errors.As(err, &se) {
			t.Errorf("%q: read as %s (%+v), error %v", s, sym, sym, err)
		}
	}
}

func TestSymbolLiteralPrints(t *testing.T) {
	for want, sym := range map[string]Symbol{
		"107-CV/BDVTU":   {Number: "107", Code: "CV", Orgs: []string{"BDVTU"}, Grammar: Party},
		"16/CT-TTg":      {Number: "16", Code: "CT", Orgs: []string{"TTg"}, Grammar: State},
		"1442/UBND-KGVX": {Number: "1442", Orgs: []string{"UBND", "KGVX"}, Grammar: Letter},
		"51/2005/QH11":   {Number: "51", Year: 2005, Orgs: []string{"QH11"}, Grammar: Law, Term: 11},
	} {
		if got := sym.String(); got != want {
			t.Errorf("%+v prints as %s, want %s", sym, got, want)
		}
	}
	if got := mustParse(t, "827/NQ-UBTVQH14").Term; got != 14 {
		t.Errorf("term %d, want 14", got)
	}
	if got := mustParse(t, "294-QĐ/TW").Kinds(); !reflect.DeepEqual(got, []Kind{"Quyết định", "Quy định"}) {
		t.Errorf("294-QĐ/TW may be %v", got)
	}
}

func FuzzParseSymbol(f *testing.F) {
	for _, row := range goodSymbols {
		f.Add(row.printed)
	}
	for _, list := range spellings {
		for _, s := range list {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		sym, err := ParseSymbol(s)
		if err != nil {
			return
		}
		again, err := ParseSymbol(sym.String())
		if err != nil {
			t.Fatalf("%q prints as %q: %v", s, sym.String(), err)
		}
		if again.String() != sym.String() || again.Key() != sym.Key() {
			t.Fatalf("%q: %s (%s), then %s (%s)", s, sym, sym.Key(), again, again.Key())
		}
	})
}
