package bleveindex

import (
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
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
	usual := runtime.GOMAXPROCS(0)
	first, second := beginLoad(), beginLoad()
	for _, end := range []func(){first, first, second} {
		if n := runtime.GOMAXPROCS(0); n != usual+asideThreads {
			t.Errorf("%d threads may run, want %d", n, usual+asideThreads)
		}
		end()
	}
	if n := runtime.GOMAXPROCS(0); n != usual {
		t.Errorf("%d threads may run after the loads, want %d", n, usual)
	}
}

func TestLoadCollectsSooner(t *testing.T) {
	pace := func() int {
		now := debug.SetGCPercent(-1)
		debug.SetGCPercent(now)
		return now
	}
	defer debug.SetGCPercent(pace())
	for usual, want := range map[int]int{400: loadPace, 200: loadPace, 50: 50, -1: -1} {
		debug.SetGCPercent(usual)
		end := beginLoad()
		if n := pace(); n != want {
			t.Errorf("pace %d in a load where it is %d else, want %d", n, usual, want)
		}
		if end(); pace() != usual {
			t.Errorf("pace %d after a load, want %d", pace(), usual)
		}
	}
}

func TestWorkAsideThatPanics(t *testing.T) {
	if err := aside(func() error { panic("x") }); err == nil {
		t.Error("a panic aside is no error")
	}
}
