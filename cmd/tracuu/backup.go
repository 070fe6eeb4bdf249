package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tracuu/index/backup"
	"tracuu/index/store"
	"tracuu/server/client"
)

// storeName is the name of the store in a data folder.
const storeName = "store.db"

func newBackup(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup DEST",
		Short: con.say("Sao lưu kho văn bản vào thư mục mới DEST, cả khi máy chủ đang chạy", "Back the collection up to a new folder DEST, also while a server runs"),
		Long: con.say(
			"Chép kho văn bản ở một thời điểm, các tệp gốc, khóa và bộ từ vựng riêng; đọc lại, đối chiếu rồi mới đặt tên DEST: có DEST là có bản sao lưu trọn vẹn.\n"+
				"Chỉ mục không được chép: nó được dựng lại khi khôi phục. DEST chứa khóa (dạng băm) và mọi văn bản: hãy giữ như thư mục dữ liệu.",
			"Copies the store as it stands at one moment, the originals, the keys and your own vocabulary, reads the copy back, checks it, and only then calls it DEST.\n"+
				"The index is not copied: restoring builds it anew. DEST holds the keys (hashed) and every document: guard it as the data folder."),
		Args: arguments(cobra.ExactArgs(1)),
	}
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		dest, err := filepath.Abs(args[0])
		if err != nil {
			return err
		}
		meter := newCopyMeter(con)
		m, err := copyOut[backup.Manifest](cmd.Context(), *dir, dest, false, meter.show)
		meter.finish()
		if err == nil {
			con.printf(con.say("Đã sao lưu %d văn bản, %d tệp, %.1f MB vào %s.\n", "Backed up %d documents, %d files, %.1f MB to %s.\n"),
				m.Documents, len(m.Files), float64(m.Bytes())/1e6, printable(dest))
		}
		return err
	}
	return cmd
}

func newRestore(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore SRC --data NEW",
		Short: con.say("Khôi phục bản sao lưu SRC vào thư mục dữ liệu mới", "Restore the backup SRC into a new data folder"),
		Args:  arguments(cobra.ExactArgs(1)),
	}
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("data") {
			return usagef("restore: --data phải nêu thư mục mới", "restore: --data names the new folder")
		}
		meter := newCopyMeter(con)
		m, err := backup.Restore(cmd.Context(), args[0], *dir, meter.show)
		meter.finish()
		if err == nil {
			con.printf(con.say("Đã khôi phục %d văn bản vào %s; chỉ mục được dựng khi mở.\n", "Restored %d documents to %s; the index is built when it is opened.\n"),
				m.Documents, printable(*dir))
		}
		return err
	}
	return cmd
}

// copyOut copies what is held in dir to dest, through the server that holds it or
// from the store itself.
func copyOut[Report any](ctx context.Context, dir, dest string, lines bool, show func(backup.Progress)) (report Report, err error) {
	if err := existing(dir); err != nil {
		return report, err
	}
	held, present, err := readPresence(dir)
	if err != nil {
		return report, err
	}
	if present && held.answers(ctx) {
		remote, err := client.New(held.Address, client.Options{Token: held.Token})
		if err != nil {
			return report, err
		}
		return client.Backup[Report](ctx, remote, dest, lines, show)
	}
	s, err := store.Open(filepath.Join(dir, storeName), store.Options{ReadOnly: true})
	if err != nil {
		return report, err
	}
	defer s.Close()
	any, err := copyStore(ctx, dir, s, dest, lines, show)
	if err == nil {
		report, _ = any.(Report)
	}
	return report, err
}

// copyStore copies an open store with what belongs to it.
func copyStore(ctx context.Context, dir string, s *store.Store, dest string, lines bool, show func(backup.Progress)) (any, error) {
	if !lines {
		return backup.Write(ctx, dir, s, dest, backup.Options{Program: version, Show: show})
	}
	file, err := os.OpenFile(dest+".partial", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := backup.Export(ctx, s, file)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), dest)
	}
	if err != nil {
		return 0, errors.Join(err, os.Remove(file.Name()))
	}
	return n, nil
}

