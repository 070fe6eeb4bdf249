package docfile

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tracuu/analyzers/viet"
)

// UnreadCell: a cell of a register holds what its column cannot; it is in the
// text, but no value of the document.
const UnreadCell = "unread-cell"

// columnKind is what a column of a register holds: the path of the value in a
// directive's JSON, and how a cell is read. A nil value without an error is none.
type columnKind struct {
	field string
	read  func(string) (any, error)
}

// columnNames are the headings of columns as offices write them, without accents
// and marks; the longest that begins a heading, or is all of it where exact, says
// what the column holds. "Nơi nhận" of a register is whom the document goes to.
var columnNames = []struct {
	kind  columnKind
	exact []string
	begin []string
}{
	{columnKind{"order", nil}, []string{"stt", "tt", "so tt", "so thu tu", "no"}, nil},
	{columnKind{"number", readCell}, []string{"so", "so vb", "so cv", "so van ban", "so cong van", "so hieu"},
		[]string{"so ky hieu", "so ki hieu", "so va ky hieu", "so va ki hieu", "so hieu van ban", "so kh", "so hieu vb", "so van ban di", "so cong van"}},
	{columnKind{"symbol", readCell}, []string{"ky hieu", "ki hieu", "ky hieu van ban", "ky hieu vb"}, nil},
	{columnKind{"issued", readDay}, []string{"ngay", "ngay thang", "ngay vb", "ngay cv", "thoi gian"},
		[]string{"ngay ban hanh", "ngay thang nam", "ngay thang van ban", "ngay thang vb", "ngay van ban", "ngay ky", "ngay phat hanh", "thoi gian ban hanh", "ngay thang ban hanh"}},
	{columnKind{"incoming.number", readCell}, []string{"so den", "so vb den", "so van ban den"}, nil},
	{columnKind{"incoming.date", readDay}, []string{"ngay den", "ngay nhan"}, []string{"ngay van ban den", "ngay vb den", "ngay thang den", "ngay nhan van ban"}},
	{columnKind{"type", readCell}, []string{"loai", "loai vb", "ten loai", "the loai", "hinh thuc", "loai cv"}, []string{"loai van ban", "ten loai van ban", "hinh thuc van ban", "the loai van ban"}},
	{columnKind{"title", readCell}, []string{"noi dung", "tieu de", "ve viec", "ten van ban"},
		[]string{"trich yeu", "noi dung trich yeu", "ten loai va trich yeu", "ten loai trich yeu", "noi dung van ban", "noi dung vb", "ten goi", "tom tat"}},
	{columnKind{"issuer", readCell}, []string{"tac gia", "don vi gui", "noi phat hanh", "cq ban hanh", "noi den"},
		[]string{"co quan ban hanh", "noi gui", "noi ban hanh", "don vi ban hanh", "co quan gui", "co quan don vi ban hanh", "co quan to chuc ban hanh", "tac gia van ban", "ten co quan", "co quan phat hanh", "cap ban hanh"}},
	{columnKind{"signer.name", readCell}, []string{"nguoi ky"}, []string{"nguoi ky", "ho ten nguoi ky", "ho va ten nguoi ky"}},
	{columnKind{"signer.title", readCell}, []string{"chuc vu", "chuc danh"}, []string{"chuc vu nguoi ky", "chuc danh nguoi ky"}},
	{columnKind{"urgency", readUrgency}, nil, []string{"do khan", "muc do khan"}},
	{columnKind{"secrecy", readSecrecy}, nil, []string{"do mat", "muc do mat", "muc mat"}},
	{columnKind{"distribution", readNames}, nil, []string{"noi nhan", "don vi nhan van ban", "don vi nhan vb", "co quan nhan"}},
	{columnKind{"keywords", readNames}, nil, []string{"tu khoa", "linh vuc"}},
}

var headingMarks = regexp.MustCompile(`[^\pL\pN]+`)

// headingKey is a heading without accents, case and marks.
func headingKey(s string) string {
	s, _, _ = strings.Cut(s, "(")
	return strings.TrimSpace(headingMarks.ReplaceAllString(viet.Fold(s), " "))
}

// columnOf is what a column holds by its heading, and the headings above it.
func columnOf(parts []string) columnKind {
	tries := []string{strings.Join(parts, " ")}
	for i := len(parts) - 1; i >= 0; i-- {
		tries = append(tries, parts[i])
	}
	for _, heading := range tries {
		if kind := columnNamed(headingKey(heading)); kind.field != "" {
			return kind
		}
	}
	return columnKind{}
}

