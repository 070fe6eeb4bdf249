package docfile

import (
	"os/exec"
	"syscall"
	"unsafe"
)

// maxMemory is the address space that a program may take, in bytes: the memory
// of a hostile page's image included.
const maxMemory = 4 << 30

// inOwnGroup has a program killed together with all that it starts.
func inOwnGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// bound limits the memory of a program that has just started. It is a second
// line of defence, so that failing to set it is no error.
func bound(cmd *exec.Cmd) {
	limit := syscall.Rlimit{Cur: maxMemory, Max: maxMemory}
	_, _, _ = syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(cmd.Process.Pid), syscall.RLIMIT_AS,
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
}