func newExport(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export FILE",
		Short: con.say("Xuất mọi văn bản ra FILE, mỗi văn bản một dòng JSON (- là đầu ra chuẩn)", "Write every document to FILE, a line of JSON each (- for standard output)"),
		Long: con.say(
			"Xuất cả điều được cung cấp, được đọc, được sửa và vết sửa; văn bản bị giữ lại vì dấu mật cũng nằm trong đó. Không có tệp gốc: dùng tracuu backup.",
			"Writes what was supplied, read and corrected, with the trail; documents in quarantine are among them. Originals are not: use tracuu backup."),
		Args: arguments(cobra.ExactArgs(1)),
	}
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		n := 0
		if args[0] == "-" {
			n, err = exportTo(cmd.Context(), *dir, con.stdout)
		} else {
			dest, absErr := filepath.Abs(args[0])
			if absErr != nil {
				return absErr
			}
			n, err = copyOut[int](cmd.Context(), *dir, dest, true, nil)
		}
		if err == nil {
			con.notef(con.say("Đã xuất %d văn bản.\n", "Wrote %d documents.\n"), n)
		}
		return err
	}
	return cmd
}

// exportTo writes a folder that nobody holds as lines.
func exportTo(ctx context.Context, dir string, w io.Writer) (int, error) {
	s, err := store.Open(filepath.Join(dir, storeName), store.Options{ReadOnly: true})
	if errors.Is(err, store.ErrLocked) {
		return 0, failf("%w: hãy nêu một FILE, máy chủ đang giữ thư mục sẽ ghi vào đó", "%w: name a FILE, and the server that holds the folder writes it", err)
	}
	if err != nil {
		return 0, err
	}
	defer s.Close()
	return backup.Export(ctx, s, w)
}

func newImport(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: con.say("Nhập văn bản từ FILE do tracuu export xuất ra (- là đầu vào chuẩn)", "Take in documents from FILE, as tracuu export wrote it (- for standard input)"),
		Args:  arguments(cobra.ExactArgs(1)),
	}
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		n, searched, err := takeIn(cmd.Context(), con, *dir, args[0])
		switch {
		case err == nil && searched:
			con.notef(con.say("Đã nhập %d văn bản.\n", "Took in %d documents.\n"), n)
		case err == nil:
			con.notef(con.say("Đã nhập %d văn bản; chỉ mục được cập nhật khi mở.\n", "Took in %d documents; the index follows when it is opened.\n"), n)
		}
		return err
	}
	return cmd
}

// takeIn takes in the lines of an export, through the server that holds dir, which
// searches them at once, or into the store itself.
func takeIn(ctx context.Context, con *console, dir, name string) (n int, searched bool, err error) {
	held, present, err := readPresence(dir)
	if err != nil {
		return 0, false, err
	}
	if present && held.answers(ctx) {
		if name == "-" {
			return 0, false, failf("máy chủ đang giữ thư mục %s: hãy nêu một FILE để máy chủ đọc", "a server holds the data folder %s: name a FILE, and it reads that", dir)
		}
		remote, err := client.New(held.Address, client.Options{Token: held.Token})
		if err != nil {
			return 0, false, err
		}
		src, err := filepath.Abs(name)
		if err != nil {
			return 0, false, err
		}
		n, err = remote.Import(ctx, src)
		return n, true, err
	}
	in, err := con.openInput(name)
	if err != nil {
		return 0, false, err
	}
	defer in.Close()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, false, fmt.Errorf("data folder: %w", err)
	}
	s, err := store.Open(filepath.Join(dir, storeName), store.Options{})
	if err != nil {
		return 0, false, fmt.Errorf("data folder %s: %w", dir, err)
	}
	n, err = backup.Import(ctx, s.Update, in)
	return n, false, errors.Join(err, s.Close())
}

// openInput opens a file to read, - for standard input.
func (c *console) openInput(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.stdin), nil
	}
	return os.Open(name)
}
