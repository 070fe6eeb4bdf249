package bleveindex

import (
	"runtime"
	"runtime/debug"
	"sync"
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

// asideThreads is how many threads more may run: besides those that analyse one for
// bleve's batch, one for its merges and one for the writer.
var asideThreads = workers + 3

// loadPace is the garbage collector's pace through a load, in percent of the heap in use:
// what a load leaves behind fills the memory up to the next collection, which at the pace
// of a server would be twice the heap.
const loadPace = 70

// making counts the loads that are under way.
var making struct {
	sync.Mutex
	loads int
	usual int    // threads otherwise
	pace  func() // gives the collector its pace back
}

// sooner counts what asks for the pace of a load.
var sooner struct {
	sync.Mutex
	asked int
	usual int // negative for no collections
}

// collectSooner has garbage collected at the pace of a load at least, until the function
// that it returns is called.
func collectSooner() (end func()) {
	sooner.Lock()
	defer sooner.Unlock()
	if sooner.asked++; sooner.asked == 1 {
		if sooner.usual = debug.SetGCPercent(loadPace); sooner.usual < loadPace {
			debug.SetGCPercent(sooner.usual)
		}
	}
	return sync.OnceFunc(func() {
		sooner.Lock()
		defer sooner.Unlock()
		if sooner.asked--; sooner.asked == 0 {
			debug.SetGCPercent(sooner.usual)
		}
	})
}

// beginLoad makes room for the threads of a load and collects what it leaves behind
// sooner, until the function that it returns is called.
func beginLoad() (end func()) {
	making.Lock()
	defer making.Unlock()
	if making.loads++; making.loads == 1 {
		making.usual = runtime.GOMAXPROCS(0)
		runtime.GOMAXPROCS(making.usual + asideThreads)
		making.pace = collectSooner()
	}
	return sync.OnceFunc(func() {
		making.Lock()
		defer making.Unlock()
		if making.loads--; making.loads == 0 {
			runtime.GOMAXPROCS(making.usual)
			making.pace()
		}
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
