package web_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tracuu/index/citation"
	"tracuu/index/indextest"
	"tracuu/index/original"
	"tracuu/server"
)

// slipWidth is the width of a scanned page in points, half of A4: less to recognise.
const slipWidth = 298

// scanned is a PDF as a scanner makes it: nothing but a picture on each page.
func scanned(pictures ...[]byte) []byte {
	var out bytes.Buffer
	var places []int
	object := func(format string, args ...any) {
		places = append(places, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(places)}, args...)...)
	}
	out.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range pictures {
		kids = append(kids, fmt.Sprintf("%d 0 R", 3+3*i))
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " "))
	for i, picture := range pictures {
		size, err := jpeg.DecodeConfig(bytes.NewReader(picture))
		if err != nil {
			panic(err) // the tests make them
		}
		model := "DeviceRGB"
		if size.ColorModel == color.GrayModel {
			model = "DeviceGray"
		}
		wide, tall := slipWidth, slipWidth*size.Height/size.Width
		draw := fmt.Sprintf("%d 0 0 %d 0 0 cm /P Do", wide, tall)
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>", wide, tall, 4+3*i, 5+3*i)
		object("<</Length %d>>stream\n%s\nendstream", len(draw), draw)
		object("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream",
			size.Width, size.Height, model, len(picture), picture)
	}
	at := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, place := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, at)
	return out.Bytes()
}

// wideSheet is a picture of a page that lies on its side.
func wideSheet(t *testing.T) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 700, 500))
	for i := range img.Pix {
		img.Pix[i] = 250
	}
	for x := 100; x < 600; x++ {
		for y := 200; y < 210; y++ {
			img.SetGray(x, y, color.Gray{20})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// keeping starts a server that keeps files, and a tab at it.
func keeping(t *testing.T) *tab {
	t.Helper()
	for program, pkg := range map[string]string{"pdftoppm": "poppler-utils", "tesseract": "tesseract-ocr and tesseract-ocr-vie"} {
		if _, err := exec.LookPath(program); err != nil {
			lacking(t, "no %s: install %s", program, pkg)
		}
	}
	graph := citation.New()
	engine := indextest.NewMemory(indextest.Options{Graph: graph, Follower: graph})
	site := httptest.NewServer(server.New(engine, server.Options{Graph: graph, Originals: original.Open(t.TempDir()), KeepUploads: true}).Handler())
	t.Cleanup(site.Close)
	b := open(t)
	b.url = site.URL
	return b
}

// send stores a file under an id.
func (b *tab) send(id, kind string, data []byte) {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPut, b.url+"/v1/directives/"+id, bytes.NewReader(data))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	said, _ := io.ReadAll(answer.Body)
	answer.Body.Close()
	if answer.StatusCode != http.StatusCreated {
		b.t.Fatalf("store %s: %s %s", id, answer.Status, said)
	}
}

// shots is where pictures of pages go that somebody wants to look at.
var shots = flag.String("shots", "", "a folder for pictures of the pages that tests open")

// look keeps a picture of a page, whole.
func (b *tab) look(name string) {
	b.t.Helper()
	if *shots == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(90))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, name+".jpg"), picture, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// drawnImages counts the images of pages that are there and can be seen.
const drawnImages = `[...document.querySelectorAll(".sheet img")].filter(i => i.complete && i.naturalWidth > 300).length`

// TestScanBesideItsText takes a scan in as a scanner makes it and holds its pages
// beside what was read on them, in both themes, on desks and telephones.
func TestScanBesideItsText(t *testing.T) {
	t.Parallel()
	b := keeping(t)
	picture, err := os.ReadFile("../../testdata/files/pdf/scan.jpg")
	if err != nil {
		t.Fatal(err)
	}
	b.send("quet%2F1", "application/pdf", scanned(picture, wideSheet(t)))
	for _, theme := range []string{"light", "dark"} {
		for _, width := range []int64{1440, 320} {
			b.do(chromedp.EmulateViewport(width, 900))
			b.goTo("/van-ban/quet%2F1?tab=ban-goc&theme=" + theme)
			b.see(".sheet img")
			value[bool](b, "document.querySelectorAll('.sheet img').forEach(i => i.scrollIntoView()) ?? true")
			b.until(drawnImages + " === 2")
			if wide := value[int](b, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
				t.Errorf("%d pixels too wide at %d", wide, width)
			}
			beside := value[bool](b, `(([i, t]) => i.top < t.bottom && t.top < i.bottom && i.right <= t.left)(["figure", ".text"].map(s => document.querySelector(".sheet " + s).getBoundingClientRect()))`)
			if beside != (width == 1440) {
				t.Errorf("at %d the image is beside its text: %v", width, beside)
			}
			b.look(fmt.Sprintf("ban-goc-%s-%d", theme, width))
		}
	}
	b.passesAxe("/van-ban/quet%2F1?tab=ban-goc")
	if text := b.text("#trang-1 .text"); !strings.Contains(text, "CHỈ THỊ") && !strings.Contains(text, "Chỉ thị") {
		t.Errorf("beside the first page stands %q", text)
	}
	if alt := value[string](b, `document.querySelector("#trang-2 img").alt`); !strings.HasPrefix(alt, "Ảnh trang 2 của ") {
		t.Errorf("the second page is called %q", alt)
	}
	if sides := value[float64](b, `(i => i.clientWidth / i.clientHeight)(document.querySelector("#trang-2 img"))`); sides < 1.3 || sides > 1.5 {
		t.Errorf("the page on its side is shown %.2f times as wide as high", sides)
	}
	b.click("#trang-1 figcaption a")
	b.until("location.pathname === '/v1/directives/quet%2F1/pages/1' && document.images[0]?.naturalWidth > 1000")

	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.goTo("/van-ban/quet%2F1?tab=ban-goc")
	b.until(drawnImages + " === 2")
}

// passesAxe holds that axe finds nothing serious on a page in either theme.
func (b *tab) passesAxe(address string) {
	b.t.Helper()
	axe := axeSource(b.t)
	if axe == "" {
		b.t.Log("TRACUU_AXE does not say where axe.min.js is: all else was tested")
		return
	}
	call(b, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}) // for axe alone
	for _, theme := range []string{"light", "dark"} {
		b.goTo(address + "&theme=" + theme)
		value[int](b, axe+";0")
		for _, finding := range axeFinds(b) {
			b.t.Errorf("%s (%s): %s", address, theme, finding)
		}
	}
	call(b, page.SetBypassCSP, page.SetBypassCSPParams{})
}

// A file whose pages cannot be drawn leaves words and a download, not a broken page.
func TestOriginalWithoutPages(t *testing.T) {
	t.Parallel()
	b := keeping(t)
	b.send("chu", "text/plain", []byte("Số 5-CV/TU"))
	b.goTo("/van-ban/chu?tab=ban-goc")
	b.see(".original .button")
	if n := value[int](b, "document.querySelectorAll('.sheets').length"); n != 0 {
		t.Error("a plain text has pages")
	}
}
