package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"tracuu/index/ingest"
)

// meter shows progress: a bar with rate and time left on a terminal, a plain line
// every ten seconds elsewhere. Both go by bytes, for a file may be a note or a scan
// of a thousand pages.
type meter struct {
	con   *console
	bar   *progressbar.ProgressBar // nil where lines are written
	began time.Time
	last  time.Time
}

// lineEvery is how often a line says how far it is where there is no terminal.
const lineEvery = 10 * time.Second

func newMeter(con *console) *meter {
	now := time.Now()
	m := &meter{con: con, began: now, last: now}
	if isTerminal(con.stderr) {
		m.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(con.stderr), progressbar.OptionShowBytes(true), progressbar.OptionSetWidth(20),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		)
	}
	return m
}

// show reports progress p, if it is time to.
func (m *meter) show(p ingest.Progress) {
	if m.bar != nil {
		m.bar.ChangeMax64(max(1, p.TotalBytes))
		m.bar.Describe(m.files(p))
		_ = m.bar.Set64(p.Bytes) // a terminal that is gone
		return
	}
	if now := time.Now(); now.Sub(m.last) >= lineEvery {
		m.last = now
		m.con.notef("%s\n", m.line(p, now.Sub(m.began)))
	}
}

func (m *meter) files(p ingest.Progress) string {
	return fmt.Sprintf(m.con.say("Đã đọc %d/%d tệp", "Read %d of %d files"), p.Done, p.Total)
}

// line says how far it is, how fast, and how long it will take.
func (m *meter) line(p ingest.Progress, took time.Duration) string {
	line := fmt.Sprintf(m.con.say("%s, %.0f tệp/giây", "%s, %.0f files/s"), m.files(p), float64(p.Done)/took.Seconds())
	if p.Bytes > 0 && p.TotalBytes > p.Bytes {
		left := time.Duration(float64(took) / float64(p.Bytes) * float64(p.TotalBytes-p.Bytes)).Round(time.Second)
		line += fmt.Sprintf(m.con.say(", còn khoảng %s", ", about %s left"), left)
	}
	return line
}

// finish clears the bar of a terminal.
func (m *meter) finish() {
	if m.bar != nil {
		_ = m.bar.Finish()
	}
}
