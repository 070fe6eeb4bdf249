package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const draft = "Căn cứ Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.\nTheo Chỉ thị số 16/CT-TTg ngày 15/7/2021 của Thủ tướng Chính phủ. Theo Nghị định số 99/2031/NĐ-CP."

// newcomer is a document as files have it.
func newcomer(number int) string {
	return fmt.Sprintf("ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG\nSố: %d/KH-UBND\nHải Dương, ngày 5 tháng 6 năm 2021\nKẾ HOẠCH\nVề tiêm chủng\nTheo Chỉ thị số 16/CT-TTg.", number)
}

// checked is what the page must say of draft.
func (b *tab) checked() {
	b.t.Helper()
	b.see(".outcome")
	for class, number := range map[string]string{"resolved": "16/CT-TTg", "conflict": "16/CT-TTg", "absent": "99/2031/NĐ-CP"} {
		if text := b.text(".drafttext .cite." + class); !strings.Contains(text, number) {
			b.t.Errorf("the %s citation is %q", class, text)
		}
	}
	if n := value[int](b, "document.querySelectorAll('.verdicts > li').length"); n != 3 {
		b.t.Errorf("%d verdicts", n)
	}
}

func TestCheckingADraft(t *testing.T) {
	t.Parallel()
	b := open(t, world...)
	b.goTo("/kiem-tra")
	b.click("#text")
	b.write("#text", draft)
	b.click(".draft .main")
	b.checked()
	shown := "[...document.querySelectorAll('.verdicts > li')].filter(e => e.checkVisibility()).map(e => e.className).join()"
	b.click(".legend [data-state=conflict]")
	b.until(shown + " === 'conflict' && document.querySelector('[data-state=conflict]').ariaPressed === 'true'")
	b.click(".drafttext .cite.absent") // whose verdict is hidden then
	b.until("location.hash === '#c3' && document.querySelector('#c3:target') && " + shown + ".split(',').length === 3")
	b.click(".legend [data-state=resolved]")
	b.click(".legend [data-state=resolved]")
	b.until(shown + ".split(',').length === 3")

	b.goTo("/kiem-tra")
	b.drop(map[string]string{"dự thảo.txt": draft})
	b.checked()
	if name := b.text(".outhead .count"); name != "dự thảo.txt" {
		t.Errorf("the file is called %q", name)
	}

	b.goTo("/kiem-tra") // by keyboard alone
	b.tabTo("#text")
	b.press(draft)
	b.tabTo(".draft .main")
	b.press(kb.Enter)
	b.checked()
	b.tabTo(".drafttext .cite.conflict")
	b.press(kb.Enter)
	b.until("location.hash === '#c2'")
}

func TestAddingDocuments(t *testing.T) {
	t.Parallel()
	b := openAt(t, ownSite(t, world))
	b.goTo("/nap")
	b.drop(map[string]string{"một.txt": newcomer(701), "hai.txt": newcomer(702)})
	b.until("document.querySelectorAll('.taken li').length === 2")
	b.click(".taken li:first-child .button")
	b.see(".review")
	if passage := b.text(".evidence mark"); !strings.Contains(passage, "KH-UBND") {
		t.Errorf("the number stands beside the passage %q", passage)
	}
	b.click("#f-issued")
	value[bool](b, found("#f-issued")+".select() ?? true")
	b.press("hôm qua")
	b.click(".fieldset .main") // the browser says that this is no date
	b.until("document.querySelector('#f-issued:invalid') && document.activeElement.id === 'f-issued'")
	value[bool](b, found("#f-issued")+".select() ?? true")
	b.press("2021-06-09")
	b.click(".fieldset .main")
	b.see(".notice[role=status]")
	if date := value[string](b, found("#f-issued")+".value"); date != "2021-06-09" {
		t.Errorf("the date stands as %q", date)
	}

	b.goTo("/nap") // by keyboard alone, but for the system's own dialog
	b.tabTo("input[type=file]")
	b.choose("input[type=file]", newcomer(703))
	b.tabTo(".dropzone .main")
	b.press(kb.Enter)
	b.see(".taken li .button")
	b.tabTo(".taken li .button")
	b.press(kb.Enter)
	b.see(".review")
	b.tabTo("#f-title")
	b.press(" đợt 9")
	b.tabTo(".fieldset .main")
	b.press(kb.Enter)
	b.see(".notice[role=status]")
	b.until("document.querySelector('#f-title').value.includes('đợt 9')")

	b.goTo("/van-ban/" + value[string](b, "location.pathname.split('/').pop()") + "?tab=lich-su") // and taken back
	b.tabTo(".edits .button")
	b.press(kb.Enter)
	b.until("document.querySelector('.notice[role=status]')?.innerText.includes('Đã rút lại')")
	b.click(".edits li:first-child .button") // the undoing is undone
	b.until("document.querySelectorAll('.edits > li').length === 3")
}

