//go:build !linux

package bleveindex

// yieldThread does nothing: elsewhere priorities are of processes.
func yieldThread() {}
