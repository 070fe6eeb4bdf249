package main

import (
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"tracuu/server/api"
)

// flagHelp says what a flag of a search is for; the part in back quotes names its
// value.
type flagHelp struct{ vi, en string }

// searchFlagHelp is the help of each parameter of a search, by its name in the API.
var searchFlagHelp = map[string]flagHelp{
	"issuer": {
		"của `CƠ QUAN` ban hành (một phần tên hay viết tắt; under:MÃ gồm cả cơ quan trực thuộc)",
		"issued by `BODY` (part of its name or an abbreviation; under:ID with all that stand under it)",
	},
	"type": {"thuộc `LOẠI` văn bản, như Công văn, Chỉ thị", "of `TYPE`, such as Công văn"},
	"province": {
		"của `TỈNH` ấy (now:TÊN gồm các tỉnh đã hợp thành; was:TÊN gồm cả tỉnh mới sau 01/7/2025)",
		"of `PROVINCE` (now:NAME with all that form it today; was:NAME with what it became in July 2025)",
	},
	"level":   {"thuộc `CẤP`: central (trung ương), province (tỉnh), district (huyện) hoặc commune (xã)", "of `LEVEL`: central, province, district or commune"},
	"number":  {"mang `SỐ` ấy, viết kiểu nào cũng được", "whose own `NUMBER` is this, in any spelling"},
	"cites":   {"có viện dẫn văn bản `SỐ` ấy (thêm @NĂM hoặc @NGÀY; id:MÃ là đúng một văn bản)", "that cite `NUMBER` (with @YEAR or @DATE; id:ID is exactly one document)"},
	"keyword": {"có `TỪ KHÓA` ấy, như 5K, Tổ Covid", "with `KEYWORD`, such as 5K"},
	"urgency": {"có `ĐỘ KHẨN`: Khẩn, Thượng khẩn hoặc Hỏa tốc", "of `URGENCY`: Khẩn, Thượng khẩn or Hỏa tốc"},
	"from":    {"ban hành từ `NGÀY` (2021, 2021-07 hoặc 2021-07-19)", "issued from `DATE` on (2021, 2021-07 or 2021-07-19)"},
	"to":      {"ban hành đến hết `NGÀY`", "issued up to `DATE`, inclusive"},
	"missing": {
		"còn thiếu `TRƯỜNG`: issued (ngày), issuer, number, type, title, province, place, signer, level, urgency, cites, keyword",
		"without `FIELD`: issued, issuer, number, type, title, province, place, signer, level, urgency, cites, keyword",
	},
	"match":       {"`all`: phải có đủ mọi từ, dù câu hỏi dài", "`all`: with all the words, however long the question"},
	"expand":      {"`off`: không mở rộng sang từ viết tắt, từ đồng nghĩa, cách viết khác", "`off`: no abbreviations, families of terms or spellings"},
	"collapse":    {"`copies`: gộp các bản của cùng một văn bản", "`copies`: copies of one document as one hit"},
	"sort":        {"`THỨ TỰ`: relevance (liên quan nhất), newest (mới nhất), oldest (cũ nhất), most-cited (được viện dẫn nhiều) hoặc added (mới nạp)", "`ORDER`: relevance, newest, oldest, most-cited or added"},
	"limit":       {"`SỐ` văn bản mỗi trang, 0 đến 200 (mặc định 20)", "`NUMBER` of hits a page, 0 to 200 (default 20)"},
	"cursor":      {"`DẤU TRANG` của trang sau, in ở cuối trang trước", "`CURSOR` of the next page, printed below the one before"},
	"facets":      {"đếm theo `MẶT`: issuer, type, province, level, year, month, keyword, urgency, cites", "count by `FACET`: issuer, type, province, level, year, month, keyword, urgency, cites"},
	"facet_limit": {"`SỐ` dòng của mỗi mặt (mặc định 20)", "`NUMBER` of rows of a facet (default 20)"},
	"refine":      {"gợi ý `SỐ` cụm từ để thu hẹp kết quả, tối đa 20", "so many phrases (`NUMBER`, at most 20) to narrow the search by"},
	"fields":      {"các `TRƯỜNG` của kết quả khi in JSON, cách nhau bằng dấu phẩy", "`FIELDS` of the hits in JSON, separated by commas"},
	"offsets":     {"`ĐƠN VỊ` của vị trí khi in JSON: utf8 hoặc utf16", "`UNIT` of positions in JSON: utf8 or utf16"},
}

// searchFlagText is the help of one flag, those that exclude included.
func searchFlagText(con *console, name string) string {
	field, not := strings.CutPrefix(name, api.NotPrefix)
	if not {
		return con.say("bỏ những văn bản mà --"+field+" `CHỌN`", "without what --"+field+" `SELECTS`")
	}
	return con.say(searchFlagHelp[name].vi, searchFlagHelp[name].en)
}

// filterFlags gives the command a flag for each parameter of a search but q,
// and returns what reads them back.
func filterFlags(cmd *cobra.Command, con *console) func() url.Values {
	names := api.SearchParams()
	values := make(map[string]*[]string, len(names))
	for _, name := range names {
		if name != "q" {
			values[name] = cmd.Flags().StringArray(name, nil, searchFlagText(con, name))
		}
	}
	return func() url.Values {
		out := url.Values{}
		for name, list := range values {
			for _, value := range *list {
				out.Add(name, value)
			}
		}
		return out
	}
}

// refused says which flag cannot be used, and what it is for.
func refused(bad api.ParamError) error {
	help := searchFlagHelp[strings.TrimPrefix(bad.Param, api.NotPrefix)]
	plain := func(s string) string { return strings.ReplaceAll(s, "`", "") }
	return usagef("--%s: giá trị không dùng được; %s (%s)", "--%s: %[3]s", bad.Param, plain(help.vi), bad.Reason)
}
