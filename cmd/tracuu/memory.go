package main

import (
	"io/fs"
	"math"
	"os"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// memoryShare is the part of what the system grants that the program's own memory
// is held under, in hundredths: pages of the index that are mapped, and programs
// that read scans, need the rest.
const memoryShare = 75

// boundMemory makes the program give memory back before the system ends it, where
// the system grants it so much (a container, a unit of systemd) and GOMEMLIMIT says
// nothing else.
func boundMemory(system fs.FS) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	if granted, ok := grantedMemory(system); ok {
		debug.SetMemoryLimit(granted / 100 * memoryShare)
	}
}

// grantedMemory is the least that the control groups of this process allow, in
// bytes (cgroup v2, memory.max); false where none bounds it.
func grantedMemory(system fs.FS) (int64, bool) {
	own, err := fs.ReadFile(system, "proc/self/cgroup")
	if err != nil {
		return 0, false
	}
	group := ""
	for line := range strings.Lines(string(own)) {
		if name, ok := strings.CutPrefix(line, "0::"); ok {
			group = strings.TrimSpace(name)
		}
	}
	least, found := int64(math.MaxInt64), false
	for at := path.Join("sys/fs/cgroup", group); at != "sys/fs" && at != "."; at = path.Dir(at) {
		text, err := fs.ReadFile(system, path.Join(at, "memory.max"))
		if err != nil {
			continue
		}
		if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 {
			least, found = min(least, n), true
		}
	}
	return least, found
}

// ownSystem is the file system of this machine.
func ownSystem() fs.FS { return os.DirFS("/") }
