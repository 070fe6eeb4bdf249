package directive

import "strings"

// The codes and bodies that symbols are recognised by. Both tables are open: an
// unknown one is kept as printed, and only loses the right to be recognised in
// lower case, with spaces or with D for Đ.

// extraCodes are type codes in use that name no single kind of the table of
// kinds: joint and regional forms.
const extraCodes = `KHHĐ CTHĐ CTrHĐ QCPH CTPH KHLT CTLT HDLT HDLN HDLS KHPH LT LB QCLT TTLN TTLB
	GP GCN ĐL BBT TM VB PLHĐ HĐKT HĐLĐ KHLN BCTH NQHĐ LTr`

// partyBodies are organ codes of the party at its four levels (Quyết định
// 66-QĐ/TW, Hướng dẫn 36-HD/VPTW) and those met in use; also those of the
// committees of the Trung ương.
const partyBodies = `TW TU HU ThU QU ĐU ĐUK CB ĐH VPTW VPTU VPHU
	BDVTW BDVTU BDVHU BTGTW BTGTU BTGHU BTCTW BTCTU BTCHU BNCTW BNCTU BKTTW BĐNTW
	BTGDVTW BTGDVTU BTGDVĐU BTCĐU UBKTTW UBKTTU UBKTHU UBKTĐU BCSĐ BCĐTW ĐUCA ĐUQS ĐUKDN ĐUKCQ ĐUCQ
	BTV BCH BTVTU BCHTW VPĐU BBVSKTW BBVCSSKTW HĐLLTW TCCTTW`

// stateBodies are organ codes of the state: central bodies, ministries old and
// new, the common local ones, and units that sign beside them.
const stateBodies = `CP TTg CTN HĐBT HĐNN VPCP VPCTN VPQH UBND UBNDT HĐND UB CTUBND CTHĐND UBMTTQ UBTVQH
	BCA BCT BGDĐT BGTVT BKHĐT BKHCN BLĐTBXH BNG BNV BNNPTNT BNNMT BNN BQP BTC BTNMT BTP BTTTT BVHTTDL BXD BYT
	BDTTG UBDT TTCP NHNN BVHTT BCN BTM BTS BKH BGD BBCVT BNNPTNT BKHCNMT BTCCBCP KTNN VKSNDTC TANDTC VKSTC TATC HĐTP
	TCT TCHQ CHQ BHXH TLĐ TLĐLĐVN MTTW MTTQ UBTWMTTQVN TWĐTN TWĐ TWHPN HND HLHPN HCCB
	BCĐ BCĐQG BCH BCHPCTT BCĐP STP STC SYT SNV SXD SCT SGDĐT SGTVT SKHĐT SKHCN SNNPTNT SNNMT STNMT STTTT SVHTTDL SVHTT
	SLĐTBXH SNgV SDTTG CAT BCHQS VPUBND BQLKCN CTK CTHADS LĐTBXH BGDĐT TBTT KBNN CTUB UBCKNN UBTDTT`

var (
	codeByFold = foldTable(codeSpellings())
	orgByFold  = foldTable(strings.Fields(stateBodies + " " + partyBodies))
	partyOrgs  = setOf(strings.Fields(partyBodies))
	stateOrgs  = setOf(strings.Fields(stateBodies))
)

// codeSpellings are all type codes: those of the kinds and the extra ones.
func codeSpellings() []string {
	codes := strings.Fields(extraCodes)
	for _, row := range kindTable {
		codes = append(codes, row.state...)
		codes = append(codes, row.party...)
	}
	return codes
}

// foldTable maps the folded form of each spelling to all spellings that share it.
func foldTable(spellings []string) map[string][]string {
	table := make(map[string][]string, len(spellings))
	seen := make(map[string]bool, len(spellings))
	for _, s := range spellings {
		if !seen[s] {
			seen[s] = true
			key := string(appendFoldedGroup(nil, s))
			table[key] = append(table[key], s)
		}
	}
	return table
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// canonical picks, among known spellings that fold alike, the one that printed
// stands for: itself in any case, else the only one there is. HD and HĐ are both
// codes, so neither is ever changed into the other. The second result is whether
// the group is known at all.
func canonical(table map[string][]string, printed string) (string, bool) {
	var buf [24]byte
	known := table[string(appendFoldedGroup(buf[:0], printed))]
	for _, k := range known {
		if k == printed {
			return k, true
		}
	}
	for _, k := range known {
		if strings.EqualFold(k, printed) {
			return k, true
		}
	}
	if len(known) == 1 {
		return known[0], true
	}
	return printed, len(known) > 0
}
