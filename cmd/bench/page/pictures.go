package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// shot is a page of which a picture is taken, once something is to be seen on it.
type shot struct {
	name, path string
	wait       string // holds once the page is as it is to be shown
	do         string // is done first, in the page
	tall       int64  // pixels of the window
}

// draft is what the page that checks drafts is given.
const draft = `Căn cứ Chỉ thị số 16/CT-TTg ngày 31 tháng 3 năm 2020 của Thủ tướng Chính phủ về thực hiện các biện pháp cấp bách phòng, chống dịch Covid-19;
Căn cứ Nghị quyết số 86/NQ-CP ngày 06 tháng 8 năm 2021 của Chính phủ;
Thực hiện Chỉ thị số 15/CT-TTg ngày 31 tháng 3 năm 2020 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai các nội dung sau.`

var screenshots = []shot{
	{"tim-kiem", "/search?q=t%E1%BB%95+covid+c%E1%BB%99ng+%C4%91%E1%BB%93ng", `document.querySelector(".hits .hit")`, "", 860},
	{"van-ban", "/van-ban/ct-16-cttg-2020?tab=vien-dan", `document.querySelector(".timeline svg")`, "", 900},
	{"kiem-tra", "/kiem-tra", `document.querySelector(".cite")`, fmt.Sprintf(`(t => { t.value = %q; t.form.requestSubmit() })(document.querySelector("textarea[name=text]"))`, draft), 760},
	{"tong-quan", "/tong-quan", `document.querySelector(".panel")`, "", 900},
}

// The width of a picture in pixels, how good it is, and how many bytes it may have.
const (
	pictureWidth = 1280
	pictureGrade = 82
	pictureMost  = 150_000
)

// picture takes the pictures, light and dark, as WebP.
func picture(browser context.Context, url, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	tab, cancel := chromedp.NewContext(browser)
	defer cancel()
	for _, theme := range []string{"light", "dark"} {
		if err := chromedp.Do(tab, chromedp.Navigate(url+"/?theme="+theme)); err != nil {
			return err
		}
		for _, s := range screenshots {
			if err := s.take(tab, url, filepath.Join(folder, s.name+"-"+theme+".webp")); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return nil
}

func (s shot) take(tab context.Context, url, file string) error {
	// The second time fonts are there in time to be used, however slow the machine.
	if err := chromedp.Do(tab, chromedp.EmulateViewport(pictureWidth, s.tall), chromedp.Navigate(url+s.path), chromedp.Navigate(url+s.path)); err != nil {
		return err
	}
	if s.do != "" {
		if _, err := chromedp.Run(tab, chromedp.Evaluate[bool]("("+s.do+") ?? true")); err != nil {
			return err
		}
	}
	if err := until(tab, s.wait+` && document.readyState === "complete" && document.fonts.status === "loaded"`); err != nil {
		return err
	}
	taken, err := chromedp.Call(tab, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "webp", Quality: new(int64(pictureGrade))})
	if err != nil {
		return err
	}
	if len(taken.Data) > pictureMost {
		return fmt.Errorf("the picture has %d bytes, at most %d are taken", len(taken.Data), pictureMost)
	}
	return os.WriteFile(file, taken.Data, 0o644)
}

// until waits for an expression of JavaScript to hold.
func until(tab context.Context, expression string) error {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		held, err := chromedp.Run(tab, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && held { // an error is a page that is on its way
			return nil
		}
	}
	return fmt.Errorf("%s does not hold", expression)
}