// choose gives a file to an input, as the system's dialog does.
func (b *tab) choose(selector, text string) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "văn bản.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	input, err := chromedp.Call(b.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: found(selector)})
	if err != nil {
		b.t.Fatal(err)
	}
	call(b, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: input.Result.ObjectID})
}

func TestReleasingFromQuarantine(t *testing.T) {
	t.Parallel()
	secret := func(n int) string {
		return fmt.Sprintf(`{"id":"mat-%d","number":"%d/KH-UBND","type":"Kế hoạch","secrecy":"Mật","text":"Kế hoạch phòng thủ dân sự."}`, n, 800+n)
	}
	b := openAt(t, ownSite(t, []string{secret(1), secret(2)}))
	b.goTo("/nap")
	b.click(`.todo a[href="/nap/cach-ly"]`)
	b.see(".citing form")
	b.click("[name=by]")
	b.write("[name=by]", "Nguyễn Văn A")
	b.click("[name=why]")
	b.write("[name=why]", "đã giải mật")
	b.click(".citing form .button")
	b.until("document.querySelector('.notice[role=status]')?.innerText.includes('mở khỏi cách ly')")

	b.goTo("/nap/cach-ly") // by keyboard alone
	b.tabTo("[name=by]")
	b.press("Trần Thị B" + kb.Tab + "đã giải mật" + kb.Enter)
	b.until("document.querySelector('.notice[role=status]')?.innerText.includes('mở khỏi cách ly')")
	b.goTo("/search?q=ph%C3%B2ng+th%E1%BB%A7")
	if n := value[int](b, "document.querySelectorAll('.hit').length"); n != 2 {
		t.Errorf("%d of 2 released documents are found", n)
	}
}

func TestListOfNumbersAndWhatTheyLeaveOpen(t *testing.T) {
	t.Parallel()
	b := openAt(t, ownSite(t, world))
	b.goTo("/nap/so")
	b.click("#so")
	b.write("#so", "107-CV/BDVTU\n16/CT-TTg\n99/NQ-CP")
	b.click(".stackform .main")
	b.until("location.search.includes('so=107-CV') && document.querySelectorAll('.verdicts > li').length === 3")
	for i, class := range []string{"ambiguous", "ambiguous", "absent"} {
		b.see(fmt.Sprintf(".verdicts > li:nth-child(%d) .state.%s", i+1, class))
	}
	if said := b.text(".verdicts > li:first-child .state"); said != "một văn bản mang số này" {
		t.Errorf("a number that one document bears is %q", said)
	}
	b.click(".waiting li:last-child > a:last-child") // which document a letter means that cites this number
	b.until("location.pathname.startsWith('/lien-ket/') && location.hash.startsWith('#r')")
	decided := value[string](b, "location.pathname.replace('lien-ket', 'van-ban')")
	b.click(":target .choose [name=target]")
	b.click(":target .choose .button")
	b.see(".notice[role=status]")
	b.click(".trail a")
	b.until("location.pathname === '/nap/so' && document.querySelector('.verdicts') && !document.querySelector('.waiting a[href=\"" + decided + "\"]')")

	b.goTo("/nap/so") // by keyboard alone
	b.tabTo("#so")
	b.press("16/CT-TTg")
	b.tabTo(".stackform .main")
	b.press(kb.Enter)
	b.see(".verdicts .state.ambiguous")
	b.tabTo(".verdicts .candidate a")
	b.press(kb.Enter)
	b.see(".dochead")
}

