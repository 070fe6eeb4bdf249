package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// presenceFile is where a server that holds a data folder says so.
const presenceFile = "server.json"

// presence tells other commands on the machine which process holds a data
// folder and how to ask it. The token lets them do what only the command line
// may (index a path, reindex); the file is readable by its owner alone.
type presence struct {
	Address string    `json:"address"` // base URL
	PID     int       `json:"pid"`
	Token   string    `json:"token"`
	Started time.Time `json:"started"`
}

// newPresence mints the token of this process.
func newPresence(address string) presence {
	return presence{Address: address, PID: os.Getpid(), Token: rand.Text(), Started: time.Now().UTC().Truncate(time.Second)}
}

// write leaves the presence in the data folder, whole or not at all.
func (p presence) write(dir string) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	temp := filepath.Join(dir, presenceFile+".new")
	if err := os.WriteFile(temp, append(data, '\n'), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", presenceFile, err)
	}
	return os.Rename(temp, filepath.Join(dir, presenceFile))
}

// mayOnlyRead reports whether an error says that a folder cannot be written by this
// process at all, rather than that the disk fails.
func mayOnlyRead(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// remove takes the presence away if it is still this process's own.
func (p presence) remove(dir string) {
	if held, ok, err := readPresence(dir); err == nil && ok && held.Token == p.Token {
		_ = os.Remove(filepath.Join(dir, presenceFile))
	}
}

// readPresence reads who holds dir; false when nobody says so. A file cut short,
// as a machine that went down may leave one, says nothing: whether somebody holds
// the folder is for the lock of the store to tell.
func readPresence(dir string) (presence, bool, error) {
	var p presence
	data, err := os.ReadFile(filepath.Join(dir, presenceFile))
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return presence{}, false, nil
	}
	return p, true, nil
}

// answerWithin is how long a server may take to show that it is there. Together
// with the second for which the store's lock is waited for, that leaves a command
// within the two seconds in which it must have said what is in the way.
const answerWithin = 800 * time.Millisecond

// answers reports whether the server is there and holds the folder: another one
// may have taken the address of a server that was killed, and knows not its token.
func (p presence) answers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.Address+"/v1/local", nil)
	if err != nil {
		return false
	}
	req.Header.Set("Authorization", "Bearer "+p.Token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusNoContent
}
