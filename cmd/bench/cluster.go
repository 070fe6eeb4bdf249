package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// cluster is a PostgreSQL server of our own, on a Unix socket in its folder.
type cluster struct {
	dir string
	run *syscall.Credential // who runs it, nil for the user that we are
}

// binaries are where Debian keeps PostgreSQL's programs.
const binaries = "/usr/lib/postgresql/15/bin"

// startCluster starts the server in dir, which it makes where there is none.
func startCluster(dir string) (*cluster, error) {
	c := &cluster{dir: dir}
	if _, err := c.program("initdb"); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotHere, err)
	}
	if err := c.unprivileged(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(c.data()); err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
		if c.run != nil {
			if err := os.Chown(dir, int(c.run.Uid), int(c.run.Gid)); err != nil {
				return nil, err
			}
		}
		if err := c.call("initdb", "-D", c.data(), "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale=C.UTF-8"); err != nil {
			return nil, err
		}
	}
	options := "-c listen_addresses='' -c unix_socket_directories=" + dir +
		" -c shared_buffers=1GB -c work_mem=64MB -c maintenance_work_mem=512MB -c max_wal_size=4GB -c jit=off"
	return c, c.call("pg_ctl", "-D", c.data(), "-l", filepath.Join(dir, "log"), "-w", "-o", options, "start")
}

func (c *cluster) data() string { return filepath.Join(c.dir, "data") }

func (c *cluster) stop() error { return c.call("pg_ctl", "-D", c.data(), "-m", "fast", "-w", "stop") }

func (c *cluster) program(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	return exec.LookPath(filepath.Join(binaries, name))
}

// unprivileged finds whom to run the server as, since PostgreSQL refuses root.
func (c *cluster) unprivileged() error {
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid) // numbers on every system that has root
			gid, _ := strconv.Atoi(u.Gid)
			c.run = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
			return nil
		}
	}
	return fmt.Errorf("%w: no user to run PostgreSQL as", errNotHere)
}

func (c *cluster) call(name string, args ...string) error {
	path, err := c.program(name)
	if err != nil {
		return err
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.run}
	// The server keeps what it inherits, so its output goes to a file.
	out, err := os.CreateTemp("", "bench-"+name)
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s %v: %w\n%s", name, slices.Compact(args), err, said)
	}
	return nil
}
