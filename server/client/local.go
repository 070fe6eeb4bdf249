package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"tracuu/server/api"
)

// Index asks the server to take in files and folders of its own machine, by
// absolute path, and returns its report of type Report, which may come with an
// error. show gets the progress as it comes, a few times a second. It needs the
// local token.
func Index[Report, Progress any](ctx context.Context, c *Client, paths []string, prune bool, show func(Progress)) (Report, error) {
	return localWork[Report](ctx, c, "/v1/local/index", api.LocalIndexRequest{Paths: paths, Prune: prune}, show)
}

// Backup asks the server to copy what it holds to an absolute path of its own
// machine: a folder, or with lines a file of JSON lines. It returns the server's
// report; show gets the progress as it comes. It needs the local token.
func Backup[Report, Progress any](ctx context.Context, c *Client, dest string, lines bool, show func(Progress)) (Report, error) {
	return localWork[Report](ctx, c, "/v1/local/backup", api.LocalBackupRequest{Dest: dest, Lines: lines}, show)
}

// Import asks the server to take in the lines of an export, by the absolute path of a
// file of its own machine, and returns how many documents they were. It needs the
// local token.
func (c *Client) Import(ctx context.Context, src string) (int, error) {
	return localWork[int, json.RawMessage](ctx, c, "/v1/local/import", api.LocalImportRequest{Src: src}, nil)
}

// localWork has long work done by the server.
func localWork[Report, Progress any](ctx context.Context, c *Client, path string, request any, show func(Progress)) (Report, error) {
	var report Report
	err := c.local(ctx, path, request, func(event api.LocalEvent) error {
		if event.Progress != nil && show != nil {
			var progress Progress
			if err := json.Unmarshal(event.Progress, &progress); err != nil {
				return err
			}
			show(progress)
		}
		if event.Report != nil {
			return json.Unmarshal(event.Report, &report)
		}
		return nil
	})
	return report, err
}

// Reindex asks the server to build its index anew, and to read the stored texts
// again with reread. It needs the local token.
func (c *Client) Reindex(ctx context.Context, reread bool) error {
	return c.local(ctx, "/v1/local/reindex", api.LocalReindexRequest{Reread: reread}, func(api.LocalEvent) error { return nil })
}

// local makes a local request and gives each its events. A stream that ends
// without a report or an error was cut.
func (c *Client) local(ctx context.Context, path string, body any, each func(api.LocalEvent) error) error {
	encoded, err := asJSON(body)
	if err != nil {
		return err
	}
	resp, err := c.do(ctx, request{method: http.MethodPost, path: path, contentType: "application/json", body: encoded})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	events := json.NewDecoder(resp.Body)
	for {
		var event api.LocalEvent
		if err := events.Decode(&event); err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return fmt.Errorf("client: %s: read answer: %w", path, err)
		}
		if err := each(event); err != nil {
			return fmt.Errorf("client: %s: read answer: %w", path, err)
		}
		switch {
		case event.Error != nil:
			return fmt.Errorf("client: %s: %w", path, event.Error)
		case event.Report != nil:
			return nil
		}
	}
}
