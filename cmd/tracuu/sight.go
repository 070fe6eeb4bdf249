package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"tracuu/server"
)

// sightFlags are what a server shows to those who run it.
type sightFlags struct {
	admin    string
	queryLog string
}

func (f *sightFlags) add(cmd *cobra.Command, con *console) {
	flags := cmd.Flags()
	flags.StringVar(&f.admin, "admin", "",
		con.say("địa chỉ nội bộ cho /metrics và /debug/pprof/, ví dụ 127.0.0.1:9090", "local address for /metrics and /debug/pprof/, such as 127.0.0.1:9090"))
	flags.StringVar(&f.queryLog, "query-log", "",
		con.say("tệp ghi lại các truy vấn, không có dữ liệu cá nhân", "file that keeps what was searched for, without personal data"))
}

// openQueryLog opens the log of searches for appending; without one it discards
// them.
func (f *sightFlags) openQueryLog() (io.WriteCloser, error) {
	if f.queryLog == "" {
		return discard{io.Discard}, nil
	}
	file, err := os.OpenFile(f.queryLog, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("query log: %w", err)
	}
	return file, nil
}

type discard struct{ io.Writer }

func (discard) Close() error { return nil }

// serveAdmin answers at the admin address until close is called. Only this machine
// may reach it, since it asks for no key.
func (f *sightFlags) serveAdmin(srv *server.Server) (closeAdmin func() error, err error) {
	if f.admin == "" {
		return func() error { return nil }, nil
	}
	if !loopback(f.admin) {
		return nil, usagef("--admin %s: cần địa chỉ chỉ máy này vào được, ví dụ 127.0.0.1:9090", "--admin %s: want an address of this machine alone, such as 127.0.0.1:9090", f.admin)
	}
	listener, err := net.Listen("tcp", f.admin)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", f.admin, err)
	}
	admin := &http.Server{Handler: srv.AdminHandler(), ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() { stopped <- admin.Serve(listener) }()
	return func() error {
		err := admin.Close()
		if served := <-stopped; !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
		return err
	}, nil
}
