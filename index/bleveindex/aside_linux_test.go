package bleveindex

import (
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// niceness of the calling thread.
func niceness(t *testing.T) int {
	t.Helper()
	n, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
	if err != nil {
		t.Fatal(err)
	}
	return evenNice - n
}

func TestWorkAsideYieldsAndNothingElseDoes(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	usual, want := niceness(t), min(usualNice+asideNice, 19)
	for range 20 {
		if err := aside(func() error {
			if n := niceness(t); n != want {
				t.Errorf("work aside has niceness %d, want %d", n, want)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		fresh := make(chan int)
		go func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			fresh <- niceness(t)
		}()
		if n := <-fresh; n != usual {
			t.Fatalf("a goroutine after it has niceness %d, want %d", n, usual)
		}
	}
}

func TestLoadMakesRoomForItsThreads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		usual := runtime.GOMAXPROCS(0)
		first, second := beginLoad(), beginLoad()
		for _, end := range []func(){first, first, second} {
			if n := runtime.GOMAXPROCS(0); n != usual+asideThreads {
				t.Errorf("%d threads may run, want %d", n, usual+asideThreads)
			}
			end()
			time.Sleep(loadRest / 2)
			synctest.Wait()
		}
		if n := runtime.GOMAXPROCS(0); n != usual+asideThreads {
			t.Errorf("%d threads may run soon after the loads, want %d", n, usual+asideThreads)
		}
		time.Sleep(loadRest)
		synctest.Wait()
		if n := runtime.GOMAXPROCS(0); n != usual {
			t.Errorf("%d threads may run after the loads, want %d", n, usual)
		}
	})
}

func TestLoadHasItsPaceOfCollecting(t *testing.T) {
	pace := func() int {
		now := debug.SetGCPercent(-1)
		debug.SetGCPercent(now)
		return now
	}
	defer debug.SetGCPercent(pace())
	runtime.GC()
	ofHeap := paceFor(heapInUse())
	if ofHeap == loadPace {
		t.Fatal("the heap of the test is too large to tell")
	}
	for usual, want := range map[int]int{400: ofHeap, 200: ofHeap, 50: 50, -1: -1} {
		debug.SetGCPercent(usual)
		outer, end := paceOfLoad(), paceOfLoad()
		if n := pace(); n != want && (want < loadPace || n < loadPace || 2*n < want || n > 2*want) {
			t.Errorf("pace %d in a load where it is %d else, want about %d", n, usual, want)
		}
		end()
		if n := pace(); n == usual && want != usual {
			t.Errorf("pace %d while a load is under way yet", n)
		}
		if outer(); pace() != usual {
			t.Errorf("pace %d after a load, want %d", pace(), usual)
		}
	}
	for heap, want := range map[uint64]int{0: 1000, 64 << 20: 400, 256 << 20: 100, 1 << 30: loadPace} {
		if n := paceFor(heap); n != want {
			t.Errorf("pace %d with %d MB in use, want %d", n, heap>>20, want)
		}
	}
}

func TestWorkAsideThatPanics(t *testing.T) {
	if err := aside(func() error { panic("x") }); err == nil {
		t.Error("a panic aside is no error")
	}
}
