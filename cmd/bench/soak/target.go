package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// target is the server under load, a process of its own.
type target struct {
	cmd     *exec.Cmd
	data    string
	admin   string
	address string
	token   string
}

// start runs a server over an empty data folder and waits until it answers.
func start(program, data string) (*target, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t := &target{data: data, admin: listener.Addr().String()}
	listener.Close()
	t.cmd = exec.Command(program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--admin", t.admin)
	if err := t.cmd.Start(); err != nil {
		return nil, err
	}
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var here struct{ Address, Token string }
		b, err := os.ReadFile(filepath.Join(data, "server.json"))
		if err == nil && json.Unmarshal(b, &here) == nil {
			t.address, t.token = here.Address, here.Token
			return t, nil
		}
	}
	t.stop()
	return nil, fmt.Errorf("%s serve: no answer within a minute", program)
}

func (t *target) stop() {
	_ = t.cmd.Process.Signal(syscall.SIGTERM)
	_ = t.cmd.Wait()
}

// sample reads the figures of the server.
func (t *target) sample() (s sample, err error) {
	resp, err := http.Get("http://" + t.admin + "/metrics")
	if err != nil {
		return s, fmt.Errorf("the server is gone: %w", err)
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		number, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "go_goroutines":
			s.goroutines = number
		case "go_memstats_heap_alloc_bytes":
			s.heap = number / 1e6
		case "process_resident_memory_bytes":
			s.resident = number / 1e6
		case "process_open_fds":
			s.files = number
		}
	}
	s.disk = diskUse(t.data)
	return s, nil
}