func TestDecidingOnACitation(t *testing.T) {
	t.Parallel()
	b := openAt(t, ownSite(t, world))
	b.goTo("/search?issuer=S%E1%BB%9F+Y+t%E1%BA%BF&type=C%C3%B4ng+v%C4%83n")
	list := value[string](b, "location.pathname + location.search")
	b.click(".hit .doubts") // from a hit
	b.see(".choose")
	b.click(".choose input[value='ct-16-2020']")
	b.click(".choose .button")
	b.see(".state.resolved")
	b.click(".trail a")
	b.until(fmt.Sprintf("location.pathname + location.search === %q && document.querySelector('.hit') && !document.querySelector('.doubts')", list))

	b.goTo("/van-ban/cv-9?tab=lich-su")
	b.click(".edits .button")
	b.see(".notice[role=status]")
	b.goTo("/van-ban/cv-9?tab=vien-dan") // from the document, by keyboard alone
	b.tabTo(".citations .doubts")
	b.press(kb.Enter)
	b.see(".choose")
	b.tabTo(".choose [name=target]")
	b.press(" ")
	b.tabTo(".choose .button")
	b.press(kb.Enter)
	b.see(".state.resolved")

	b.goTo("/van-ban/kh-12") // from the card of a citation in the text
	value[bool](b, found(".cite.conflict")+".focus() ?? true")
	b.click(".citecard:not([hidden]) .doubts")
	b.until("location.pathname === '/lien-ket/kh-12'")
}

// From the list of results to a decision and back: Tab, Enter, arrows and nothing else.
func TestDecidingFromAHitByKeyboard(t *testing.T) {
	t.Parallel()
	b := openAt(t, ownSite(t, world))
	b.goTo("/search?issuer=S%E1%BB%9F+Y+t%E1%BA%BF&type=C%C3%B4ng+v%C4%83n")
	list := value[string](b, "location.pathname + location.search")
	b.tabTo(".hit:has(.doubts) h3 a")
	b.do(chromedp.KeyEvent(kb.Tab)) // the next stop, as the help page says
	if !value[bool](b, "document.activeElement.matches('.hit .doubts')") {
		t.Fatalf("after the name comes %s", value[string](b, "document.activeElement.outerHTML"))
	}
	b.press(kb.Enter)
	b.see(".choose")
	b.tabTo(".choose [name=target]")
	b.press(" ")
	b.press(kb.ArrowDown)
	b.press(kb.ArrowUp)
	b.tabTo(".choose .button")
	b.press(kb.Enter)
	b.see(".state.resolved")
	b.tabTo(".trail a")
	b.press(kb.Enter)
	b.until(fmt.Sprintf("location.pathname + location.search === %q && document.querySelector('.hit') && !document.querySelector('.doubts')", list))

	b.goTo("/van-ban/kh-12") // the head of a document leads there as well
	b.tabTo(".dochead .doubts")
	b.press(kb.Enter)
	b.until("location.pathname === '/lien-ket/kh-12' && document.querySelector('.choose')")
}

func TestDeskWithoutJavaScript(t *testing.T) {
	t.Parallel()
	b := openAt(t, ownSite(t, world))
	b.noScripts()
	b.goTo("/kiem-tra")
	b.write("#text", draft)
	b.click(".draft .main")
	b.checked()
	b.goTo("/nap")
	b.choose("input[type=file]", newcomer(704))
	b.click(".dropzone .main")
	b.click(".taken .button")
	b.write("#f-place", "!")
	b.click(".fieldset .main")
	b.see(".notice[role=status]")
	b.click(`.intro a[href^="/lien-ket"]`)
	b.click(".choose [name=target]")
	b.click(".choose .button")
	b.see(".notice[role=status]")
	b.goTo("/nap/so")
	b.write("#so", "16/CT-TTg")
	b.click(".stackform .main")
	b.see(".verdicts")
	b.goTo("/con-thieu")
	b.write("[name=tim]", "nghi quyet\r")
	b.until("location.search.includes('tim=nghi') && document.querySelectorAll('.ghostlist > li').length === 1")
	b.click(".ghostlist .name")
	b.see(".citing")
	b.goTo("/search/loc?theo=issuer")
	b.write("[name=tim]", "so y te\r")
	b.until("location.search.includes('tim=so') && document.querySelectorAll('.allvalues li').length === 1")
	b.goTo("/api")
	b.click(".operations summary")
	b.see(".operations details[open]")
	b.goTo("/tro-giup")
	b.click(".examples a")
	b.see(".understood")
}

