package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// What children measure, each in a process of its own so that one engine's
// memory, threads and crashes are not another's: "build ENGINE", "query ENGINE".
// A child writes its result to standard output as JSON.

// skipped is the result of a child whose engine is not on this machine.
type skipped struct{ Skipped string }

// inChild measures in a new process and decodes the result.
func (s settings) inChild(ctx context.Context, what, dir string, into any) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "-child", what, "-dir", dir, "-n", itoa(s.n), "-words", itoa(s.words), "-seed", fmt.Sprint(s.seed),
		"-classes", s.classes.String(), "-time", s.long.String(), "-root", s.root, "-shared", s.shared)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	var skip skipped
	if json.Unmarshal(out.Bytes(), &skip) == nil && skip.Skipped != "" {
		return fmt.Errorf("%w: %s", errNotHere, skip.Skipped)
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		return fmt.Errorf("%s: result: %w", what, err)
	}
	return nil
}

// measureHere is what a child does.
func (s settings) measureHere() error {
	what, name, _ := strings.Cut(s.child, " ")
	measures := map[string]func(string) (any, error){
		"build": s.buildHere, "query": s.queryHere, "extract": s.extractHere, "load": s.loadHere, "hostile": s.hostileHere,
	}
	measure, known := measures[what]
	if !known {
		return fmt.Errorf("-child: %q", what)
	}
	out, err := measure(name)
	if errors.Is(err, errNotHere) {
		out, err = skipped{strings.TrimPrefix(err.Error(), errNotHere.Error()+": ")}, nil
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

// engineNamed makes an engine, or says why there is none.
func engineNamed(name string) (engine, error) {
	if make, known := made[name]; known {
		return make(), nil
	}
	return nil, fmt.Errorf("%w: the suite was built without a C compiler", errNotHere)
}

// queriesFile is where the parent leaves the queries for its children.
const queriesFile = "queries.json"

func (s settings) readQueries() (map[class][]query, error) {
	b, err := os.ReadFile(filepath.Join(filepath.Dir(s.dir), queriesFile))
	if err != nil {
		return nil, err
	}
	var out map[class][]query
	return out, json.Unmarshal(b, &out)
}