// longestHeading is how many letters a heading may have; a sentence is none.
const longestHeading = 60

func columnNamed(key string) (best columnKind) {
	length := 0
	if len(key) > longestHeading {
		return best
	}
	for _, row := range columnNames {
		for _, name := range row.exact {
			if key == name {
				return row.kind
			}
		}
		for _, name := range row.begin {
			if len(name) > length && (key == name || strings.HasPrefix(key, name+" ")) {
				best, length = row.kind, len(name)
			}
		}
	}
	return best
}

// readCell is a value on one line.
func readCell(cell string) (any, error) {
	if cell = strings.Join(strings.Fields(cell), " "); cell == "" {
		return nil, nil
	}
	return cell, nil
}

var dayForms = regexp.MustCompile(`^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(?:ngay )?(\d{1,2}) ?(?:[/.-]| thang ) ?(\d{1,2}) ?(?:[/.-]| nam ) ?(\d{4}|\d{2})|(?:thang )?(\d{1,2}) ?(?:[/.-]| nam ) ?(\d{4})|(?:nam )?(\d{4}))(?:[ t]\d{1,2}:\d{2}.*)?$`)

// Serial numbers of days that no register of documents goes beyond: 1930 to 2100.
const firstSerial, lastSerial = 10958, 73050

var errNoDay = errors.New("no date")

// readDay reads a date as Vietnamese write it, day first, as ISO 8601; it may be
// the bare number of a day where a cell lost its style.
func readDay(cell string) (any, error) {
	key := strings.Join(strings.Fields(viet.Fold(cell)), " ")
	m := dayForms.FindStringSubmatch(key)
	if m == nil {
		if n, err := strconv.Atoi(key); err == nil && firstSerial <= n && n <= lastSerial {
			return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format("2006-01-02"), nil
		}
		return nil, errors.New(strconv.Quote(cell) + " is " + errNoDay.Error())
	}
	number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	year, month, day := number(1), number(2), number(3)
	switch {
	case m[6] != "":
		year, month, day = number(6), number(5), number(4)
		if len(m[6]) == 2 {
			year = century(year)
		}
	case m[8] != "":
		year, month = number(8), number(7)
	case m[9] != "":
		year = number(9)
	}
	first := time.Date(year, time.Month(max(month, 1)), max(day, 1), 0, 0, 0, 0, time.UTC)
	if year < 1900 || int(first.Month()) != max(month, 1) || first.Day() != max(day, 1) {
		return nil, errors.New(strconv.Quote(cell) + " is " + errNoDay.Error())
	}
	return first.Format("2006-01-02"[:map[bool]int{true: 4, false: map[bool]int{true: 7, false: 10}[day == 0]}[month == 0]]), nil
}

// century completes a year of two digits: registers of before 1945 are not kept
// in workbooks.
func century(year int) int {
	if year < 45 {
		return 2000 + year
	}
	return 1900 + year
}

// readNames reads several names, one a line or parted by semicolons. Commas part
// nothing: names hold them.
func readNames(cell string) (any, error) {
	var names []string
	for _, name := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' }) {
		name = strings.Trim(strings.Join(strings.Fields(name), " "), "-–•+.,: ")
		if name != "" {
			names = append(names, name)
		}
	}
	if names == nil {
		return nil, nil
	}
	return names, nil
}

// readUrgency reads a degree of urgency; that of ordinary documents is none.
func readUrgency(cell string) (any, error) {
	switch key := headingKey(cell); key {
	case "khan":
		return "Khẩn", nil
	case "thuong khan":
		return "Thượng khẩn", nil
	case "hoa toc", "hoa toc hen gio":
		return "Hỏa tốc", nil
	case "", "thuong", "binh thuong", "khong", "0":
		return nil, nil
	}
	return nil, errors.New(strconv.Quote(cell) + " is no degree of urgency")
}

// readSecrecy reads a degree of secrecy, by name or by the stamp's letter (A, B
// or C).
func readSecrecy(cell string) (any, error) {
	switch key := headingKey(cell); key {
	case "mat", "c", "m":
		return "Mật", nil
	case "toi mat", "b", "tm":
		return "Tối mật", nil
	case "tuyet mat", "a":
		return "Tuyệt mật", nil
	case "", "thuong", "binh thuong", "khong", "khong mat", "0":
		return nil, nil
	}
	return nil, errors.New(strconv.Quote(cell) + " is no degree of secrecy")
}
