package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// server is a `tracuu serve` that was started for measuring.
type server struct {
	cmd     *exec.Cmd
	address string
	asked   map[string]int // how many queries were asked in each way
}

func startServer(ctx context.Context, program, dir string) (*server, error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--data", dir, "--listen", "127.0.0.1:0", "--log", "json")
	log, err := os.Create(dir + ".log")
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	srv := &server{cmd: cmd, asked: map[string]int{}}
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		var held struct{ Address string }
		b, err := os.ReadFile(filepath.Join(dir, "server.json"))
		if err != nil || json.Unmarshal(b, &held) != nil || held.Address == "" {
			continue
		}
		srv.address = held.Address
		if r, err := http.Get(srv.address + "/readyz"); err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return srv, nil
			}
		}
	}
	srv.stop()
	return nil, fmt.Errorf("tracuu serve did not become ready; see %s.log", dir)
}

// first asks the first query there is.
func (srv *server) first(q *query) error {
	one, err := srv.callers(1)
	if err != nil {
		return err
	}
	defer closeAll(one)
	status, _, err := one[0].ask(srv.requests([]query{*q}, askFragments)[0])
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("the first answer has the status %d", status)
	}
	return err
}

func (srv *server) stop() {
	srv.cmd.Process.Signal(os.Interrupt)
	srv.cmd.Wait()
}
