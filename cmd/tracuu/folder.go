package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/citation"
	"tracuu/server/client"
)

// folder is a data folder as a command may use it: opened by this process, or
// through the server that holds it. Exactly one of the two is set. The words are
// those of this folder, where this process opened it.
type folder struct {
	engine *bleveindex.Engine
	remote *client.Client
	words  vocabulary
	intake *intake // where this process opened it and takes files in
}

// openFolder opens the collection in dir, or finds the server that holds it.
// It answers within two seconds when another process is in the way.
func openFolder(ctx context.Context, dir string, options bleveindex.Options) (*folder, error) {
	held, present, err := readPresence(dir)
	if err != nil {
		return nil, err
	}
	if present && held.answers(ctx) {
		remote, err := client.New(held.Address, client.Options{Token: held.Token})
		if err != nil {
			return nil, err
		}
		return &folder{remote: remote}, nil
	}
	words, err := readVocabulary(dir)
	if err != nil {
		return nil, err
	}
	options.Families = words.families
	engine, err := bleveindex.Open(dir, options)
	switch {
	case errors.Is(err, index.ErrLocked) && present:
		return nil, failf("thư mục dữ liệu %s: tiến trình %d đang giữ nó và không trả lời tại %s: %w", "data folder %s: process %d holds it and does not answer at %s: %w", dir, held.PID, held.Address, err)
	case err != nil:
		return nil, fmt.Errorf("data folder %s: %w", dir, err)
	}
	return &folder{engine: engine, words: words}, nil
}

// existing refuses a data folder that is not there, for commands that only read.
func existing(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if !info.IsDir() {
		return failf("%s không phải thư mục", "data folder %s: not a folder", dir)
	}
	return nil
}

// searcher is the collection to put a query to.
func (f *folder) searcher() index.Searcher {
	if f.remote != nil {
		return f.remote
	}
	return f.engine
}

// close releases the collection where this process holds it.
func (f *folder) close() error {
	if f.engine == nil {
		return nil
	}
	return f.engine.Close()
}

// withGraph makes an engine keep the citation graph of what it holds, for
// commands that show who cites what and those that write much.
func withGraph(options *bleveindex.Options) *citation.Graph {
	graph := citation.New()
	options.Graph, options.Follower = graph, graph
	return graph
}
