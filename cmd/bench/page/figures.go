package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// searches are the pages that are measured: the latest, words, a phrase, a question,
// what has filters on it.
var searches = []struct{ name, path string }{
	{"newest", "/search"},
	{"words", "/search?q=ph%C3%B2ng+ch%E1%BB%91ng+d%E1%BB%8Bch"},
	{"unaccented", "/search?q=thuc+hien+ke+hoach"},
	{"phrase", "/search?q=%22quy%E1%BB%81n+s%E1%BB%AD+d%E1%BB%A5ng+%C4%91%E1%BA%A5t%22"},
	{"filters", "/search?q=t%E1%BB%95+ch%E1%BB%A9c&type=Quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh&type=K%E1%BA%BF+ho%E1%BA%A1ch&from=2015&to=2022"},
	{"question", "/search?q=ng%C6%B0%E1%BB%9Di+s%E1%BB%AD+d%E1%BB%A5ng+%C4%91%E1%BA%A5t+ph%E1%BA%A3i+n%E1%BB%99p+nh%E1%BB%AFng+kho%E1%BA%A3n+ti%E1%BB%81n+n%C3%A0o%3F"},
}

// visited is what the browser tells of one visit.
type visited struct {
	Hits     int
	Server   float64 // milliseconds until the answer begins
	Style    float64 // until the style sheet is there
	Paint    float64 // until something is to be seen
	Shift    float64
	Requests int
	Bytes    int // of all of them, as they came
}

// observe counts the layout shift from the start of a page.
const observe = `window.shifted = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.shifted += e.value }).observe({type: "layout-shift", buffered: true})`

// tell is asked once a page is there, and has waited for its fonts and two frames more.
const tell = `(async () => {
	await new Promise(r => document.readyState === "complete" ? r() : addEventListener("load", r));
	await document.fonts.ready;
	await new Promise(r => setTimeout(r, 300));
	const all = [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")];
	return {Hits: document.querySelectorAll(".hits .hit").length, Server: performance.getEntriesByType("navigation")[0].responseStart,
		Style: all.find(e => e.name.includes("/app.css"))?.responseEnd ?? 0, Paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
		Shift: window.shifted, Requests: all.length, Bytes: all.reduce((n, e) => n + e.encodedBodySize, 0)};
})()`

// measure prints the table.
func measure(browser context.Context, url string, visits int) error {
	tab, cancel := chromedp.NewContext(browser)
	defer cancel()
	if err := chromedp.Do(tab, chromedp.EmulateViewport(1440, 900)); err != nil {
		return err
	}
	if _, err := chromedp.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observe}); err != nil {
		return err
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer table.Flush()
	fmt.Fprintln(table, "search\thits\tHTML kB\tpacked kB\tanswer ms\tstyle ms\tfirst paint ms\tpaint again ms\tlayout shift\trequests\tkB in all\t")
	for _, s := range searches {
		plain, err := size(url+s.path, "identity")
		if err != nil {
			return err
		}
		packed, err := size(url+s.path, "gzip")
		if err != nil {
			return err
		}
		v, err := visit(tab, url+s.path, visits, false)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		again, err := visit(tab, url+s.path, visits, true)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Fprintf(table, "%s\t%d\t%.1f\t%.1f\t%.0f\t%.0f\t%.0f\t%.0f\t%.3f\t%d\t%.0f\t\n", s.name, v.Hits, kilo(plain), kilo(packed), v.Server, v.Style, v.Paint, again.Paint, max(v.Shift, again.Shift), v.Requests, kilo(v.Bytes))
	}
	return nil
}

func kilo(bytes int) float64 { return float64(bytes) / 1000 }

// size is how many bytes an answer has in an encoding.
func size(url, encoding string) (int, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept-Encoding", encoding)
	req.Header.Set("Accept", "text/html")
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, answer.Status)
	}
	return len(body), err
}

// visit opens a page once, then several times, and gives the visit with the middle paint, with the
// largest shift of all. Nothing is kept from one visit to the next, or styles, scripts and
// letters are, as they are for who was here before.
func visit(tab context.Context, url string, visits int, kept bool) (visited, error) {
	if _, err := chromedp.Call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: !kept}); err != nil {
		return visited{}, err
	}
	var all []visited
	shift := 0.0
	for n := range visits + 1 {
		if err := chromedp.Do(tab, chromedp.Navigate("about:blank"), chromedp.Navigate(url)); err != nil {
			return visited{}, err
		}
		v, err := chromedp.Run(tab, chromedp.Evaluate[visited](tell, chromedp.EvalAwaitPromise))
		if err != nil {
			return visited{}, err
		}
		if shift = max(shift, v.Shift); n > 0 { // the first starts the process of the tab, and fills what is kept
			all = append(all, v)
		}
	}
	slices.SortFunc(all, func(a, b visited) int { return int(1000 * (a.Paint - b.Paint)) })
	middle := all[len(all)/2]
	middle.Shift = shift
	return middle, nil
}
