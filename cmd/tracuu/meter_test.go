package main

import (
	"bytes"
	"testing"
	"time"

	"tracuu/index/ingest"
)

func TestMeterLine(t *testing.T) {
	p := ingest.Progress{Done: 30, Total: 100, Bytes: 1 << 20, TotalBytes: 4 << 20}
	for lang, want := range map[language]string{
		vietnamese: "Đã đọc 30/100 tệp, 3 tệp/giây, còn khoảng 30s",
		english:    "Read 30 of 100 files, 3 files/s, about 30s left",
	} {
		m := newMeter(&console{stderr: &bytes.Buffer{}, lang: lang})
		if got := m.line(p, 10*time.Second); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What is no terminal gets no bar, and no line before its time.
func TestMeterIsQuietInALog(t *testing.T) {
	var log bytes.Buffer
	m := newMeter(&console{stderr: &log, lang: english})
	m.show(ingest.Progress{Done: 1, Total: 2})
	m.finish()
	if log.Len() > 0 {
		t.Errorf("written: %q", &log)
	}
}
