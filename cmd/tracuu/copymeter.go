package main

import (
	"time"

	"tracuu/index/backup"
)

// copyMeter says now and then how far a backup is: each second on a terminal, in
// one line, and every ten seconds elsewhere.
type copyMeter struct {
	con      *console
	terminal bool
	last     time.Time
}

func newCopyMeter(con *console) *copyMeter {
	return &copyMeter{con: con, terminal: isTerminal(con.stderr), last: time.Now()}
}

func (m *copyMeter) show(p backup.Progress) {
	every, end := lineEvery, "\n"
	if m.terminal {
		every, end = time.Second, "\r"
	}
	if time.Since(m.last) < every {
		return
	}
	m.last = time.Now()
	format := m.con.say("Đã chép %d tệp, %.1f MB", "Copied %d files, %.1f MB")
	if p.Checking {
		format = m.con.say("Đã đối chiếu %d tệp, %.1f MB", "Checked %d files, %.1f MB")
	}
	m.con.notef(format+"   "+end, p.Files, float64(p.Bytes)/1e6)
}

func (m *copyMeter) finish() {
	if m.terminal {
		m.con.notef("\r%40s\r", "")
	}
}