func TestAllValuesAreSiftedAtEachKey(t *testing.T) {
	t.Parallel()
	documents := make([]string, 30)
	for i := range documents {
		documents[i] = fmt.Sprintf(`{"id":"d%d","issuer":"Phòng Đào tạo số %d","text":"covid"}`, i, i)
	}
	b := open(t, documents...)
	b.goTo("/search?q=covid")
	b.click(".tree .more a")
	b.see(".allvalues")
	b.tabTo("[name=tim]")
	b.press("dao tao so 29")
	b.until("[...document.querySelectorAll('.allvalues li')].filter(e => e.checkVisibility()).length === 1")
	b.tabTo(".allvalues li:not([hidden]) a")
	b.press(kb.Enter)
	b.until("location.search.includes('issuer=') && document.querySelectorAll('.hit').length === 1")
}

// What became of each file is counted and said in the words of the page, and the form is
// as it was.
func TestSendingFilesOfWhichOneIsBroken(t *testing.T) {
	t.Parallel()
	b := openAt(t, ownSite(t, world))
	b.goTo("/nap")
	b.drop(map[string]string{"một.txt": newcomer(711), "hỏng.docx": "PK\x03\x04 hỏng", "mật.txt": "MẬT\n" + newcomer(712)})
	b.until("document.querySelectorAll('.taken li').length === 3 && document.activeElement.matches('[data-result]')")
	if counts := strings.Join(strings.Fields(b.text(".legend")), " "); counts != "không nạp được 1 cách ly 1 đã nạp 1" {
		t.Errorf("the counts are %q", counts)
	}
	if said := b.text(".taken"); !strings.Contains(said, "Tệp hỏng. (") {
		t.Errorf("the broken file is told of as %q", said)
	}
	b.choose("input[type=file]", newcomer(713))
	b.until("document.querySelector('.chooser bdi').innerText === 'văn bản.txt'")
}

func TestNarrowingALongListOfCitations(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for n := range 30 {
		fmt.Fprintf(&text, "Căn cứ Chỉ thị số %d/CT-TTg ngày 3/4/2019 của Thủ tướng Chính phủ;\n", n+1)
	}
	body, err := json.Marshal(map[string]string{"id": "long", "text": text.String()})
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, string(body))
	b.goTo("/van-ban/long?tab=vien-dan")
	b.tabTo(".narrow input")
	b.press("chi thi 12")
	b.until("[...document.querySelectorAll('#viendan > li')].filter(e => e.checkVisibility()).length === 1")
	b.press("99")
	b.until("document.querySelector('[data-none]').checkVisibility()")
	b.press(kb.Enter) // asks nobody
	b.until("location.search === '?tab=vien-dan' && document.querySelector('.narrow input').value === 'chi thi 1299'")
}

// statuses of addresses that pages must not have.
func TestPagesOfProblems(t *testing.T) {
	site := serve(t, world)
	for path, want := range map[string]struct {
		status int
		says   string
	}{
		"/khong-co": {404, "Không có trang này"}, "/van-ban/khong-co": {404, "Không có văn bản này"}, "/search/loc?theo=x": {400, "Địa chỉ không đọc được"},
		"/search?q=covid&cursor=x": {400, `<a class="button" href="/search?q=covid">Về đầu danh sách`}, "/search?q=covid&from=qua": {200, "Bỏ qua điều kiện “từ ngày”"},
	} {
		request, err := http.NewRequest("GET", site+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "text/html")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || !strings.Contains(string(body), want.says) {
			t.Errorf("%s: %v, want %q", path, err, want.says)
		}
		if answer.StatusCode != want.status || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: %s %s", path, answer.Status, answer.Header.Get("Content-Type"))
		}
	}
}
