//go:build !linux

package docfile

import "os/exec"

// inOwnGroup and bound need what only Linux has; elsewhere a program alone is
// killed when its time is up.
func inOwnGroup(*exec.Cmd) {}

func bound(*exec.Cmd) {}
