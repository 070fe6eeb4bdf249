package directive

// Kind is the type of a document (tên loại) by its Vietnamese name, such as
// "Công văn". The table is open: a name that is not in it is kept as it is.
type Kind string

// kindRow is a kind with its codes in symbols of the state and of the party; the
// first code is the one to write, the others are met.
type kindRow struct {
	name  Kind
	state []string
	party []string
	// other names of the same kind, as texts and stamps write them
	aliases []string
}

// kindTable joins Nghị định 30/2020/NĐ-CP (Điều 7, Phụ lục III), Luật Ban hành
// văn bản quy phạm pháp luật, Quyết định 66-QĐ/TW with Hướng dẫn 36-HD/VPTW, and
// forms met in real documents. Where a code has two kinds the more frequent
// stands first.
var kindTable = []kindRow{
	{name: "Nghị quyết", state: codes("NQ"), party: codes("NQ")},
	{name: "Quyết định", state: codes("QĐ"), party: codes("QĐ")},
	{name: "Chỉ thị", state: codes("CT"), party: codes("CT")},
	{name: "Kết luận", state: codes("KL"), party: codes("KL")},
	{name: "Quy chế", state: codes("QC"), party: codes("QC")},
	{name: "Quy định", state: codes("QyĐ"), party: codes("QĐ", "QyĐ", "QĐi")},
	{name: "Thông tri", party: codes("TT")},
	{name: "Thông cáo", state: codes("TC"), party: codes("TC")},
	{name: "Thông báo", state: codes("TB"), party: codes("TB")},
	{name: "Hướng dẫn", state: codes("HD"), party: codes("HD")},
	{name: "Chương trình", state: codes("CTr"), party: codes("CTr")},
	{name: "Kế hoạch", state: codes("KH"), party: codes("KH")},
	{name: "Phương án", state: codes("PA"), party: codes("PA")},
	{name: "Đề án", state: codes("ĐA"), party: codes("ĐA")},
	{name: "Dự án", state: codes("DA"), party: codes("DA")},
	{name: "Báo cáo", state: codes("BC"), party: codes("BC")},
	{name: "Biên bản", state: codes("BB"), party: codes("BB")},
	{name: "Tờ trình", state: codes("TTr"), party: codes("TTr")},
	{name: "Hợp đồng", state: codes("HĐ")},
	{name: "Công điện", state: codes("CĐ"), party: codes("CĐ")},
	{name: "Công văn", state: codes("CV"), party: codes("CV")},
	{name: "Bản ghi nhớ", state: codes("BGN")},
	{name: "Bản thỏa thuận", state: codes("BTT")},
	{name: "Giấy ủy quyền", state: codes("GUQ")},
	{name: "Giấy mời", state: codes("GM"), party: codes("GM")},
	{name: "Giấy giới thiệu", state: codes("GGT"), party: codes("GT")},
	{name: "Giấy nghỉ phép", state: codes("GNP")},
	{name: "Phiếu gửi", state: codes("PG")},
	{name: "Phiếu chuyển", state: codes("PC"), party: codes("PC")},
	{name: "Phiếu báo", state: codes("PB")},
	{name: "Thư công"},

	{name: "Sao y", state: codes("SY"), aliases: []string{"Bản sao y", "Sao y bản chính"}},
	{name: "Trích sao", state: codes("TrS"), aliases: []string{"Bản trích sao"}},
	{name: "Sao lục", state: codes("SL"), aliases: []string{"Bản sao lục"}},
	{name: "Sắc lệnh", state: codes("SL")},
	{name: "Bản sao", party: codes("BS")},

	{name: "Hiến pháp"},
	{name: "Luật", state: codes("L")},
	{name: "Bộ luật"},
	{name: "Pháp lệnh", state: codes("PL")},
	{name: "Lệnh", state: codes("L")},
	{name: "Nghị định", state: codes("NĐ")},
	{name: "Thông tư", state: codes("TT")},
	{name: "Thông tư liên tịch", state: codes("TTLT", "TTLB", "TTLN"), aliases: []string{"Thông tư liên bộ", "Thông tư liên ngành"}},
	{name: "Nghị quyết liên tịch", state: codes("NQLT"), party: codes("NQLT")},
	{name: "Văn bản hợp nhất", state: codes("VBHN")},

	{name: "Cương lĩnh chính trị", aliases: []string{"Cương lĩnh"}},
	{name: "Điều lệ Đảng"},
	{name: "Điều lệ", state: codes("ĐL")},
	{name: "Chiến lược"},
	{name: "Quy hoạch"},
	{name: "Tuyên bố"},
	{name: "Lời kêu gọi"},
	{name: "Giấy phép", state: codes("GP")},
	{name: "Giấy chứng nhận", state: codes("GCN")},
	{name: "Quy chế phối hợp", state: codes("QCPH"), party: codes("QCPH")},
	{name: "Chương trình hành động", state: codes("CTHĐ"), party: codes("CTHĐ", "CTrHĐ")},
	{name: "Kế hoạch hành động", state: codes("KHHĐ"), party: codes("KHHĐ")},
	{name: "Kế hoạch liên tịch", state: codes("KHLT"), party: codes("KHLT")},
	{name: "Hướng dẫn liên tịch", state: codes("HDLT"), party: codes("HDLT")},
}

