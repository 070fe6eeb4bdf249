package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"tracuu/index/backup"
	"tracuu/index/bleveindex"
	"tracuu/index/citation"
	"tracuu/index/store"
	"tracuu/server"
	"tracuu/server/api"
)

// How long serve waits, at most, before it says where it listens (so that the
// first answer is a full one for a small folder), before it counts as ready
// although the first pass still runs, and for requests to end when it stops.
const (
	announceWithin = 5 * time.Second
	readyWithin    = 45 * time.Second
	stopWithin     = 15 * time.Second
)

// serveFlags are the settings of serve.
type serveFlags struct {
	data, listen   string
	prune, upgrade bool
	watch          bool
	keep           keeping
	logFormat      string
	access         accessFlags
	sight          sightFlags
}

func newServe(con *console) *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "serve [PATH…]",
		Short: con.say("Nạp các PATH (bỏ qua tệp không đổi) rồi phục vụ API", "Index PATHs (skipping what is unchanged), then serve the API"),
	}
	cmd.Flags().StringVar(&flags.data, "data", "./tracuu-data", con.say("thư mục dữ liệu", "data folder"))
	cmd.Flags().StringVar(&flags.listen, "listen", "127.0.0.1:8080", con.say("địa chỉ lắng nghe", "address to listen on"))
	cmd.Flags().BoolVar(&flags.prune, "prune", false,
		con.say("xóa cả khi quá nửa số tệp của thư mục biến mất", "delete even when over half of a folder's files vanished"))
	cmd.Flags().BoolVar(&flags.upgrade, "upgrade", false,
		con.say("dựng lại chỉ mục do phiên bản khác tạo", "rebuild an index that another version built"))
	cmd.Flags().StringVar(&flags.logFormat, "log", "console", con.say("dạng nhật ký: console hoặc json", "log format: console or json"))
	cmd.Flags().BoolVar(&flags.watch, "watch", false,
		con.say("theo dõi các PATH: nạp ngay tệp mới, tệp đổi, tệp xóa", "watch the PATHs: follow new, changed and deleted files as they come"))
	keepFlag(cmd, con, &flags.keep, keepUploads)
	flags.access.add(cmd, con)
	flags.sight.add(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		paths, err := absolute(args)
		if err != nil {
			return err
		}
		return serve(cmd.Context(), con, flags, paths)
	}
	return cmd
}

// serve holds the data folder, answers requests and takes paths in, until ctx
// is done.
func serve(ctx context.Context, con *console, flags serveFlags, paths []string) (err error) {
	logger, err := newLogger(con, flags.logFormat)
	if err != nil {
		return err
	}
	if err := readablePaths(paths); err != nil {
		return err
	}
	adoptLog(con, logger)
	access, err := flags.access.access(flags.data, flags.listen)
	if err != nil {
		return err
	}
	intake, err := newIntake(flags.data, flags.keep, flags.prune)
	if err != nil {
		return err
	}
	easeCollector()
	held, graph, err := openToServe(ctx, flags)
	if err != nil {
		return err
	}
	held.intake = intake
	defer func() { err = errors.Join(err, held.close()) }()

	door, err := openDoors(flags.listen, &flags.access)
	if err != nil {
		return err
	}
	queries, err := flags.sight.openQueryLog()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, queries.Close()) }()
	here := newPresence(door.localAddress())
	first := newFirstPass(ctx, held.engine, len(paths) > 0)
	srv := server.New(held.engine, server.Options{
		Version: version, Logger: logger, Loading: first.state, Graph: graph, Bodies: held.words.bodies,
		Local: held.local(here.Token), Access: access, QueryLog: queries,
		Originals: held.intake.originals, KeepUploads: flags.keep != keepNone,
	})
	closeAdmin, err := flags.sight.serveAdmin(srv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAdmin()) }()
	stopped := door.serve(srv)
	switch err := here.write(flags.data); {
	case mayOnlyRead(err):
		con.notef(con.say("Thư mục dữ liệu %s chỉ đọc được: vẫn tra cứu, không ghi; các lệnh khác không tìm thấy máy chủ này (%v)\n",
			"data folder %s may only be read: searches are answered, writes refused; other commands do not find this server (%v)\n"), flags.data, err)
	case err != nil:
		return err
	}
	defer here.remove(flags.data)

	loaded, done := make(chan struct{}), make(chan struct{})
	loading, cancel := context.WithCancel(ctx)
	defer func() { cancel(); <-done }()
	go func() {
		defer close(done)
		held.follow(loading, con, logger, first, paths, flags, loaded)
	}()
	announce(con, door.address(), loaded)
	warnOpen(con, access, flags.data)
	return wait(ctx, srv, stopped)
}

