package main

import (
	"bufio"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
)

// memory of this process in MB (10^6 bytes).
type memory struct {
	Heap     float64 // live objects of Go after a collection
	Resident float64 // all pages, those of mapped files too
	Own      float64 // pages that are not of files
}

// memoryNow reads the memory after a collection.
func memoryNow() memory {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	resident, own := pages("self")
	return memory{Heap: float64(m.HeapAlloc) / 1e6, Resident: resident, Own: own}
}

// pages reads resident memory of a process, 0 where the system does not tell.
func pages(pid string) (resident, own float64) {
	f, err := os.Open("/proc/" + pid + "/status")
	if err != nil {
		return 0, 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		kb, _ := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(value, "kB")), 64)
		switch name {
		case "VmRSS":
			resident = kb * 1024 / 1e6
		case "RssAnon":
			own = kb * 1024 / 1e6
		}
	}
	return resident, own
}

// watcher keeps the peak of this process's memory.
type watcher struct {
	mu   sync.Mutex
	peak memory
	stop chan struct{}
}

func watch() *watcher {
	w := &watcher{stop: make(chan struct{})}
	go func() {
		for tick := time.Tick(20 * time.Millisecond); ; {
			select {
			case <-w.stop:
				return
			case <-tick:
			}
			resident, own := pages("self")
			w.mu.Lock()
			w.peak.Resident, w.peak.Own = max(w.peak.Resident, resident), max(w.peak.Own, own)
			w.mu.Unlock()
		}
	}()
	return w
}

// end stops watching and gives the peak.
func (w *watcher) end() memory {
	close(w.stop)
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.peak
}