func codes(c ...string) []string { return c }

// KindsByCode lists what a type code may mean, in the symbols of the party or of
// the state, the more frequent first; nil for a code that no table has. Case is
// ignored where no other code differs in it alone; Đ and D are told apart.
func KindsByCode(code string, party bool) []Kind {
	if c, ok := canonical(codeByFold, code); ok {
		code = c
	}
	var kinds []Kind
	for i := range kindTable {
		list := kindTable[i].state
		if party {
			list = kindTable[i].party
		}
		for _, c := range list {
			if c == code {
				kinds = append(kinds, kindTable[i].name)
			}
		}
	}
	return kinds
}

// Code is the abbreviation of the kind in symbols of the party or of the state,
// "" where it has none. A state Công văn is numbered without one in law
// (1442/UBND-KGVX), but CV is what those write who give one.
func (k Kind) Code(party bool) string {
	for i := range kindTable {
		if kindTable[i].name != k {
			continue
		}
		list := kindTable[i].state
		if party {
			list = kindTable[i].party
		}
		if len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// Kinds lists every kind of the table, those of administrative documents first.
func Kinds() []Kind {
	kinds := make([]Kind, len(kindTable))
	for i := range kindTable {
		kinds[i] = kindTable[i].name
	}
	return kinds
}

// Kinds lists what the symbol's type code may mean under its grammar, the more
// frequent first; for a code no table has, and for a bare body, nil.
func (s Symbol) Kinds() []Kind {
	switch {
	case s.Grammar == Law && s.Code == "":
		if len(s.Orgs) > 0 && s.Orgs[0][0] == 'U' {
			return []Kind{"Nghị quyết", "Pháp lệnh"}
		}
		return []Kind{"Luật", "Nghị quyết", "Bộ luật"}
	case s.Code == "" && s.Grammar == Letter:
		return []Kind{"Công văn"}
	case s.Code == "":
		return nil
	}
	party := s.ofParty()
	if kinds := KindsByCode(s.Code, party); kinds != nil {
		return kinds
	}
	return KindsByCode(s.Code, !party)
}

// ofParty reports whether a party body issued the symbol: by its bodies where
// they are known, else by its form.
func (s Symbol) ofParty() bool {
	for _, org := range s.Orgs {
		switch {
		case partyOrgs[org] && !stateOrgs[org]:
			return true
		case stateOrgs[org] && !partyOrgs[org]:
			return false
		}
	}
	return s.Grammar == Party
}