// warnOpen says that nobody is asked for a key, while there is none.
func warnOpen(con *console, access server.Access, dir string) {
	if closed, err := access.Keys.Any(); err == nil && !closed {
		con.notef(con.say("Chưa có khóa: ai dùng máy này cũng tìm, ghi và xóa được. Tạo khóa: tracuu keys create --data %s --name TÊN\n",
			"No key was made: whoever uses this machine may search, write and delete. Make one: tracuu keys create --data %s --name NAME\n"), printable(dir))
	}
}

// announce prints the address, once a small folder is loaded or a few seconds
// have gone.
func announce(con *console, address string, loaded <-chan struct{}) {
	select {
	case <-loaded:
	case <-time.After(announceWithin):
	}
	con.printf(con.say("tracuu đang chạy tại %s (Ctrl-C để dừng)\n", "tracuu is serving at %s (Ctrl-C to stop)\n"), address)
}

// wait ends when ctx is done, after the requests under way, or when the server
// fails.
func wait(ctx context.Context, srv *server.Server, stopped <-chan error) error {
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop: %w", err)
	}
	if err := <-stopped; err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// openToServe opens the collection for this process alone, with its citation
// graph.
func openToServe(ctx context.Context, flags serveFlags) (*folder, *citation.Graph, error) {
	if err := os.MkdirAll(flags.data, 0o755); err != nil {
		return nil, nil, fmt.Errorf("data folder: %w", err)
	}
	options := bleveindex.Options{Upgrade: flags.upgrade, Warm: true}
	graph := withGraph(&options)
	held, err := openFolder(ctx, flags.data, options)
	if err != nil {
		return nil, nil, err
	}
	if held.remote != nil {
		other, _, _ := readPresence(flags.data)
		return nil, nil, failf("thư mục dữ liệu %s: tiến trình %d đang phục vụ nó tại %s", "data folder %s: process %d already serves it at %s", flags.data, other.PID, other.Address)
	}
	return held, graph, nil
}

// readablePaths refuses a path that is not there before anything is opened.
func readablePaths(paths []string) error {
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			return err
		}
	}
	return nil
}

// local is what other commands may ask of the server that holds the folder.
func (f *folder) local(token string) *server.Local {
	return &server.Local{
		Token: token,
		Index: f.take,
		Reindex: func(ctx context.Context, again bool) error {
			if err := f.engine.Reindex(ctx, f.words.reread(again)); err != nil {
				return err
			}
			return f.sweep()
		},
		Import: f.takeLines,
		Backup: func(ctx context.Context, dest string, lines bool, progress func(any)) (any, error) {
			report, err := copyStore(ctx, f.intake.dir, f.engine.Store(), dest, lines, func(p backup.Progress) { progress(p) })
			if errors.Is(err, backup.ErrNotEmpty) { // the caller's choice of a place, not our fault
				err = api.NewProblem(http.StatusConflict, api.CodeConflict, err.Error())
			}
			return report, err
		},
	}
}

// adoptLog has what libraries say of themselves in the log too, in its form. Only a
// program of its own does so: the log of package log is one for a whole process.
func adoptLog(con *console, logger zerolog.Logger) {
	if con.stderr == io.Writer(os.Stderr) {
		log.SetOutput(logger.With().Str("level", "warn").Str("from", "library").Logger())
	}
}

// takeLines takes in an export, searched as soon as it is there.
func (f *folder) takeLines(ctx context.Context, src string) (int, error) {
	in, err := os.Open(src)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	return backup.Import(ctx, func(change func(*store.Tx) error) error { return f.engine.Update(ctx, change) }, in)
}

// newLogger logs to standard error, for a person or for a machine.
func newLogger(con *console, format string) (zerolog.Logger, error) {
	switch format {
	case "json":
		return zerolog.New(con.stderr).With().Timestamp().Logger(), nil
	case "console":
		pretty := zerolog.ConsoleWriter{Out: con.stderr, TimeFormat: time.RFC3339, NoColor: !isTerminal(con.stderr)}
		return zerolog.New(pretty).With().Timestamp().Logger(), nil
	}
	return zerolog.Nop(), usagef("--log %q: chỉ nhận console hoặc json", "--log %q: want console or json", format)
}
