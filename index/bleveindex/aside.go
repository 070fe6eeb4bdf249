package bleveindex

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Who loads documents keeps all processors busy for minutes, and searches go on
// meanwhile. The scheduler of Go knows no priorities: a search would wait up to ten
// milliseconds for each goroutine that stands before it. So the work of a load is done
// on threads of their own that the system prefers other threads to (see yieldThread),
// and while it is under way Go may run as many threads more as it takes; what runs on
// the processors is then the system's choice. Where nobody searches a load takes what
// there is.

// asideFrom is how many documents make a load. Fewer are written as fast as they can be:
// somebody waits.
const asideFrom = 32

// asideThreads is how many threads more may run: those that analyse, and one for bleve's
// batch, its merges and the writer, which seldom work at once. The garbage collector marks
// on as many threads as may run, and at the priority of searches: with two more than these
// searches beside writes took a fifth longer in the slowest hundredth.
var asideThreads = workers + 1

// The garbage collector's pace through a load is loadPace percent of the heap in use: what
// a load leaves behind fills the memory up to the next collection, which at the pace of a
// server would be twice the heap. But it is leastGarbage bytes at least: a collection takes
// the processors from searches for some tens of milliseconds, and of a small heap there
// would be several a second.
const (
	loadPace     = 70
	leastGarbage = 256 << 20
)

// loadRest is how long the threads and the pace of a load stay for the next one. For each
// change of them all that runs is stopped, which lasts until threads of low priority have
// had their turn to notice.
const loadRest = time.Second

// making counts the loads that are under way.
var making struct {
	sync.Mutex
	loads int
	usual int // threads otherwise
}

// pacing counts what asks for the pace of a load.
var pacing struct {
	sync.Mutex
	asked int
	usual int // negative for no collections
	now   int
}

// paceOfLoad has garbage collected at the pace of a load, or at the usual one where that
// is sooner in every case, until the function that it returns is called.
func paceOfLoad() (end func()) {
	pacing.Lock()
	defer pacing.Unlock()
	if pacing.asked++; pacing.asked == 1 {
		pacing.now = loadPace
		if pacing.usual = debug.SetGCPercent(loadPace); pacing.usual < loadPace {
			debug.SetGCPercent(pacing.usual)
		}
	}
	if now := paceFor(heapInUse()); pacing.usual >= loadPace && (4*now < 3*pacing.now || 3*now > 4*pacing.now) {
		pacing.now = now
		debug.SetGCPercent(now)
	}
	return sync.OnceFunc(func() {
		pacing.Lock()
		defer pacing.Unlock()
		if pacing.asked--; pacing.asked == 0 {
			debug.SetGCPercent(pacing.usual)
		}
	})
}

// paceFor is the pace of a load with some bytes of heap in use.
func paceFor(heap uint64) int {
	return max(loadPace, int(100*leastGarbage/max(heap, leastGarbage/10)))
}

// heapInUse is what the last collection left.
func heapInUse() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

// beginLoad makes room for the threads of a load and fits the collector's pace to the heap,
// until loadRest after the function that it returns is called.
func beginLoad() (end func()) {
	making.Lock()
	defer making.Unlock()
	if making.loads++; making.loads == 1 {
		making.usual = runtime.GOMAXPROCS(0)
		runtime.GOMAXPROCS(making.usual + asideThreads)
	}
	pace := paceOfLoad()
	return sync.OnceFunc(func() {
		time.AfterFunc(loadRest, func() {
			pace()
			making.Lock()
			defer making.Unlock()
			if making.loads--; making.loads == 0 {
				runtime.GOMAXPROCS(making.usual)
			}
		})
	})
}

// aside does work on a thread that yields to others, and waits for it.
func aside(work func() error) error {
	done := make(chan error, 1)
	go func() {
		standAside()
		done <- guard(work)
	}()
	return <-done
}

// standAside makes the calling goroutine yield to others until it ends. Its thread ends
// with it: no thread may take its priority back.
func standAside() {
	runtime.LockOSThread()
	yieldThread()
}
