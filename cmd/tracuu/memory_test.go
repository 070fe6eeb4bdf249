package main

import (
	"math"
	"runtime/debug"
	"testing"
	"testing/fstest"
)

func TestGrantedMemory(t *testing.T) {
	unit := "0::/system.slice/tracuu.service\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  int64
	}{
		"no control groups":  {nil, 0},
		"a container":        {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "4294967296\n"}, 4 << 30},
		"a unit":             {map[string]string{"proc/self/cgroup": unit, "sys/fs/cgroup/system.slice/tracuu.service/memory.max": "1073741824\n"}, 1 << 30},
		"a narrower slice":   {map[string]string{"proc/self/cgroup": unit, "sys/fs/cgroup/system.slice/tracuu.service/memory.max": "1073741824\n", "sys/fs/cgroup/system.slice/memory.max": "536870912"}, 512 << 20},
		"no bound":           {map[string]string{"proc/self/cgroup": unit, "sys/fs/cgroup/system.slice/tracuu.service/memory.max": "max\n"}, 0},
		"an old system":      {map[string]string{"proc/self/cgroup": "5:memory:/docker/x\n"}, 0},
		"an odd group":       {map[string]string{"proc/self/cgroup": "0::/../../..\n", "sys/fs/cgroup/memory.max": "1"}, 0},
		"nothing to be read": {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "much"}, 0},
	} {
		system := fstest.MapFS{}
		for path, text := range c.files {
			system[path] = &fstest.MapFile{Data: []byte(text)}
		}
		got, ok := grantedMemory(system)
		if ok != (c.want > 0) || ok && got != c.want {
			t.Errorf("%s: %d, %t, want %d", name, got, ok, c.want)
		}
	}
}

func TestMemoryIsBoundOnce(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	system := fstest.MapFS{
		"proc/self/cgroup":         {Data: []byte("0::/\n")},
		"sys/fs/cgroup/memory.max": {Data: []byte("8000000000\n")},
	}
	debug.SetMemoryLimit(math.MaxInt64)
	boundMemory(system)
	if got := debug.SetMemoryLimit(-1); got != 6_000_000_000 {
		t.Errorf("bound to %d", got)
	}
	debug.SetMemoryLimit(5_000_000_000) // as GOMEMLIMIT would have
	boundMemory(system)
	if got := debug.SetMemoryLimit(-1); got != 5_000_000_000 {
		t.Errorf("what was asked for became %d", got)
	}
}
